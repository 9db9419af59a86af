package kz.sandyq.operator.register;

import java.util.Collection;
import java.util.Map;

/** Whom the register means by the client relations of its wallets; the module that keeps the client files answers. */
public interface HolderDirectory {
    /**
     * A holder as the central depository needs him.
     *
     * @param idNumber IIN or BIN, or the foreign number with its country
     * @param residency country, ISO 3166-1 alpha-2
     */
    record HolderFacts(
            long clientRelationId,
            String name,
            String idNumber,
            boolean organisation,
            String residency,
            String address) {}

    /** Facts by number of the relation; a number without a relation is absent. */
    Map<Long, HolderFacts> facts(Collection<Long> clientRelationIds);
}
