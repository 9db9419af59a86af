package kz.sandyq.operator.proof;

import java.util.List;
import kz.sandyq.cluster.PurgeRoom;
import kz.sandyq.translog.MemberLog;
import kz.sandyq.translog.MemberPurges;

/**
 * How the members of a cluster carry out the newest order to purge.
 *
 * @param ordered what is before was told to go, bytes of the log; 0 before the first order
 * @param members in the order of the cluster's file; none where the log's node is in this process
 */
record PurgeProgress(long ordered, List<Member> members) {
    static final PurgeProgress NONE = new PurgeProgress(0, List.of());

    /** How one stands. */
    enum State {
        /** Nothing is left that it was told to purge. */
        DONE,
        /** It purges now, or at the next word. */
        OBEYING,
        /** Its own snapshots and segments do not let it go so far yet. */
        WAITING,
        /** It does not, and says why. */
        TROUBLE,
        /** It obeys another key, or none. */
        REFUSES,
        /** It does not answer. */
        AWAY
    }

    /**
     * One of them.
     *
     * @param begins where its recording begins, bytes of the log
     * @param limit up to where it may purge, bytes of the log
     * @param trouble why it does not purge; empty when it does
     */
    record Member(String name, State state, long begins, long limit, String trouble) {}

    /** Asks the members; some seconds at most. */
    static PurgeProgress of(MemberPurges purges) {
        long ordered = purges.ordered();
        return new PurgeProgress(
                ordered,
                purges.ask().stream()
                        .map(each -> new Member(
                                each.name(),
                                state(each, purges.obeys(each), ordered),
                                each.room().begins(),
                                each.room().limit(),
                                each.trouble()))
                        .toList());
    }

    /** Whether a member is purging. */
    boolean isGoingOn() {
        return members.stream().anyMatch(each -> each.state() == State.OBEYING);
    }

    /**
     * How a member stands.
     *
     * @param obeys whether it takes orders under the log's key
     * @param ordered what is before was told to go, bytes of the log
     */
    static State state(MemberLog member, boolean obeys, long ordered) {
        if (!member.answers()) {
            return State.AWAY;
        }
        if (!obeys) {
            return State.REFUSES;
        }
        if (!member.trouble().isEmpty()) {
            return State.TROUBLE;
        }
        PurgeRoom room = member.room();
        if (room.upTo(ordered).isAny()) {
            return State.OBEYING;
        }
        return new PurgeRoom(room.begins(), room.fileBytes(), ordered).isAny() ? State.WAITING : State.DONE;
    }
}
