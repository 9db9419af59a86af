package kz.sandyq.operator.money;

import java.util.UUID;
import kz.sandyq.operator.money.CoreCommands.Kind;
import kz.sandyq.operator.money.CoreCommands.Persons;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.MoneyCommands;

/** Money that nobody is known to own: two persons give it to a client or send it back to its payer. */
final class Suspense {
    private final Movements movements;
    private final BankAccounts banks;
    private final Payouts payouts;
    private final CoreCommands commands;

    public Suspense(Movements movements, BankAccounts banks, Payouts payouts, CoreCommands commands) {
        this.movements = movements;
        this.banks = banks;
        this.payouts = payouts;
        this.commands = commands;
    }

    /** Gives the money to an account; false when it is not in suspense any more. */
    public boolean settle(long movementId, long accountId, Persons persons) {
        requireTwo(persons);
        Movement movement = movements.get(movementId);
        BankAccount bank = banks.get(movement.bankAccountId());
        if (!movements.move(movementId, "SUSPENSE", "SETTLING", movement.reason())) {
            return false;
        }
        movements.settledTo(movementId, accountId);
        UUID key = MoneyKeys.key(movement.receivedAt(), "settle " + movementId + " " + accountId);
        commands.enqueue(
                Kind.SUSPENSE_SETTLE,
                movementId,
                key,
                persons,
                MoneyCommands.settleSuspense(
                        bank.suspenseAccountId(), accountId, bank.assetId(), movement.minor(), Ground.NONE));
        return true;
    }

    /** Sends the money back: a payout from the suspense account; false when it is not in suspense any more. */
    public boolean sendBack(long movementId, String iban, String bic, String purpose, Persons persons) {
        requireTwo(persons);
        Movement movement = movements.get(movementId);
        if (!movements.move(movementId, "SUSPENSE", "RETURNING", movement.reason())) {
            return false;
        }
        BankAccount bank = banks.get(movement.bankAccountId());
        String number =
                movement.payerNumbers().isEmpty() ? "" : movement.payerNumbers().substring(0, 12);
        payouts.request(new PayoutRequest(
                MoneyKeys.key(movement.receivedAt(), "send back " + movementId),
                null,
                bank.suspenseAccountId(),
                bank.id(),
                movement.minor(),
                movement.payerName().isEmpty() ? bank.bankName() : movement.payerName(),
                number,
                false,
                iban,
                bic,
                purpose));
        return true;
    }

    private static void requireTwo(Persons persons) {
        if (persons.first() == 0 || persons.second() == 0 || persons.first() == persons.second()) {
            throw new IllegalArgumentException("two different persons decide about money in suspense");
        }
    }
}
