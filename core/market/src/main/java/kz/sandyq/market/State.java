package kz.sandyq.market;

import java.util.List;
import java.util.stream.Stream;
import kz.sandyq.market.MoneyRows.Claim;
import kz.sandyq.market.MoneyRows.Credit;
import kz.sandyq.market.MoneyRows.Hold;
import kz.sandyq.market.PermissionRows.Stake;
import kz.sandyq.market.SettlementRows.Distribution;
import kz.sandyq.market.SettlementRows.Entitlement;
import kz.sandyq.market.SettlementRows.Instruction;
import kz.sandyq.market.SettlementRows.Leg;
import kz.sandyq.market.TradingRows.Auction;
import kz.sandyq.market.TradingRows.RecentTrade;
import kz.sandyq.market.TradingRows.Rule;
import org.agrona.DirectBuffer;

/**
 * Everything the core remembers: tables, indexes over them, and the running hash. As many distributions as placements
 * are open at once, and as many entitlements as subscriptions: each is one investor's part.
 */
final class State {
    /** Room for legs: so many for each instruction on average, of 64 at most. */
    private static final int LEGS_PER_INSTRUCTION = 8;

    final StateHash hash;
    final Scalars scalars;
    final Table assets;
    final Table wallets;
    final Table holders;
    final Table accounts;
    final Table balances;
    final Table credits;
    final Table holds;
    final Table claims;
    final Table issues;
    final Table placements;
    final Table subscriptions;
    final Table investors;
    final Table instruments;
    final Table levels;
    final Table orders;
    final Table encumbrances;
    final Table tasks;
    final Table keys;
    final Table sideRecords;
    final Table distributions;
    final Table entitlements;
    final Table rules;
    final Table auctions;
    final Table instructions;
    final Table legs;
    final Table recentTrades;
    final Table stakes;
    final TransferState transfers;
    final SlotIndex assetCodes;
    final SlotIndex balanceKeys;
    final SlotIndex creditSequences;
    final SlotIndex registrationNumbers;
    final SlotIndex investorKeys;
    final SlotIndex instrumentPairs;
    /** Remembered credits, oldest first. */
    final SlotHeap creditAges;

    final SlotIndex stakeKeys;
    final SlotHeap placementDeadlines;
    final SlotHeap encumbranceDeadlines;
    final SlotHeap buyBackDeadlines;
    final SlotHeap orderDeadlines;
    final SlotHeap instructionDeadlines;
    final AccountOrders accountOrders;
    final SlotHeap callDeadlines;
    final SlotIndex recentTradeIds;
    /** The oldest first. */
    final SlotHeap recentTradeAges;

    final KeyWindow keyWindow;
    /** Stops that have not been triggered: derived. */
    int waitingStops;

    final FeeTables fees;
    final WatchTables watching;
    private final List<Table> all;

    State(Scalars scalars, StateHash hash) {
        this.scalars = scalars;
        this.hash = hash;
        LimitValues limits = new LimitValues().read(scalars);
        int maxAssets = limits.of(Scalars.MAX_ASSETS);
        int maxWallets = limits.of(Scalars.MAX_WALLETS);
        int maxPlacements = limits.of(Scalars.MAX_PLACEMENTS);
        int maxInstruments = limits.of(Scalars.MAX_INSTRUMENTS);
        int maxTasks = limits.of(Scalars.MAX_TASKS);
        int maxBalances = limits.of(Scalars.MAX_BALANCES);
        int maxEncumbrances = limits.of(Scalars.MAX_ENCUMBRANCES);
        int maxKeys = limits.of(Scalars.MAX_KEYS);
        int maxSubscriptions = limits.of(Scalars.MAX_SUBSCRIPTIONS);
        int maxOrders = limits.of(Scalars.MAX_ORDERS);
        int maxHolds = limits.of(Scalars.MAX_HOLDS);
        assets = new Table(Rows.Asset.KIND, Rows.Asset.WIDTH, Rows.Asset.HASHED, maxAssets, hash);
        wallets = new Table(Rows.Wallet.KIND, Rows.Wallet.WIDTH, Rows.Wallet.HASHED, maxWallets, hash);
        holders = new Table(Rows.Holder.KIND, Rows.Holder.WIDTH, Rows.Holder.HASHED, 2 * maxWallets, hash);
        accounts = new Table(
                Rows.Account.KIND, Rows.Account.WIDTH, Rows.Account.HASHED, limits.of(Scalars.MAX_ACCOUNTS), hash);
        balances = Table.watched(Rows.Balance.KIND, Rows.Balance.WIDTH, Rows.Balance.HASHED, maxBalances, hash);
        credits = new Table(Credit.KIND, Credit.WIDTH, Credit.HASHED, maxHolds, hash);
        holds = new Table(Hold.KIND, Hold.WIDTH, Hold.HASHED, maxHolds, hash);
        claims = new Table(Claim.KIND, Claim.WIDTH, Claim.HASHED, limits.of(Scalars.MAX_CLAIMS), hash);
        issues = new Table(Rows.Issue.KIND, Rows.Issue.WIDTH, Rows.Issue.HASHED, maxAssets, hash);
        placements = new Table(Rows.Placement.KIND, Rows.Placement.WIDTH, Rows.Placement.HASHED, maxPlacements, hash);
        subscriptions = new Table(
                Rows.Subscription.KIND, Rows.Subscription.WIDTH, Rows.Subscription.HASHED, maxSubscriptions, hash);
        investors =
                Table.ofPairs(Rows.Investor.KIND, Rows.Investor.WIDTH, Rows.Investor.HASHED, maxSubscriptions, hash);
        instruments =
                new Table(Rows.Instrument.KIND, Rows.Instrument.WIDTH, Rows.Instrument.HASHED, maxInstruments, hash);
        levels = new Table(Rows.Level.KIND, Rows.Level.WIDTH, Rows.Level.HASHED, levelRows(maxOrders), hash);
        orders = new Table(Rows.Order.KIND, Rows.Order.WIDTH, Rows.Order.HASHED, maxOrders, hash);
        encumbrances = new Table(
                Rows.Encumbrance.KIND, Rows.Encumbrance.WIDTH, Rows.Encumbrance.HASHED, maxEncumbrances, hash);
        tasks = new Table(Rows.Task.KIND, Rows.Task.WIDTH, Rows.Task.HASHED, taskRows(limits), hash);
        keys = new Table(Rows.RememberedKey.KIND, Rows.RememberedKey.WIDTH, Rows.RememberedKey.HASHED, maxKeys, hash);
        sideRecords = new Table(
                TradingRows.SideRecord.KIND,
                TradingRows.SideRecord.WIDTH,
                TradingRows.SideRecord.HASHED,
                recordRows(maxOrders),
                hash);
        distributions = new Table(Distribution.KIND, Distribution.WIDTH, Distribution.HASHED, maxPlacements, hash);
        entitlements = new Table(Entitlement.KIND, Entitlement.WIDTH, Entitlement.HASHED, maxSubscriptions, hash);
        rules = new Table(Rule.KIND, Rule.WIDTH, Rule.HASHED, maxInstruments, hash);
        // One for each task that may run.
        auctions = new Table(Auction.KIND, Auction.WIDTH, Auction.HASHED, maxTasks, hash);
        instructions = new Table(Instruction.KIND, Instruction.WIDTH, Instruction.HASHED, maxPlacements, hash);
        legs = new Table(Leg.KIND, Leg.WIDTH, Leg.HASHED, LEGS_PER_INSTRUCTION * maxPlacements, hash);
        // As many as encumbrances may stand: the window of a busy pair.
        recentTrades = new Table(RecentTrade.KIND, RecentTrade.WIDTH, RecentTrade.HASHED, maxEncumbrances, hash);
        stakes = new Table(Stake.KIND, Stake.WIDTH, Stake.HASHED, stakeRows(limits.of(Scalars.MAX_BALANCES)), hash);
        transfers = new TransferState(limits, hash);
        assetCodes = new SlotIndex(assets, Rows.Asset.CODE_HIGH, Rows.Asset.CODE_LOW);
        balanceKeys = new SlotIndex(balances, Rows.Balance.KEY, Rows.Balance.KEY);
        creditSequences = new SlotIndex(credits, Credit.SEQUENCE, Credit.SEQUENCE);
        registrationNumbers = new SlotIndex(issues, Rows.Issue.NUMBER_HIGH, Rows.Issue.NUMBER_LOW);
        investorKeys = new SlotIndex(investors, Rows.Investor.PLACEMENT, Rows.Investor.WALLET);
        instrumentPairs = new SlotIndex(instruments, Rows.Instrument.BASE, Rows.Instrument.QUOTE);
        creditAges = new SlotHeap(credits, Credit.SEQUENCE, Credit.SEQUENCE);
        stakeKeys = new SlotIndex(stakes, Stake.KEY, Stake.KEY);
        placementDeadlines = new SlotHeap(placements, Rows.Placement.UNTIL, Rows.Placement.ID);
        buyBackDeadlines = new SlotHeap(issues, Rows.Issue.BUY_BACK_UNTIL, Rows.Issue.ID);
        encumbranceDeadlines = new SlotHeap(encumbrances, Rows.Encumbrance.EXPIRES, Rows.Encumbrance.ID);
        instructionDeadlines = new SlotHeap(instructions, Instruction.DEADLINE, Instruction.ID);
        orderDeadlines = new SlotHeap(sideRecords, TradingRows.SideRecord.EXPIRES, TradingRows.SideRecord.ORDER);
        accountOrders = new AccountOrders(orders, accounts);
        callDeadlines = new SlotHeap(instruments, Rows.Instrument.CALL_ENDS, Rows.Instrument.ID);
        recentTradeIds = new SlotIndex(recentTrades, RecentTrade.ID, RecentTrade.ID);
        recentTradeAges = new SlotHeap(recentTrades, RecentTrade.ID, RecentTrade.ID);
        keyWindow = new KeyWindow(keys, scalars, hash);
        fees = new FeeTables(limits, hash);
        watching = new WatchTables(limits, hash);
        List<Table> own = List.of(
                scalars.table(),
                assets,
                wallets,
                holders,
                accounts,
                balances,
                credits,
                holds,
                claims,
                issues,
                placements,
                subscriptions,
                investors,
                instruments,
                levels,
                orders,
                encumbrances,
                tasks,
                keys,
                sideRecords,
                distributions,
                entitlements,
                rules,
                auctions,
                instructions,
                legs,
                recentTrades,
                stakes);
        all = Stream.concat(own.stream(), others()).toList();
    }

    /** In the order of their kinds. */
    private Stream<Table> others() {
        return Stream.of(
                        transfers.tables(),
                        fees.tables(),
                        watching.tables(),
                        transfers.moveTables(),
                        keyWindow.tables())
                .flatMap(List::stream);
    }

    /** Prices at which orders stand: most orders share theirs with others in a market that is large. */
    private static int levelRows(int maxOrders) {
        return Math.max(1, maxOrders / 8 + Math.min(maxOrders / 2, 4_096));
    }

    /** Orders that need a side record: some of those in a large market, many in a small one. */
    private static int recordRows(int maxOrders) {
        return Math.max(1, maxOrders / 16 + Math.min(maxOrders / 4, 2_048));
    }

    /** Stakes: balances of issues with rules; each in a small market, one of four in a large one. */
    private static int stakeRows(int maxBalances) {
        return Math.min(maxBalances, maxBalances / 4 + 4_096) + Allowances.MOST_AT_ONCE;
    }

    /** Stops must become orders and services end whatever else runs: each pair, each activity has a row besides. */
    private static int taskRows(LimitValues limits) {
        return limits.of(Scalars.MAX_TASKS) + limits.of(Scalars.MAX_INSTRUMENTS) + Platform.ACTIVITIES;
    }

    /** Every table; the place in the list is the table's kind. */
    List<Table> tables() {
        return all;
    }

    /** Makes room for raised limits. The same command does it on every host, so that no host answers differently. */
    void grow() {
        LimitValues limits = new LimitValues().read(scalars);
        assets.grow(limits.of(Scalars.MAX_ASSETS));
        issues.grow(limits.of(Scalars.MAX_ASSETS));
        wallets.grow(limits.of(Scalars.MAX_WALLETS));
        holders.grow(2 * limits.of(Scalars.MAX_WALLETS));
        accounts.grow(limits.of(Scalars.MAX_ACCOUNTS));
        balances.grow(limits.of(Scalars.MAX_BALANCES));
        credits.grow(limits.of(Scalars.MAX_HOLDS));
        holds.grow(limits.of(Scalars.MAX_HOLDS));
        claims.grow(limits.of(Scalars.MAX_CLAIMS));
        placements.grow(limits.of(Scalars.MAX_PLACEMENTS));
        subscriptions.grow(limits.of(Scalars.MAX_SUBSCRIPTIONS));
        investors.grow(limits.of(Scalars.MAX_SUBSCRIPTIONS));
        instruments.grow(limits.of(Scalars.MAX_INSTRUMENTS));
        levels.grow(levelRows(limits.of(Scalars.MAX_ORDERS)));
        orders.grow(limits.of(Scalars.MAX_ORDERS));
        encumbrances.grow(limits.of(Scalars.MAX_ENCUMBRANCES));
        tasks.grow(taskRows(limits));
        keys.grow(limits.of(Scalars.MAX_KEYS));
        sideRecords.grow(recordRows(limits.of(Scalars.MAX_ORDERS)));
        distributions.grow(limits.of(Scalars.MAX_PLACEMENTS));
        entitlements.grow(limits.of(Scalars.MAX_SUBSCRIPTIONS));
        rules.grow(limits.of(Scalars.MAX_INSTRUMENTS));
        auctions.grow(limits.of(Scalars.MAX_TASKS));
        instructions.grow(limits.of(Scalars.MAX_PLACEMENTS));
        legs.grow(LEGS_PER_INSTRUCTION * limits.of(Scalars.MAX_PLACEMENTS));
        recentTrades.grow(limits.of(Scalars.MAX_ENCUMBRANCES));
        stakes.grow(stakeRows(limits.of(Scalars.MAX_BALANCES)));
        transfers.grow(limits);
        fees.grow(limits);
        watching.grow(limits);
        rebuildIndexes();
        creditAges.grow();
        placementDeadlines.grow();
        encumbranceDeadlines.grow();
        buyBackDeadlines.grow();
        orderDeadlines.grow();
        instructionDeadlines.grow();
        accountOrders.grow();
        callDeadlines.grow();
        recentTradeAges.grow();
        keyWindow.grow();
    }

    /** Makes what is derived from the rows, after a restore. */
    void rebuild() {
        rebuildIndexes();
        keyWindow.rebuild();
        for (int slot = 0; slot < credits.high(); slot++) {
            if (credits.isLive(slot)) {
                creditAges.insert(slot);
            }
        }
        for (int slot = 0; slot < placements.high(); slot++) {
            if (placements.isLive(slot) && placements.get(slot, Rows.Placement.STATUS) == 1) {
                placementDeadlines.insert(slot);
            }
        }
        for (int slot = 0; slot < encumbrances.high(); slot++) {
            if (encumbrances.isLive(slot) && encumbrances.get(slot, Rows.Encumbrance.EXPIRES) > 0) {
                encumbranceDeadlines.insert(slot);
            }
        }
        for (int slot = 0; slot < sideRecords.high(); slot++) {
            if (sideRecords.isLive(slot) && sideRecords.get(slot, TradingRows.SideRecord.EXPIRES) > 0) {
                orderDeadlines.insert(slot);
            }
        }
        for (int slot = 0; slot < instructions.high(); slot++) {
            if (instructions.isLive(slot)) {
                instructionDeadlines.insert(slot);
            }
        }
        transfers.rebuild();
        watching.rebuild();
        for (int slot = 0; slot < issues.high(); slot++) {
            if (issues.get(slot, Rows.Issue.BUY_BACK) != 0) {
                buyBackDeadlines.insert(slot);
            }
        }
        accountOrders.rebuild();
        Orders rebuilt = new Orders(this);
        for (int slot = 0; slot < orders.high(); slot++) {
            waitingStops += orders.isLive(slot) && rebuilt.isWaiting(slot) ? 1 : 0;
        }
        for (int slot = 0; slot < recentTrades.high(); slot++) {
            recentTradeAges.insert(slot);
        }
        for (int slot = 0; slot < instruments.high(); slot++) {
            if (instruments.get(slot, Rows.Instrument.CALL_ENDS) > 0) {
                callDeadlines.insert(slot);
            }
        }
    }

    /** Says of a wallet which set this account of it is of. */
    void linkWallet(int account) {
        int set = Capacities.setOfWallet(
                accounts.getInt(account, Rows.Account.CAPACITY), accounts.getInt(account, Rows.Account.ACTIVITY));
        if (set != 0) {
            wallets.link(accounts.getInt(account, Rows.Account.WALLET) - 1, Rows.Wallet.SET, set);
        }
    }

    private void rebuildIndexes() {
        assetCodes.rebuild();
        balanceKeys.rebuild();
        creditSequences.rebuild();
        registrationNumbers.rebuild();
        investorKeys.rebuild();
        instrumentPairs.rebuild();
        recentTradeIds.rebuild();
        stakeKeys.rebuild();
        fees.rebuildIndexes();
    }

    /** Ends a command or tick: nothing is touched any more. */
    void settle() {
        balances.touched().clear();
    }

    StateHash recomputedHash() {
        StateHash sum = new StateHash();
        all.forEach(table -> table.recompute(sum));
        return sum;
    }

    /** Over every column, links and derived values too, which the running hash leaves out: made anew at each call. */
    StateHash wholeHash() {
        StateHash sum = new StateHash();
        all.forEach(table -> table.recomputeWhole(sum));
        return sum;
    }

    long sequence() {
        return scalars.get(Scalars.SEQUENCE);
    }

    /** Time as the market sees it: cluster time and, in a demo, its offset. */
    long logicalNowMs() {
        return scalars.get(Scalars.NOW) + scalars.get(Scalars.CLOCK_OFFSET);
    }

    int legalDay() {
        return (int) Math.floorDiv(logicalNowMs() + scalars.get(Scalars.LEGAL_DAY_OFFSET) * 60_000L, 86_400_000L);
    }

    boolean expiryStands() {
        return scalars.get(Scalars.SUSPECT) != 0;
    }

    /** The row of a dense id (1, 2, 3 ...), else {@link Table#NONE}. */
    static int dense(Table table, long id) {
        return id >= 1 && id <= table.high() ? (int) id - 1 : Table.NONE;
    }

    /** 64 bits of a run of whole longs, for comparing content; not cryptographic. */
    static long digest(DirectBuffer buffer, int offset, int length, long seed) {
        long sum = seed;
        for (int at = 0; at < length; at += Long.BYTES) {
            sum = Long.rotateLeft(sum ^ buffer.getLong(offset + at) * 0x9E3779B97F4A7C15L, 29) * 0xC2B2AE3D27D4EB4FL;
        }
        return StateHash.finish(sum + length);
    }
}
