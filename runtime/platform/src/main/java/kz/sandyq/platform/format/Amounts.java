package kz.sandyq.platform.format;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Numbers and dates as people read them, {@code @fmt} in templates; and exact decimal texts of the API. Thin spaces
 * between thousands, comma as the decimal sign in Kazakh and Russian and point in English, the unit beside. Nothing
 * is ever rounded.
 */
@Component("fmt")
public final class Amounts {
    private static final char THIN_SPACE = '\u2009';
    private static final char NO_BREAK_SPACE = '\u00a0';
    private static final int SCALE_MAX = 18;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /** Amount with its unit in the language of the request, e.g. {@code 1 250 000,00 ₸}. */
    public String money(long minor, int scale, String code) {
        return money(minor, scale, code, LocaleContextHolder.getLocale());
    }

    /** Amount with its unit in a language. */
    public String money(long minor, int scale, String code, Locale locale) {
        return number(minor, scale, locale) + NO_BREAK_SPACE + sign(code);
    }

    /** A decimal text with its unit, as many decimals as it has; empty for an absent one. */
    public String amount(@Nullable String decimal, String code) {
        return decimal == null ? "" : number(decimal) + NO_BREAK_SPACE + sign(code);
    }

    /** A decimal text in the language of the request, as many decimals as it has; empty for an absent one. */
    public String number(@Nullable String decimal) {
        return decimal == null ? "" : grouped(decimal, LocaleContextHolder.getLocale());
    }

    /** Bare number in the language of the request, for a column whose head names the unit. */
    public String number(long minor, int scale) {
        return number(minor, scale, LocaleContextHolder.getLocale());
    }

    /** Bare number in a language. */
    public String number(long minor, int scale, Locale locale) {
        return grouped(decimal(minor, scale), locale);
    }

    private static String grouped(String plain, Locale locale) {
        boolean negative = plain.startsWith("-");
        int point = plain.indexOf('.');
        String whole = plain.substring(negative ? 1 : 0, point < 0 ? plain.length() : point);
        StringBuilder text = new StringBuilder(negative ? "\u2212" : "");
        for (int i = 0; i < whole.length(); i++) {
            if (i > 0 && (whole.length() - i) % 3 == 0) {
                text.append(THIN_SPACE);
            }
            text.append(whole.charAt(i));
        }
        if (point >= 0) {
            text.append("en".equals(locale.getLanguage()) ? '.' : ',').append(plain, point + 1, plain.length());
        }
        return text.toString();
    }

    /** Decimal text of the API: exactly the asset's scale, point, no grouping. */
    public static String decimal(long minor, int scale) {
        return BigDecimal.valueOf(minor, scale).toPlainString();
    }

    /**
     * Minor units of a text as typed: digits with optional spaces between thousands and a comma or a point.
     *
     * @param scale digits after the decimal sign that the asset has, 0 to 18
     * @throws RefusedException AMOUNT_MALFORMED, AMOUNT_TOO_PRECISE, AMOUNT_OUT_OF_RANGE
     */
    public static long minor(String text, int scale) {
        if (scale < 0 || scale > SCALE_MAX) {
            throw new IllegalArgumentException("scale " + scale);
        }
        String plain = text.strip().replaceAll("[\\u2009\\u00a0\\u202f ]", "").replace(',', '.');
        if (!plain.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?")) {
            throw new RefusedException("AMOUNT_MALFORMED");
        }
        BigDecimal value = new BigDecimal(plain);
        if (value.stripTrailingZeros().scale() > scale) {
            throw new RefusedException("AMOUNT_TOO_PRECISE", scale);
        }
        try {
            return value.movePointRight(scale).longValueExact();
        } catch (ArithmeticException tooLarge) {
            throw new RefusedException("AMOUNT_OUT_OF_RANGE");
        }
    }

    /** Date of a legal day: {@code 20.11.2026}. */
    public String date(LocalDate day) {
        return DATE.format(day);
    }

    /** Legal day of an instant. */
    public String date(Instant instant) {
        return DATE.format(SandyqClock.dayOf(instant));
    }

    /** Legal day and time with seconds: {@code 20.11.2026 14:05:09}, Almaty. */
    public String dateTime(Instant instant) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, SandyqClock.LEGAL_ZONE);
        return DATE.format(local) + ' ' + TIME.format(local);
    }

    private static String sign(String code) {
        return "KZT".equals(code) ? "₸" : code;
    }
}
