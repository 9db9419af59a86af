package kz.sandyq.operator.acts;

import static kz.sandyq.operator.acts.ActField.of;

import java.util.List;
import java.util.Set;
import kz.sandyq.operator.acts.ActField.Type;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.SettlementCommands;

/** An issuer buys units back from whoever wants to sell: his decision is entered by two persons, of whom he may be the
 * first. */
final class BuyBackActKinds {
    static final ActKind OFFER = ActKind.ofTwo(
                    "BUY_BACK",
                    ActRoom.PAYMENTS,
                    BuyBackActKinds::offer,
                    of("issue", Type.ISSUE),
                    of("unitPrice", Type.AMOUNT),
                    of("quantity", Type.AMOUNT),
                    of("until", Type.TIME))
            .standsOn(Set.of(ActPaper.ISSUER_DECISION));

    static final List<ActKind> ALL = List.of(OFFER);

    private BuyBackActKinds() {}

    private static CommandBody offer(Given given, Ground ground) {
        long issue = given.id("issue");
        return SettlementCommands.offerBuyBack(
                issue,
                given.amount("unitPrice", given.facts().moneyScaleOf(issue)),
                given.quantity("quantity", issue),
                given.moment("until"),
                ground);
    }
}
