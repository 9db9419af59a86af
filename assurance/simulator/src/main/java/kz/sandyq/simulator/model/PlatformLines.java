package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.EncumbranceKind;
import kz.sandyq.protocol.sbe.PlatformStatus;
import kz.sandyq.protocol.sbe.RightsBasis;
import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import kz.sandyq.protocol.sbe.SettlementEnd;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.simulator.model.Deals.Encumbrance;
import kz.sandyq.simulator.model.Deals.Task;
import kz.sandyq.simulator.model.Settlements.Instruction;
import kz.sandyq.simulator.schema.Message;

/** What each activity of the operator may still do: asked before every command, and set by two persons. */
final class PlatformLines implements Contract.Family {
    private static final long DFA = Activity.DFA.value();
    private static final long TRADING = Activity.TRADING.value();
    private static final long PROHIBITED = PlatformStatus.SERVICES_PROHIBITED.value();

    private final World world;
    private final Tasks tasks;
    /** What a status may stop; any other command cancels, states, gives back, hands over, or is an act of law. */
    private final Map<String, Service> services = new HashMap<>();

    /**
     * One command: the status that counts for it, whether it is business with somebody new, and what of it stays
     * possible even so.
     */
    private record Service(ToLongFunction<Message> status, boolean isNew, Predicate<Message> stays) {}

    PlatformLines(World world, Tasks tasks) {
        this.world = world;
        this.tasks = tasks;
        put(true, this::ofBoth, "OpenWallet");
        put(true, in -> world.platform.status(DFA), "RegisterIssue");
        put(true, in -> world.platform.status(TRADING), "OpenInstrument");
        services.put(
                "OpenAccount",
                new Service(in -> ofActivity(in.number("activity")), true, in -> isOfTheBooks(in.number("capacity"))));
        put(false, this::ofBoth, "CreateAsset", "SetClearanceRegime", "StartPurchasePeriod", "ReceiveMoveNotice");
        services.put("AnswerMove", new Service(this::ofBoth, false, in -> in.number("accept") == 0));
        put(
                false,
                in -> world.platform.status(DFA),
                "SetBackingValidUntil",
                "SetIssueRules",
                "Mint",
                "MintStablecoin",
                "ConvertIssue",
                "OfferBuyBack",
                "AcceptBuyBack",
                "OpenPlacement",
                "Subscribe",
                "ClosePlacement");
        put(
                false,
                in -> world.platform.status(TRADING),
                "SetInstrumentRules",
                "PlaceOrder",
                "ReplaceOrder",
                "OpenOrderWatch",
                "CreateFeeSchedule",
                "AssignFeeSchedule",
                "StartFeePeriod");
        services.put(
                "SetTradingStatus", new Service(in -> world.platform.status(TRADING), false, PlatformLines::isClosing));
        put(false, in -> ofAccount(in.number("accountId")), "SetAccountPermissions", "ChargeFee");
        put(false, in -> ofAccount(in.number("fromAccountId")), "Transfer", "SuspendTransfer");
        put(false, this::ofTransfer, "ReleaseTransfer");
        services.put(
                "PlaceEncumbrance",
                new Service(
                        in -> ofAccount(in.number("accountId")),
                        false,
                        in -> in.number("kind") == EncumbranceKind.ARREST.value()
                                || in.number("kind") == EncumbranceKind.FREEZE.value()));
        put(false, this::ofEncumbrance, "EnforcePledge");
        services.put(
                "TransferRights",
                new Service(this::ofLegs, false, in -> in.number("basis") == RightsBasis.SUCCESSION.value()));
        put(false, this::ofLegs, "ProposeSettlement");
        put(false, this::ofInstruction, "AffirmSettlement");
        services.put(
                "EndSettlement",
                new Service(this::ofInstruction, false, in -> in.number("end") == SettlementEnd.CANCEL.value()));
    }

    private void put(boolean isNew, ToLongFunction<Message> status, String... commands) {
        for (String command : commands) {
            services.put(command, new Service(status, isNew, in -> false));
        }
    }

    private static boolean isOfTheBooks(long capacity) {
        return Shared.isOneOf(
                capacity,
                Capacity.OPERATOR_OWN,
                Capacity.FEES,
                Capacity.SUSPENSE,
                Capacity.BANK_SIDE,
                Capacity.OTHER_PLATFORM,
                Capacity.CLAIM);
    }

    private static boolean isClosing(Message in) {
        return in.number("status") == SecurityTradingStatus.TRADING_HALT.value()
                || in.number("status") == SecurityTradingStatus.NOT_AVAILABLE_FOR_TRADING.value();
    }

    /** Of no activity alone: stopped where both are. */
    private long ofBoth(Message in) {
        return Math.min(world.platform.status(DFA), world.platform.status(TRADING));
    }

    private long ofActivity(long activity) {
        return activity == DFA || activity == TRADING ? world.platform.status(activity) : 0;
    }

    private long ofAccount(long accountId) {
        Things.Account account = World.dense(world.accounts, accountId);
        return account == null ? 0 : world.platform.status(account.activity());
    }

    private long ofEncumbrance(Message in) {
        Encumbrance found = world.encumbrances.find(in.number("encumbranceId"));
        return found == null ? 0 : ofAccount(found.account);
    }

    private long ofTransfer(Message in) {
        SuspendedLines.Suspended found = world.suspended.find(in.number("transferId"));
        return found == null ? 0 : ofAccount(found.from());
    }

    /** The strictest of all that give and receive. */
    private long ofLegs(Message in) {
        return in.group("legs").stream()
                .limit(64)
                .flatMapToLong(leg ->
                        LongStream.of(ofAccount(leg.number("fromAccountId")), ofAccount(leg.number("toAccountId"))))
                .max()
                .orElse(0);
    }

    private long ofInstruction(Message in) {
        Instruction found = world.instructions.find(in.number("instructionId"));
        return found == null ? 0 : of(found);
    }

    private long of(Instruction instruction) {
        return instruction.legs.stream()
                .flatMapToLong(leg -> LongStream.of(ofAccount(leg.from), ofAccount(leg.to)))
                .max()
                .orElse(0);
    }

    boolean isProhibited(Instruction instruction) {
        return of(instruction) == PROHIBITED;
    }

    /** What a command may be refused with before it is looked at. */
    Set<RejectCode> refusals(String command) {
        Service service = services.get(command);
        if (service == null) {
            return Set.of();
        }
        return service.isNew
                ? EnumSet.of(EXCLUDED_FROM_REGISTER, NEW_CLIENTS_AND_ISSUES_CLOSED)
                : EnumSet.of(EXCLUDED_FROM_REGISTER);
    }

    void needPossible(Message command) {
        Service service = services.get(command.name());
        if (service == null || service.stays.test(command)) {
            return;
        }
        long status = service.status.applyAsLong(command);
        Refused.when(status == PROHIBITED, EXCLUDED_FROM_REGISTER);
        Refused.when(service.isNew && status != 0, NEW_CLIENTS_AND_ISSUES_CLOSED);
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(Contract.line(
                "SetPlatformStatus",
                this::set,
                SECOND_PERSON_REQUIRED,
                FIELD_OUT_OF_RANGE,
                EFFECTIVE_DATE_IN_FUTURE,
                GROUND_REQUIRED));
    }

    private void set(Message in) {
        world.needTwoPersons();
        long activity = in.number("activity");
        long status = in.number("status");
        Refused.when(activity < 1 || activity > 2 || status > PROHIBITED, FIELD_OUT_OF_RANGE);
        world.checkGround(in.part("ground"), true, false);
        world.standOnGround();
        boolean before = world.platform.isProhibited(activity);
        world.platform.status(activity, status);
        world.say(new Message("PlatformStatusChanged")
                .with("activity", activity)
                .with("status", status)
                .with("ground", world.ground));
        if (before == world.platform.isProhibited(activity)) {
            return;
        }
        world.scalar("RESTRICTED", world.scalar("RESTRICTED") + (before ? -1 : 1));
        if (!before) {
            Task task = tasks.start(TaskKind.SERVICES_END, activity, Numbers.ZERO);
            world.platform.servicesEnd(activity, task.id);
        }
        tasks.stepById(world.platform.servicesEnd(activity));
    }
}
