package kz.sandyq.operator.money;

import java.util.function.Consumer;
import kz.sandyq.operator.money.CoreCommands.Answer;
import kz.sandyq.operator.money.CoreCommands.Kind;
import org.jspecify.annotations.Nullable;

/** What follows from the core's definite answers; runs in the transaction that stores the answer. */
final class MoneyAnswers {
    private final Movements movements;
    private final Payouts payouts;
    private final BankAccounts banks;
    private final MoneyCases cases;
    private final Consumer<MoneyNotice> notices;

    public MoneyAnswers(
            Movements movements, Payouts payouts, BankAccounts banks, MoneyCases cases, Consumer<MoneyNotice> notices) {
        this.movements = movements;
        this.payouts = payouts;
        this.banks = banks;
        this.cases = cases;
        this.notices = notices;
    }

    /** Takes an answer for the row that the command was queued for. */
    public void answered(Kind kind, long objectId, Answer answer) {
        switch (kind) {
            case MOVEMENT_BOOK -> movement(movements.get(objectId), answer);
            case SUSPENSE_SETTLE -> settled(movements.get(objectId), answer);
            case PAYOUT_RESERVE -> reserved(payouts.get(objectId), answer);
            case PAYOUT_RELEASE -> released(payouts.get(objectId), answer);
        }
    }

    private void movement(Movement movement, Answer answer) {
        if (!answer.applied()) {
            movements.decide(
                    movement.id(), "CASE", "REFUSED_" + answer.rejectCode(), movement.accountId(), movement.payoutId());
            cases.open(
                    movement.bankAccountId(),
                    "MOVEMENT_REFUSED",
                    movement.id(),
                    movement.payoutId(),
                    Integer.toString(answer.rejectCode()));
            return;
        }
        BankAccount bank = banks.get(movement.bankAccountId());
        Long accountId = movement.accountId();
        boolean suspense = accountId != null && accountId == bank.suspenseAccountId() && movement.credit();
        movements.booked(movement.id(), suspense ? "SUSPENSE" : "BOOKED", answer.sequence());
        Long payoutId = movement.payoutId();
        if (payoutId != null) {
            PayoutState end = movement.credit() ? PayoutState.RETURNED : PayoutState.PAID;
            payouts.end(payoutId, end, 0);
            tell(
                    payouts.get(payoutId),
                    movement.credit() ? MoneyNotice.Kind.PAYOUT_RETURNED : MoneyNotice.Kind.PAYOUT_PAID);
        }
    }

    private void settled(Movement movement, Answer answer) {
        if (answer.applied()) {
            movements.move(movement.id(), "SETTLING", "SETTLED", movement.reason());
        } else {
            movements.move(movement.id(), "SETTLING", "SUSPENSE", "REFUSED_" + answer.rejectCode());
            movements.settledTo(
                    movement.id(), banks.get(movement.bankAccountId()).suspenseAccountId());
        }
    }

    private void reserved(Payout payout, Answer answer) {
        if (answer.applied()) {
            payouts.reserved(payout.id(), answer.resultId());
        } else {
            payouts.end(payout.id(), PayoutState.REFUSED, answer.rejectCode());
            tell(payouts.get(payout.id()), MoneyNotice.Kind.PAYOUT_REFUSED);
        }
    }

    private void released(Payout payout, Answer answer) {
        if (!answer.applied()) {
            cases.open(
                    payout.bankAccountId(),
                    "RELEASE_REFUSED",
                    null,
                    payout.id(),
                    Integer.toString(answer.rejectCode()));
            return;
        }
        PayoutState end = payouts.releaseEnd(payout.id());
        payouts.end(payout.id(), end, 0);
        MoneyNotice.Kind kind = noticeOf(end);
        if (kind != null) {
            tell(payouts.get(payout.id()), kind);
        }
    }

    private static MoneyNotice.@Nullable Kind noticeOf(PayoutState end) {
        return switch (end) {
            case REJECTED -> MoneyNotice.Kind.PAYOUT_REJECTED;
            case DECLINED -> MoneyNotice.Kind.PAYOUT_DECLINED;
            default -> null;
        };
    }

    private void tell(Payout payout, MoneyNotice.Kind kind) {
        Long client = payout.clientRelationId();
        if (client != null) {
            long assetId = banks.get(payout.bankAccountId()).assetId();
            notices.accept(new MoneyNotice(client, kind, payout.id(), payout.amountMinor(), assetId, payout.reason()));
        }
    }
}
