package kz.sandyq.law.parameter;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kz.sandyq.law.term.Term;

/**
 * A value that a clause sets, with the days on which it applies.
 *
 * @param key stable name, such as {@code issue.number.length}
 * @param value as the data file writes it, empty when the act that has to set it is not there
 * @param unit {@code working days}, {@code KZT}, {@code characters}, {@code list} ...
 * @param validFrom first day
 * @param validTo first day on which it no longer applies, empty when none is known
 * @param clause id of the clause that sets it or delegates it
 */
public record DatedParameter(
        String key,
        Optional<String> value,
        String unit,
        LocalDate validFrom,
        Optional<LocalDate> validTo,
        String clause) {
    /** Whether it applies on a day. */
    public boolean appliesOn(LocalDate day) {
        return !day.isBefore(validFrom) && validTo.map(day::isBefore).orElse(true);
    }

    /**
     * The value as an exact number.
     *
     * @throws ParameterNotSetException when it is not set
     */
    public BigDecimal number() {
        return new BigDecimal(text());
    }

    /**
     * The value as a whole number.
     *
     * @throws ParameterNotSetException when it is not set
     * @throws ArithmeticException when it is none
     */
    public int wholeNumber() {
        return number().intValueExact();
    }

    /**
     * The value with its unit as a term.
     *
     * @throws ParameterNotSetException when it is not set
     * @throws IllegalArgumentException when its unit is not one of time
     */
    public Term term() {
        return Term.parse(text() + " " + unit);
    }

    /**
     * The members of a list.
     *
     * @throws ParameterNotSetException when it is not set: a list that is not set permits nothing
     */
    public List<String> list() {
        return List.of(text().split(" "));
    }

    private String text() {
        return value.orElseThrow(() -> new ParameterNotSetException(key, clause));
    }
}
