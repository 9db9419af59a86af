package kz.sandyq.operator.money.iso;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.sandyq.operator.money.iso.IsoFault.Code;

/** Values of simple types of ISO 20022: lengths, patterns, number ranges and code lists. */
@FunctionalInterface
interface SimpleType {
    /** Kind of fault of a value, or empty when the value is of the type. */
    Optional<Code> faultOf(String value);

    /** Longest text of any simple type here, characters. */
    int MAX_LENGTH = 10_000;

    Map<String, Pattern> PATTERNS = Map.ofEntries(
            Map.entry("ActiveOrHistoricCurrencyCode", Pattern.compile("[A-Z]{3}")),
            Map.entry("CountryCode", Pattern.compile("[A-Z]{2}")),
            Map.entry("LanguageCode", Pattern.compile("[a-z]{2}")),
            Map.entry("BICIdentifier", Pattern.compile("[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?")),
            Map.entry("IBAN2007Identifier", Pattern.compile("[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}")),
            Map.entry("ISINIdentifier", Pattern.compile("[A-Z]{2}[A-Z0-9]{9}[0-9]")),
            Map.entry("LEIIdentifier", Pattern.compile("[A-Z0-9]{18}[0-9]{2}")),
            Map.entry("PhoneNumber", Pattern.compile("\\+[0-9]{1,3}-[0-9()+\\-]{1,30}")),
            Map.entry("Exact4AlphaNumericText", Pattern.compile("[a-zA-Z0-9]{4}")),
            Map.entry(
                    "UUIDv4Identifier",
                    Pattern.compile("[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89ab][a-f0-9]{3}-[a-f0-9]{12}")));

    Pattern TEXT = Pattern.compile("Max(\\d+)Text");
    Pattern NUMERIC = Pattern.compile("(?:Min(\\d+))?(?:Max|Exact)(\\d+)NumericText");
    Pattern NUMBER = Pattern.compile("(Amount|Number|Rate|Decimal)(\\d+)");
    Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)");
    Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    Pattern DATE_TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,18}(Z|[+-][0-9]{2}:[0-9]{2})?");

    /**
     * The simple type of a name of the table.
     *
     * @throws IllegalArgumentException when the name is of no known form
     */
    static SimpleType named(String name) {
        Pattern pattern = PATTERNS.get(name);
        if (pattern != null) {
            return value -> when(!pattern.matcher(value).matches(), Code.ISO_WRONG_TYPE);
        }
        Matcher text = TEXT.matcher(name);
        if (text.matches()) {
            return text(Integer.parseInt(text.group(1)));
        }
        Matcher numeric = NUMERIC.matcher(name);
        if (numeric.matches()) {
            int max = Integer.parseInt(numeric.group(2));
            int min =
                    name.startsWith("Exact") ? max : numeric.group(1) == null ? 1 : Integer.parseInt(numeric.group(1));
            return digits(min, max);
        }
        Matcher number = NUMBER.matcher(name);
        if (number.matches()) {
            return number(number.group(1), Integer.parseInt(number.group(2)));
        }
        return switch (name) {
            case "date" -> value -> when(!isDate(value), Code.ISO_WRONG_TYPE);
            case "dateTime" -> value -> when(!isDateTime(value), Code.ISO_WRONG_TYPE);
            case "gYearMonth" -> value -> when(!isYearMonth(value), Code.ISO_WRONG_TYPE);
            case "boolean" -> value -> when(!Set.of("true", "false", "0", "1").contains(value), Code.ISO_WRONG_TYPE);
            default -> throw new IllegalArgumentException("no simple type " + name);
        };
    }

    /** A closed list of codes. */
    static SimpleType codes(Set<String> codes) {
        return value -> when(!codes.contains(value), Code.ISO_WRONG_CODE);
    }

    private static SimpleType text(int maxLength) {
        return value -> {
            int length = value.codePointCount(0, value.length());
            return when(length < 1 || length > maxLength, Code.ISO_WRONG_LENGTH);
        };
    }

    private static SimpleType digits(int min, int max) {
        return value -> {
            if (!value.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Optional.of(Code.ISO_WRONG_TYPE);
            }
            return when(value.length() < min || value.length() > max, Code.ISO_WRONG_LENGTH);
        };
    }

    /** Digits as XML Schema counts them: leading zeros and zeros at the end of the fraction are none. */
    private static SimpleType number(String kind, int number) {
        int fraction = kind.equals("Number") ? 0 : number;
        int total = kind.equals("Rate") ? 11 : 18;
        return value -> {
            if (value.length() > 64 || !DECIMAL.matcher(value).matches()) {
                return Optional.of(Code.ISO_WRONG_TYPE);
            }
            BigDecimal decimal = new BigDecimal(value).stripTrailingZeros();
            int scale = Math.max(0, decimal.scale());
            int digits = Math.max(decimal.precision() - Math.min(0, decimal.scale()), scale);
            boolean outside = scale > fraction || digits > total || kind.equals("Amount") && decimal.signum() < 0;
            return when(outside, Code.ISO_WRONG_TYPE);
        };
    }

    private static boolean isDate(String value) {
        if (!DATE.matcher(value).matches()) {
            return false;
        }
        try {
            LocalDate.parse(value);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isDateTime(String value) {
        if (!DATE_TIME.matcher(value).matches()) {
            return false;
        }
        boolean zoned = value.endsWith("Z") || value.charAt(value.length() - 3) == ':' && value.length() > 22;
        try {
            if (zoned) {
                OffsetDateTime.parse(value);
            } else {
                LocalDateTime.parse(value);
            }
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isYearMonth(String value) {
        try {
            YearMonth.parse(value);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Optional<Code> when(boolean fault, Code code) {
        return fault ? Optional.of(code) : Optional.empty();
    }
}
