package kz.sandyq.simulator.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;
import kz.sandyq.simulator.schema.Schema;

/** Every command that the slow market knows, with the refusals that it may be answered. */
final class Contract {
    /** What the log itself may answer to any command. */
    static final Set<RejectCode> OF_ANY_COMMAND = Set.copyOf(EnumSet.of(
            RejectCode.UNREADABLE_COMMAND,
            RejectCode.UNSUPPORTED_VERSION,
            RejectCode.KEY_CONTENT_MISMATCH,
            RejectCode.TOO_OLD,
            RejectCode.KEY_FROM_FUTURE,
            RejectCode.NOT_STARTED));

    /** One subject with its commands. */
    interface Family {
        List<Line> lines();
    }

    /** One command. */
    record Line(String command, Consumer<Message> act, Set<RejectCode> refusals) {}

    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final SystemLines system;
    private final Tasks tasks;
    private final ClaimLines claims;
    private final Liens liens;
    private final EncumbranceLines encumbrances;
    private final PlacementLines placements;
    private final OrderEndLines orderEnds;
    private final InstrumentLines instruments;
    private final InstructionLines instructions;
    private final SuspendedLines suspended;
    private final BuyBackLines buyBacks;
    private final BatchLines batches;
    private final WatchLines watches;
    private final PlatformLines platform;
    private final MoveLines moves;
    private final World world;

    Contract(World world) {
        this.world = world;
        Postings postings = new Postings(world);
        Shared shared = new Shared(world);
        system = new SystemLines(world);
        tasks = new Tasks(world);
        claims = new ClaimLines(world, postings, shared);
        placements = new PlacementLines(world, shared, tasks);
        Trades trades = new Trades(world, postings);
        liens = new Liens(world, postings);
        orderEnds = new OrderEndLines(world, tasks, trades);
        RestrictionLines restrictions = new RestrictionLines(world, tasks, orderEnds);
        encumbrances = new EncumbranceLines(world, postings, shared, tasks, liens, restrictions);
        PairRules rules = new PairRules(world);
        Calls calls = new Calls(world);
        Matching matching = new Matching(world, shared, tasks, trades, rules, calls);
        Uncross uncross = new Uncross(world, shared, tasks, trades, rules, calls, matching);
        AccountCancelLines accountCancels = new AccountCancelLines(world, tasks, trades);
        AllocationTask allocation = new AllocationTask(world, postings, shared);
        instruments = new InstrumentLines(world, shared, tasks, trades, calls, uncross, matching);
        LienMoves lienMoves = new LienMoves(world, liens);
        RedemptionLines redemptions = new RedemptionLines(world, postings, shared, tasks, trades, lienMoves);
        RecordLines records = new RecordLines(world, shared, tasks, redemptions);
        OverdueLines overdues = new OverdueLines(world, postings, shared, tasks, redemptions, records);
        PaymentLines payments = new PaymentLines(world, postings, shared, tasks, lienMoves, records, overdues);
        PartRedemptionLines parts = new PartRedemptionLines(world, postings, shared, tasks, lienMoves, redemptions);
        ConversionLines conversions = new ConversionLines(world, postings, shared, tasks, redemptions);
        instructions = new InstructionLines(world, postings, shared, tasks);
        TransferLines transfers = new TransferLines(world, postings, shared, tasks);
        suspended = new SuspendedLines(world, postings, shared, tasks, transfers);
        buyBacks = new BuyBackLines(world, postings, shared, tasks);
        batches = new BatchLines(world, this);
        watches = new WatchLines(world, tasks, trades);
        platform = new PlatformLines(world, tasks);
        ServicesEnd servicesEnd = new ServicesEnd(world, platform, placements, instructions, buyBacks, trades);
        MoveSteps steps = new MoveSteps(world, postings, shared);
        moves = new MoveLines(world, postings, shared, tasks, steps);
        tasks.put(records, TaskKind.RECORD);
        tasks.put(payments, TaskKind.PAYMENT);
        tasks.put(parts, TaskKind.PARTIAL_REDEMPTION);
        tasks.put(conversions, TaskKind.CONVERSION);
        tasks.put(allocation, TaskKind.ALLOCATION, TaskKind.REFUND);
        tasks.put(redemptions, TaskKind.REDEMPTION);
        tasks.put(instruments, TaskKind.MASS_CANCEL);
        tasks.put(matching, TaskKind.STOP_ACTIVATION);
        tasks.put(uncross, TaskKind.UNCROSS);
        tasks.put(orderEnds, TaskKind.DAY_END);
        tasks.put(accountCancels, TaskKind.ACCOUNT_CANCEL);
        tasks.put(restrictions, TaskKind.RECALL);
        tasks.put(watches, TaskKind.DISCONNECT_CANCEL);
        tasks.put(servicesEnd, TaskKind.SERVICES_END);
        List.of(
                        system,
                        new AccountLines(world, shared),
                        new MoneyLines(world, postings, shared),
                        claims,
                        new RegistrationLines(world, shared),
                        new IssueLines(world, postings, shared),
                        new StablecoinLines(world, postings, shared),
                        placements,
                        new SubscriptionLines(world, postings, shared, tasks),
                        instruments,
                        new TradingLines(world, postings, shared, tasks, trades, matching, rules),
                        rules,
                        new TradeCancelLines(world, postings, tasks),
                        new PermissionLines(world, shared),
                        orderEnds,
                        accountCancels,
                        transfers,
                        suspended,
                        buyBacks,
                        moves,
                        new ArrivalLines(world, shared, tasks, steps, moves),
                        restrictions,
                        encumbrances,
                        redemptions,
                        new ForcedLines(world, postings, shared, tasks, lienMoves),
                        new EnforcementLines(world, postings, tasks, liens, lienMoves),
                        new RightsLines(world, postings, shared, liens, lienMoves),
                        instructions,
                        records,
                        payments,
                        overdues,
                        parts,
                        conversions,
                        batches,
                        platform,
                        watches,
                        new FactLines(world),
                        new FeeLines(world, postings, shared))
                .forEach(family -> family.lines().forEach(line -> lines.put(line.command, line)));
    }

    static Line line(String command, Consumer<Message> act, RejectCode... refusals) {
        return new Line(command, act, Set.copyOf(Arrays.asList(refusals)));
    }

    SystemLines system() {
        return system;
    }

    BatchLines batches() {
        return batches;
    }

    Set<String> commands() {
        return lines.keySet();
    }

    /** Everything that a command may be refused with. */
    Set<RejectCode> refusals(String command) {
        Set<RejectCode> all = EnumSet.copyOf(OF_ANY_COMMAND);
        all.addAll(Objects.requireNonNull(lines.get(command)).refusals());
        all.addAll(platform.refusals(command));
        if (command.equals("Genesis")) {
            all.addAll(SystemLines.ofGenesis());
            all.remove(RejectCode.NOT_STARTED);
        }
        if (command.equals("RecordFacts")) {
            // Before there are rules nobody can read it.
            all.remove(RejectCode.NOT_STARTED);
        }
        return all;
    }

    /** Commands of the schema that the slow market does not know. */
    List<String> forgotten() {
        List<String> forgotten = new ArrayList<>(Schema.market().commands());
        forgotten.removeAll(lines.keySet());
        return forgotten;
    }

    void execute(Message command, boolean whole) {
        platform.needPossible(command);
        Refused.when(!whole, RejectCode.UNREADABLE_COMMAND);
        Line line = lines.get(command.name());
        if (line == null) {
            throw new IllegalStateException("no line for " + command.name());
        }
        line.act.accept(command);
    }

    void tick() {
        if (world.scalar("SUSPECT") == 0) {
            tasks.expire(
                    encumbrances::expire,
                    placements::expire,
                    orderEnds::expire,
                    watches::expire,
                    instruments::endCalls,
                    instructions::expire,
                    buyBacks::expire,
                    suspended::expire,
                    moves::expire);
        }
        tasks.tick();
    }

    /** Free money settles claims, then arrests take what came, balance by balance in the order of their change. */
    void afterwards() {
        List<Balance> all = new ArrayList<>(world.touched);
        for (int i = 0; i < all.size(); i++) {
            Balance balance = all.get(i);
            if (Numbers.positive(balance.claimed) && Numbers.positive(balance.available)) {
                claims.settle(balance);
            }
            if (Numbers.positive(balance.uncovered) && Numbers.positive(balance.available)) {
                liens.cover(balance);
            }
            world.touched.stream().filter(each -> !all.contains(each)).forEach(all::add);
        }
    }
}
