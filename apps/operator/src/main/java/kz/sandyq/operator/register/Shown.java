package kz.sandyq.operator.register;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import kz.sandyq.operator.register.RegisterViews.HolderView;
import kz.sandyq.platform.format.Amounts;
import org.jspecify.annotations.Nullable;

/** The texts of the API as people read them, in the language of the request. */
public final class Shown {
    private final Amounts amounts;

    Shown(Amounts amounts) {
        this.amounts = amounts;
    }

    /** A decimal text as a number. */
    public String number(String decimal) {
        BigDecimal value = new BigDecimal(decimal);
        return amounts.number(value.unscaledValue().longValueExact(), value.scale());
    }

    /** The same with a plus when it is more than nothing. */
    public String change(String decimal) {
        return (new BigDecimal(decimal).signum() > 0 ? "+" : "") + number(decimal);
    }

    /** A decimal text with its money. */
    public String money(String decimal, String code) {
        BigDecimal value = new BigDecimal(decimal);
        return amounts.money(value.unscaledValue().longValueExact(), value.scale(), code);
    }

    /** A time of Almaty with its milliseconds: {@code 21.11.2026 14:05:09.120}. */
    public String time(String rfc3339) {
        Instant time = Instant.parse(rfc3339);
        return amounts.dateTime(time) + ".%03d".formatted(Math.floorMod(time.toEpochMilli(), 1_000L));
    }

    /** A day. */
    public String day(String day) {
        return amounts.date(LocalDate.parse(day));
    }

    /** Whether a decimal text is zero. */
    public boolean nothing(String decimal) {
        return new BigDecimal(decimal).signum() == 0;
    }

    /** Names of the holders, joint ones with their shares. */
    public String names(List<HolderView> holders) {
        return holders.stream().map(each -> name(each, holders.size())).collect(Collectors.joining("; "));
    }

    /** Whose wallet it is and how he is known: name, number and share. */
    public static String named(List<HolderView> holders) {
        return holders.stream()
                .map(each -> name(each, holders.size()) + inBrackets(each.idNumber()))
                .collect(Collectors.joining("; "));
    }

    private static String inBrackets(@Nullable String idNumber) {
        return idNumber == null ? "" : " (" + idNumber + ")";
    }

    private static String name(HolderView holder, int holders) {
        String name = Objects.requireNonNullElse(holder.name(), holder.clientId());
        return holders == 1 ? name : name + " " + holder.shareNumerator() + "/" + holder.shareDenominator();
    }
}
