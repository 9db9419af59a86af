package kz.sandyq.translog;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import kz.sandyq.transparency.liability.LiabilityNote;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.tree.Hash;

/**
 * Seeds of the trees of liabilities: HMAC-SHA-256 under a secret that comes from the log's own key. One block has one
 * seed for each asset, so that trees and note are the same whenever they are made again; whoever can sign a note at all
 * has the seeds of those before, and nobody else has them.
 */
final class LiabilitySeeds {
    private static final String HMAC = "HmacSHA256";
    private static final byte[] SECRET = "sandyq liabilities secret\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SEED = "sandyq liabilities seed\n".getBytes(StandardCharsets.US_ASCII);

    private final SecretKeySpec secret;

    /** @throws IllegalArgumentException when the key does not give its 32 private bytes */
    LiabilitySeeds(NoteSigner key) {
        if (!(key.secret() instanceof EdECPrivateKey own)) {
            throw new IllegalArgumentException("no Ed25519 key of " + key);
        }
        byte[] bytes =
                own.getBytes().orElseThrow(() -> new IllegalArgumentException("the key of " + key + " stays hidden"));
        secret = new SecretKeySpec(hmac(new SecretKeySpec(bytes, HMAC), SECRET), HMAC);
        Arrays.fill(bytes, (byte) 0);
    }

    /**
     * The seed of an asset's tree, 32 bytes: HMAC-SHA-256(secret, "sandyq liabilities seed\n" || origin || "\n" ||
     * sequence || block || header hash || asset), numbers in 8 bytes, little endian.
     *
     * @param note says the block, whatever its root
     */
    byte[] of(LiabilityNote note, long assetId) {
        byte[] origin = note.origin().getBytes(StandardCharsets.UTF_8);
        ByteBuffer named = ByteBuffer.allocate(SEED.length + origin.length + 1 + 3 * Long.BYTES + Hash.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        named.put(SEED).put(origin).put((byte) '\n').putLong(note.sequence()).putLong(note.block());
        named.put(note.headerHash().bytes()).putLong(assetId);
        return hmac(secret, named.array());
    }

    private static byte[] hmac(SecretKeySpec key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
