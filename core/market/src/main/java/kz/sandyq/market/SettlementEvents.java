package kz.sandyq.market;

import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.market.SettlementRows.Distribution;
import kz.sandyq.market.SettlementRows.Entitlement;
import kz.sandyq.market.SettlementRows.Instruction;
import kz.sandyq.market.SettlementRows.Leg;
import kz.sandyq.protocol.sbe.BuyBackChangedEncoder;
import kz.sandyq.protocol.sbe.DistributionChangedEncoder;
import kz.sandyq.protocol.sbe.EntitlementChangedEncoder;
import kz.sandyq.protocol.sbe.HoldingForcedEncoder;
import kz.sandyq.protocol.sbe.InstructionChangedEncoder;
import kz.sandyq.protocol.sbe.InstructionLegChangedEncoder;
import kz.sandyq.protocol.sbe.InstructionStatus;
import kz.sandyq.protocol.sbe.IssueConvertedEncoder;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.PartRedeemedEncoder;
import kz.sandyq.protocol.sbe.PaymentKind;
import kz.sandyq.protocol.sbe.PaymentStatus;
import org.agrona.concurrent.UnsafeBuffer;

/** Events about forced moves, payments of an issue and settlement instructions. */
final class SettlementEvents {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final Events events;
    private final State state;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final HoldingForcedEncoder holdingForced = new HoldingForcedEncoder();
    private final BuyBackChangedEncoder buyBackChanged = new BuyBackChangedEncoder();
    private final PartRedeemedEncoder partRedeemed = new PartRedeemedEncoder();
    private final IssueConvertedEncoder issueConverted = new IssueConvertedEncoder();
    private final DistributionChangedEncoder distributionChanged = new DistributionChangedEncoder();
    private final EntitlementChangedEncoder entitlementChanged = new EntitlementChangedEncoder();
    private final InstructionChangedEncoder instructionChanged = new InstructionChangedEncoder();
    private final InstructionLegChangedEncoder instructionLegChanged = new InstructionLegChangedEncoder();

    SettlementEvents(State state, Events events) {
        this.state = state;
        this.events = events;
    }

    void holdingForced(int from, int to, long quantity, long blockedQuantity, boolean recovery) {
        long key = state.balances.get(from, Balance.KEY);
        holdingForced
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .fromAccountId(key >>> 32)
                .toAccountId(state.balances.get(to, Balance.KEY) >>> 32)
                .assetId(key & 0xFFFF_FFFFL)
                .quantity(quantity)
                .blockedQuantity(blockedQuantity)
                .recovery(Events.flag(recovery));
        events.copyGround(buffer, HoldingForcedEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + HoldingForcedEncoder.BLOCK_LENGTH);
    }

    void buyBackChanged(int issue, boolean finished) {
        buyBackChanged
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .issueId(state.issues.get(issue, Issue.ID))
                .holdId(state.issues.get(issue, Issue.BUY_BACK))
                .priceMinor(state.issues.get(issue, Issue.BUY_BACK_PRICE))
                .leftQuantity(finished ? 0 : state.issues.get(issue, Issue.BUY_BACK_LEFT))
                .untilMs(state.issues.get(issue, Issue.BUY_BACK_UNTIL))
                .finished(Events.flag(finished));
        events.copyGround(buffer, BuyBackChangedEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + BuyBackChangedEncoder.BLOCK_LENGTH);
    }

    void partRedeemed(int task, int issue, long paidMinor, boolean finished) {
        long redeemed = state.tasks.get(task, Task.DONE);
        partRedeemed
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .issueId(state.issues.get(issue, Issue.ID))
                .taskId(state.tasks.get(task, Task.ID))
                .numerator(state.tasks.get(task, Task.NUMERATOR))
                .denominator(state.tasks.get(task, Task.DENOMINATOR))
                .lotQuantity(state.tasks.get(task, Task.LOT))
                .redeemedQuantity(redeemed)
                .residueQuantity(finished ? state.tasks.get(task, Task.TOTAL) - redeemed : 0)
                .paidMinor(paidMinor)
                .finished(Events.flag(finished));
        events.emit(buffer, HEADER + PartRedeemedEncoder.BLOCK_LENGTH);
    }

    void distributionChanged(int slot) {
        Table rows = state.distributions;
        boolean recorded = rows.get(slot, Distribution.TASK) == 0;
        distributionChanged
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .distributionId(rows.get(slot, Distribution.ID))
                .issueId(rows.get(slot, Distribution.ISSUE))
                .kind(PaymentKind.get((short) rows.get(slot, Distribution.PAYMENT_KIND)))
                .status(PaymentStatus.get((short) rows.get(slot, Distribution.STATUS)))
                .amountNumerator(rows.get(slot, Distribution.NUMERATOR))
                .amountDenominator(rows.get(slot, Distribution.DENOMINATOR))
                .recordEpochDay(rows.getInt(slot, Distribution.RECORD_DAY))
                .paymentEpochDay(rows.getInt(slot, Distribution.PAYMENT_DAY))
                .graceEpochDay(rows.getInt(slot, Distribution.GRACE_DAY))
                .holders(rows.get(slot, Distribution.HOLDERS))
                .dueMinor(rows.get(slot, Distribution.DUE))
                .residueMinor(recorded ? rows.get(slot, Distribution.MOST) - rows.get(slot, Distribution.DUE) : 0)
                .paidMinor(rows.get(slot, Distribution.PAID))
                .taxMinor(rows.get(slot, Distribution.TAX))
                .taxRatePpm(rows.getInt(slot, Distribution.TAX_RATE))
                .taxRateEpochDay(rows.getInt(slot, Distribution.TAX_RATE_DAY))
                .taxAccountId(rows.get(slot, Distribution.TAX_ACCOUNT));
        events.copyGround(buffer, DistributionChangedEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + DistributionChangedEncoder.BLOCK_LENGTH);
    }

    void entitlementChanged(int row, long taxMinor, long blockedMinor) {
        Table rows = state.entitlements;
        entitlementChanged
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .distributionId(rows.get(row, Entitlement.DISTRIBUTION))
                .accountId(rows.get(row, Entitlement.ACCOUNT))
                .quantity(rows.get(row, Entitlement.QUANTITY))
                .dueMinor(rows.get(row, Entitlement.DUE))
                .paidMinor(rows.get(row, Entitlement.PAID))
                .taxMinor(taxMinor)
                .blockedMinor(blockedMinor);
        events.emit(buffer, HEADER + EntitlementChangedEncoder.BLOCK_LENGTH);
    }

    void instructionChanged(int slot) {
        Table rows = state.instructions;
        instructionChanged
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .instructionId(rows.get(slot, Instruction.ID))
                .status(InstructionStatus.get((short) rows.get(slot, Instruction.STATUS)))
                .deadlineMs(rows.get(slot, Instruction.DEADLINE))
                .mediatorRef(rows.get(slot, Instruction.MEDIATOR))
                .legs(rows.getInt(slot, Instruction.LEGS))
                .affirmedLegs(rows.getInt(slot, Instruction.AFFIRMED));
        events.copyGround(buffer, InstructionChangedEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + InstructionChangedEncoder.BLOCK_LENGTH);
    }

    void instructionLegChanged(int row) {
        Table rows = state.legs;
        instructionLegChanged
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .instructionId(rows.get(row, Leg.INSTRUCTION))
                .fromAccountId(rows.get(row, Leg.FROM))
                .toAccountId(rows.get(row, Leg.TO))
                .assetId(rows.get(row, Leg.ASSET))
                .quantity(rows.get(row, Leg.QUANTITY))
                .holdId(rows.get(row, Leg.HOLD));
        events.emit(buffer, HEADER + InstructionLegChangedEncoder.BLOCK_LENGTH);
    }

    void issueConverted(int task, long toIssueId, boolean finished) {
        long converted = state.tasks.get(task, Task.DONE);
        issueConverted
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .fromIssueId(state.tasks.get(task, Task.SUBJECT))
                .toIssueId(toIssueId)
                .taskId(state.tasks.get(task, Task.ID))
                .numerator(state.tasks.get(task, Task.NUMERATOR))
                .denominator(state.tasks.get(task, Task.DENOMINATOR))
                .residuePriceMinor(state.tasks.get(task, Task.LOT))
                .convertedQuantity(converted)
                .givenQuantity(state.tasks.get(task, Task.LEFT))
                .leftQuantity(finished ? state.tasks.get(task, Task.TOTAL) - converted : 0)
                .finished(Events.flag(finished));
        events.emit(buffer, HEADER + IssueConvertedEncoder.BLOCK_LENGTH);
    }
}
