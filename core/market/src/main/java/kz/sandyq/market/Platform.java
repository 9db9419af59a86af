package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Encumbrance;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.market.SettlementRows.Instruction;
import kz.sandyq.market.SettlementRows.Leg;
import kz.sandyq.market.TransferRows.SuspendedTransfer;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.GroundDecoder;
import kz.sandyq.protocol.sbe.GroupSizeEncodingDecoder;
import kz.sandyq.protocol.sbe.PlatformStatus;
import kz.sandyq.protocol.sbe.SetPlatformStatusDecoder;
import kz.sandyq.protocol.sbe.TaskKind;

/** What each activity of the operator may still do, asked before every command ({@link Service} says it for each). */
final class Platform {
    static final int ACTIVITIES = 2;
    static final int PROHIBITED = PlatformStatus.SERVICES_PROHIBITED.value();

    private final State state;
    private final Events events;
    private final PermissionEvents permissionEvents;
    private final Accounts accounts;
    private final Tasks tasks;
    private final Restrictions restrictions;
    private final SetPlatformStatusDecoder setStatus = new SetPlatformStatusDecoder();
    private final GroupSizeEncodingDecoder legs = new GroupSizeEncodingDecoder();

    Platform(
            State state,
            Events events,
            PermissionEvents permissionEvents,
            Accounts accounts,
            Tasks tasks,
            Restrictions restrictions) {
        this.state = state;
        this.events = events;
        this.permissionEvents = permissionEvents;
        this.accounts = accounts;
        this.tasks = tasks;
        this.restrictions = restrictions;
    }

    static int status(State state, int activity) {
        return state.scalars.getInt(Scalars.PLATFORM_STATUS + activity - 1);
    }

    static boolean isProhibited(State state, int activity) {
        return status(state, activity) == PROHIBITED;
    }

    int setStatus(Command command) {
        SetPlatformStatusDecoder in =
                setStatus.wrap(command.buffer, command.offset, command.blockLength, command.version);
        if (!command.hasTwoPersons()) {
            return RejectCode.SECOND_PERSON_REQUIRED.number();
        }
        if (in.activityRaw() < 1 || in.activityRaw() > ACTIVITIES || in.statusRaw() > PROHIBITED) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        GroundDecoder ground = in.ground();
        int refused = Command.checkGround(ground, state.legalDay(), true, false);
        if (refused != Command.OK) {
            return refused;
        }
        events.ground(ground, Command.effectiveDay(ground, state.legalDay()));
        int activity = in.activityRaw();
        boolean before = isProhibited(state, activity);
        state.scalars.set(Scalars.PLATFORM_STATUS + activity - 1, in.statusRaw());
        permissionEvents.platformStatusChanged(activity);
        boolean now = isProhibited(state, activity);
        if (now != before) {
            restrictions.restricted(now ? 1 : -1);
            endServices(activity, now);
        }
        return Command.OK;
    }

    /** Starts to end what is open, or stops ending it: a task whose prohibition was lifted is over at its next step. */
    private void endServices(int activity, boolean prohibited) {
        int scalar = Scalars.SERVICES_END + activity - 1;
        if (prohibited) {
            int task = tasks.start(TaskKind.SERVICES_END, activity, 0);
            state.scalars.set(scalar, state.tasks.get(task, Task.ID));
        }
        tasks.stepById(state.scalars.get(scalar));
    }

    /** Whether the command may be performed now. What the table does not name is refused. */
    @LegalBasis("LAW-7.7")
    int check(Command command) {
        if (state.scalars.get(Scalars.PLATFORM_STATUS) == 0 && state.scalars.get(Scalars.PLATFORM_STATUS + 1) == 0) {
            return Command.OK;
        }
        Service service = Service.of(command.template);
        if (service == null) {
            return RejectCode.EXCLUDED_FROM_REGISTER.number();
        }
        if (service.staysPossible(command)) {
            return Command.OK;
        }
        int status = status(service, command);
        if (status == PROHIBITED) {
            return RejectCode.EXCLUDED_FROM_REGISTER.number();
        }
        return status == PlatformStatus.NO_NEW_CLIENTS_OR_ISSUES.value() && service.isNewBusiness()
                ? RejectCode.NEW_CLIENTS_AND_ISSUES_CLOSED.number()
                : Command.OK;
    }

    /** The status of the activity that a command is of, of several the strictest. What is not found is open. */
    private int status(Service service, Command command) {
        return switch (service.reach) {
            case EITHER -> Math.min(status(state, 1), status(state, 2));
            case DFA -> status(state, 1);
            case TRADING -> status(state, 2);
            case ACTIVITY_FIELD -> ofActivity(command.buffer.getByte(command.offset + service.at));
            case ACCOUNT -> ofAccount(id(service, command));
            case ENCUMBRANCE -> ofEncumbrance(state.encumbrances.find(id(service, command)));
            case LEGS -> ofLegs(command, service.at);
            case TRANSFER -> ofTransfer(state.transfers.suspended.find(id(service, command)));
            case INSTRUCTION -> ofInstruction(state, accounts, state.instructions.find(id(service, command)));
        };
    }

    private static long id(Service service, Command command) {
        return command.buffer.getLong(command.offset + service.at);
    }

    private int ofActivity(int activity) {
        return activity >= 1 && activity <= ACTIVITIES ? status(state, activity) : 0;
    }

    private int ofAccount(long accountId) {
        return accounts.exists(accountId) ? status(state, accounts.activityOf(accountId)) : 0;
    }

    private int ofEncumbrance(int encumbrance) {
        return encumbrance == Table.NONE ? 0 : ofAccount(state.encumbrances.get(encumbrance, Encumbrance.ACCOUNT));
    }

    private int ofTransfer(int transfer) {
        return transfer == Table.NONE ? 0 : ofAccount(state.transfers.suspended.get(transfer, SuspendedTransfer.FROM));
    }

    /**
     * Each leg begins with the account that gives and the one that receives. A group that cannot be read is of nobody:
     * the command is refused for that.
     */
    private int ofLegs(Command command, int leastLength) {
        int at = command.offset + command.blockLength + GroupSizeEncodingDecoder.ENCODED_LENGTH;
        if (at > command.limit) {
            return 0;
        }
        legs.wrap(command.buffer, at - GroupSizeEncodingDecoder.ENCODED_LENGTH);
        int length = legs.blockLength();
        if (length < leastLength || at + (long) length * legs.numInGroup() > command.limit) {
            return 0;
        }
        int strictest = 0;
        for (int i = 0; i < legs.numInGroup() && i < Instructions.MAX_LEGS; i++, at += length) {
            strictest = Math.max(strictest, ofAccount(command.buffer.getLong(at)));
            strictest = Math.max(strictest, ofAccount(command.buffer.getLong(at + Long.BYTES)));
        }
        return strictest;
    }

    static int ofInstruction(State state, Accounts accounts, int instruction) {
        int strictest = 0;
        if (instruction != Table.NONE) {
            int leg = state.instructions.getInt(instruction, Instruction.FIRST) - 1;
            for (; leg != Table.NONE; leg = state.legs.getInt(leg, Leg.NEXT) - 1) {
                strictest = Math.max(strictest, status(state, accounts.activityOf(state.legs.get(leg, Leg.FROM))));
                strictest = Math.max(strictest, status(state, accounts.activityOf(state.legs.get(leg, Leg.TO))));
            }
        }
        return strictest;
    }
}
