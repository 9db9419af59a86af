package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.ZERO;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.simulator.model.Deals.Hold;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;

/** The issuer buys units back at one price until a time, with money that is reserved first. */
final class BuyBackLines implements Contract.Family {
    private final World world;
    private final Postings postings;
    private final Shared shared;
    private final Tasks tasks;

    BuyBackLines(World world, Postings postings, Shared shared, Tasks tasks) {
        this.world = world;
        this.postings = postings;
        this.shared = shared;
        this.tasks = tasks;
    }

    /** What the issuer still buys. */
    static final class Offer {
        final Issue issue;
        final Hold hold;
        final BigInteger price;
        final long until;
        BigInteger left;

        Offer(Issue issue, Hold hold, BigInteger price, BigInteger left, long until) {
            this.issue = issue;
            this.hold = hold;
            this.price = price;
            this.left = left;
            this.until = until;
        }

        BigInteger money(BigInteger quantity) {
            return quantity.multiply(price).divide(issue.factor);
        }

        Row in(Row row) {
            return row.with("BUY_BACK", hold.id)
                    .with("BUY_BACK_PRICE", price)
                    .with("BUY_BACK_LEFT", left)
                    .with("BUY_BACK_UNTIL", until);
        }
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(
                Contract.line(
                        "OfferBuyBack",
                        this::offer,
                        UNKNOWN_ISSUE,
                        CONTRADICTS_ISSUE_TERMS,
                        TASK_RUNNING,
                        UNITS_FIXED,
                        ISSUE_STATUS,
                        ISSUE_SUSPENDED,
                        BUY_BACK_RUNNING,
                        ACCOUNT_FROZEN,
                        HOLDER_NOTICE_IN_FORCE,
                        CLEARANCE_LAPSED,
                        AMOUNT_NOT_POSITIVE,
                        FIELD_OUT_OF_RANGE,
                        ABOVE_MAXIMUM,
                        AMOUNT_OVERFLOW,
                        ISSUER_MONEY_SHORT,
                        LIMIT_HOLDS,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line(
                        "AcceptBuyBack",
                        this::accept,
                        UNKNOWN_ISSUE,
                        NO_BUY_BACK,
                        BUY_BACK_REPLACED,
                        OUTSIDE_WINDOW,
                        UNKNOWN_ACCOUNT,
                        SAME_ACCOUNT,
                        CAPACITY_MISMATCH,
                        AMOUNT_NOT_POSITIVE,
                        ABOVE_MAXIMUM,
                        ACCOUNT_FROZEN,
                        HOLDER_NOTICE_IN_FORCE,
                        CLEARANCE_LAPSED,
                        ISSUE_LOCKED_UP,
                        TASK_RUNNING,
                        UNITS_FIXED,
                        ISSUE_STATUS,
                        ISSUE_SUSPENDED,
                        DFA_ENCUMBERED,
                        INSUFFICIENT_UNITS,
                        AMOUNT_OVERFLOW));
    }

    private void offer(Message in) {
        Issue issue = shared.issue(in.number("issueId"));
        Refused.when(issue.isStablecoin(), CONTRADICTS_ISSUE_TERMS);
        tasks.stepOfIssue(issue.id);
        shared.needCirculation(issue.id, false);
        Refused.when(issue.offer != null, BUY_BACK_RUNNING);
        BigInteger price = big(in.number("priceMinor"));
        BigInteger quantity = big(in.number("quantity"));
        checkTerms(in, issue, price, quantity);
        BigInteger money = Shared.money(quantity, price, issue.factor, FIELD_OUT_OF_RANGE);
        world.permissions.needParty(issue.issuerAccount);
        Balance payer = shared.payer(issue);
        Refused.when(Numbers.less(payer.available, money), ISSUER_MONEY_SHORT);
        Refused.when(world.holds.isFull(), LIMIT_HOLDS);
        world.checkGround(in.part("ground"), false, false);
        world.standOnGround();
        Hold hold = postings.openHold(payer, HoldReason.BUY_BACK, issue.id, money);
        issue.offer = new Offer(issue, hold, price, quantity, in.number("untilMs"));
        said(issue.offer, false);
        world.resultId = hold.id;
        world.resultAmount = money;
    }

    private void checkTerms(Message in, Issue issue, BigInteger price, BigInteger quantity) {
        Refused.when(!Numbers.positive(price) || !Numbers.positive(quantity), AMOUNT_NOT_POSITIVE);
        boolean inRange = in.number("untilMs") > world.logicalNow() && Numbers.divides(issue.factor, price);
        Refused.when(!inRange, FIELD_OUT_OF_RANGE);
        Refused.when(Numbers.less(shared.circulating(issue), quantity), ABOVE_MAXIMUM);
    }

    private void said(Offer offer, boolean finished) {
        world.say(new Message("BuyBackChanged")
                .with("issueId", offer.issue.id)
                .with("holdId", offer.hold.id)
                .with("priceMinor", offer.price.longValueExact())
                .with("leftQuantity", finished ? 0 : offer.left.longValueExact())
                .with("untilMs", offer.until)
                .with("finished", finished)
                .with("ground", world.ground));
    }

    private void accept(Message in) {
        Issue issue = shared.issue(in.number("issueId"));
        Offer offer = issue.offer;
        if (offer == null) {
            throw new Refused(NO_BUY_BACK);
        }
        Refused.when(offer.hold.id != in.number("holdId"), BUY_BACK_REPLACED);
        Refused.when(world.logicalNow() >= offer.until, OUTSIDE_WINDOW);
        BigInteger quantity = big(in.number("quantity"));
        Refused.when(!Numbers.positive(quantity), AMOUNT_NOT_POSITIVE);
        Refused.when(Numbers.less(offer.left, quantity), ABOVE_MAXIMUM);
        tasks.stepOfIssue(issue.id);
        shared.needCirculation(issue.id, false);
        Account seller = checkedSeller(in, issue);
        postings.needUnits(seller.id(), issue.id, quantity);
        BigInteger money = offer.money(quantity);
        postings.needRange(world.balance(seller.id(), issue.moneyAsset), money);
        world.resultId = offer.hold.id;
        world.resultAmount = money;
        buy(offer, seller, quantity, money);
    }

    /** It is a deal of two, each of whom must be able to deal. */
    private Account checkedSeller(Message in, Issue issue) {
        Account seller = world.account(in.number("accountId"));
        Account issuer = world.account(issue.issuerAccount);
        Refused.when(seller.id() == issuer.id(), SAME_ACCOUNT);
        Refused.when(!Shared.holdsAssets(seller), CAPACITY_MISMATCH);
        world.permissions.needParty(seller.id());
        world.permissions.needParty(issuer.id());
        world.permissions.needUnlocked(issue.id);
        return seller;
    }

    private void buy(Offer offer, Account seller, BigInteger quantity, BigInteger money) {
        Issue issue = offer.issue;
        Balance units = world.existing(seller.id(), issue.id);
        postings.move(units, shared.unsold(issue), EntryKind.BUY_BACK, quantity, offer.hold.id);
        postings.post(offer.hold.balance, EntryKind.BUY_BACK, ZERO, money.negate(), ZERO, offer.hold.id);
        Balance payee = world.existing(seller.id(), issue.moneyAsset);
        postings.post(payee, EntryKind.BUY_BACK, money, ZERO, ZERO, offer.hold.id);
        postings.reduceHold(offer.hold, HoldReason.BUY_BACK, money);
        offer.left = offer.left.subtract(quantity);
        boolean finished = offer.left.signum() == 0;
        if (finished) {
            issue.offer = null;
        }
        said(offer, finished);
    }

    void end(Offer offer) {
        said(offer, true);
        BigInteger rest = offer.hold.remaining;
        postings.free(offer.hold.balance, rest, offer.hold.id);
        postings.reduceHold(offer.hold, HoldReason.BUY_BACK, rest);
        offer.issue.offer = null;
    }

    long expire(long count) {
        for (long i = 0; i < count; i++) {
            Optional<Offer> next = world.issues.values().stream()
                    .flatMap(issue -> Optional.ofNullable(issue.offer).stream())
                    .min(Comparator.comparingLong((Offer each) -> each.until).thenComparingLong(each -> each.issue.id));
            if (next.isEmpty() || next.get().until > world.logicalNow()) {
                return i;
            }
            end(next.get());
        }
        return count;
    }
}
