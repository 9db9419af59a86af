package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Numbers.ZERO;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import kz.sandyq.protocol.sbe.InstructionStatus;
import kz.sandyq.protocol.sbe.PaymentKind;
import kz.sandyq.protocol.sbe.PaymentStatus;
import kz.sandyq.simulator.schema.Message;

/** What an issue owes its holders, and what parties have agreed to settle. */
final class Settlements {
    private Settlements() {}

    /** A coupon, another income or the redemption, owed to who had the units at one moment. */
    static final class Distribution extends Slots.Thing {
        final long issue;
        final PaymentKind kind;
        final long recordDay;
        final long paymentDay;
        /** In the order in which the record met the holders. */
        final List<Entitlement> entitlements = new ArrayList<>();

        PaymentStatus status;
        BigInteger numerator = ZERO;
        BigInteger denominator = ZERO;
        BigInteger most = ZERO;
        long graceDay;
        BigInteger due = ZERO;
        BigInteger paid = ZERO;
        BigInteger tax = ZERO;
        BigInteger taxRate = ZERO;
        long taxRateDay;
        long taxAccount;
        long task;

        Distribution(long issue, PaymentKind kind, PaymentStatus status, long recordDay, long paymentDay) {
            this.issue = issue;
            this.kind = kind;
            this.status = status;
            this.recordDay = recordDay;
            this.paymentDay = paymentDay;
        }

        boolean isPrincipal() {
            return kind == PaymentKind.PRINCIPAL;
        }

        boolean isOverdue() {
            return status == PaymentStatus.OVERDUE || status == PaymentStatus.DEFAULTED;
        }

        BigInteger rest() {
            return due.subtract(paid);
        }

        Message event(Message ground) {
            return new Message("DistributionChanged")
                    .with("distributionId", id)
                    .with("issueId", issue)
                    .with("kind", kind.value())
                    .with("status", status.value())
                    .with("amountNumerator", numerator.longValueExact())
                    .with("amountDenominator", denominator.longValueExact())
                    .with("recordEpochDay", recordDay)
                    .with("paymentEpochDay", paymentDay)
                    .with("graceEpochDay", graceDay)
                    .with("holders", entitlements.size())
                    .with("dueMinor", due.longValueExact())
                    .with("residueMinor", task == 0 ? most.subtract(due).longValueExact() : 0)
                    .with("paidMinor", paid.longValueExact())
                    .with("taxMinor", tax.longValueExact())
                    .with("taxRatePpm", taxRate.longValueExact())
                    .with("taxRateEpochDay", taxRateDay)
                    .with("taxAccountId", taxAccount)
                    .with("ground", ground);
        }

        @Override
        Row row() {
            return new Row("Distribution")
                    .with("ID", id)
                    .with("ISSUE", issue)
                    .with("PAYMENT_KIND", kind.value())
                    .with("STATUS", status.value())
                    .with("NUMERATOR", numerator)
                    .with("DENOMINATOR", denominator)
                    .with("MOST", most)
                    .with("RECORD_DAY", recordDay)
                    .with("PAYMENT_DAY", paymentDay)
                    .with("GRACE_DAY", graceDay)
                    .with("HOLDERS", entitlements.size())
                    .with("DUE", due)
                    .with("PAID", paid)
                    .with("TAX", tax)
                    .with("TAX_RATE", taxRate)
                    .with("TAX_RATE_DAY", taxRateDay)
                    .with("TAX_ACCOUNT", taxAccount)
                    .with("TASK", task);
        }
    }

    /** What one account is owed. */
    static final class Entitlement extends Slots.Thing {
        final long distribution;
        final long account;
        final BigInteger quantity;
        final BigInteger due;
        BigInteger paid = ZERO;

        Entitlement(long distribution, long account, BigInteger quantity, BigInteger due) {
            this.distribution = distribution;
            this.account = account;
            this.quantity = quantity;
            this.due = due;
        }

        Message event(BigInteger tax, BigInteger blocked) {
            return new Message("EntitlementChanged")
                    .with("distributionId", distribution)
                    .with("accountId", account)
                    .with("quantity", quantity.longValueExact())
                    .with("dueMinor", due.longValueExact())
                    .with("paidMinor", paid.longValueExact())
                    .with("taxMinor", tax.longValueExact())
                    .with("blockedMinor", blocked.longValueExact());
        }

        @Override
        Row row() {
            return new Row("Entitlement")
                    .with("ID", id)
                    .with("DISTRIBUTION", distribution)
                    .with("ACCOUNT", account)
                    .with("QUANTITY", quantity)
                    .with("DUE", due)
                    .with("PAID", paid);
        }
    }

    /** Legs that settle together or not at all. */
    static final class Instruction extends Slots.Thing {
        final long deadline;
        final long mediator;
        final List<Leg> legs = new ArrayList<>();
        /** How many legs it was proposed with. */
        final int size;

        InstructionStatus status = InstructionStatus.PROPOSED;

        Instruction(long deadline, long mediator, int size) {
            this.deadline = deadline;
            this.mediator = mediator;
            this.size = size;
        }

        long affirmed() {
            return legs.stream().filter(leg -> leg.hold != 0).count();
        }

        Message event(Message ground) {
            return new Message("InstructionChanged")
                    .with("instructionId", id)
                    .with("status", status.value())
                    .with("deadlineMs", deadline)
                    .with("mediatorRef", mediator)
                    .with("legs", size)
                    .with("affirmedLegs", affirmed())
                    .with("ground", ground);
        }

        @Override
        Row row() {
            return new Row("Instruction")
                    .with("ID", id)
                    .with("STATUS", status.value())
                    .with("DEADLINE", deadline)
                    .with("MEDIATOR", mediator)
                    .with("LEGS", size)
                    .with("AFFIRMED", affirmed());
        }
    }

    static final class Leg extends Slots.Thing {
        final long instruction;
        final long from;
        final long to;
        final long asset;
        final BigInteger quantity;
        /** What it reserves, 0 before its giver has affirmed. */
        long hold;

        Leg(long instruction, Message in) {
            this.instruction = instruction;
            from = in.number("fromAccountId");
            to = in.number("toAccountId");
            asset = in.number("assetId");
            quantity = Numbers.big(in.number("quantity"));
        }

        Message event() {
            return new Message("InstructionLegChanged")
                    .with("instructionId", instruction)
                    .with("fromAccountId", from)
                    .with("toAccountId", to)
                    .with("assetId", asset)
                    .with("quantity", quantity.longValueExact())
                    .with("holdId", hold);
        }

        @Override
        Row row() {
            return new Row("Leg")
                    .with("ID", id)
                    .with("INSTRUCTION", instruction)
                    .with("FROM", from)
                    .with("TO", to)
                    .with("ASSET", asset)
                    .with("QUANTITY", quantity)
                    .with("HOLD", hold);
        }
    }
}
