package kz.sandyq.simulator.schema;

import java.util.Arrays;
import java.util.HexFormat;

/** A field of fixed length that is no number. */
public record Bytes(byte[] content) {
    /** Text, padded with zeros to the length of its field when it is written. */
    public static Bytes of(String text) {
        return new Bytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    boolean isZero() {
        for (byte each : content) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    /** The same bytes with zeros behind them. */
    public Bytes padded(int length) {
        return new Bytes(Arrays.copyOf(content, length));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        int length = content.length;
        while (length > 0 && content[length - 1] == 0) {
            length--;
        }
        for (int i = 0; i < length; i++) {
            if (content[i] < 0x21 || content[i] > 0x7E) {
                return "0x" + HexFormat.of().formatHex(content, 0, length);
            }
        }
        return "'" + new String(content, 0, length, java.nio.charset.StandardCharsets.US_ASCII) + "'";
    }
}
