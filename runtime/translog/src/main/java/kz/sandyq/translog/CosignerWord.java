package kz.sandyq.translog;

/**
 * How somebody stands who is asked to cosign: a member of the cluster, or a witness outside of the operator.
 *
 * @param name by which the policy or the cluster's file knows it
 * @param state what came of the last question
 * @param size of the head that the state is about, 0 before the first question
 */
public record CosignerWord(String name, State state, long size) {
    /** What came of a question. */
    public enum State {
        /** It has cosigned. */
        COSIGNED,
        /** It has not come so far, or was not asked yet. */
        NOT_YET,
        /** Nobody answers, or what answers is not believed to be it. */
        SILENT,
        /** It answers without a cosignature of the key that it is known by. */
        UNUSABLE,
        /** It holds another history, an alarm: a member signed another root, a witness holds one or a later head. */
        DIFFERS
    }

    /** Whether a person has to look at once. */
    public boolean isAlarm() {
        return state == State.DIFFERS;
    }
}
