package kz.sandyq.platform.person;

import java.util.Optional;

/**
 * A 12-digit national number with a true check digit: IIN of a natural person or BIN of an organisation. Its form
 * says nothing about who holds it; that is looked up elsewhere.
 *
 * @param value twelve digits
 */
public record NationalId(String value) {
    private static final int[] FIRST = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    private static final int[] SECOND = {3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2};

    public NationalId {
        if (!valid(value)) {
            throw new IllegalArgumentException("not a national number");
        }
    }

    /** The number, when its form and check digit are right; spaces around it are ignored. */
    public static Optional<NationalId> parse(String text) {
        String digits = text.strip();
        return valid(digits) ? Optional.of(new NationalId(digits)) : Optional.empty();
    }

    /** Whether the digits form a BIN: the fifth is 4, 5 or 6, which no IIN has there (a day of birth). */
    public boolean bin() {
        return value.charAt(4) >= '4' && value.charAt(4) <= '6';
    }

    /** Whether the digits can form an IIN: month, day and century-and-sex digit in their ranges. */
    public boolean iin() {
        int month = Integer.parseInt(value.substring(2, 4));
        int day = Integer.parseInt(value.substring(4, 6));
        return month >= 1 && month <= 12 && day >= 1 && day <= 31 && value.charAt(6) <= '6';
    }

    private static boolean valid(String digits) {
        if (!digits.matches("[0-9]{12}")) {
            return false;
        }
        int check = remainder(digits, FIRST);
        if (check == 10) {
            check = remainder(digits, SECOND);
        }
        return check == digits.charAt(11) - '0';
    }

    private static int remainder(String digits, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (digits.charAt(i) - '0') * weights[i];
        }
        return sum % 11;
    }

    @Override
    public String toString() {
        return value;
    }
}
