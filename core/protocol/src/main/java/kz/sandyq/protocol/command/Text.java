package kz.sandyq.protocol.command;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** UTF-8 text in a fixed field, padded with zero bytes. */
public final class Text {
    private Text() {}

    /**
     * Encodes text into exactly {@code length} bytes.
     *
     * @throws IllegalArgumentException when the text needs more
     */
    public static byte[] fixed(String text, int length) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > length) {
            throw new IllegalArgumentException("text of " + bytes.length + " bytes does not fit " + length);
        }
        return Arrays.copyOf(bytes, length);
    }

    /** Reads a fixed field up to its first zero byte. */
    public static String of(byte[] fixed) {
        int end = 0;
        while (end < fixed.length && fixed[end] != 0) {
            end++;
        }
        return new String(fixed, 0, end, StandardCharsets.UTF_8);
    }
}
