package kz.sandyq.protocol.command;

import kz.sandyq.protocol.Rules;
import kz.sandyq.protocol.sbe.ActivateRulesEncoder;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AdvanceDemoClockEncoder;
import kz.sandyq.protocol.sbe.ClockCause;
import kz.sandyq.protocol.sbe.ConfirmClockEncoder;
import kz.sandyq.protocol.sbe.GenesisEncoder;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.PlatformStatus;
import kz.sandyq.protocol.sbe.RaiseLimitsEncoder;
import kz.sandyq.protocol.sbe.SetPlatformStatusEncoder;

/**
 * Commands about the log itself: genesis, limits, clock, rules. Field meanings are those of the schema (docs/protocol).
 */
public final class SystemCommands {
    private SystemCommands() {}

    /** First command of a log by the newest rules. Fixes the cluster number, the clock rules and the limits. */
    public static CommandBody genesis(
            int clusterNumber,
            boolean demo,
            long clockOffsetMs,
            int legalDayOffsetMinutes,
            long clockJumpLimitMs,
            long keyWindowMs,
            int taskStep,
            int maxFillsPerOrder,
            Limits limits) {
        return genesis(
                clusterNumber,
                demo,
                clockOffsetMs,
                legalDayOffsetMinutes,
                clockJumpLimitMs,
                keyWindowMs,
                taskStep,
                maxFillsPerOrder,
                limits,
                Rules.NEWEST);
    }

    /** First command of a log by rules of this number. */
    public static CommandBody genesis(
            int clusterNumber,
            boolean demo,
            long clockOffsetMs,
            int legalDayOffsetMinutes,
            long clockJumpLimitMs,
            long keyWindowMs,
            int taskStep,
            int maxFillsPerOrder,
            Limits limits,
            int rulesVersion) {
        return (buffer, offset, header) -> {
            var encoder = new GenesisEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.clusterNumber(clusterNumber)
                    .demo(Flags.of(demo))
                    .clockOffsetMs(clockOffsetMs)
                    .legalDayOffsetMinutes(legalDayOffsetMinutes)
                    .clockJumpLimitMs(clockJumpLimitMs)
                    .keyWindowMs(keyWindowMs)
                    .taskStep(taskStep)
                    .maxFillsPerOrder(maxFillsPerOrder)
                    .maxAssets(limits.maxAssets())
                    .maxWallets(limits.maxWallets())
                    .maxAccounts(limits.maxAccounts())
                    .maxBalances(limits.maxBalances())
                    .maxHolds(limits.maxHolds())
                    .maxOrders(limits.maxOrders())
                    .maxInstruments(limits.maxInstruments())
                    .maxPlacements(limits.maxPlacements())
                    .maxSubscriptions(limits.maxSubscriptions())
                    .maxEncumbrances(limits.maxEncumbrances())
                    .maxClaims(limits.maxClaims())
                    .maxTasks(limits.maxTasks())
                    .maxKeys(limits.maxKeys())
                    .rulesVersion(rulesVersion);
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Raises limits, at once and on every host alike. Two persons. */
    public static CommandBody raiseLimits(Limits limits) {
        return (buffer, offset, header) -> {
            var encoder = new RaiseLimitsEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.maxAssets(limits.maxAssets())
                    .maxWallets(limits.maxWallets())
                    .maxAccounts(limits.maxAccounts())
                    .maxBalances(limits.maxBalances())
                    .maxHolds(limits.maxHolds())
                    .maxOrders(limits.maxOrders())
                    .maxInstruments(limits.maxInstruments())
                    .maxPlacements(limits.maxPlacements())
                    .maxSubscriptions(limits.maxSubscriptions())
                    .maxEncumbrances(limits.maxEncumbrances())
                    .maxClaims(limits.maxClaims())
                    .maxTasks(limits.maxTasks())
                    .maxKeys(limits.maxKeys());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Ends CLOCK_SUSPECT. Two persons, except in a demo log. */
    public static CommandBody confirmClock(long lastMs, long nowMs, ClockCause cause) {
        return (buffer, offset, header) -> {
            var encoder = new ConfirmClockEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.lastMs(lastMs).nowMs(nowMs).cause(cause);
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Moves the demo clock forward. Demo logs only. */
    public static CommandBody advanceDemoClock(long clockOffsetMs) {
        return (buffer, offset, header) -> {
            var encoder = new AdvanceDemoClockEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.clockOffsetMs(clockOffsetMs);
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** From here on the core behaves by rules of this number. Two persons. */
    public static CommandBody activateRules(int rulesVersion) {
        return (buffer, offset, header) -> {
            var encoder = new ActivateRulesEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.rulesVersion(rulesVersion);
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** What an activity of the operator may still do. Two persons and a document. */
    public static CommandBody setPlatformStatus(Activity activity, PlatformStatus status, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new SetPlatformStatusEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.activity(activity).status(status);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }
}
