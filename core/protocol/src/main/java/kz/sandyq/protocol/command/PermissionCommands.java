package kz.sandyq.protocol.command;

import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.SetAccountPermissionsEncoder;
import kz.sandyq.protocol.sbe.SetClearanceEncoder;
import kz.sandyq.protocol.sbe.SetClearanceRegimeEncoder;
import kz.sandyq.protocol.sbe.SetIssueRulesEncoder;
import kz.sandyq.protocol.sbe.StartPurchasePeriodEncoder;

/**
 * Commands on who may acquire what, and how much. Each is decided outside and enforced by the core. Field meanings are
 * those of the schema (docs/protocol).
 */
public final class PermissionCommands {
    /** Bits of {@code permittedClasses}. */
    public static final int STABLECOINS = 1;

    public static final int ASSET_BACKED = 2;
    public static final int FINANCIAL_INSTRUMENTS = 4;
    public static final int UNBACKED = 8;
    public static final int ALL_CLASSES = 15;

    private PermissionCommands() {}

    /**
     * What an account may acquire, until when its holder is a qualified investor (0: he is not), and how much money it
     * may spend in a period (0: no limit).
     */
    public static CommandBody setAccountPermissions(
            long accountId,
            int permittedClasses,
            long qualifiedUntilMs,
            long limitAssetId,
            long purchaseLimitMinor,
            Ground ground) {
        return (buffer, offset, header) -> {
            var encoder =
                    new SetAccountPermissionsEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.accountId(accountId)
                    .permittedClasses((short) permittedClasses)
                    .qualifiedUntilMs(qualifiedUntilMs)
                    .limitAssetId(limitAssetId)
                    .purchaseLimitMinor(purchaseLimitMinor);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Until when the holder of a wallet is cleared for deals; 0: not cleared. */
    public static CommandBody setClearance(long walletId, long clearedUntilMs, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new SetClearanceEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.walletId(walletId).clearedUntilMs(clearedUntilMs);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Who may hold an issue and how much of it; 0: no rule. */
    public static CommandBody setIssueRules(
            long issueId,
            boolean qualifiedOnly,
            int maxInvestors,
            int maxShareNumerator,
            int maxShareDenominator,
            long lockedUntilMs,
            Ground ground) {
        return (buffer, offset, header) -> {
            var encoder = new SetIssueRulesEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.issueId(issueId)
                    .qualifiedOnly(Flags.of(qualifiedOnly))
                    .maxInvestors(maxInvestors)
                    .maxShareNumerator(maxShareNumerator)
                    .maxShareDenominator(maxShareDenominator)
                    .lockedUntilMs(lockedUntilMs);
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** A new period of purchase limits begins. */
    public static CommandBody startPurchasePeriod() {
        return (buffer, offset, header) -> {
            var encoder =
                    new StartPurchasePeriodEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Whether deals need clearance of both sides. */
    public static CommandBody setClearanceRegime(boolean required, Ground ground) {
        return (buffer, offset, header) -> {
            var encoder =
                    new SetClearanceRegimeEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.required(Flags.of(required));
            ground.write(encoder.ground());
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }
}
