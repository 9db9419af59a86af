package kz.sandyq.operator.money;

import java.util.Map;
import java.util.UUID;
import kz.sandyq.operator.money.CoreCommands.Kind;
import kz.sandyq.operator.money.CoreCommands.Persons;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.MoneyCommands;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Debits of the bank that are no payout of ours: its fee, a correction. Two persons book them, on the operator's own
 * money or on money in suspense; never on a client's.
 */
@Component
class BankDebits implements ApprovalHandler {
    static final String KIND = "BANK_DEBIT_BOOK";

    private final MoneyCases cases;
    private final Movements movements;
    private final BankAccounts banks;
    private final CoreCommands commands;
    private final MoneyProposals proposals;
    private final ObjectMapper json;

    BankDebits(
            MoneyCases cases,
            Movements movements,
            BankAccounts banks,
            CoreCommands commands,
            MoneyProposals proposals,
            ObjectMapper json) {
        this.cases = cases;
        this.movements = movements;
        this.banks = banks;
        this.commands = commands;
        this.proposals = proposals;
        this.json = json;
    }

    /** Whose money pays for the debit. */
    enum Source {
        OWN,
        SUSPENSE
    }

    /**
     * Proposes to book the debit of a case.
     *
     * @return id of the approval
     * @throws RefusedException NOT_FOUND, REASON_REQUIRED, CASE_IS_NO_DEBIT, APPROVAL_WAITS
     */
    @Transactional
    long propose(long caseId, Source source, String reason) {
        MoneyCases.Case open = cases.find(caseId).orElseThrow(RefusedException::notFound);
        if (reason.isBlank()) {
            throw new RefusedException("REASON_REQUIRED").field("reason");
        }
        Movement movement = debit(open);
        return proposals.propose(
                KIND,
                "money-case:" + caseId,
                Map.of(
                        "source",
                        source.name(),
                        "amountMinor",
                        movement.minor(),
                        "bankReference",
                        movement.reference(),
                        "reason",
                        reason.strip()));
    }

    /** Whether a case is about a debit that can be booked. */
    boolean bookable(MoneyCases.Case open) {
        Long id = open.movementId();
        return id != null && bookable(movements.get(id));
    }

    private static boolean bookable(Movement movement) {
        return !movement.credit() && movement.state().equals("CASE") && movement.amountMinor() != null;
    }

    private Movement debit(MoneyCases.Case open) {
        Long id = open.movementId();
        Movement movement = id == null ? null : movements.get(id);
        if (movement == null || !bookable(movement)) {
            throw new RefusedException("CASE_IS_NO_DEBIT");
        }
        return movement;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void approved(Approval approval) {
        MoneyCases.Case open = cases.find(MoneyDesk.row(approval)).orElseThrow(RefusedException::changedMeanwhile);
        Movement movement = debit(open);
        BankAccount bank = banks.get(movement.bankAccountId());
        JsonNode after = json.readTree(approval.beforeAfterJson()).path("after");
        boolean own = after.path("source").asString().equals(Source.OWN.name());
        long account = own ? bank.ownAccountId() : bank.suspenseAccountId();
        Persons persons = MoneyDesk.persons(approval);
        cases.close(open.id(), persons.second(), after.path("reason").asString());
        movements.decide(movement.id(), "BOOKING", "STAFF_DEBIT", account, null);
        UUID key = MoneyKeys.key(movement.receivedAt(), "debit " + movement.id() + " case " + open.id());
        commands.enqueue(
                Kind.MOVEMENT_BOOK,
                movement.id(),
                key,
                persons,
                MoneyCommands.bookBankDebit(
                        bank.coreAccountId(),
                        account,
                        bank.assetId(),
                        movement.minor(),
                        MoneyKeys.bankReference(bank.iban(), movement.reference(), movement.transactionIndex()),
                        Ground.NONE));
    }

    @Override
    public void declined(Approval approval) {
        // The case stays open.
    }
}
