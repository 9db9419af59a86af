package kz.sandyq.operator.issuance;

import java.util.List;
import kz.sandyq.platform.error.RefusedException;

/** Turns findings into a refusal: the first one speaks, the page or the blockers resource shows all. */
public final class Refusals {
    private Refusals() {}

    /** Refuses when anything was found. */
    public static void unlessNone(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw of(findings.getFirst());
        }
    }

    /** The refusal that a finding stands for. */
    public static RefusedException of(Finding finding) {
        RefusedException refused =
                new RefusedException(finding.code(), finding.args().toArray());
        return finding.clause().isEmpty() ? refused : refused.clause(finding.clause());
    }
}
