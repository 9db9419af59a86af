package kz.sandyq.law.term;

/** The working calendar has no data of a year: nothing can be counted in it. */
public final class CalendarYearMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CalendarYearMissingException(int year) {
        super("the working calendar has no data of " + year);
    }
}
