package kz.sandyq.platform;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import org.springframework.stereotype.Component;

/** A handler that writes down what was decided. */
@Component
public class RecordedDecisions implements ApprovalHandler {
    /** Its kind. */
    public static final String KIND = "TEST_CHANGE";

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile boolean failing;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void approved(Approval approval) {
        if (failing) {
            failing = false;
            throw new IllegalStateException("planted");
        }
        seen.add("approved " + approval.id());
    }

    @Override
    public void declined(Approval approval) {
        seen.add("declined " + approval.id());
    }

    /** The next approval fails. */
    public void failNext() {
        failing = true;
    }

    /** What was decided, in order. */
    public List<String> seen() {
        return List.copyOf(seen);
    }

    /** Forgets. */
    public void clear() {
        seen.clear();
    }
}
