package kz.sandyq.transparency.note;

import java.util.Base64;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;

/** RFC 4648 section 4 in its one canonical form: padded, no line breaks, spare bits zero. */
final class Base64Text {
    private Base64Text() {}

    static String format(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] parse(String text, Refusal otherwise) throws Refused {
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
