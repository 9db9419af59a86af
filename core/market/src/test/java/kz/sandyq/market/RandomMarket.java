package kz.sandyq.market;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import kz.sandyq.protocol.Rules;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.BatchCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.HoldingCommands;
import kz.sandyq.protocol.command.IssueCommands;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.OrderCommands;
import kz.sandyq.protocol.command.PlacementCommands;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AllocationMethod;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.BatchMode;
import kz.sandyq.protocol.sbe.BurnReason;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.protocol.sbe.EncumbranceKind;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.PayoutEnd;
import kz.sandyq.protocol.sbe.RedemptionBasis;
import kz.sandyq.protocol.sbe.WalletKind;

/** Sends commands made from a seed to a market, and remembers what came of them. */
final class RandomMarket {
    static final int CLIENTS = 6;
    static final Ground PAPER = new Ground(3, 20_000, 9, 0, new byte[32]);

    enum Kind {
        CREDIT,
        REVERSE,
        RESERVE,
        END_PAYOUT,
        MINT,
        BURN,
        STABLE_MINT,
        STABLE_BURN,
        OPEN_PLACEMENT,
        SUBSCRIBE,
        WITHDRAW,
        END_PLACEMENT,
        ORDER,
        TICKET,
        REPLACE,
        END_DAY,
        CANCEL_ALL,
        CANCEL,
        STATUS,
        TRANSFER,
        ENCUMBER,
        FREE,
        REDEEM,
        REGISTER,
        FORCE,
        RECOVER,
        REDEEM_PART,
        LIEN,
        ENFORCE,
        NOTICE,
        RIGHTS,
        INCOME,
        PAY,
        OVERDUE,
        CANCEL_INCOME,
        RULES,
        PROPOSE,
        AFFIRM,
        END_SETTLEMENT,
        UNDO,
        PERMIT,
        RULE,
        CLEAR,
        REGIME,
        PERIOD,
        SUSPEND_TRANSFER,
        RELEASE_TRANSFER,
        REFUSE_TRANSFER,
        TARIFF,
        CHARGES,
        FEE_STATUS,
        FEE_PERIOD,
        WATCH,
        ALIVE,
        LEAVE,
        BATCH
    }

    private static final List<Kind> FREQUENT = List.of(
            Kind.ORDER,
            Kind.ORDER,
            Kind.TICKET,
            Kind.TICKET,
            Kind.REPLACE,
            Kind.CREDIT,
            Kind.SUBSCRIBE,
            Kind.CANCEL,
            Kind.STATUS);

    private static final List<Kind> IN_BATCHES = List.of(
            Kind.ORDER,
            Kind.TICKET,
            Kind.TICKET,
            Kind.REPLACE,
            Kind.CANCEL,
            Kind.RESERVE,
            Kind.SUBSCRIBE,
            Kind.TRANSFER,
            Kind.CANCEL_ALL,
            Kind.STATUS);

    final Floor floor;
    final Random random;
    final Map<Kind, Map<String, Integer>> outcomes = new EnumMap<>(Kind.class);
    private final List<Long> issues = new ArrayList<>();
    private final List<Long> ids = new ArrayList<>();
    private final List<Long> credits = new ArrayList<>();
    private final List<Long> credited = new ArrayList<>();
    private final RandomLiens liens;
    private final RandomOrders orders;
    private long creditedNow;
    private long placement;
    private int numbers;
    private long stablecoin;
    private final RandomSettlement settlement;
    private final RandomTrading trading;
    private final RandomTransfers transfers;
    private final RandomFees fees;
    private final RandomWatches watches = new RandomWatches();
    private long subscriber;
    private long subscription;
    private long subscribed;

    RandomMarket(long seed) {
        this(seed, Rules.NEWEST);
    }

    RandomMarket(long seed, int rules) {
        random = new Random(seed);
        orders = new RandomOrders(random);
        floor = Floor.open(Floor.SMALL, rules);
        liens = new RandomLiens(this);
        floor.submit(AccountCommands.createAsset(AssetKind.MONEY, 2, "KZT"));
        for (int i = 0; i <= CLIENTS; i++) {
            floor.submit(
                    AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(i + 1))));
        }
        floor.submit(AccountCommands.openAccount(1, Capacity.BANK_SIDE, Activity.DFA));
        floor.submit(AccountCommands.openAccount(1, Capacity.ISSUER, Activity.DFA));
        for (int i = 0; i < CLIENTS; i++) {
            floor.submit(AccountCommands.openAccount(i + 2, Capacity.CLIENT, Activity.DFA));
            floor.submit(AccountCommands.openAccount(i + 2, Capacity.CLAIM, Activity.DFA));
        }
        settlement = new RandomSettlement(this);
        trading = new RandomTrading(this);
        fees = new RandomFees(this);
        stablecoin = floor.submit(IssueCommands.registerIssue(
                        DfaKind.STABLECOIN,
                        2,
                        1,
                        0,
                        100,
                        1_000_000,
                        0,
                        0,
                        0,
                        true,
                        Long.MAX_VALUE,
                        "KZS",
                        "N-STABLE",
                        false,
                        PAPER))
                .resultId();
        floor.submit(MoneyCommands.bookBankCredit(1, 2, 1, 5_000_000, new byte[32], PAPER));
        transfers = new RandomTransfers(this, settlement);
    }

    /** The newest pair. */
    long pair() {
        return Math.max(1, numbers);
    }

    long client() {
        return 3 + 2L * random.nextInt(CLIENTS);
    }

    long issue() {
        return issues.isEmpty() ? 99 : issues.get(Math.max(0, issues.size() - 1 - random.nextInt(2)));
    }

    long anyId() {
        return ids.isEmpty() ? 77 : ids.get(Math.max(0, ids.size() - 1 - random.nextInt(12)));
    }

    void step() {
        if (random.nextInt(5) == 0) {
            floor.tick(random.nextInt(8) == 0 ? 40_000 : 250);
            return;
        }
        Kind kind = pick();
        Floor.Answer answer = floor.submit(command(kind));
        outcomes.computeIfAbsent(kind, k -> new TreeMap<>()).merge(answer.code(), 1, Integer::sum);
        if (answer.rejectCode() == 0) {
            accepted(kind, answer);
        }
    }

    /** A credit that is spent and then reversed. */
    void openClaim() {
        long credit = floor.submit(MoneyCommands.bookBankCredit(1, 3, 1, 500, new byte[32], PAPER))
                .resultId();
        State state = Objects.requireNonNull(floor.core.stateOrNull());
        int slot = state.balanceKeys.find(3L << 32 | 1);
        floor.submit(MoneyCommands.reservePayout(3, 1, state.balances.get(slot, Rows.Balance.AVAILABLE)));
        floor.submit(MoneyCommands.reverseBankCredit(credit, 1, 3, 4, 1, 500, new byte[32], PAPER));
    }

    /** An auction whose price is still searched. */
    void openUncross() {
        trading.openUncross(stablecoin);
    }

    private Kind pick() {
        return random.nextInt(2) > 0
                ? FREQUENT.get(random.nextInt(FREQUENT.size()))
                : Kind.values()[random.nextInt(Kind.values().length)];
    }

    private void accepted(Kind kind, Floor.Answer answer) {
        switch (kind) {
            case REGISTER -> {
                issues.add(answer.resultId());
                if (random.nextInt(4) == 0) {
                    floor.submit(RandomPermissions.command(this, Kind.RULE));
                }
                floor.submit(IssueCommands.mint(answer.resultId(), 900, PAPER));
                floor.submit(TradingCommands.openInstrument(answer.resultId(), 1, 1, 5, "PAIR" + numbers));
                floor.submit(trading.window());
                floor.submit(fees.command(Kind.TARIFF));
                floor.submit(fees.assign(pair()));
            }
            case OPEN_PLACEMENT -> placement = answer.resultId();
            case CREDIT -> {
                credits.add(answer.resultId());
                credited.add(creditedNow);
            }
            case ORDER, TICKET -> {
                orders.accepted(answer.resultId());
                ids.add(answer.resultId());
            }
            case RESERVE -> ids.add(answer.resultId());
            case ENCUMBER, LIEN -> {
                ids.add(answer.resultId());
                liens.entered(answer.resultId());
            }
            case INCOME, OVERDUE -> settlement.owes(answer.resultId());
            case SUBSCRIBE -> {
                subscription = answer.resultId();
                subscribed = subscriber;
            }
            case PROPOSE -> settlement.opened(answer.resultId());
            case WATCH -> watches.opened(answer.resultId());
            case SUSPEND_TRANSFER -> transfers.suspended(answer.resultId());
            default -> {}
        }
    }

    private CommandBody command(Kind kind) {
        long units = 1 + random.nextInt(60);
        int today = (int) Math.floorDiv(floor.nowMs + 5 * 3_600_000L, 86_400_000L);
        return switch (kind) {
            case CREDIT -> {
                creditedNow = client();
                yield MoneyCommands.bookBankCredit(1, creditedNow, 1, 1 + random.nextInt(200_000), new byte[32], PAPER);
            }
            case REVERSE -> {
                int at = credits.size() - 1 - random.nextInt(5);
                long account = at < 0 ? 3 : credited.get(at);
                yield MoneyCommands.reverseBankCredit(
                        at < 0 ? 1 : credits.get(at),
                        1,
                        account,
                        account + 1,
                        1,
                        1 + random.nextInt(100_000),
                        new byte[32],
                        PAPER);
            }
            case RESERVE -> MoneyCommands.reservePayout(client(), 1, 1 + random.nextInt(900_000));
            case END_PAYOUT -> MoneyCommands.releasePayout(anyId(), PayoutEnd.WITHDRAWN);
            case MINT -> IssueCommands.mint(issue(), units, PAPER);
            case BURN -> IssueCommands.burnUnsold(issue(), units, BurnReason.UNSOLD_AFTER_PLACEMENT, PAPER);
            case STABLE_MINT -> IssueCommands.mintStablecoin(stablecoin, client(), units);
            case STABLE_BURN -> IssueCommands.burnStablecoin(stablecoin, client(), units);
            case OPEN_PLACEMENT ->
                PlacementCommands.openPlacement(
                        issue(),
                        floor.nowMs,
                        floor.nowMs + 90_000,
                        random.nextInt(100),
                        200,
                        1_000,
                        5,
                        random.nextBoolean() ? 0 : 60,
                        random.nextBoolean() ? AllocationMethod.PRO_RATA : AllocationMethod.FIRST_COME,
                        PAPER);
            case SUBSCRIBE -> {
                subscriber = client();
                yield PlacementCommands.subscribe(placement, subscriber, 5L * (1 + random.nextInt(20)));
            }
            case WITHDRAW -> PlacementCommands.withdrawSubscription(subscription, subscribed);
            case END_PLACEMENT ->
                random.nextInt(3) == 0
                        ? PlacementCommands.cancelPlacement(placement, PAPER)
                        : PlacementCommands.closePlacement(placement, PAPER);
            case ORDER -> orders.plain(Math.max(1, numbers - random.nextInt(2)), client());
            case TICKET -> orders.ticket(Math.max(1, numbers - random.nextInt(2)), client(), floor.nowMs);
            case REPLACE -> orders.replace();
            case END_DAY -> OrderCommands.endDay(Math.max(1, numbers - random.nextInt(2)));
            case CANCEL_ALL -> OrderCommands.cancelAllOrders(client(), random.nextBoolean() ? 0 : Math.max(1, numbers));
            case CANCEL -> random.nextBoolean() ? orders.cancel() : TradingCommands.cancelOrder(anyId(), client());
            case STATUS, RULES, UNDO -> trading.command(kind);
            case TRANSFER ->
                HoldingCommands.transfer(client(), client(), random.nextInt(4) == 0 ? 1 : issue(), units, PAPER);
            case ENCUMBER -> {
                boolean pledge = random.nextBoolean();
                yield HoldingCommands.placeEncumbrance(
                        pledge ? EncumbranceKind.PLEDGE : EncumbranceKind.ARREST,
                        client(),
                        random.nextInt(3) == 0 ? 1 : issue(),
                        units,
                        pledge ? 5 : 0,
                        random.nextInt(4),
                        random.nextInt(4) != 0,
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextBoolean() ? 0 : floor.nowMs + 60_000,
                        PAPER);
            }
            case FREE -> HoldingCommands.releaseEncumbrance(anyId(), 1 + random.nextInt(30), PAPER);
            case REDEEM ->
                HoldingCommands.startRedemption(
                        issue(),
                        random.nextBoolean()
                                ? RedemptionBasis.OBLIGATION_PERFORMED
                                : RedemptionBasis.OTHER_GROUND_IN_TERMS,
                        PAPER);
            case REGISTER ->
                IssueCommands.registerIssue(
                        DfaKind.FINANCIAL_INSTRUMENT,
                        2,
                        1,
                        0,
                        1_000,
                        1_000,
                        today,
                        1_000,
                        9,
                        false,
                        0,
                        "BOND" + ++numbers,
                        "N-" + numbers,
                        random.nextBoolean(),
                        PAPER);
            default -> ofOthers(kind);
        };
    }

    private CommandBody ofOthers(Kind kind) {
        return switch (kind) {
            case LIEN, ENFORCE, NOTICE, RIGHTS -> liens.command(kind);
            case SUSPEND_TRANSFER, RELEASE_TRANSFER, REFUSE_TRANSFER -> transfers.command(kind);
            case WATCH, ALIVE, LEAVE -> watches.command(this, kind);
            case TARIFF, CHARGES, FEE_STATUS, FEE_PERIOD -> fees.command(kind);
            case PERMIT, RULE, CLEAR, REGIME, PERIOD -> RandomPermissions.command(this, kind);
            case BATCH ->
                BatchCommands.batch(
                        random.nextInt(3) == 0 ? BatchMode.ALL_OR_NOTHING : BatchMode.INDEPENDENT,
                        Stream.generate(() -> command(IN_BATCHES.get(random.nextInt(IN_BATCHES.size()))))
                                .limit(1 + random.nextInt(6))
                                .toList());
            default -> settlement.command(kind);
        };
    }
}
