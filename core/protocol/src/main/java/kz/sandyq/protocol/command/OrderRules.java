package kz.sandyq.protocol.command;

/**
 * What a pair allows in an order and how far a trade may leave its references; 0 is no such rule.
 *
 * @param largestOrderLots most lots of one order
 * @param largestOrderMinor most quote money of one order
 * @param minimumNotionalMinor least quote money of one order
 * @param referencePriceTicks what the collar stands around, and the static reference until an auction has set a price
 * @param collarTicks how far a price may be from the reference, in ticks; not together with basis points
 * @param collarBasisPoints the same as a part of the reference
 * @param dynamicBandBasisPoints how far a trade may be from the last one before it
 * @param staticBandBasisPoints how far a trade may be from the last auction's price
 * @param interruptionMs how long a volatility auction lasts; 0 until a command ends it
 * @param cancelWindowMs how long a trade may be cancelled; 0 not at all
 */
public record OrderRules(
        long largestOrderLots,
        long largestOrderMinor,
        long minimumNotionalMinor,
        long referencePriceTicks,
        long collarTicks,
        int collarBasisPoints,
        int dynamicBandBasisPoints,
        int staticBandBasisPoints,
        long interruptionMs,
        long cancelWindowMs) {}
