package kz.sandyq.cluster;

import java.util.HexFormat;
import kz.sandyq.market.MarketCore;

/**
 * The core as it stood between two entries.
 *
 * @param sequence last sequence taken
 * @param nowMs cluster time, Unix milliseconds
 * @param stateHashHigh upper half of the state hash
 * @param stateHashLow lower half of the state hash
 * @param started whether the log has its first command
 * @param clockSuspect whether a jump of the clock waits for confirmation
 * @param demo whether the log says demo
 * @param clockOffsetMs how far a demo's clock is moved from cluster time, milliseconds; 0 outside a demo
 * @param rules number of the rules that the log goes by, 0 before its first command
 */
public record NodeView(
        long sequence,
        long nowMs,
        long stateHashHigh,
        long stateHashLow,
        boolean started,
        boolean clockSuspect,
        boolean demo,
        long clockOffsetMs,
        int rules) {
    /** Before the first entry. */
    static final NodeView NONE = new NodeView(0, 0, 0, 0, false, false, false, 0, 0);

    /** A core between two entries. */
    static NodeView of(MarketCore core) {
        return new NodeView(
                core.sequence(),
                core.nowMs(),
                core.stateHashHigh(),
                core.stateHashLow(),
                core.started(),
                core.clockSuspect(),
                core.demo(),
                core.clockOffsetMs(),
                core.rules());
    }

    /** The state hash, 32 hexadecimal digits. */
    public String stateHash() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(stateHashHigh) + hex.toHexDigits(stateHashLow);
    }
}
