package kz.sandyq.operator.facts;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import kz.sandyq.platform.audit.AuditTrail;
import kz.sandyq.protocol.command.Key;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What the records were that are older than the trail in the log: how many, and a hash over all of them. */
final class OlderRecords {
    /** The record that says it, written once; with its commitment in the log nobody can add to the older ones. */
    static final String BEGUN = "AUDIT_LOG_BEGUN";

    private static final byte[] UNSALTED = new byte[16];

    private final MessageDigest sha256 = Key.sha256();
    private long count;

    /** Adds the next record, in the order of their ids. */
    void add(AuditTrail.Row row) {
        byte[] commitment = commitment(row, UNSALTED);
        sha256.update(commitment == null ? UNSALTED : commitment);
        count++;
    }

    /** How many there are. */
    long count() {
        return count;
    }

    /** The details of the record that says it; no more can be added. */
    Map<String, String> details() {
        return Map.of("records", "" + count, "sha256", HexFormat.of().formatHex(sha256.digest()));
    }

    /** What a record is committed to by, null when its details are no JSON object: nobody wrote that here. */
    static byte @Nullable [] commitment(AuditTrail.Row row, byte[] salt) {
        try {
            return row.fact(salt).commitment();
        } catch (JacksonException noObject) {
            return null;
        }
    }
}
