package kz.sandyq.witness;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.VerifierKey;
import kz.sandyq.transparency.tree.TreeHasher;
import kz.sandyq.transparency.witness.AddCheckpoint;
import kz.sandyq.transparency.witness.WitnessAnswer;

/**
 * Decides what is cosigned, as C2SP tlog-witness says: nothing before a known key of the log has signed it, nothing
 * that does not go on from what was cosigned last, and nothing that is not on disk yet. One request of an origin at a
 * time.
 */
final class WitnessDesk {
    /**
     * An answer.
     *
     * @param status HTTP status
     * @param type content type
     * @param body ends in a newline
     */
    record Reply(int status, String type, String body) {}

    private static final String TEXT = "text/plain; charset=utf-8";

    private final NoteSigner signer;
    private final Map<String, List<VerifierKey>> logs;
    private final Map<String, Object> turns = new TreeMap<>();
    private final WitnessMemory memory;
    private final InstantSource clock;
    private final Consumer<String> alarm;

    /**
     * A desk that is open.
     *
     * @param alarm takes words when a log has shown two histories, or nothing can be written
     */
    WitnessDesk(
            NoteSigner signer,
            List<VerifierKey> logs,
            WitnessMemory memory,
            InstantSource clock,
            Consumer<String> alarm) {
        this.signer = signer;
        this.logs = logs.stream().collect(Collectors.groupingBy(VerifierKey::name));
        this.logs.keySet().forEach(origin -> turns.put(origin, new Object()));
        this.memory = memory;
        this.clock = clock;
        this.alarm = alarm;
    }

    /** Answers a body. */
    Reply answer(byte[] body) {
        AddCheckpoint request;
        try {
            request = AddCheckpoint.parse(body);
        } catch (Refused malformed) {
            return refused(WitnessAnswer.MALFORMED, malformed.refusal());
        }
        String origin = request.checkpoint().origin();
        List<VerifierKey> keys = logs.get(origin);
        Object turn = turns.get(origin);
        if (keys == null || turn == null) {
            return refused(WitnessAnswer.UNKNOWN_ORIGIN, Refusal.OTHER_ORIGIN);
        }
        try {
            Refused.unless(!request.note().verified(keys).isEmpty(), Refusal.LOG_SIGNATURE_MISSING);
        } catch (Refused unsigned) {
            return refused(WitnessAnswer.NOT_SIGNED, unsigned.refusal());
        }
        synchronized (turn) {
            try {
                return signed(request);
            } catch (IOException unwritable) {
                alarm.accept("cannot write what " + origin + " asks to cosign, so it is not cosigned: " + unwritable);
                return new Reply(503, TEXT, "cannot write\n");
            }
        }
    }

    /** Of a checkpoint that its log has signed. */
    private Reply signed(AddCheckpoint request) throws IOException {
        Checkpoint asked = request.checkpoint();
        Checkpoint last = memory.newest(asked.origin());
        Checkpoint before = last == null ? new Checkpoint(asked.origin(), 0, new TreeHasher().empty()) : last;
        if (request.oldSize() != before.size()) {
            return atSize(before);
        }
        try {
            before.goesOnIn(asked, request.proof());
        } catch (Refused refused) {
            if (refused.refusal() != Refusal.FORKED) {
                return refused(WitnessAnswer.NOT_CONSISTENT, refused.refusal());
            }
            if (last != null) {
                alarm.accept("FORK: " + asked.origin() + " has signed two roots of size " + asked.size()
                        + "; both checkpoints are kept in 'evidence'");
                memory.accuse(request.note(), last);
            }
            return atSize(before);
        }
        if (!asked.equals(last)) {
            memory.keep(asked, request.note());
        }
        long now = clock.instant().getEpochSecond();
        return new Reply(
                WitnessAnswer.OK, TEXT, signer.sign(request.note().text(), now).format() + "\n");
    }

    private static Reply atSize(Checkpoint last) {
        return new Reply(WitnessAnswer.CONFLICT, WitnessAnswer.SIZE_TYPE, last.size() + "\n");
    }

    private static Reply refused(int status, Refusal refusal) {
        return new Reply(status, TEXT, refusal.number() + " " + refusal + "\n");
    }
}
