package kz.sandyq.transparency.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.regex.Pattern;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.TreeHasher;

/**
 * A public key by name (C2SP signed-note, "verifier key"): {@code <name>+<key id>+<base64 of type and key>}.
 *
 * @param name non-empty, without spaces and plus signs
 * @param type {@link #ED25519} for texts, {@link #COSIGNATURE} for cosigned checkpoints
 * @param publicKey Ed25519 public key of RFC 8032, 32 bytes in a {@link Hash}
 */
public record VerifierKey(String name, byte type, Hash publicKey) {
    /** Signature type 0x01: Ed25519 over the note text. */
    public static final byte ED25519 = 1;
    /** Signature type 0x04: cosignature/v1, Ed25519 over time and note text. */
    public static final byte COSIGNATURE = 4;

    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}");
    private static final int SIGNATURE = 64;

    /**
     * A key of this name.
     *
     * @throws IllegalArgumentException when the name or type cannot be
     */
    public VerifierKey {
        if (!isName(name) || (type != ED25519 && type != COSIGNATURE)) {
            throw new IllegalArgumentException("no key name or type");
        }
    }

    /** Whether a text can name a key: not empty, without Unicode spaces, control characters and plus signs. */
    public static boolean isName(String name) {
        return !name.isEmpty()
                && name.codePoints()
                        .noneMatch(c -> c == '+'
                                || Character.isSpaceChar(c)
                                || Character.isWhitespace(c)
                                || Character.isISOControl(c));
    }

    /** First four bytes of SHA-256(name || 0x0A || type || public key), big endian. */
    public int id() {
        byte[] named = name.getBytes(StandardCharsets.UTF_8);
        byte[] text = new byte[named.length + 2 + Hash.BYTES];
        System.arraycopy(named, 0, text, 0, named.length);
        text[named.length] = '\n';
        text[named.length + 1] = type;
        publicKey.put(text, named.length + 2);
        return ByteBuffer.wrap(new TreeHasher().digest(text).bytes()).getInt();
    }

    /** The key as one word. */
    public String format() {
        byte[] typed = new byte[1 + Hash.BYTES];
        typed[0] = type;
        publicKey.put(typed, 1);
        return name + "+" + HexFormat.of().toHexDigits(id()) + "+" + Base64Text.format(typed);
    }

    /** Reads a key; its id must be the one that its name, type and key give. */
    public static VerifierKey parse(String text) throws Refused {
        String[] parts = text.split("\\+", 3);
        Refused.unless(
                parts.length == 3 && isName(parts[0]) && ID.matcher(parts[1]).matches(), Refusal.KEY_MALFORMED);
        byte[] typed = Base64Text.parse(parts[2], Refusal.KEY_MALFORMED);
        Refused.unless(
                typed.length == 1 + Hash.BYTES && (typed[0] == ED25519 || typed[0] == COSIGNATURE),
                Refusal.KEY_MALFORMED);
        VerifierKey key = new VerifierKey(parts[0], typed[0], Hash.of(typed, 1));
        Refused.unless(key.format().equals(text), Refusal.KEY_MALFORMED);
        return key;
    }

    /** Whether a signature line is said to be of this key; nothing is verified by that. */
    public boolean claims(NoteSignature signature) {
        return signature.name().equals(name) && signature.keyId() == id();
    }

    /** Whether a signature is this key's over a note text. */
    boolean verifies(String text, NoteSignature signature) {
        byte[] bytes = signature.bytes();
        boolean timed = type == COSIGNATURE;
        if (bytes.length != SIGNATURE + (timed ? Long.BYTES : 0) || (timed && signature.timestampSeconds() < 0)) {
            return false;
        }
        String message = timed ? cosigned(signature.timestampSeconds(), text) : text;
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(decoded());
            ed25519.update(message.getBytes(StandardCharsets.UTF_8));
            return ed25519.verify(bytes, bytes.length - SIGNATURE, SIGNATURE);
        } catch (GeneralSecurityException noSignatureOrKey) {
            return false;
        }
    }

    /** What a cosigner signs (C2SP tlog-cosignature, Ed25519). */
    static String cosigned(long timestampSeconds, String text) {
        return "cosignature/v1\ntime " + timestampSeconds + "\n" + text;
    }

    private PublicKey decoded() throws GeneralSecurityException {
        byte[] encoded = new byte[X509_PREFIX.length + Hash.BYTES];
        System.arraycopy(X509_PREFIX, 0, encoded, 0, X509_PREFIX.length);
        publicKey.put(encoded, X509_PREFIX.length);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}
