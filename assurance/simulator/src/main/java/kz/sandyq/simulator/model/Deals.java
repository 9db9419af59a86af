package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Numbers.ZERO;

import java.math.BigInteger;
import kz.sandyq.protocol.sbe.EncumbranceKind;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/** What comes and goes: holds, claims, placements, subscriptions, encumbrances, tasks. */
final class Deals {
    private Deals() {}

    static final class Hold extends Slots.Thing {
        final Things.Balance balance;
        final long reason;
        final long subject;
        final BigInteger opened;
        BigInteger remaining;

        Hold(Things.Balance balance, long reason, long subject, BigInteger opened) {
            this.balance = balance;
            this.reason = reason;
            this.subject = subject;
            this.opened = opened;
            remaining = opened;
        }

        @Override
        Row row() {
            return new Row("Hold")
                    .with("ID", id)
                    .with("ACCOUNT", balance.account)
                    .with("ASSET", balance.asset)
                    .with("REASON", reason)
                    .with("SUBJECT", subject)
                    .with("OPENED", opened)
                    .with("REMAINING", remaining);
        }
    }

    static final class Claim extends Slots.Thing {
        final Things.Balance balance;
        final long claimAccount;
        final BigInteger opened;
        BigInteger remaining;

        Claim(Things.Balance balance, long claimAccount, BigInteger opened) {
            this.balance = balance;
            this.claimAccount = claimAccount;
            this.opened = opened;
            remaining = opened;
        }

        @Override
        Row row() {
            return new Row("Claim")
                    .with("ID", id)
                    .with("ACCOUNT", balance.account)
                    .with("CLAIM_ACCOUNT", claimAccount)
                    .with("ASSET", balance.asset)
                    .with("OPENED", opened)
                    .with("REMAINING", remaining);
        }
    }

    static final class Placement extends Slots.Thing {
        final long issue;
        final long from;
        final long until;
        final BigInteger minimum;
        final BigInteger maximum;
        final BigInteger price;
        final BigInteger lot;
        final BigInteger cap;
        final long method;
        long status;
        BigInteger subscribed = ZERO;
        long subscriptions;
        BigInteger eligible = ZERO;
        BigInteger allocated = ZERO;
        BigInteger proceeds = ZERO;
        long task;
        long endStatus;

        Placement(
                long issue,
                long from,
                long until,
                BigInteger minimum,
                BigInteger maximum,
                BigInteger price,
                BigInteger lot,
                BigInteger cap,
                long method) {
            this.issue = issue;
            this.from = from;
            this.until = until;
            this.minimum = minimum;
            this.maximum = maximum;
            this.price = price;
            this.lot = lot;
            this.cap = cap;
            this.method = method;
        }

        @Override
        Row row() {
            return new Row("Placement")
                    .with("ID", id)
                    .with("ISSUE", issue)
                    .with("STATUS", status)
                    .with("FROM", from)
                    .with("UNTIL", until)
                    .with("MINIMUM", minimum)
                    .with("MAXIMUM", maximum)
                    .with("PRICE", price)
                    .with("LOT", lot)
                    .with("CAP", cap)
                    .with("METHOD", method)
                    .with("SUBSCRIBED", subscribed)
                    .with("SUBSCRIPTIONS", subscriptions)
                    .with("ELIGIBLE", eligible)
                    .with("ALLOCATED", allocated)
                    .with("PROCEEDS", proceeds)
                    .with("TASK", task)
                    .with("END_STATUS", endStatus);
        }
    }

    static final class Subscription extends Slots.Thing {
        final long placement;
        final Things.Balance payer;
        final long wallet;
        final BigInteger quantity;
        final BigInteger money;
        BigInteger eligible = ZERO;
        BigInteger allocated = ZERO;
        BigInteger remainder = ZERO;

        Subscription(long placement, Things.Balance payer, long wallet, BigInteger quantity, BigInteger money) {
            this.placement = placement;
            this.payer = payer;
            this.wallet = wallet;
            this.quantity = quantity;
            this.money = money;
        }

        @Override
        Row row() {
            return new Row("Subscription")
                    .with("ID", id)
                    .with("PLACEMENT", placement)
                    .with("ACCOUNT", payer.account)
                    .with("QUANTITY", quantity)
                    .with("MONEY", money)
                    .with("ELIGIBLE", eligible)
                    .with("ALLOCATED", allocated)
                    .with("REMAINDER", remainder);
        }
    }

    /** On a balance, or, as a freeze, on a whole account. */
    static final class Encumbrance extends Slots.Thing {
        final long kind;
        final long pledgee;
        final long pledgeeAccount;
        final long incomeTo;
        final boolean stopsIncome;
        final boolean stopsRedemption;
        final long expires;
        long account;
        Things.@Nullable Balance balance;
        long rank;
        long ofEncumbrance;
        BigInteger opened = ZERO;
        BigInteger remaining = ZERO;
        BigInteger covered = ZERO;
        boolean stopsCirculation;
        boolean behind;

        Encumbrance(Message terms) {
            kind = terms.number("kind");
            pledgee = terms.number("pledgeeRef");
            pledgeeAccount = terms.number("pledgeeAccountId");
            incomeTo = terms.number("incomeTo");
            stopsCirculation = terms.flag("stopsCirculation");
            stopsIncome = terms.flag("stopsIncome");
            stopsRedemption = terms.flag("stopsRedemption");
            expires = terms.number("expiresAtMs");
            account = terms.number("accountId");
            rank = terms.number("rank");
            behind = terms.flag("subsequent");
        }

        /** Of the same terms, on nothing yet. */
        Encumbrance(Encumbrance of) {
            kind = of.kind;
            pledgee = of.pledgee;
            pledgeeAccount = of.pledgeeAccount;
            incomeTo = of.incomeTo;
            stopsCirculation = of.stopsCirculation;
            stopsIncome = of.stopsIncome;
            stopsRedemption = of.stopsRedemption;
            expires = of.expires;
        }

        boolean isPledge() {
            return kind == EncumbranceKind.PLEDGE.value();
        }

        long asset() {
            return balance == null ? 0 : balance.asset;
        }

        BigInteger lacks() {
            return stopsCirculation ? remaining.subtract(covered) : ZERO;
        }

        /** Takes what comes from outside, not only what others let go. */
        boolean takes() {
            return stopsCirculation && !behind;
        }

        @Override
        Row row() {
            return new Row("Encumbrance")
                    .with("ID", id)
                    .with("ENCUMBRANCE_KIND", kind)
                    .with("ACCOUNT", account)
                    .with("ASSET", asset())
                    .with("OPENED", opened)
                    .with("REMAINING", remaining)
                    .with("COVERED", covered)
                    .with("PLEDGEE", pledgee)
                    .with("RANK", rank)
                    .with("STOPS_CIRCULATION", stopsCirculation)
                    .with("STOPS_INCOME", stopsIncome)
                    .with("STOPS_REDEMPTION", stopsRedemption)
                    .with("EXPIRES", expires)
                    .with("OF_ENCUMBRANCE", ofEncumbrance)
                    .with("PLEDGEE_ACCOUNT", pledgeeAccount)
                    .with("INCOME_TO", incomeTo)
                    .with("BEHIND", behind);
        }
    }

    static final class Task extends Slots.Thing {
        final long kind;
        final long subject;
        final BigInteger total;
        long phase;
        long cursor;
        BigInteger done = ZERO;
        long hold;
        BigInteger left = ZERO;
        BigInteger numerator = ZERO;
        BigInteger denominator = ZERO;
        BigInteger lot = ZERO;

        Task(long kind, long subject, BigInteger total) {
            this.kind = kind;
            this.subject = subject;
            this.total = total;
        }

        @Override
        Row row() {
            return new Row("Task")
                    .with("ID", id)
                    .with("TASK_KIND", kind)
                    .with("SUBJECT", subject)
                    .with("PHASE", phase)
                    .with("CURSOR", cursor)
                    .with("DONE", done)
                    .with("TOTAL", total)
                    .with("HOLD", hold)
                    .with("LEFT", left)
                    .with("NUMERATOR", numerator)
                    .with("DENOMINATOR", denominator)
                    .with("LOT", lot);
        }
    }
}
