package kz.sandyq.operator.issuance;

import java.util.List;
import java.util.Optional;
import kz.sandyq.protocol.sbe.Capacity;

/** What issuance and placement need to know of clients; the module that keeps the client files answers. */
public interface ClientDirectory {
    /** The client as an issuer; empty when there is no such relation. */
    Optional<IssuerFacts> issuer(long clientRelationId);

    /** The client's account of a capacity in the core. */
    Optional<Long> account(long clientRelationId, Capacity capacity);

    /** The client's accounts in the core that hold assets of his own, the first opened first. */
    List<Long> accounts(long clientRelationId);

    /** Whose account it is; empty for the operator's own and for technical accounts. */
    Optional<Long> relationOfAccount(long accountId);
}
