package kz.sandyq.operator.money;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import kz.sandyq.operator.money.CoreCommands.Kind;
import kz.sandyq.operator.money.CoreCommands.Persons;
import kz.sandyq.operator.money.iso.BankEntry;
import kz.sandyq.operator.money.iso.CreditorReference;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.MoneyCommands;
import org.jspecify.annotations.Nullable;

/** Decides what a movement of the bank means and queues its command; runs inside the transaction of its file. */
final class MovementBooking {
    private final Movements movements;
    private final Payouts payouts;
    private final PaymentReferences references;
    private final MoneyCases cases;
    private final CoreCommands commands;
    private final InstantSource clock;

    MovementBooking(
            Movements movements,
            Payouts payouts,
            PaymentReferences references,
            MoneyCases cases,
            CoreCommands commands,
            InstantSource clock) {
        this.movements = movements;
        this.payouts = payouts;
        this.references = references;
        this.cases = cases;
        this.commands = commands;
        this.clock = clock;
    }

    /** True when the movement is new. Only status BOOK moves money. */
    boolean take(BankAccount bank, long fileId, BankEntry entry) {
        if (!entry.booked()) {
            return false;
        }
        Instant now = clock.instant();
        MinorAmount amount = MinorAmount.of(entry.amount(), bank.scale());
        Long minor = amount instanceof MinorAmount.Exact exact ? exact.minor() : null;
        Optional<Movement> added = movements.add(bank.id(), fileId, entry, minor, now);
        if (added.isEmpty()) {
            compareWithFirst(bank, entry);
            return false;
        }
        Movement movement = added.get();
        String unbookable = unbookable(bank, entry, amount);
        if (!unbookable.isEmpty()) {
            movements.decide(movement.id(), "UNBOOKABLE", unbookable, null, null);
        } else if (entry.reversal() && !entry.credit()) {
            reverseCredit(bank, entry, movement);
        } else if (entry.credit()) {
            credit(bank, entry, movement);
        } else {
            debit(bank, entry, movement);
        }
        return true;
    }

    private static String unbookable(BankAccount bank, BankEntry entry, MinorAmount amount) {
        if (!entry.accountIban().equals(bank.iban())) {
            return "UNKNOWN_BANK_ACCOUNT";
        }
        if (!entry.currency().equals(bank.currency())) {
            return "WRONG_CURRENCY";
        }
        return amount instanceof MinorAmount.Unbookable fault ? fault.reason() : "";
    }

    private void compareWithFirst(BankAccount bank, BankEntry entry) {
        Movement first = movements.same(bank.id(), entry).orElseThrow();
        if (first.amount().compareTo(entry.amount()) != 0 || first.credit() != entry.credit()) {
            cases.open(bank.id(), "REFERENCE_REUSED", first.id(), null, entry.reference() + " " + entry.amount());
        }
    }

    private void credit(BankAccount bank, BankEntry entry, Movement movement) {
        Optional<Payout> returned = payouts.byEndToEndId(entry.endToEndId());
        if (returned.isPresent() && (entry.returnReason().isPresent() || entry.reversal())) {
            creditBack(bank, movement, returned.get());
            return;
        }
        Optional<String> reference = CreditorReference.findOne(entry.structuredReferences(), entry.unstructured());
        if (reference.isEmpty()) {
            suspend(bank, movement, "NO_REFERENCE");
            return;
        }
        Optional<PaymentReferences.Owner> owner = references.owner(reference.get(), bank.assetId());
        if (owner.isEmpty()) {
            suspend(bank, movement, "UNKNOWN_REFERENCE");
        } else if (owner.get().nationalId().isEmpty()
                || !entry.payerNumbers().contains(owner.get().nationalId())) {
            suspend(bank, movement, "OTHER_PAYER");
        } else {
            book(bank, movement, owner.get().accountId(), null, "");
        }
    }

    private void creditBack(BankAccount bank, Movement movement, Payout payout) {
        boolean whole = payout.amountMinor() == movement.minor() && payout.bankAccountId() == bank.id();
        if (whole && payouts.move(payout.id(), PayoutState.PAID, PayoutState.RETURNING, movement.returnReason())) {
            book(bank, movement, payout.accountId(), payout.id(), "RETURN");
        } else {
            suspend(bank, movement, "RETURN_DOES_NOT_FIT");
        }
    }

    private void suspend(BankAccount bank, Movement movement, String reason) {
        book(bank, movement, bank.suspenseAccountId(), null, reason);
    }

    private void book(BankAccount bank, Movement movement, long accountId, @Nullable Long payoutId, String reason) {
        movements.decide(movement.id(), "BOOKING", reason, accountId, payoutId);
        send(
                movement,
                MoneyCommands.bookBankCredit(
                        bank.coreAccountId(),
                        accountId,
                        bank.assetId(),
                        movement.minor(),
                        reference(bank, movement),
                        Ground.NONE));
    }

    private void debit(BankAccount bank, BankEntry entry, Movement movement) {
        Optional<Payout> found = payouts.byEndToEndId(entry.endToEndId());
        if (found.isEmpty()) {
            openCase(movement, "UNMATCHED_DEBIT", null, movement.remittance());
            return;
        }
        Payout payout = found.get();
        if (payout.amountMinor() != movement.minor() || payout.bankAccountId() != bank.id()) {
            openCase(
                    movement,
                    "DEBIT_AMOUNT_DIFFERS",
                    payout.id(),
                    entry.amount().toPlainString());
            return;
        }
        boolean awaited = payouts.move(payout.id(), PayoutState.SENT, PayoutState.BOOKING, "")
                || payouts.move(payout.id(), PayoutState.UNKNOWN, PayoutState.BOOKING, "");
        if (!awaited) {
            openCase(movement, "DEBIT_NOT_AWAITED", payout.id(), payout.state());
            return;
        }
        movements.decide(movement.id(), "BOOKING", "PAYOUT", payout.accountId(), payout.id());
        send(
                movement,
                MoneyCommands.bookPayout(
                        payout.hold(), bank.coreAccountId(), movement.minor(), reference(bank, movement), Ground.NONE));
    }

    private void reverseCredit(BankAccount bank, BankEntry entry, Movement movement) {
        Optional<Movement> original = movements.byReference(bank.id(), entry.relatedReference());
        Long sequence = original.map(Movement::coreSequence).orElse(null);
        Long accountId = original.map(Movement::accountId).orElse(null);
        if (original.isEmpty() || !original.get().credit() || sequence == null || accountId == null) {
            openCase(movement, "REVERSAL_OF_UNKNOWN", null, entry.relatedReference());
            return;
        }
        movements.decide(movement.id(), "BOOKING", "REVERSAL", accountId, null);
        movements.reverses(movement.id(), original.get().id());
        send(
                movement,
                MoneyCommands.reverseBankCredit(
                        sequence,
                        bank.coreAccountId(),
                        accountId,
                        references.claimAccount(accountId).orElse(bank.claimAccountId()),
                        bank.assetId(),
                        movement.minor(),
                        reference(bank, movement),
                        Ground.NONE));
    }

    private void openCase(Movement movement, String kind, @Nullable Long payoutId, String detail) {
        movements.decide(movement.id(), "CASE", kind, null, payoutId);
        cases.open(movement.bankAccountId(), kind, movement.id(), payoutId, detail);
    }

    private void send(Movement movement, CommandBody body) {
        var key = MoneyKeys.key(
                movement.receivedAt(),
                "movement " + movement.bankAccountId() + " " + movement.reference() + " "
                        + movement.transactionIndex());
        commands.enqueue(Kind.MOVEMENT_BOOK, movement.id(), key, Persons.NONE, body);
    }

    private static byte[] reference(BankAccount bank, Movement movement) {
        return MoneyKeys.bankReference(bank.iban(), movement.reference(), movement.transactionIndex());
    }
}
