package kz.sandyq.platform;

/**
 * What whoever starts Sandyq reads at once and what must not be in a log: an address, a one-time invitation.
 * Everything else is logged.
 */
public final class StartConsole {
    private StartConsole() {}

    /** Prints a line. */
    public static void say(String line) {
        System.out.println(line);
    }
}
