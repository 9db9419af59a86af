package kz.sandyq.market;

import kz.sandyq.market.MoneyRows.Claim;
import kz.sandyq.market.MoneyRows.Hold;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Encumbrance;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.Rows.Order;
import kz.sandyq.market.Rows.Placement;
import kz.sandyq.market.Rows.Subscription;
import kz.sandyq.market.SettlementRows.Distribution;
import kz.sandyq.market.SettlementRows.Entitlement;
import kz.sandyq.market.SettlementRows.Instruction;
import kz.sandyq.market.SettlementRows.Leg;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.PaymentStatus;
import kz.sandyq.protocol.sbe.PlacementStatus;

/** The full check of a state, at each snapshot and restore: everything that a single command checks in part. */
final class Sweep {
    private final State state;
    private final Orders orders;
    private final Fees fees;
    private final long[] held;
    private final long[] blocked;
    private final long[] uncovered;
    private final long[] claimed;
    private final long[] freezes;

    private Sweep(State state) {
        this.state = state;
        orders = new Orders(state);
        fees = new Fees(state);
        held = new long[state.balances.high()];
        blocked = new long[state.balances.high()];
        uncovered = new long[state.balances.high()];
        claimed = new long[state.balances.high()];
        freezes = new long[state.accounts.high()];
    }

    static void check(State state) {
        Check.that(
                state.hash.same(state.recomputedHash()), "running hash is not the state's, sequence", state.sequence());
        int beside = state.scalars.besideItsRow();
        Check.that(beside == Table.NONE, "scalar beside its row, scalar", beside);
        Sweep sweep = new Sweep(state);
        sweep.conservation();
        sweep.collectHeld();
        sweep.collectBlocked();
        sweep.compare();
        sweep.ranks();
        sweep.restricted();
        sweep.prohibited();
        new StakeSweep(state).check();
        sweep.supply();
        sweep.buyBacks();
        sweep.debts();
        sweep.legs();
        new TransferSweep(state).check();
        new BookSweep(state).check();
        state.keyWindow.check();
    }

    /** Over all accounts, the sum of each asset is zero, in 128 bits. */
    private void conservation() {
        long[] low = new long[state.assets.high()];
        long[] high = new long[state.assets.high()];
        for (int slot = 0; slot < state.balances.high(); slot++) {
            int asset = (int) state.balances.get(slot, Balance.KEY) - 1;
            for (int part = Balance.AVAILABLE; part <= Balance.BLOCKED; part++) {
                long value = state.balances.get(slot, part);
                long sum = low[asset] + value;
                high[asset] += (value >> 63) + (Long.compareUnsigned(sum, value) < 0 ? 1 : 0);
                low[asset] = sum;
            }
        }
        for (int asset = 0; asset < low.length; asset++) {
            Check.that(low[asset] == 0 && high[asset] == 0, "sum is not zero, asset", asset + 1L);
        }
    }

    private int balance(long accountId, long assetId) {
        int slot = state.balanceKeys.find(accountId << 32 | assetId);
        Check.that(slot != Table.NONE, "object without a balance, account", accountId);
        return slot;
    }

    private void collectHeld() {
        for (int slot = 0; slot < state.holds.high(); slot++) {
            if (state.holds.isLive(slot)) {
                held[balance(state.holds.get(slot, Hold.ACCOUNT), state.holds.get(slot, Hold.ASSET))] +=
                        state.holds.get(slot, Hold.REMAINING);
            }
        }
        for (int slot = 0; slot < state.orders.high(); slot++) {
            if (state.orders.isLive(slot)) {
                collectOrder(slot);
            }
        }
        for (int slot = 0; slot < state.subscriptions.high(); slot++) {
            if (state.subscriptions.isLive(slot)) {
                int placement = state.placements.find(state.subscriptions.get(slot, Subscription.PLACEMENT));
                held[balance(state.subscriptions.get(slot, Subscription.ACCOUNT), moneyOf(placement))] +=
                        state.subscriptions.get(slot, Subscription.MONEY);
            }
        }
        for (int slot = 0; slot < state.placements.high(); slot++) {
            if (state.placements.isLive(slot)) {
                int issue = issueOf(slot);
                held[balance(state.issues.get(issue, Issue.ISSUER_ACCOUNT), moneyOf(slot))] +=
                        state.placements.get(slot, Placement.PROCEEDS);
            }
        }
    }

    private int issueOf(int placement) {
        long issueId = state.placements.get(placement, Placement.ISSUE);
        return state.assets.getInt((int) issueId - 1, Rows.Asset.ISSUE) - 1;
    }

    private long moneyOf(int placement) {
        return state.issues.get(issueOf(placement), Issue.MONEY_ASSET);
    }

    private void collectOrder(int slot) {
        int instrument = orders.instrument(slot);
        boolean buy = orders.isBuy(slot);
        long perLot = buy
                ? state.orders.get(slot, Order.PRICE) * state.instruments.get(instrument, Instrument.TICK)
                : state.instruments.get(instrument, Instrument.LOT);
        long asset = state.instruments.get(instrument, buy ? Instrument.QUOTE : Instrument.BASE);
        long leaves = state.orders.get(slot, Order.LEAVES);
        held[balance(orders.account(slot), asset)] += perLot * leaves + fees.reserved(slot, leaves);
    }

    private void collectBlocked() {
        Table encumbrances = state.encumbrances;
        for (int slot = 0; slot < encumbrances.high(); slot++) {
            if (encumbrances.isLive(slot) && encumbrances.get(slot, Encumbrance.ASSET) == 0) {
                freezes[encumbrances.getInt(slot, Encumbrance.ACCOUNT) - 1]++;
            } else if (encumbrances.isLive(slot)) {
                int balance =
                        balance(encumbrances.get(slot, Encumbrance.ACCOUNT), encumbrances.get(slot, Encumbrance.ASSET));
                long covered = encumbrances.get(slot, Encumbrance.COVERED);
                blocked[balance] += covered;
                Check.that(
                        covered >= 0 && covered <= encumbrances.get(slot, Encumbrance.REMAINING),
                        "covered is above remaining, encumbrance",
                        slot);
                if (encumbrances.get(slot, Encumbrance.STOPS_CIRCULATION) != 0
                        && encumbrances.get(slot, Encumbrance.BEHIND) == 0) {
                    uncovered[balance] += encumbrances.get(slot, Encumbrance.REMAINING) - covered;
                }
            }
        }
        for (int slot = 0; slot < state.claims.high(); slot++) {
            if (state.claims.isLive(slot)) {
                claimed[balance(state.claims.get(slot, Claim.ACCOUNT), state.claims.get(slot, Claim.ASSET))] +=
                        state.claims.get(slot, Claim.REMAINING);
            }
        }
    }

    private void compare() {
        for (int slot = 0; slot < held.length; slot++) {
            Check.that(state.balances.get(slot, Balance.HELD) == held[slot], "held is not its holds, balance", slot);
            Check.that(state.balances.get(slot, Balance.BLOCKED) == blocked[slot], "blocked, balance", slot);
            Check.that(state.balances.get(slot, Balance.UNCOVERED) == uncovered[slot], "uncovered, balance", slot);
            Check.that(state.balances.get(slot, Balance.CLAIMED) == claimed[slot], "claimed, balance", slot);
            Check.that(
                    uncovered[slot] + claimed[slot] == 0 || state.balances.get(slot, Balance.AVAILABLE) <= 0,
                    "free while an arrest or a claim waits, balance",
                    slot);
        }
    }

    /** Each rank of a balance once, and every encumbrance in the list of its balance. */
    private void ranks() {
        Table encumbrances = state.encumbrances;
        long listed = 0;
        for (int slot = 0; slot < state.balances.high(); slot++) {
            for (int at = state.balances.getInt(slot, Balance.OBJECTS) - 1;
                    at != Table.NONE;
                    at = encumbrances.getInt(at, Encumbrance.NEXT) - 1) {
                listed++;
                for (int other = encumbrances.getInt(at, Encumbrance.NEXT) - 1;
                        other != Table.NONE;
                        other = encumbrances.getInt(other, Encumbrance.NEXT) - 1) {
                    long rank = encumbrances.get(at, Encumbrance.RANK);
                    Check.that(
                            rank == 0 || rank != encumbrances.get(other, Encumbrance.RANK),
                            "rank twice, balance",
                            slot);
                }
            }
        }
        for (long count : freezes) {
            listed += count;
        }
        Check.that(listed == encumbrances.live(), "encumbrances outside the lists", listed);
    }

    private void restricted() {
        long total = 0;
        for (int slot = 0; slot < freezes.length; slot++) {
            Check.that(state.accounts.get(slot, Rows.Account.FREEZES) == freezes[slot], "freezes, account", slot);
            total += freezes[slot];
        }
        for (int slot = 0; slot < state.wallets.high(); slot++) {
            total += state.wallets.get(slot, Rows.Wallet.NOTICE) == 0 ? 0 : 1;
        }
        for (int slot = 0; slot < state.accounts.high(); slot++) {
            total += state.accounts.get(slot, Rows.Account.PERMISSIONS);
            Check.that(state.accounts.get(slot, Rows.Account.SPENT) >= 0, "spent below zero, account", slot);
        }
        for (int slot = 0; slot < state.issues.high(); slot++) {
            total += state.issues.get(slot, Issue.RULED);
        }
        total += state.scalars.get(Scalars.CLEARANCE);
        for (int activity = 1; activity <= Platform.ACTIVITIES; activity++) {
            total += Platform.isProhibited(state, activity) ? 1 : 0;
        }
        Check.that(state.scalars.get(Scalars.RESTRICTED) == total, "restricted", total);
    }

    /** Where services are prohibited nothing is open, or a task is ending it. */
    private void prohibited() {
        for (int activity = 1; activity <= Platform.ACTIVITIES; activity++) {
            long task = state.scalars.get(Scalars.SERVICES_END + activity - 1);
            Check.that(task == 0 || state.tasks.find(task) != Table.NONE, "end of services without a task", activity);
            if (Platform.isProhibited(state, activity) && task == 0) {
                int open = activity == Activity.TRADING.value() ? state.orders.live() : openPlacements();
                Check.that(open == 0, "open with services prohibited, activity", activity);
            }
        }
    }

    private int openPlacements() {
        int open = 0;
        for (int slot = 0; slot < state.placements.high(); slot++) {
            boolean live = state.placements.isLive(slot);
            open += live && state.placements.get(slot, Placement.STATUS) == PlacementStatus.OPEN.value() ? 1 : 0;
        }
        return open;
    }

    /** The hold of an offer to buy back has what is left of it at its price. */
    private void buyBacks() {
        for (int slot = 0; slot < state.issues.high(); slot++) {
            int hold = state.holds.find(state.issues.get(slot, Issue.BUY_BACK));
            long money = Amounts.money(
                    state.issues.get(slot, Issue.BUY_BACK_LEFT),
                    state.issues.get(slot, Issue.BUY_BACK_PRICE),
                    state.issues.get(slot, Issue.SCALE_FACTOR));
            Check.that(money == (hold == Table.NONE ? 0 : state.holds.get(hold, Hold.REMAINING)), "buy-back", slot);
        }
    }

    /** What the issuer's side owes is what was minted and is neither redeemed nor burned nor moved. */
    private void supply() {
        for (int slot = 0; slot < state.issues.high(); slot++) {
            int side = balance(state.issues.get(slot, Issue.ISSUER_SIDE), state.issues.get(slot, Issue.ID));
            long existing = state.issues.get(slot, Issue.MINTED)
                    - state.issues.get(slot, Issue.REDEEMED)
                    - state.issues.get(slot, Issue.BURNED)
                    - state.issues.get(slot, Issue.MOVED_OUT);
            Check.that(-state.balances.get(side, Balance.AVAILABLE) == existing, "supply, issue", slot);
        }
    }

    /** What each distribution owes on is what its holders are still owed. */
    private void debts() {
        long[] owed = new long[state.distributions.high()];
        long[] holders = new long[state.distributions.high()];
        for (int row = 0; row < state.entitlements.high(); row++) {
            if (state.entitlements.isLive(row)) {
                int slot = state.distributions.find(state.entitlements.get(row, Entitlement.DISTRIBUTION));
                Check.that(slot != Table.NONE, "entitlement without a distribution, row", row);
                owed[slot] +=
                        state.entitlements.get(row, Entitlement.DUE) - state.entitlements.get(row, Entitlement.PAID);
                holders[slot]++;
            }
        }
        for (int slot = 0; slot < owed.length; slot++) {
            long left =
                    state.distributions.get(slot, Distribution.DUE) - state.distributions.get(slot, Distribution.PAID);
            boolean cancelled = state.distributions.get(slot, Distribution.STATUS) == PaymentStatus.CANCELLED.value();
            Check.that(cancelled || owed[slot] == left, "owed by a distribution", slot);
            Check.that(
                    holders[slot] == state.distributions.get(slot, Distribution.HOLDERS),
                    "holders of a distribution",
                    slot);
        }
    }

    /** Every leg is of an instruction; what is affirmed has its hold. */
    private void legs() {
        long[] legs = new long[state.instructions.high()];
        long[] affirmed = new long[state.instructions.high()];
        for (int row = 0; row < state.legs.high(); row++) {
            if (state.legs.isLive(row)) {
                int slot = state.instructions.find(state.legs.get(row, Leg.INSTRUCTION));
                Check.that(slot != Table.NONE, "leg without an instruction, row", row);
                legs[slot]++;
                int hold = state.holds.find(state.legs.get(row, Leg.HOLD));
                affirmed[slot] += hold == Table.NONE ? 0 : 1;
            }
        }
        for (int slot = 0; slot < legs.length; slot++) {
            Check.that(legs[slot] == state.instructions.get(slot, Instruction.LEGS), "legs of instruction", slot);
            Check.that(
                    affirmed[slot] == state.instructions.get(slot, Instruction.AFFIRMED), "holds of instruction", slot);
        }
    }
}
