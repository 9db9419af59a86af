package kz.sandyq.law.term;

/** In what a clause counts its term. */
public enum TermUnit {
    /** Exact hours from the event; days off count. */
    HOURS,
    /** Calendar days; the day of the event is day 0. */
    CALENDAR_DAYS,
    /** Working days of the calendar; the day of the event is day 0. */
    WORKING_DAYS,
    /** Months: the day of the same number, or the last day of a shorter month. */
    MONTHS;

    /** The unit as a data file writes it, such as {@code working days}. */
    public static TermUnit ofWords(String words) {
        return switch (words) {
            case "hour", "hours" -> HOURS;
            case "calendar day", "calendar days" -> CALENDAR_DAYS;
            case "working day", "working days" -> WORKING_DAYS;
            case "month", "months" -> MONTHS;
            default -> throw new IllegalArgumentException("not a unit of a term: " + words);
        };
    }
}
