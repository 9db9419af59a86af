package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Numbers.ZERO;

import java.math.BigInteger;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.PledgeIncome;
import kz.sandyq.simulator.model.Deals.Encumbrance;
import kz.sandyq.simulator.model.Settlements.Distribution;
import kz.sandyq.simulator.model.Things.Balance;

/** What of a payment encumbrances hold back, and what of an income is the pledgee's by the terms of his pledge. */
final class HeldIncome {
    private final World world;
    private final Postings postings;
    private final LienMoves moves;

    HeldIncome(World world, Postings postings, LienMoves moves) {
        this.world = world;
        this.postings = postings;
        this.moves = moves;
    }

    private static BigInteger roundedUp(BigInteger amount, BigInteger numerator, BigInteger denominator) {
        BigInteger[] parts = amount.multiply(numerator).divideAndRemainder(denominator);
        return parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.ONE);
    }

    /** Each encumbrance that stops this payment blocks the share of what it lies on, rounded up. */
    BigInteger block(Distribution owed, BigInteger quantity, Balance units, Balance payee, BigInteger net) {
        boolean principal = owed.isPrincipal();
        BigInteger left = net;
        for (Encumbrance each : world.encumbrancesOf(units)) {
            boolean circulation = each.stopsCirculation;
            boolean stops = principal ? circulation || each.stopsRedemption : each.stopsIncome;
            BigInteger reach = circulation ? each.covered : each.remaining;
            BigInteger share =
                    stops ? roundedUp(net, reach.min(quantity), quantity).min(left) : ZERO;
            if (Numbers.positive(share)) {
                moves.block(each, payee, share);
                left = left.subtract(share);
            }
            if (principal && circulation) {
                BigInteger behind = each.remaining.subtract(reach).min(units.blocked.subtract(reach));
                if (Numbers.positive(behind)) {
                    moves.await(each, payee, roundedUp(net, behind.min(quantity), quantity));
                }
            }
        }
        return net.subtract(left);
    }

    private static boolean isPledgees(Encumbrance each) {
        return each.incomeTo == PledgeIncome.PLEDGEE.value() && !each.stopsIncome;
    }

    BigInteger payPledgees(
            Distribution owed, BigInteger quantity, Balance units, long money, BigInteger net, BigInteger most) {
        BigInteger left = most;
        for (Encumbrance each : world.encumbrancesOf(units)) {
            if (Numbers.positive(left) && isPledgees(each)) {
                BigInteger share = net.multiply(each.covered.min(quantity))
                        .divide(quantity)
                        .min(left);
                Balance to = world.open(each.pledgeeAccount, money);
                if (Numbers.positive(share)) {
                    postings.post(to, EntryKind.INCOME, share, ZERO, ZERO, owed.id);
                }
                left = left.subtract(share);
            }
        }
        return most.subtract(left);
    }

    /** Rows for pledgees who have none; one who has two pledges counts twice. */
    boolean pledgeesHaveRoom(Issue issue, Balance units) {
        long missing = world.encumbrancesOf(units).stream()
                .filter(HeldIncome::isPledgees)
                .mapToLong(each -> world.missing(each.pledgeeAccount, issue.moneyAsset))
                .sum();
        return world.balances.size() + missing <= world.limit("BALANCES");
    }
}
