package kz.sandyq.operator.facts;

import kz.sandyq.operator.proof.Proofs;
import kz.sandyq.platform.fact.ProofStates;
import org.springframework.stereotype.Component;

/** What the audit trail shows beside its records. */
@Component
class LoggedStates implements ProofStates {
    private final Proofs proofs;

    LoggedStates(Proofs proofs) {
        this.proofs = proofs;
    }

    @Override
    public String state(long sequence) {
        return proofs.state(sequence);
    }
}
