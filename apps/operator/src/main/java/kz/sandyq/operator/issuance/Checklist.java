package kz.sandyq.operator.issuance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kz.sandyq.law.LegalBasis;
import org.jspecify.annotations.Nullable;

/** The examination of an application: what is looked at, under which clause, and what was found. */
final class Checklist {
    private Checklist() {}

    /** One line of the examination; the text is {@code issuance.checklist.<name>} in the bundles. */
    enum Line {
        ISSUER_RESIDENT("LAW-1.6-10"),
        DECISION_BY_ISSUER("LAW-6.1"),
        DECISION_NAMES_ISSUE("LAW-6.1"),
        KIND_FITS("LAW-5"),
        TERMS_COMPLETE("LAW-1.6-6-p2"),
        REDEMPTION_CLEAR("LAW-1.6-7"),
        DOCUMENTS_CONFORM("RUL-41"),
        BASE_ASSET_DESCRIBED("LAW-1.6-8"),
        CUSTODY_AGREED("LAW-6.4");

        private final String clause;

        Line(String clause) {
            this.clause = clause;
        }

        public String clause() {
            return clause;
        }

        boolean asksFor(IssueTerms terms) {
            return this != BASE_ASSET_DESCRIBED && this != CUSTODY_AGREED || terms.hasBaseAsset();
        }
    }

    /** Outcome of a line. */
    enum Verdict {
        CONFORMS,
        DOES_NOT_CONFORM
    }

    /**
     * What an examiner found.
     *
     * @param reason why; needed when it does not conform
     * @param examinerPersonId natural person who examined
     */
    record Answer(Verdict verdict, @Nullable String reason, long examinerPersonId) {}

    /** Lines that these terms need, in the order of the form. */
    static List<Line> lines(IssueTerms terms) {
        List<Line> lines = new ArrayList<>();
        for (Line line : Line.values()) {
            if (line.asksFor(terms)) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** A verdict against the issuer without a reason is no verdict. */
    @LegalBasis("RUL-41")
    static List<Finding> answerable(Map<Line, Answer> answers) {
        List<Finding> findings = new ArrayList<>();
        answers.forEach((line, answer) -> {
            boolean unreasoned = answer.reason() == null || answer.reason().isBlank();
            if (answer.verdict() == Verdict.DOES_NOT_CONFORM && unreasoned) {
                findings.add(Finding.of("VERDICT_NEEDS_REASON", "RUL-41", line));
            }
        });
        return findings;
    }

    /** Registration is impossible while a line is open or negative. */
    @LegalBasis("LAW-6.2")
    @LegalBasis("RUL-41")
    @LegalBasis("RUL-43.1")
    @LegalBasis("LAW-6.3.1")
    static List<Finding> conclusion(IssueTerms terms, Map<Line, Answer> answers) {
        List<Finding> findings = new ArrayList<>(answerable(answers));
        for (Line line : lines(terms)) {
            Answer answer = answers.get(line);
            if (answer == null) {
                findings.add(Finding.of("EXAMINATION_NOT_COMPLETE", "RUL-41", line));
            } else if (answer.verdict() == Verdict.DOES_NOT_CONFORM) {
                findings.add(Finding.of("ISSUE_DOCUMENTS_NONCONFORMING", "LAW-6.2", line));
            }
        }
        return findings;
    }
}
