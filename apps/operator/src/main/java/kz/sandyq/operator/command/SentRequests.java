package kz.sandyq.operator.command;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.command.Key;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What became of a request whose answer did not reach its sender, by the key that it was sent with. */
@Component
class SentRequests {
    private final ObjectProvider<AnsweredCommands> answered;

    SentRequests(ObjectProvider<AnsweredCommands> answered) {
        this.answered = answered;
    }

    /** What is known of a command. */
    enum State {
        /** Carried out, once. */
        APPLIED,
        /** Refused for good, and nothing was changed. */
        REFUSED,
        /** No answer to it is known here. It may be on its way, or of a kind that is not looked up by its key. */
        UNKNOWN
    }

    /**
     * An answer about a command.
     *
     * @param sequence of the entry that decided it; 0 when unknown
     * @param code why it was refused, null otherwise
     */
    record Found(State state, long sequence, @Nullable RejectCode code) {
        static final Found NOTHING = new Found(State.UNKNOWN, 0, null);
    }

    /**
     * Looks up what a login sent straight to the log: one answer, or one for each item of a batch.
     *
     * @param loginId who sent it
     * @param key UUID of version 7 that it was sent with
     * @throws RefusedException ANSWER_PENDING (503) where the log is not read
     */
    List<Found> find(long loginId, UUID key) {
        AnsweredCommands known = answered.getIfAvailable();
        if (known == null) {
            throw new RefusedException("ANSWER_PENDING").status(503);
        }
        Key sent = Key.ofRequest("login:" + loginId, key);
        Optional<CommandReply> reply = known.find(sent);
        if (reply.isPresent()) {
            return List.of(found(reply.get()));
        }
        List<Found> items =
                known.findItems(sent).stream().map(SentRequests::found).toList();
        return items.isEmpty() ? List.of(Found.NOTHING) : items;
    }

    private static Found found(CommandReply reply) {
        if (reply.rejectCode() == RejectCode.APPLIED) {
            return new Found(State.APPLIED, reply.sequence(), null);
        }
        RejectCode code = RejectCode.of(reply.rejectCode());
        // The core forgets that it refused these: the same key may be carried out later.
        boolean forgotten = code == RejectCode.KEY_FROM_FUTURE || code == RejectCode.UNSUPPORTED_VERSION;
        return forgotten ? Found.NOTHING : new Found(State.REFUSED, reply.sequence(), code);
    }
}
