package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Numbers.ZERO;

import java.math.BigInteger;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/** Entries on balances, and holds. */
final class Postings {
    private final World world;

    Postings(World world) {
        this.world = world;
    }

    void post(
            Balance balance,
            EntryKind kind,
            BigInteger available,
            BigInteger held,
            BigInteger blocked,
            long subjectId) {
        balance.available = balance.available.add(available);
        balance.held = balance.held.add(held);
        balance.blocked = balance.blocked.add(blocked);
        if (available.signum() != 0 || held.signum() != 0 || blocked.signum() != 0) {
            world.touched.add(balance);
        }
        world.say(new Message("Posting")
                .with("accountId", balance.account)
                .with("assetId", balance.asset)
                .with("entryKind", kind.value())
                .with("availableDelta", available.longValueExact())
                .with("heldDelta", held.longValueExact())
                .with("blockedDelta", blocked.longValueExact())
                .with("available", balance.available.longValueExact())
                .with("held", balance.held.longValueExact())
                .with("blocked", balance.blocked.longValueExact())
                .with("subjectId", subjectId)
                .with("effectiveEpochDay", world.effectiveDay)
                .with("ground", world.ground));
    }

    void move(Balance from, Balance to, EntryKind kind, BigInteger amount, long subjectId) {
        post(from, kind, amount.negate(), ZERO, ZERO, subjectId);
        post(to, kind, amount, ZERO, ZERO, subjectId);
    }

    /** Between what is available and what is held of one balance. */
    void hold(Balance balance, BigInteger amount, long subjectId) {
        post(balance, EntryKind.RESERVATION, amount.negate(), amount, ZERO, subjectId);
    }

    void free(Balance balance, BigInteger amount, long subjectId) {
        post(balance, EntryKind.RELEASE, amount, amount.negate(), ZERO, subjectId);
    }

    void holdChanged(
            long holdId,
            long accountId,
            long assetId,
            HoldReason reason,
            long subjectId,
            BigInteger opened,
            BigInteger remaining) {
        world.say(new Message("HoldChanged")
                .with("holdId", holdId)
                .with("accountId", accountId)
                .with("assetId", assetId)
                .with("reason", reason.value())
                .with("subjectId", subjectId)
                .with("openedQuantity", opened.longValueExact())
                .with("remainingQuantity", remaining.longValueExact()));
    }

    Deals.Hold openHold(Balance balance, HoldReason reason, long subjectId, BigInteger amount) {
        Deals.Hold hold = world.holds.add(world.sequence(), new Deals.Hold(balance, reason.value(), subjectId, amount));
        hold(balance, amount, hold.id);
        holdSaid(hold, reason);
        return hold;
    }

    void reduceHold(Deals.Hold hold, HoldReason reason, BigInteger amount) {
        hold.remaining = hold.remaining.subtract(amount);
        holdSaid(hold, reason);
        if (hold.remaining.signum() == 0) {
            world.holds.remove(hold);
        }
    }

    private void holdSaid(Deals.Hold hold, HoldReason reason) {
        holdChanged(
                hold.id, hold.balance.account, hold.balance.asset, reason, hold.subject, hold.opened, hold.remaining);
    }

    /** Units must be free; those that are blocked are refused by their own name. */
    void needUnits(long accountId, long assetId, BigInteger quantity) {
        Balance balance = world.balance(accountId, assetId);
        BigInteger available = balance == null ? ZERO : balance.available;
        if (quantity.compareTo(available) <= 0) {
            return;
        }
        boolean encumbered = balance != null && quantity.compareTo(available.add(balance.blocked)) <= 0;
        throw new Refused(encumbered ? RejectCode.DFA_ENCUMBERED : RejectCode.INSUFFICIENT_UNITS);
    }

    /** The same for units and money: money that is short has one name. */
    void need(long accountId, long assetId, BigInteger quantity) {
        Refused.when(
                world.isMoney(assetId) && Numbers.less(world.available(accountId, assetId), quantity),
                RejectCode.INSUFFICIENT_FUNDS);
        needUnits(accountId, assetId, quantity);
    }

    /** No balance may pass the largest amount. */
    void needRange(@Nullable Balance balance, BigInteger amount) {
        BigInteger before = balance == null ? ZERO : balance.total();
        Refused.when(Numbers.tooLarge(before.add(amount)), RejectCode.AMOUNT_OVERFLOW);
    }
}
