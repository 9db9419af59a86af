package kz.sandyq.platform.login;

import java.util.List;

/** For whom a person may act; the application that keeps client relations provides it as a bean. */
public interface Capacities {
    /** The client relations in which the person may act now, the usual one first. */
    List<Capacity> of(long personId);

    /**
     * One client relation.
     *
     * @param clientRelationId its id
     * @param label words for the header, e.g. the client's name
     */
    record Capacity(long clientRelationId, String label) {}
}
