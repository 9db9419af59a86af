package kz.sandyq.simulator.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.simulator.model.Deals.Claim;
import kz.sandyq.simulator.model.Deals.Encumbrance;
import kz.sandyq.simulator.model.Deals.Hold;
import kz.sandyq.simulator.model.Deals.Placement;
import kz.sandyq.simulator.model.Deals.Subscription;
import kz.sandyq.simulator.model.Deals.Task;
import kz.sandyq.simulator.model.Orders.Order;
import kz.sandyq.simulator.model.Orders.SideRecord;
import kz.sandyq.simulator.model.Settlements.Distribution;
import kz.sandyq.simulator.model.Settlements.Entitlement;
import kz.sandyq.simulator.model.Settlements.Instruction;
import kz.sandyq.simulator.model.Settlements.Leg;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.model.Things.Asset;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.model.Things.Instrument;
import kz.sandyq.simulator.model.WatchLines.Watch;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/** Everything that the slow market remembers, and what it says while it does a command. */
final class World {
    /** Names of the limits, as the state's scalars call them without MAX_. */
    static final List<String> LIMITS = List.of(
            "ASSETS",
            "WALLETS",
            "ACCOUNTS",
            "BALANCES",
            "HOLDS",
            "ORDERS",
            "INSTRUMENTS",
            "PLACEMENTS",
            "SUBSCRIPTIONS",
            "ENCUMBRANCES",
            "CLAIMS",
            "TASKS",
            "KEYS");

    private static final Map<String, String> LIMIT_SCALARS =
            LIMITS.stream().collect(Collectors.toMap(name -> name, name -> "MAX_" + name));

    private static final int LEGS_PER_INSTRUCTION = 8;
    private static final Comparator<Order> LOWEST_FIRST =
            Comparator.comparing(Order::queuePrice).thenComparingLong(Order::priority);
    private static final Comparator<Order> HIGHEST_FIRST =
            Comparator.comparing(Order::queuePrice).reversed().thenComparingLong(Order::priority);

    final Map<String, Long> scalars = new HashMap<>();
    final List<Asset> assets = new ArrayList<>();
    final List<Things.Wallet> wallets = new ArrayList<>();
    final List<Things.Holder> holders = new ArrayList<>();
    final List<Account> accounts = new ArrayList<>();
    final List<Balance> balances = new ArrayList<>();
    private final Map<Long, Balance> balancesByKey = new HashMap<>();
    final List<Things.Credit> credits = new ArrayList<>();
    final Map<Long, Issue> issues = new LinkedHashMap<>();
    final List<Instrument> instruments = new ArrayList<>();
    final Map<Long, Map<Long, Things.Investor>> investors = new TreeMap<>();
    final Slots<Hold> holds = new Slots<>(() -> limit("HOLDS"));
    final Slots<Claim> claims = new Slots<>(() -> limit("CLAIMS"));
    final Slots<Placement> placements = new Slots<>(() -> limit("PLACEMENTS"));
    final Slots<Subscription> subscriptions = new Slots<>(() -> limit("SUBSCRIPTIONS"));
    final Slots<Order> orders = new Slots<>(() -> limit("ORDERS"));
    final Slots<SideRecord> sideRecords =
            new Slots<>(() -> Math.max(1, limit("ORDERS") / 16 + Math.min(limit("ORDERS") / 4, 2_048)));
    final Slots<Encumbrance> encumbrances = new Slots<>(() -> limit("ENCUMBRANCES"));
    final Slots<Uncross.Auction> auctions = new Slots<>(() -> limit("TASKS"));
    final Slots<Distribution> distributions = new Slots<>(() -> limit("PLACEMENTS"));
    final Slots<Entitlement> entitlements = new Slots<>(() -> limit("SUBSCRIPTIONS"));
    final Slots<Instruction> instructions = new Slots<>(() -> limit("PLACEMENTS"));
    final Slots<Leg> legs = new Slots<>(() -> LEGS_PER_INSTRUCTION * limit("PLACEMENTS"));
    final Slots<SuspendedLines.Suspended> suspended = new Slots<>(() -> limit("HOLDS"));
    final Slots<Watch> watches = new Slots<>(() -> limit("TASKS"));
    final List<Platforms.Peer> peers = new ArrayList<>();
    final Slots<Platforms.Move> moves = new Slots<>(() -> limit("PLACEMENTS"));
    final Slots<Platforms.Leg> moveLegs = new Slots<>(() -> LEGS_PER_INSTRUCTION * limit("PLACEMENTS"));
    final Slots<Task> tasks = new Slots<>(() -> limit("TASKS") + limit("INSTRUMENTS"));
    final Keys keys = new Keys(this);
    /** What pairs allow, where it was set. */
    final Map<Long, PairRules.Rule> rules = new HashMap<>();
    /** Trades that may be undone, oldest first. */
    final List<TradeCancelLines.Recent> recentTrades = new ArrayList<>();

    final Platform platform = new Platform(this);
    final Fees fees = new Fees(this);
    final Permissions permissions = new Permissions(this);
    /** How often an account is frozen as a whole. */
    final Map<Long, Long> freezes = new HashMap<>();
    /** Tasks that cancel the orders of an account: its own, or its client's. */
    final Map<Long, Long> accountTasks = new HashMap<>();
    /** Notices of death or liquidation, by wallet. */
    final Map<Long, Long> notices = new HashMap<>();
    /** Encumbrances of each balance, in the order in which they were entered. */
    final Map<Balance, List<Encumbrance>> liens = new HashMap<>();

    // The command in hand.
    List<Message> said = new ArrayList<>();
    final Set<Balance> touched = new LinkedHashSet<>();
    Message ground = new Message("Ground");
    long effectiveDay;
    Message header = new Message("CommandHeader");
    long resultId;
    BigInteger resultAmount = Numbers.ZERO;
    /** Places in time given out by the command in hand. */
    private long places;

    long scalar(String name) {
        return scalars.getOrDefault(name, 0L);
    }

    void scalar(String name, long value) {
        scalars.put(name, value);
    }

    long limit(String name) {
        return scalar(Objects.requireNonNull(LIMIT_SCALARS.get(name)));
    }

    long sequence() {
        return scalar("SEQUENCE");
    }

    long logicalNow() {
        return scalar("NOW") + scalar("CLOCK_OFFSET");
    }

    long legalDay() {
        return Math.floorDiv(logicalNow() + scalar("LEGAL_DAY_OFFSET") * 60_000, 86_400_000L);
    }

    void say(Message event) {
        said.add(event);
    }

    void noGround() {
        ground = new Message("Ground");
        effectiveDay = legalDay();
    }

    /** Checks a ground; {@code needed}: without a document nothing; {@code back}: it may name an earlier day. */
    void checkGround(Message given, boolean needed, boolean back) {
        long day = given.number("effectiveEpochDay");
        Refused.when(day != 0 && day > legalDay(), RejectCode.EFFECTIVE_DATE_IN_FUTURE);
        boolean earlier = day != 0 && day < legalDay() && !back;
        Refused.when((needed || earlier) && given.number("documentKind") == 0, RejectCode.GROUND_REQUIRED);
        checkedGround = given;
    }

    private Message checkedGround = new Message("Ground");

    /** Everything said from here to the end of the command stands on the ground that was checked. */
    void standOnGround() {
        ground = checkedGround;
        effectiveDay = ground.number("effectiveEpochDay") == 0 ? legalDay() : ground.number("effectiveEpochDay");
    }

    void needTwoPersons() {
        long first = header.number("firstPersonRef");
        long second = header.number("secondPersonRef");
        Refused.when(first == 0 || second == 0 || first == second, RejectCode.SECOND_PERSON_REQUIRED);
    }

    void noPlaces() {
        places = 0;
    }

    /** The next place in time of this sequence, at least this one. */
    long nextPlace(long least) {
        places = Math.max(places, least);
        return sequence() << 24 | places++;
    }

    static <T> @Nullable T dense(List<T> list, long id) {
        return id >= 1 && id <= list.size() ? list.get((int) id - 1) : null;
    }

    static <T> T found(@Nullable T thing, RejectCode otherwise) {
        if (thing == null) {
            throw new Refused(otherwise);
        }
        return thing;
    }

    Account account(long id) {
        return found(dense(accounts, id), RejectCode.UNKNOWN_ACCOUNT);
    }

    Asset asset(long id) {
        return found(dense(assets, id), RejectCode.UNKNOWN_ASSET);
    }

    boolean isMoney(long assetId) {
        return assets.get((int) assetId - 1).kind() == AssetKind.MONEY.value();
    }

    @Nullable
    Issue issue(long id) {
        return issues.get(id);
    }

    @Nullable
    Balance balance(long account, long asset) {
        return balancesByKey.get(account << 32 | asset);
    }

    Balance existing(long account, long asset) {
        Balance balance = balance(account, asset);
        if (balance == null) {
            throw new IllegalStateException("no balance of " + account + " in " + asset);
        }
        return balance;
    }

    BigInteger available(long account, long asset) {
        Balance balance = balance(account, asset);
        return balance == null ? Numbers.ZERO : balance.available;
    }

    Balance open(long account, long asset) {
        Balance balance = balance(account, asset);
        if (balance == null) {
            balance = new Balance(account, asset, balances.size());
            balances.add(balance);
            balancesByKey.put(account << 32 | asset, balance);
            touched.add(balance);
        }
        return balance;
    }

    /** Opens rows for an asset and, when it is a DFA, for the money of its redemption; returns the asset's. */
    Balance openWithMoney(long account, long asset) {
        Issue issue = issue(asset);
        if (issue != null) {
            open(account, issue.moneyAsset);
        }
        return open(account, asset);
    }

    int missing(long account, long asset) {
        return balance(account, asset) == null ? 1 : 0;
    }

    int missingWithMoney(long account, long asset) {
        Issue issue = issue(asset);
        return missing(account, asset) + (issue == null ? 0 : missing(account, issue.moneyAsset));
    }

    void needBalances(long count) {
        Refused.when(balances.size() + count > limit("BALANCES"), RejectCode.LIMIT_BALANCES);
    }

    PairRules.Rule rule(Instrument instrument) {
        return rules.getOrDefault(instrument.id, PairRules.NONE);
    }

    /** Holds on units of an issue. */
    List<Hold> holdsOf(long asset) {
        return holds.all().stream().filter(hold -> hold.balance.asset == asset).toList();
    }

    /** Holds on units of an issue, and moves of units that have begun to go or were accepted. */
    long ties(long asset) {
        return holdsOf(asset).size()
                + moves.all().stream()
                        .filter(each -> !each.incoming || each.isArriving())
                        .filter(each -> each.issue != null && each.issue.id == asset)
                        .count();
    }

    /** Rows of holders of an issue: all but those of what is unsold and of the issuer's side. */
    long holdings(long asset) {
        return balances.stream().filter(balance -> balance.asset == asset).count() - 2;
    }

    /** The watch over the orders of an account, 0 for none. */
    long watchOf(long account) {
        return watches.all().stream()
                .filter(watch -> watch.accounts.contains(account))
                .mapToLong(watch -> watch.id)
                .findFirst()
                .orElse(0);
    }

    List<Claim> claimsOf(Balance balance) {
        return claims.all().stream().filter(claim -> claim.balance == balance).toList();
    }

    List<Encumbrance> encumbrancesOf(@Nullable Balance balance) {
        return balance == null ? List.of() : List.copyOf(liens.getOrDefault(balance, List.of()));
    }

    boolean isFrozen(long accountId) {
        return freezes.getOrDefault(accountId, 0L) > 0;
    }

    boolean hasNotice(long walletId) {
        return notices.getOrDefault(walletId, 0L) != 0;
    }

    /** What stands on an account may leave it by its holder's will. */
    void needDisposal(long accountId) {
        Refused.when(isFrozen(accountId), RejectCode.ACCOUNT_FROZEN);
        Refused.when(hasNotice(account(accountId).wallet()), RejectCode.HOLDER_NOTICE_IN_FORCE);
    }

    private Stream<Order> queue(Instrument instrument, boolean buy, boolean waiting) {
        return orders.all().stream()
                .filter(order -> order.instrument == instrument && order.buy == buy)
                .filter(order -> order.queued && order.waiting == waiting);
    }

    /** Orders of one side that may trade, best first. */
    List<Order> book(Instrument instrument, boolean buy) {
        return queue(instrument, buy, false)
                .sorted(buy ? HIGHEST_FIRST : LOWEST_FIRST)
                .toList();
    }

    /** Waiting stops of one side, in the order in which trades wake them. */
    List<Order> stops(Instrument instrument, boolean buy) {
        return queue(instrument, buy, true)
                .sorted(buy ? LOWEST_FIRST : HIGHEST_FIRST)
                .toList();
    }

    /** A price at which orders of one kind stand. */
    private record Level(Instrument instrument, boolean buy, boolean waiting, BigInteger price) {}

    /** A level for an order that comes to rest; a stop needs one besides for the day on which it is triggered. */
    boolean hasLevel(Order order, BigInteger price, boolean isNew) {
        Set<Level> levels = new HashSet<>();
        long stops = 0;
        for (Order each : orders.all()) {
            if (each.queued) {
                levels.add(new Level(each.instrument, each.buy, each.waiting, each.queuePrice()));
                stops += each.waiting ? 1 : 0;
            }
        }
        long most = Math.max(1, limit("ORDERS") / 8 + Math.min(limit("ORDERS") / 2, 4_096));
        boolean there = levels.contains(new Level(order.instrument, order.buy, order.waiting, price));
        long needed = (there ? 0 : 1) + (order.waiting && isNew ? 1 : 0);
        return needed <= most - levels.size() - stops;
    }

    @Nullable
    Order best(Instrument instrument, boolean buy) {
        return queue(instrument, buy, false)
                .min(buy ? HIGHEST_FIRST : LOWEST_FIRST)
                .orElse(null);
    }

    /** The stop that a trade wakes first: of buyers the lowest, of sellers the highest. */
    @Nullable
    Order firstStop(Instrument instrument, boolean buy) {
        return queue(instrument, buy, true)
                .min(buy ? LOWEST_FIRST : HIGHEST_FIRST)
                .orElse(null);
    }

    /** Orders that stay, in the order of time. */
    List<Order> listed(Predicate<Order> fits) {
        return orders.all().stream()
                .filter(order -> order.listed && fits.test(order))
                .toList();
    }

    long listedOrders(Instrument instrument) {
        return listed(order -> order.instrument == instrument).size();
    }

    /** The whole state, a line a row. */
    Set<String> rows() {
        return StateRows.of(this);
    }
}
