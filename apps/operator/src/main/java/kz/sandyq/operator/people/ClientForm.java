package kz.sandyq.operator.people;

import java.io.InputStream;
import java.time.LocalDate;

/**
 * A client relation as staff enter it.
 *
 * @param organisation true for a legal entity
 * @param nationalId IIN or BIN; empty for a foreigner without one
 * @param foreignCountry ISO 3166-1 alpha-2 country of the foreign document, empty with a national number
 * @param foreignId number of the foreign document, empty with a national number
 * @param name full name
 * @param residency ISO 3166-1 alpha-2 country of residence
 * @param address place of residence or registered address
 * @param issuer whether he also issues
 * @param identification how and by what document he was identified
 * @param identifiedUntil last day on which the identification holds
 * @param document the identification statement
 * @param documentName its file name
 * @param documentSha256 hash that the sender declares, hexadecimal; empty for none
 * @param representativeIin IIN of the natural person who acts for a legal entity; empty for a natural person
 * @param representativeName his full name
 */
record ClientForm(
        boolean organisation,
        String nationalId,
        String foreignCountry,
        String foreignId,
        String name,
        String residency,
        String address,
        boolean issuer,
        String identification,
        LocalDate identifiedUntil,
        InputStream document,
        String documentName,
        String documentSha256,
        String representativeIin,
        String representativeName) {}
