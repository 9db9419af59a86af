package kz.sandyq.market;

/** Assertions that stay on in production: a node that finds its state wrong stops rather than continues. */
final class Check {
    private Check() {}

    static void that(boolean condition, String message) {
        if (!condition) {
            throw new InvariantViolation(message);
        }
    }

    static void that(boolean condition, String message, long detail) {
        if (!condition) {
            throw new InvariantViolation(message + " " + detail);
        }
    }
}
