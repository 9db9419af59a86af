package kz.sandyq.platform.fact;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON in the one canonical form of RFC 8785, for objects, lists and texts; numbers and truth values are written as
 * texts, a number with a fraction without zeros behind it.
 */
public final class CanonicalJson {
    private final StringBuilder text = new StringBuilder();

    private CanonicalJson() {}

    /** The one text of an object. */
    public static String of(Map<String, ? extends @Nullable Object> object) {
        CanonicalJson json = new CanonicalJson();
        json.object(object);
        return json.text.toString();
    }

    private void object(Map<String, ? extends @Nullable Object> object) {
        text.append('{');
        String separator = "";
        // A String's natural order compares UTF-16 units, as RFC 8785 asks for.
        for (Map.Entry<String, ? extends @Nullable Object> entry : new TreeMap<>(object).entrySet()) {
            text.append(separator);
            string(entry.getKey());
            text.append(':');
            value(entry.getValue());
            separator = ",";
        }
        text.append('}');
    }

    private void value(@Nullable Object value) {
        if (value == null) {
            text.append("null");
        } else if (value instanceof Map<?, ?> object) {
            Map<String, @Nullable Object> named = new TreeMap<>();
            object.forEach((name, each) -> named.put(String.valueOf(name), each));
            object(named);
        } else if (value instanceof BigDecimal number) {
            string(number.stripTrailingZeros().toPlainString());
        } else if (value instanceof List<?> list) {
            text.append('[');
            String separator = "";
            for (Object each : list) {
                text.append(separator);
                value(each);
                separator = ",";
            }
            text.append(']');
        } else {
            string(value.toString());
        }
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            character(value.charAt(i));
        }
        text.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"', '\\' -> text.append('\\').append(c);
            case '\b' -> text.append("\\b");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\f' -> text.append("\\f");
            case '\r' -> text.append("\\r");
            default -> {
                if (c < 0x20) {
                    text.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                } else {
                    text.append(c);
                }
            }
        }
    }
}
