package kz.sandyq.operator.encumbrance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Objects;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.HoldingCommands;
import kz.sandyq.protocol.sbe.EncumbranceKind;

/** The command of an entry. Number and authority of its ground stay here, under the entry's id. */
final class EntryCommands {
    private EntryCommands() {}

    /**
     * The command.
     *
     * @param encumbranceId what a release is about in the core; 0 for other types
     */
    static CommandBody of(RegisterEntry entry, long encumbranceId) {
        return switch (entry.entryType()) {
            case PLEDGE -> place(entry, EncumbranceKind.PLEDGE);
            case ARREST -> place(entry, EncumbranceKind.ARREST);
            case RELEASE -> HoldingCommands.releaseEncumbrance(encumbranceId, entry.quantity(), ground(entry));
            case TRANSFER ->
                HoldingCommands.transfer(
                        entry.accountId(),
                        Objects.requireNonNull(entry.toAccountId()),
                        entry.assetId(),
                        entry.quantity(),
                        ground(entry));
        };
    }

    private static CommandBody place(RegisterEntry entry, EncumbranceKind kind) {
        Instant expires = entry.expiresAt();
        return HoldingCommands.placeEncumbrance(
                kind,
                entry.accountId(),
                entry.assetId(),
                entry.quantity(),
                Objects.requireNonNullElse(entry.pledgeeId(), 0L),
                entry.rank(),
                entry.stopsCirculation(),
                entry.stopsIncome(),
                entry.stopsRedemption(),
                expires == null ? 0 : expires.toEpochMilli(),
                ground(entry));
    }

    private static Ground ground(RegisterEntry entry) {
        Ground ground = Ground.of(
                entry.groundKind().number(),
                entry.groundDate(),
                entry.id(),
                HexFormat.of().parseHex(entry.groundSha256()));
        LocalDate effective = entry.effectiveDate();
        return effective == null ? ground : ground.effective(effective);
    }
}
