package kz.sandyq.platform.person;

import org.jspecify.annotations.Nullable;

/**
 * A natural person or an organisation, once.
 *
 * @param nationalId IIN or BIN; a foreigner may have none
 * @param foreignCountry ISO 3166 alpha-2 country of the foreign document
 * @param foreignId number of the foreign document
 */
public record Person(
        long id,
        Kind kind,
        @Nullable String nationalId,
        @Nullable String foreignCountry,
        @Nullable String foreignId,
        String name) {
    /** Natural person or organisation. */
    public enum Kind {
        INDIVIDUAL,
        ORGANISATION
    }
}
