package kz.sandyq.transparency.receipt;

/**
 * Who has cosigned a checkpoint, and when by his own clock.
 *
 * @param name his name in the policy
 * @param timestampSeconds POSIX time
 */
public record Cosigner(String name, long timestampSeconds) {}
