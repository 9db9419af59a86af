package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.MoneyRows.Hold;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.AcceptBuyBackDecoder;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.OfferBuyBackDecoder;

/**
 * An issuer buys units back from whoever wants to sell, at one price, until a time. The money for all of it is reserved
 * with the offer, so that each acceptance settles at once; the units are unsold again and may be placed or burned. It
 * is no redemption: nobody has to sell, and what circulates keeps its terms.
 */
@LegalBasis("RUL-47.p1")
final class BuyBacks {
    private final State state;
    private final SettlementEvents events;
    private final Accounts accounts;
    private final Balances balances;
    private final Holds holds;
    private final Issues issues;
    private final Tasks tasks;
    private final Redemptions redemptions;
    private final Permissions permissions;
    private final OfferBuyBackDecoder offer = new OfferBuyBackDecoder();
    private final AcceptBuyBackDecoder accept = new AcceptBuyBackDecoder();

    BuyBacks(
            State state,
            SettlementEvents events,
            Accounts accounts,
            Balances balances,
            Holds holds,
            Issues issues,
            Tasks tasks,
            Redemptions redemptions,
            Permissions permissions) {
        this.state = state;
        this.events = events;
        this.accounts = accounts;
        this.balances = balances;
        this.holds = holds;
        this.issues = issues;
        this.tasks = tasks;
        this.redemptions = redemptions;
        this.permissions = permissions;
    }

    /** Performs one of its two commands; any other is unreadable. */
    int perform(Command command) {
        return switch (command.template) {
            case OfferBuyBackDecoder.TEMPLATE_ID -> offer(command);
            case AcceptBuyBackDecoder.TEMPLATE_ID -> accept(command);
            default -> RejectCode.UNREADABLE_COMMAND.number();
        };
    }

    private int offer(Command command) {
        OfferBuyBackDecoder in = offer.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int issue = issues.find(in.issueId());
        int refused = checkIssue(issue);
        if (refused == Command.OK) {
            refused = checkTerms(in, issue);
        }
        if (refused == Command.OK) {
            refused = permissions.checkParty(issuer(issue));
        }
        if (refused != Command.OK) {
            return refused;
        }
        long money = money(issue, in.priceMinor(), in.quantity());
        if (balances.available(issuer(issue), state.issues.get(issue, Issue.MONEY_ASSET)) < money) {
            return RejectCode.ISSUER_MONEY_SHORT.number();
        }
        if (state.holds.isFull()) {
            return RejectCode.LIMIT_HOLDS.number();
        }
        refused = issues.ground(in.ground());
        if (refused != Command.OK) {
            return refused;
        }
        int hold = holds.open(redemptions.payer(issue), HoldReason.BUY_BACK, in.issueId(), money);
        state.issues.set(issue, Issue.BUY_BACK, state.holds.get(hold, Hold.ID));
        state.issues.set(issue, Issue.BUY_BACK_PRICE, in.priceMinor());
        state.issues.set(issue, Issue.BUY_BACK_LEFT, in.quantity());
        state.issues.set(issue, Issue.BUY_BACK_UNTIL, in.untilMs());
        state.buyBackDeadlines.insert(issue);
        events.buyBackChanged(issue, false);
        command.resultId = state.holds.get(hold, Hold.ID);
        command.resultAmount = money;
        return Command.OK;
    }

    private long issuer(int issue) {
        return state.issues.get(issue, Issue.ISSUER_ACCOUNT);
    }

    private int checkIssue(int issue) {
        if (issue == Table.NONE) {
            return RejectCode.UNKNOWN_ISSUE.number();
        }
        if (issues.isStablecoin(issue)) {
            return RejectCode.CONTRADICTS_ISSUE_TERMS.number();
        }
        tasks.stepOfIssue(issue);
        int refused = issues.checkCirculation(state.issues.get(issue, Issue.ID));
        return refused == Command.OK && state.issues.get(issue, Issue.BUY_BACK) != 0
                ? RejectCode.BUY_BACK_RUNNING.number()
                : refused;
    }

    private int checkTerms(OfferBuyBackDecoder in, int issue) {
        if (in.priceMinor() <= 0 || in.quantity() <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        if (in.untilMs() <= state.logicalNowMs()
                || in.priceMinor() % state.issues.get(issue, Issue.SCALE_FACTOR) != 0) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (in.quantity() > issues.circulating(issue)) {
            return RejectCode.ABOVE_MAXIMUM.number();
        }
        return Amounts.product(in.quantity(), in.priceMinor()) == Amounts.OVERFLOW
                ? RejectCode.AMOUNT_OVERFLOW.number()
                : Command.OK;
    }

    /** Whole, because a price divides by the scale of the issue. */
    private long money(int issue, long price, long quantity) {
        return Amounts.money(quantity, price, state.issues.get(issue, Issue.SCALE_FACTOR));
    }

    private int accept(Command command) {
        AcceptBuyBackDecoder in = accept.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int issue = issues.find(in.issueId());
        int refused = checkOffer(issue, in.holdId(), in.quantity());
        if (refused == Command.OK) {
            refused = checkSeller(in, issue);
        }
        if (refused != Command.OK) {
            return refused;
        }
        int units = balances.find(in.accountId(), in.issueId());
        int payee = redemptions.payee(issue, units);
        long money = money(issue, state.issues.get(issue, Issue.BUY_BACK_PRICE), in.quantity());
        if (balances.overflows(payee, money)) {
            return RejectCode.AMOUNT_OVERFLOW.number();
        }
        long id = state.issues.get(issue, Issue.BUY_BACK);
        int hold = state.holds.find(id);
        balances.move(units, issues.unsoldBalance(issue), EntryKind.BUY_BACK, in.quantity(), id);
        balances.post(holds.balanceOf(hold), EntryKind.BUY_BACK, 0, -money, 0, id);
        balances.post(payee, EntryKind.BUY_BACK, money, 0, 0, id);
        holds.reduce(hold, money);
        state.issues.add(issue, Issue.BUY_BACK_LEFT, -in.quantity());
        if (state.issues.get(issue, Issue.BUY_BACK_LEFT) == 0) {
            end(issue);
        } else {
            events.buyBackChanged(issue, false);
        }
        command.resultId = id;
        command.resultAmount = money;
        return Command.OK;
    }

    /** Only of the offer that the holder has seen: the next one may have another price. */
    private int checkOffer(int issue, long id, long quantity) {
        if (issue == Table.NONE) {
            return RejectCode.UNKNOWN_ISSUE.number();
        }
        if (state.issues.get(issue, Issue.BUY_BACK) == 0) {
            return RejectCode.NO_BUY_BACK.number();
        }
        if (state.issues.get(issue, Issue.BUY_BACK) != id) {
            return RejectCode.BUY_BACK_REPLACED.number();
        }
        if (state.logicalNowMs() >= state.issues.get(issue, Issue.BUY_BACK_UNTIL)) {
            return RejectCode.OUTSIDE_WINDOW.number();
        }
        if (quantity <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        if (quantity > state.issues.get(issue, Issue.BUY_BACK_LEFT)) {
            return RejectCode.ABOVE_MAXIMUM.number();
        }
        tasks.stepOfIssue(issue);
        return issues.checkCirculation(state.issues.get(issue, Issue.ID));
    }

    private int checkSeller(AcceptBuyBackDecoder in, int issue) {
        if (!accounts.exists(in.accountId())) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        if (in.accountId() == issuer(issue)) {
            return RejectCode.SAME_ACCOUNT.number();
        }
        if (!accounts.mayPass(EntryKind.BUY_BACK, in.accountId(), state.issues.get(issue, Issue.UNSOLD))) {
            return RejectCode.CAPACITY_MISMATCH.number();
        }
        int refused = permissions.checkParty(in.accountId());
        if (refused == Command.OK) {
            refused = permissions.checkParty(issuer(issue));
        }
        if (refused == Command.OK) {
            refused = permissions.checkLockUp(in.issueId());
        }
        return refused == Command.OK ? balances.checkUnits(in.accountId(), in.issueId(), in.quantity()) : refused;
    }

    /** Ends an offer; what is left of its money is the issuer's again. */
    void end(int issue) {
        int hold = state.holds.find(state.issues.get(issue, Issue.BUY_BACK));
        events.buyBackChanged(issue, true);
        if (hold != Table.NONE) {
            long left = state.holds.get(hold, Hold.REMAINING);
            balances.post(holds.balanceOf(hold), EntryKind.RELEASE, left, -left, 0, state.holds.get(hold, Hold.ID));
            holds.reduce(hold, left);
        }
        state.buyBackDeadlines.remove(issue);
        state.issues.set(issue, Issue.BUY_BACK, 0);
        state.issues.set(issue, Issue.BUY_BACK_PRICE, 0);
        state.issues.set(issue, Issue.BUY_BACK_LEFT, 0);
        state.issues.set(issue, Issue.BUY_BACK_UNTIL, 0);
    }

    /** Ends offers whose time is over; at most {@code count}, and says how many. */
    int expire(int count) {
        long now = state.logicalNowMs();
        int ended = 0;
        for (; ended < count && !state.buyBackDeadlines.isEmpty(); ended++) {
            int issue = state.buyBackDeadlines.top();
            if (state.issues.get(issue, Issue.BUY_BACK_UNTIL) > now) {
                break;
            }
            end(issue);
        }
        return ended;
    }
}
