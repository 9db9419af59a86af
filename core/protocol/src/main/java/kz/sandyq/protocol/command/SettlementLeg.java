package kz.sandyq.protocol.command;

/**
 * One leg of a settlement instruction.
 *
 * @param fromAccountId account that gives
 * @param toAccountId account that receives
 * @param assetId money, a digital financial asset or an unbacked one
 * @param quantity minor units, above 0
 */
public record SettlementLeg(long fromAccountId, long toAccountId, long assetId, long quantity) {}
