package kz.sandyq.market;

import java.util.HexFormat;
import kz.sandyq.protocol.Rules;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The market as every host of a log runs it. It stops for good where hosts could come to differ or the core fails: at
 * rules that this build does not know, at a wrong quarantine, and at an entry that the core cannot take. What came from
 * an entry at which it stopped is not to be used.
 */
public final class Replica {
    private static final DirectBuffer NO_COMMAND = new UnsafeBuffer(new byte[0]);

    private final MarketCore core;
    private final Quarantine quarantine;
    private boolean whole = true;

    /** A market that goes on from where this core stands. */
    public Replica(MarketCore core, Quarantine quarantine) {
        this.core = core;
        this.quarantine = quarantine;
    }

    /** The market between two entries; only to be looked at. */
    public MarketCore core() {
        return core;
    }

    /**
     * Applies one command of the log, or refuses it with QUARANTINED.
     *
     * @param timestampMs cluster time of the entry, Unix milliseconds
     * @throws ReplicaStop at this entry or, if it has stopped, at any later one
     */
    public void apply(long timestampMs, DirectBuffer buffer, int offset, int length) {
        long sequence = enter();
        boolean held = quarantine.holds(sequence, timestampMs, buffer, offset, length);
        try {
            if (held) {
                core.quarantine(timestampMs, buffer, offset, length);
            } else {
                core.apply(timestampMs, buffer, offset, length);
            }
        } catch (RuntimeException fault) {
            throw fault(sequence, timestampMs, buffer, offset, length, fault);
        }
        int unknown = core.unknownRules();
        if (unknown != 0) {
            throw new ReplicaStop(
                    ReplicaStop.Reason.RULES_UNKNOWN,
                    "from entry " + sequence + " on the log goes by rules " + unknown + ", and this build knows rules"
                            + " up to " + Rules.NEWEST + " only");
        }
        whole = true;
    }

    /**
     * A beat of the log.
     *
     * @throws ReplicaStop as {@link #apply}
     */
    public void tick(long timestampMs) {
        long sequence = enter();
        try {
            core.tick(timestampMs);
        } catch (RuntimeException fault) {
            throw fault(sequence, timestampMs, NO_COMMAND, 0, 0, fault);
        }
        whole = true;
    }

    /**
     * Checks the whole state, then writes it.
     *
     * @throws ReplicaStop when it contradicts itself, or the replica has stopped before
     */
    public void writeSnapshot(SnapshotSink sink) {
        checkWhole();
        try {
            core.writeSnapshot(sink);
        } catch (InvariantViolation wrong) {
            whole = false;
            throw fault(core.sequence(), core.nowMs(), NO_COMMAND, 0, 0, wrong);
        }
    }

    private long enter() {
        checkWhole();
        whole = false;
        return core.sequence() + 1;
    }

    private void checkWhole() {
        if (!whole) {
            throw new ReplicaStop(ReplicaStop.Reason.FAULT, "the core has stopped before");
        }
    }

    /** A beat, and a snapshot behind an entry, have no command. */
    private ReplicaStop fault(
            long sequence, long timestampMs, DirectBuffer buffer, int offset, int length, RuntimeException fault) {
        byte[] command = new byte[length];
        buffer.getBytes(offset, command);
        String hash = Quarantine.hash(timestampMs, buffer, offset, length);
        String at = "the core failed at entry " + sequence + " of cluster " + core.clusterNumber() + ": "
                + fault.getMessage() + "; ";
        String name = length == 0 ? "it is no command" : "its hash is " + hash;
        return new ReplicaStop(
                ReplicaStop.Reason.FAULT,
                at + name + " and its cluster time " + timestampMs,
                fault,
                "cluster=" + core.clusterNumber() + "\nsequence=" + sequence + "\nclusterTimeMs=" + timestampMs
                        + "\nhash=" + hash + "\ncommand=" + HexFormat.of().formatHex(command) + "\n");
    }
}
