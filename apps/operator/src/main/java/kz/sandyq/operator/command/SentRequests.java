package kz.sandyq.operator.command;

import java.util.Optional;
import java.util.UUID;
import kz.sandyq.cluster.ClusterConfig;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.command.Key;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What became of a request whose answer did not reach its sender, by the key that it was sent with. */
@Component
class SentRequests {
    private final ObjectProvider<AnsweredCommands> answered;
    private final SandyqClock clock;

    SentRequests(ObjectProvider<AnsweredCommands> answered, SandyqClock clock) {
        this.answered = answered;
        this.clock = clock;
    }

    /** What is known of a request. */
    enum State {
        /** Carried out once; sent again with the same key it gets its whole answer. */
        APPLIED,
        /** Refused, and nothing was changed. */
        REFUSED,
        /** Not in the log so far; it may be on its way. Sent again with the same key it is done once. */
        UNKNOWN,
        /** Not in the log, and too late to come: it was never carried out. */
        NOT_APPLIED
    }

    /**
     * An answer about a request.
     *
     * @param sequence of the entry that carried it out or refused it, else of the last one that was looked at
     * @param code why it was refused, null otherwise
     */
    record Found(State state, long sequence, @Nullable RejectCode code) {}

    /**
     * Looks a request up.
     *
     * @param loginId who sent it
     * @param key UUID of version 7 that it was sent with
     * @throws RefusedException ANSWER_PENDING (503) where the log is not read
     */
    Found find(long loginId, UUID key) {
        AnsweredCommands known = answered.getIfAvailable();
        if (known == null) {
            throw new RefusedException("ANSWER_PENDING").status(503);
        }
        Key sent = Key.ofRequest("login:" + loginId, key);
        // How far first: what came after that may be found too, but nothing before it is missed.
        AnsweredCommands.Reach reach = known.reach();
        Optional<CommandReply> reply = known.find(sent);
        if (reply.isPresent()) {
            int code = reply.get().rejectCode();
            return code == RejectCode.APPLIED
                    ? new Found(State.APPLIED, reply.get().sequence(), null)
                    : new Found(State.REFUSED, reply.get().sequence(), RejectCode.of(code));
        }
        long logMs = reach.recordedAtMs() - clock.offset().toMillis();
        boolean tooLate = sent.createdAtMs() <= logMs - ClusterConfig.KEY_WINDOW_MS;
        return new Found(tooLate ? State.NOT_APPLIED : State.UNKNOWN, reach.sequence(), null);
    }
}
