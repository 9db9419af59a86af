package kz.sandyq.protocol.command;

/**
 * One tier of a fee schedule: rates in parts per million of the money of a trade, for who traded at least this much in
 * the last closed fee period.
 */
public record FeeTier(long fromTurnoverMinor, int makerPpm, int takerPpm, int auctionPpm) {}
