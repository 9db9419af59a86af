package kz.sandyq.demo.sample;

import kz.sandyq.platform.person.NationalId;

/** Numbers of nobody, with a right check digit. */
final class InventedIds {
    private static final int SERIAL_FROM = 5_000;

    private InventedIds() {}

    /** An IIN of a man born on 1 January 1990 who does not exist. */
    static String iin(int number) {
        return checked("9001013", "%04d", number);
    }

    /** A BIN of a legal entity of January 2021 that does not exist. */
    static String bin(int number) {
        return checked("210140", "%05d", number);
    }

    private static String checked(String prefix, String serial, int number) {
        for (int step = 0; step < 100; step++) {
            String body = prefix + serial.formatted(SERIAL_FROM + number + 100 * step);
            for (int digit = 0; digit < 10; digit++) {
                if (NationalId.parse(body + digit).isPresent()) {
                    return body + digit;
                }
            }
        }
        throw new IllegalStateException("no number " + number + " of " + prefix);
    }
}
