package kz.sandyq.readmodel;

/**
 * How far the rows are.
 *
 * @param logPosition position of the last entry in the log
 * @param sequence its sequence, 0 before the first
 * @param recordedAtMs its time, Unix milliseconds
 * @param stateHashHigh upper half of the state hash after it
 * @param stateHashLow lower half
 */
public record Bookmark(long logPosition, long sequence, long recordedAtMs, long stateHashHigh, long stateHashLow) {}
