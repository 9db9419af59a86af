package kz.sandyq.operator.money;

import java.util.Map;
import java.util.Objects;
import kz.sandyq.operator.money.CoreCommands.Persons;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.protocol.sbe.PayoutEnd;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.ObjectMapper;

/** What staff decide about money: a money officer proposes, an approver decides. */
@Component
class MoneyDesk {
    static final String APPROVE = "PAYOUT_APPROVE";
    static final String SETTLE = "SUSPENSE_SETTLE";
    static final String SEND_BACK = "SUSPENSE_SEND_BACK";

    private final MoneyProposals proposals;
    private final Payouts payouts;
    private final Movements movements;
    private final PaymentReferences references;
    private final BankAccounts banks;
    private final MoneyCases cases;
    private final CurrentActor actor;
    private final Audit audit;

    MoneyDesk(
            MoneyProposals proposals,
            Payouts payouts,
            Movements movements,
            PaymentReferences references,
            BankAccounts banks,
            MoneyCases cases,
            CurrentActor actor,
            Audit audit) {
        this.proposals = proposals;
        this.payouts = payouts;
        this.movements = movements;
        this.references = references;
        this.banks = banks;
        this.cases = cases;
        this.actor = actor;
        this.audit = audit;
    }

    /** Proposes to pay out. */
    @Transactional
    public long proposePayout(long id) {
        Payout payout = payouts.find(id).orElseThrow(RefusedException::notFound);
        if (payout.status() != PayoutState.RESERVED) {
            throw new RefusedException("PAYOUT_TOO_LATE").status(409);
        }
        return proposals.propose(
                APPROVE,
                "payout:" + id,
                Map.of(
                        "state", "APPROVED",
                        "amountMinor", payout.amountMinor(),
                        "payee", payout.payeeName(),
                        "iban", payout.payeeIban()));
    }

    /** Refuses a payout; its money is free again. */
    @Transactional
    public void declinePayout(long id, String reason) {
        if (reason.isBlank()) {
            throw new RefusedException("REASON_REQUIRED").field("reason");
        }
        if (!payouts.cancel(id, PayoutEnd.REFUSED_BY_OPERATOR, reason.strip())) {
            throw new RefusedException("PAYOUT_TOO_LATE").status(409);
        }
        audit.record("PAYOUT_DECLINED", "payout:" + id, Map.of("reason", reason.strip()));
    }

    /** Proposes to give suspense money to the client of a payment reference. */
    @Transactional
    public long proposeSettle(long movementId, String reference) {
        Movement movement = inSuspense(movementId);
        BankAccount bank = banks.get(movement.bankAccountId());
        PaymentReferences.Owner owner = references
                .owner(reference.strip(), bank.assetId())
                .orElseThrow(() -> new RefusedException("REFERENCE_UNKNOWN").field("reference"));
        return proposals.propose(
                SETTLE,
                "movement:" + movementId,
                Map.of(
                        "account", owner.accountId(),
                        "client", owner.clientRelationId(),
                        "reference", owner.reference(),
                        "amountMinor", movement.minor()));
    }

    /** Proposes to take suspense money for the operator's own: it paid it in itself, say for fees. */
    @Transactional
    public long proposeOwn(long movementId, String reason) {
        Movement movement = inSuspense(movementId);
        if (reason.isBlank()) {
            throw new RefusedException("REASON_REQUIRED").field("reason");
        }
        BankAccount bank = banks.get(movement.bankAccountId());
        return proposals.propose(
                SETTLE,
                "movement:" + movementId,
                Map.of("account", bank.ownAccountId(), "reason", reason.strip(), "amountMinor", movement.minor()));
    }

    /** Proposes to send suspense money back to its payer. */
    @Transactional
    public long proposeSendBack(long movementId, String iban, String bic, String purpose) {
        Movement movement = inSuspense(movementId);
        if (purpose.isBlank() || purpose.strip().length() > 140) {
            throw new RefusedException("PURPOSE_REQUIRED").field("purpose");
        }
        return proposals.propose(
                SEND_BACK,
                "movement:" + movementId,
                Map.of(
                        "iban", ClientMoney.iban(iban, "iban"),
                        "bic", ClientMoney.bic(bic, "bic"),
                        "purpose", purpose.strip(),
                        "amountMinor", movement.minor()));
    }

    /** Closes a case with what was found out. */
    @Transactional
    public void closeCase(long id, String resolution) {
        if (resolution.isBlank()) {
            throw new RefusedException("REASON_REQUIRED").field("resolution");
        }
        if (!cases.close(id, actor.get().personId(), resolution.strip())) {
            throw RefusedException.changedMeanwhile();
        }
        audit.record("MONEY_CASE_CLOSED", "money-case:" + id, Map.of("resolution", resolution.strip()));
    }

    private Movement inSuspense(long movementId) {
        Movement movement = movements.find(movementId).orElseThrow(RefusedException::notFound);
        if (!movement.state().equals("SUSPENSE")) {
            throw RefusedException.changedMeanwhile();
        }
        return movement;
    }

    /** The two persons of an approved change. */
    static Persons persons(Approval approval) {
        long second = Objects.requireNonNull(approval.decidedPerson(), "approved by nobody");
        return new Persons(approval.proposedPerson(), second);
    }

    /** The row that an approval is about. */
    static long row(Approval approval) {
        String subject = approval.subject();
        return Long.parseLong(subject.substring(subject.indexOf(':') + 1));
    }

    /** Carries out an approved payout. */
    @Component
    static class ApprovePayout implements ApprovalHandler {
        private final Payouts payouts;

        ApprovePayout(Payouts payouts) {
            this.payouts = payouts;
        }

        @Override
        public String kind() {
            return APPROVE;
        }

        @Override
        public void approved(Approval approval) {
            if (!payouts.approve(row(approval), persons(approval))) {
                throw RefusedException.changedMeanwhile();
            }
        }

        @Override
        public void declined(Approval approval) {
            payouts.cancel(row(approval), PayoutEnd.REFUSED_BY_OPERATOR, approval.reason());
        }
    }

    /** Gives suspense money to a client. */
    @Component
    static class SettleSuspense implements ApprovalHandler {
        private final Suspense suspense;
        private final ObjectMapper json;

        SettleSuspense(Suspense suspense, ObjectMapper json) {
            this.suspense = suspense;
            this.json = json;
        }

        @Override
        public String kind() {
            return SETTLE;
        }

        @Override
        public void approved(Approval approval) {
            long account = json.readTree(approval.beforeAfterJson())
                    .path("after")
                    .path("account")
                    .asLong();
            if (!suspense.settle(row(approval), account, persons(approval))) {
                throw RefusedException.changedMeanwhile();
            }
        }

        @Override
        public void declined(Approval approval) {
            // The money stays in suspense.
        }
    }

    /** Sends suspense money back. */
    @Component
    static class SendBack implements ApprovalHandler {
        private final Suspense suspense;
        private final ObjectMapper json;

        SendBack(Suspense suspense, ObjectMapper json) {
            this.suspense = suspense;
            this.json = json;
        }

        @Override
        public String kind() {
            return SEND_BACK;
        }

        @Override
        public void approved(Approval approval) {
            var after = json.readTree(approval.beforeAfterJson()).path("after");
            boolean sent = suspense.sendBack(
                    row(approval),
                    after.path("iban").asString(),
                    after.path("bic").asString(),
                    after.path("purpose").asString(),
                    persons(approval));
            if (!sent) {
                throw RefusedException.changedMeanwhile();
            }
        }

        @Override
        public void declined(Approval approval) {
            // The money stays in suspense.
        }
    }
}
