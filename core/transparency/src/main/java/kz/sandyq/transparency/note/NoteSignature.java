package kz.sandyq.transparency.note;

import java.nio.ByteBuffer;
import java.util.Arrays;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;

/** One signature line of a C2SP signed note: {@code — <name> <base64 of key id and signature>}. */
public final class NoteSignature {
    private static final String DASH = "\u2014 ";

    private final String name;
    private final byte[] idAndBytes;

    private NoteSignature(String name, byte[] idAndBytes) {
        this.name = name;
        this.idAndBytes = idAndBytes;
    }

    static NoteSignature of(VerifierKey key, byte[] signature) {
        return new NoteSignature(
                key.name(),
                ByteBuffer.allocate(Integer.BYTES + signature.length)
                        .putInt(key.id())
                        .put(signature)
                        .array());
    }

    /** Reads a line without its newline. */
    static NoteSignature parse(String line) throws Refused {
        Refused.unless(line.startsWith(DASH), Refusal.NOTE_MALFORMED);
        int space = line.indexOf(' ', DASH.length());
        Refused.unless(space > 0, Refusal.NOTE_MALFORMED);
        String name = line.substring(DASH.length(), space);
        byte[] bytes = Base64Text.parse(line.substring(space + 1), Refusal.NOTE_MALFORMED);
        Refused.unless(VerifierKey.isName(name) && bytes.length > Integer.BYTES, Refusal.NOTE_MALFORMED);
        return new NoteSignature(name, bytes);
    }

    /** The line without its newline. */
    public String format() {
        return DASH + name + " " + Base64Text.format(idAndBytes);
    }

    /** Name of the key that is said to have signed. */
    public String name() {
        return name;
    }

    /** Id of the key that is said to have signed. */
    public int keyId() {
        return ByteBuffer.wrap(idAndBytes).getInt();
    }

    /** The signature after the key id, copied. */
    byte[] bytes() {
        return Arrays.copyOfRange(idAndBytes, Integer.BYTES, idAndBytes.length);
    }

    /** POSIX seconds of a cosignature/v1, 0 to 2^63 - 1; meaningless for other types, -1 where there is no room. */
    public long timestampSeconds() {
        return idAndBytes.length < Integer.BYTES + Long.BYTES
                ? -1
                : ByteBuffer.wrap(idAndBytes).getLong(Integer.BYTES);
    }
}
