package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.ChargeFeeDecoder;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.FeeReason;
import kz.sandyq.protocol.sbe.GroundDecoder;
import kz.sandyq.protocol.sbe.RefundFeeDecoder;

/** Fees that are not of a trade, for opening and keeping a wallet and for operations; and what goes back of a fee. */
final class FeeCharges {
    private static final int LAST_REASON = FeeReason.OPERATION.value();

    private final State state;
    private final Events events;
    private final FeeEvents feeEvents;
    private final Accounts accounts;
    private final Balances balances;
    private final Money money;
    private final Fees fees;
    private final Restrictions restrictions;
    private final ChargeFeeDecoder charge = new ChargeFeeDecoder();
    private final RefundFeeDecoder refund = new RefundFeeDecoder();

    FeeCharges(
            State state,
            Events events,
            FeeEvents feeEvents,
            Accounts accounts,
            Balances balances,
            Money money,
            Fees fees,
            Restrictions restrictions) {
        this.state = state;
        this.events = events;
        this.feeEvents = feeEvents;
        this.accounts = accounts;
        this.balances = balances;
        this.money = money;
        this.fees = fees;
        this.restrictions = restrictions;
    }

    /** Never from a body that pays none, and only from money that its holder may dispose of. */
    @LegalBasis("LAW-12-1.10")
    int charge(Command command) {
        ChargeFeeDecoder in = charge.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int refused = checkAccounts(in.accountId(), in.feeAccountId(), in.assetId(), in.amountMinor());
        if (refused != Command.OK) {
            return refused;
        }
        if (in.reasonRaw() < 1 || in.reasonRaw() > LAST_REASON) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (fees.paysNone(in.accountId())) {
            return RejectCode.STATE_BODY_FEE_PROHIBITED.number();
        }
        refused = restrictions.checkDisposal(in.accountId());
        if (refused == Command.OK) {
            refused = checkMove(in.accountId(), in.feeAccountId(), in.assetId(), in.amountMinor());
        }
        if (refused == Command.OK) {
            refused = ground(in.ground(), false);
        }
        if (refused != Command.OK) {
            return refused;
        }
        int from = balances.find(in.accountId(), in.assetId());
        int to = balances.open(in.feeAccountId(), in.assetId());
        feeEvents.charged(in);
        balances.move(from, to, EntryKind.FEE, in.amountMinor(), state.sequence());
        command.resultId = state.sequence();
        return Command.OK;
    }

    /** Gives back a fee, or a part of it, that was not due: a reversing entry that names what it reverses. */
    int refund(Command command) {
        RefundFeeDecoder in = refund.wrap(command.buffer, command.offset, command.blockLength, command.version);
        if (!command.hasTwoPersons()) {
            return RejectCode.SECOND_PERSON_REQUIRED.number();
        }
        int refused = checkAccounts(in.accountId(), in.feeAccountId(), in.assetId(), in.amountMinor());
        if (refused == Command.OK && (in.chargeSequence() < 1 || in.chargeSequence() >= state.sequence())) {
            refused = RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (refused == Command.OK) {
            refused = checkMove(in.feeAccountId(), in.accountId(), in.assetId(), in.amountMinor());
        }
        if (refused == Command.OK) {
            refused = ground(in.ground(), true);
        }
        if (refused != Command.OK) {
            return refused;
        }
        int from = balances.find(in.feeAccountId(), in.assetId());
        int to = balances.open(in.accountId(), in.assetId());
        feeEvents.refunded(in);
        balances.move(from, to, EntryKind.FEE_REFUND, in.amountMinor(), in.chargeSequence());
        return Command.OK;
    }

    /** A fee passes from a client or an issuer to the operator's fees of the same activity. */
    private int checkAccounts(long accountId, long feeAccountId, long assetId, long amountMinor) {
        int refused = money.checkMoney(accountId, assetId, amountMinor);
        if (refused != Command.OK) {
            return refused;
        }
        if (!accounts.exists(feeAccountId)) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        int capacity = accounts.capacityOf(accountId);
        boolean fits = (capacity == Capacities.CLIENT || capacity == Capacities.ISSUER)
                && accounts.capacityOf(feeAccountId) == Capacities.FEES
                && accounts.activityOf(accountId) == accounts.activityOf(feeAccountId);
        return fits ? Command.OK : RejectCode.CAPACITY_MISMATCH.number();
    }

    private int checkMove(long fromAccountId, long toAccountId, long assetId, long amountMinor) {
        if (balances.available(fromAccountId, assetId) < amountMinor) {
            return RejectCode.INSUFFICIENT_FUNDS.number();
        }
        if (!balances.hasRoom(assetId, toAccountId, -1)) {
            return RejectCode.LIMIT_BALANCES.number();
        }
        return balances.overflows(balances.find(toAccountId, assetId), amountMinor)
                ? RejectCode.AMOUNT_OVERFLOW.number()
                : Command.OK;
    }

    private int ground(GroundDecoder ground, boolean reversal) {
        int refused = Command.checkGround(ground, state.legalDay(), true, reversal);
        if (refused == Command.OK) {
            events.ground(ground, Command.effectiveDay(ground, state.legalDay()));
        }
        return refused;
    }
}
