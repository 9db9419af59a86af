package kz.sandyq.protocol.command;

/**
 * How long a transfer waits for data, by the parameters of the day on which it is suspended.
 *
 * @param waitMs from when on it may be refused; at least 48 hours
 * @param expiresAfterMs when it is refused by itself
 * @param waitsWhole whether it is not released earlier either
 */
public record SuspensionTerms(long waitMs, long expiresAfterMs, boolean waitsWhole) {}
