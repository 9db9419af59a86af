package kz.sandyq.readmodel;

import java.nio.charset.StandardCharsets;
import kz.sandyq.protocol.sbe.GroundDecoder;
import kz.sandyq.protocol.sbe.Hash256Decoder;
import kz.sandyq.protocol.sbe.IssueRegisteredDecoder;

/** Byte fields of events as columns. */
final class Bytes {
    private Bytes() {}

    static byte[] hash(GroundDecoder ground) {
        byte[] hash = new byte[32];
        ground.getDocumentHash(hash, 0, hash.length);
        return hash;
    }

    static byte[] hash(Hash256Decoder hash256) {
        byte[] hash = new byte[32];
        hash256.getBytes(hash, 0, hash.length);
        return hash;
    }

    static String registrationNumber(IssueRegisteredDecoder issue) {
        byte[] padded = new byte[IssueRegisteredDecoder.registrationNumberLength()];
        issue.getRegistrationNumber(padded, 0, padded.length);
        int end = 0;
        while (end < padded.length && padded[end] != 0) {
            end++;
        }
        return new String(padded, 0, end, StandardCharsets.UTF_8);
    }
}
