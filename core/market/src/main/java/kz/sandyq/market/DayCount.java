package kz.sandyq.market;

import kz.sandyq.protocol.sbe.DayCountConvention;

/**
 * The year fraction of a coupon as whole numbers: {@link #days} over {@link #basis}. Dates are days since 1970-01-01;
 * the first day counts, the last does not.
 */
final class DayCount {
    static final int THIRTY_360 = DayCountConvention.THIRTY_360.value();
    static final int ACT_360 = DayCountConvention.ACT_360.value();
    static final int ACT_365_FIXED = DayCountConvention.ACT_365_FIXED.value();
    static final int ACT_ACT_ICMA = DayCountConvention.ACT_ACT_ICMA.value();

    private DayCount() {}

    /** Days that count between two dates. */
    static long days(int convention, int fromDay, int toDay) {
        if (convention != THIRTY_360) {
            return (long) toDay - fromDay;
        }
        int from = civil(fromDay);
        int to = civil(toDay);
        int firstDay = Math.min(30, from % 100);
        int lastDay = to % 100 == 31 && firstDay == 30 ? 30 : to % 100;
        return 360L * (to / 10_000 - from / 10_000) + 30L * (to / 100 % 100 - from / 100 % 100) + lastDay - firstDay;
    }

    /** Days of the year by the convention; by ICMA: days of the coupon's period times coupons a year. */
    static long basis(int convention, int periodFromDay, int periodToDay, int couponsPerYear) {
        if (convention == ACT_ACT_ICMA) {
            return ((long) periodToDay - periodFromDay) * couponsPerYear;
        }
        return convention == ACT_365_FIXED ? 365 : 360;
    }

    /** Year x 10,000 + month x 100 + day of the Gregorian calendar. */
    static int civil(int epochDay) {
        long shifted = epochDay + 719_468L;
        long era = Math.floorDiv(shifted, 146_097L);
        long dayOfEra = shifted - era * 146_097;
        long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long shiftedMonth = (5 * dayOfYear + 2) / 153;
        long day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
        long month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return (int) (year * 10_000 + month * 100 + day);
    }
}
