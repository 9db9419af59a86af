package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.SettlementRows.Instruction;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.AffirmSettlementDecoder;
import kz.sandyq.protocol.sbe.EndSettlementDecoder;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.GroundDecoder;
import kz.sandyq.protocol.sbe.GroupSizeEncodingDecoder;
import kz.sandyq.protocol.sbe.InstructionStatus;
import kz.sandyq.protocol.sbe.ProposeSettlementDecoder;
import kz.sandyq.protocol.sbe.SettlementEnd;

/**
 * Settlement of up to 64 legs, all or none. Who gives in a leg affirms, and what he gives is reserved; with the last
 * affirmation it settles, or waits for its mediator. At the deadline everything goes back.
 */
@LegalBasis("RUL-47.p1")
@LegalBasis("RUL-47.p2")
final class Instructions {
    static final int MAX_LEGS = 64;

    private final State state;
    private final Events events;
    private final SettlementEvents settlementEvents;
    private final Accounts accounts;
    private final Issues issues;
    private final InstructionLegs legs;
    private final ProposeSettlementDecoder propose = new ProposeSettlementDecoder();
    private final AffirmSettlementDecoder affirm = new AffirmSettlementDecoder();
    private final EndSettlementDecoder end = new EndSettlementDecoder();

    Instructions(
            State state,
            Events events,
            SettlementEvents settlementEvents,
            Accounts accounts,
            Issues issues,
            InstructionLegs legs) {
        this.state = state;
        this.events = events;
        this.settlementEvents = settlementEvents;
        this.accounts = accounts;
        this.issues = issues;
        this.legs = legs;
    }

    int propose(Command command) {
        ProposeSettlementDecoder in =
                propose.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int groupAt = command.offset + command.blockLength;
        if (groupAt + GroupSizeEncodingDecoder.ENCODED_LENGTH > command.limit) {
            return RejectCode.UNREADABLE_COMMAND.number();
        }
        ProposeSettlementDecoder.LegsDecoder group = in.legs();
        long last =
                groupAt + GroupSizeEncodingDecoder.ENCODED_LENGTH + (long) group.actingBlockLength() * group.count();
        if (group.actingBlockLength() < ProposeSettlementDecoder.LegsDecoder.sbeBlockLength() || last > command.limit) {
            return RejectCode.UNREADABLE_COMMAND.number();
        }
        int refused = checkTerms(in, group.count());
        int missing = 0;
        while (refused == Command.OK && group.hasNext()) {
            group.next();
            refused = checkLeg(group);
            missing += refused == Command.OK ? issues.missing(group.toAccountId(), group.assetId()) : 0;
        }
        if (refused == Command.OK && missing > state.balances.room()) {
            refused = RejectCode.LIMIT_BALANCES.number();
        }
        if (refused == Command.OK) {
            refused = ground(in.ground(), false);
        }
        if (refused != Command.OK) {
            return refused;
        }
        command.resultId = add(in);
        return Command.OK;
    }

    private int checkTerms(ProposeSettlementDecoder in, int count) {
        if (count < 1 || count > MAX_LEGS) {
            return RejectCode.LEGS_OUT_OF_RANGE.number();
        }
        if (in.deadlineMs() <= state.logicalNowMs() || in.mediatorRef() < 0) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        return state.instructions.isFull() || count > state.legs.room()
                ? RejectCode.LIMIT_INSTRUCTIONS.number()
                : Command.OK;
    }

    private int checkLeg(ProposeSettlementDecoder.LegsDecoder leg) {
        if (!accounts.exists(leg.fromAccountId()) || !accounts.exists(leg.toAccountId())) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        if (leg.fromAccountId() == leg.toAccountId()) {
            return RejectCode.SAME_ACCOUNT.number();
        }
        if (!accounts.assetExists(leg.assetId())) {
            return RejectCode.UNKNOWN_ASSET.number();
        }
        if (leg.quantity() <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        if (leg.quantity() > Amounts.MAX) {
            return RejectCode.AMOUNT_OVERFLOW.number();
        }
        return accounts.mayPass(EntryKind.SETTLEMENT, leg.fromAccountId(), leg.toAccountId())
                ? Command.OK
                : RejectCode.CAPACITY_MISMATCH.number();
    }

    private long add(ProposeSettlementDecoder in) {
        Table rows = state.instructions;
        int slot = rows.allocate(rows.nextId(state.sequence()));
        rows.set(slot, Instruction.STATUS, InstructionStatus.PROPOSED.value());
        rows.set(slot, Instruction.DEADLINE, in.deadlineMs());
        rows.set(slot, Instruction.MEDIATOR, in.mediatorRef());
        ProposeSettlementDecoder.LegsDecoder group = in.sbeRewind().legs();
        rows.set(slot, Instruction.LEGS, group.count());
        settlementEvents.instructionChanged(slot);
        while (group.hasNext()) {
            group.next();
            legs.add(slot, group.fromAccountId(), group.toAccountId(), group.assetId(), group.quantity());
        }
        state.instructionDeadlines.insert(slot);
        return rows.get(slot, Instruction.ID);
    }

    int affirm(Command command) {
        AffirmSettlementDecoder in = affirm.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int slot = state.instructions.find(in.instructionId());
        int refused = checkOpen(slot);
        if (refused != Command.OK) {
            return refused;
        }
        long affirmed = state.instructions.get(slot, Instruction.AFFIRMED);
        refused = legs.checkReserve(slot, in.accountId());
        boolean settles = refused == Command.OK
                && affirmed + legs.count(slot, in.accountId()) == state.instructions.get(slot, Instruction.LEGS)
                && state.instructions.get(slot, Instruction.MEDIATOR) == 0;
        if (settles) {
            refused = legs.checkSettle(slot);
        }
        if (refused != Command.OK) {
            return refused;
        }
        legs.reserve(slot, in.accountId());
        command.resultId = in.instructionId();
        command.resultAmount =
                state.instructions.get(slot, Instruction.LEGS) - state.instructions.get(slot, Instruction.AFFIRMED);
        if (settles) {
            settle(slot);
        } else {
            if (command.resultAmount == 0) {
                state.instructions.set(slot, Instruction.STATUS, InstructionStatus.AFFIRMED.value());
            }
            settlementEvents.instructionChanged(slot);
        }
        return Command.OK;
    }

    private int checkOpen(int slot) {
        if (slot == Table.NONE) {
            return RejectCode.UNKNOWN_INSTRUCTION.number();
        }
        return state.logicalNowMs() >= state.instructions.get(slot, Instruction.DEADLINE)
                ? RejectCode.DEADLINE_PASSED.number()
                : Command.OK;
    }

    int end(Command command) {
        EndSettlementDecoder in = end.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int slot = state.instructions.find(in.instructionId());
        int refused = checkOpen(slot);
        if (refused == Command.OK && (in.endRaw() < 1 || in.endRaw() > 2)) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        boolean settle = in.endRaw() == SettlementEnd.SETTLE.value();
        if (refused == Command.OK) {
            refused = settle ? checkMediation(in, slot) : checkCancel(command, in, slot);
        }
        if (refused == Command.OK) {
            refused = ground(in.ground(), in.accountId() == 0 && in.mediatorRef() == 0);
        }
        if (refused != Command.OK) {
            return refused;
        }
        command.resultId = in.instructionId();
        if (settle) {
            settle(slot);
        } else {
            release(slot, InstructionStatus.CANCELLED);
        }
        return Command.OK;
    }

    private int checkMediation(EndSettlementDecoder in, int slot) {
        if (in.mediatorRef() == 0 || in.mediatorRef() != state.instructions.get(slot, Instruction.MEDIATOR)) {
            return RejectCode.NOT_A_PARTY.number();
        }
        if (state.instructions.get(slot, Instruction.STATUS) != InstructionStatus.AFFIRMED.value()) {
            return RejectCode.NOT_AFFIRMED.number();
        }
        return legs.checkSettle(slot);
    }

    /** Any party, the mediator, or two persons of the operator. */
    private int checkCancel(Command command, EndSettlementDecoder in, int slot) {
        if (in.mediatorRef() != 0) {
            return in.mediatorRef() == state.instructions.get(slot, Instruction.MEDIATOR)
                    ? Command.OK
                    : RejectCode.NOT_A_PARTY.number();
        }
        if (in.accountId() != 0) {
            return legs.isParty(slot, in.accountId()) ? Command.OK : RejectCode.NOT_A_PARTY.number();
        }
        return command.hasTwoPersons() ? Command.OK : RejectCode.SECOND_PERSON_REQUIRED.number();
    }

    private int ground(GroundDecoder ground, boolean documentNeeded) {
        int refused = Command.checkGround(ground, state.legalDay(), documentNeeded, false);
        if (refused == Command.OK) {
            events.ground(ground, Command.effectiveDay(ground, state.legalDay()));
        }
        return refused;
    }

    private void settle(int slot) {
        state.instructions.set(slot, Instruction.STATUS, InstructionStatus.SETTLED.value());
        settlementEvents.instructionChanged(slot);
        legs.settle(slot);
        remove(slot);
    }

    /** Gives back what an instruction has reserved; returns its legs. */
    int cancel(int slot) {
        int count = state.instructions.getInt(slot, Instruction.LEGS);
        release(slot, InstructionStatus.CANCELLED);
        return count;
    }

    private void release(int slot, InstructionStatus status) {
        state.instructions.set(slot, Instruction.STATUS, status.value());
        settlementEvents.instructionChanged(slot);
        legs.release(slot);
        remove(slot);
    }

    private void remove(int slot) {
        state.instructionDeadlines.remove(slot);
        state.instructions.release(slot);
    }

    /** Ends what has passed its deadline, until so many legs are released. */
    int expire(int count) {
        long now = state.logicalNowMs();
        int released = 0;
        while (released < count && !state.instructionDeadlines.isEmpty()) {
            int slot = state.instructionDeadlines.top();
            if (state.instructions.get(slot, Instruction.DEADLINE) > now) {
                break;
            }
            released += state.instructions.getInt(slot, Instruction.LEGS);
            release(slot, InstructionStatus.EXPIRED);
        }
        return released;
    }
}
