package kz.sandyq.transparency.note;

import java.util.Base64;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;

/** RFC 4648 section 4 in its one canonical form: padded, no line breaks, spare bits zero. */
public final class Base64Text {
    private Base64Text() {}

    /** The text of bytes. */
    public static String format(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Reads a text in its one form, or refuses with this reason. */
    public static byte[] parse(String text, Refusal otherwise) throws Refused {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException none) {
            throw new Refused(otherwise);
        }
        Refused.unless(format(bytes).equals(text), otherwise);
        return bytes;
    }
}
