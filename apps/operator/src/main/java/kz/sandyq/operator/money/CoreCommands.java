package kz.sandyq.operator.money;

import java.util.UUID;
import kz.sandyq.protocol.command.CommandBody;

/** Where money's commands go: a queue in the caller's transaction, sent in order per object until answered. */
public interface CoreCommands {
    /**
     * Queues a command.
     *
     * @param kind what the answer is for
     * @param objectId row that the answer is for
     * @param key idempotency key, a UUID of version 7
     * @param persons the two persons who decided, {@link Persons#NONE} when no person did
     * @param body command
     */
    void enqueue(Kind kind, long objectId, UUID key, Persons persons, CommandBody body);

    /** What a command is for; names the handler of its answer. */
    enum Kind {
        MOVEMENT_BOOK,
        SUSPENSE_SETTLE,
        PAYOUT_RESERVE,
        PAYOUT_RELEASE;

        /** Object type in the outbox. */
        public String objectType() {
            return "MONEY_" + name();
        }
    }

    /**
     * References of natural persons, 0 for none.
     *
     * @param first who proposed
     * @param second who approved
     */
    record Persons(long first, long second) {
        public static final Persons NONE = new Persons(0, 0);
    }

    /**
     * The core's definite answer.
     *
     * @param sequence sequence of the command that was applied
     * @param rejectCode 0 when applied
     * @param resultId id that the command made
     */
    record Answer(long sequence, int rejectCode, long resultId) {
        public boolean applied() {
            return rejectCode == 0;
        }
    }
}
