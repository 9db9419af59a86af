package kz.sandyq.operator.acts;

import static kz.sandyq.operator.acts.ActField.choice;
import static kz.sandyq.operator.acts.ActField.of;
import static kz.sandyq.operator.acts.ActField.optional;

import java.time.Duration;
import java.util.List;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.acts.ActField.Type;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.SuspensionTerms;
import kz.sandyq.protocol.command.TransferCommands;
import kz.sandyq.protocol.sbe.TransferRefusal;

/** Transfers whose sender or recipient is not known well enough. */
@LegalBasis("LAW-6.27")
@LegalBasis("LAW-12-1.9")
final class TransferActKinds {
    static final String SUSPENSION = "TRANSFER_SUSPENSION";

    /** What a client is told to bring. */
    enum MissingData {
        SENDER_DATA,
        RECIPIENT_DATA,
        DATA_OF_BOTH
    }

    /** When data that came release a transfer. */
    enum ReleaseRule {
        WHEN_DATA_COME,
        AFTER_WHOLE_TERM
    }

    static final List<ActKind> ALL = List.of(
            ActKind.ofOne(
                    SUSPENSION,
                    ActRoom.REGISTER,
                    TransferActKinds::suspension,
                    of("fromAccount", Type.ACCOUNT),
                    optional("toAccount", Type.ACCOUNT),
                    of("asset", Type.ASSET),
                    of("quantity", Type.AMOUNT),
                    choice("missing", MissingData.values()),
                    of("waitHours", Type.WHOLE),
                    of("termHours", Type.WHOLE),
                    choice("releaseRule", ReleaseRule.values())),
            ActKind.ofTwo(
                    "TRANSFER_RELEASE",
                    ActRoom.REGISTER,
                    (given, ground) -> TransferCommands.releaseTransfer(
                            given.id("transfer"), given.id("recipientAccount"), ground),
                    of("transfer", Type.TRANSFER),
                    optional("recipientAccount", Type.ACCOUNT)),
            ActKind.ofOne(
                    "TRANSFER_REFUSAL",
                    ActRoom.REGISTER,
                    (given, ground) -> TransferCommands.refuseTransfer(
                            given.id("transfer"), TransferRefusal.INFO_NOT_PROVIDED, ground),
                    of("transfer", Type.TRANSFER)),
            ActKind.ofTwo(
                    "TRANSFER_RETURN_FOR_REDEMPTION",
                    ActRoom.REGISTER,
                    (given, ground) -> TransferCommands.refuseTransfer(
                            given.id("transfer"), TransferRefusal.UNITS_REDEEMED, ground),
                    of("transfer", Type.TRANSFER)));

    private TransferActKinds() {}

    private static CommandBody suspension(Given given, Ground ground) {
        boolean whole = given.choice("releaseRule", ReleaseRule.class) == ReleaseRule.AFTER_WHOLE_TERM;
        SuspensionTerms terms = new SuspensionTerms(
                Duration.ofHours(given.whole("waitHours")).toMillis(),
                Duration.ofHours(given.whole("termHours")).toMillis(),
                whole);
        return TransferCommands.suspendTransfer(
                given.id("fromAccount"),
                given.id("toAccount"),
                given.id("asset"),
                given.quantity("quantity", given.id("asset")),
                terms,
                ground);
    }
}
