package kz.sandyq.transparency.liability;

import java.nio.ByteBuffer;
import java.util.SortedMap;
import kz.sandyq.transparency.Refused;

/** Trees over amounts by client. */
final class Trees {
    private Trees() {}

    static Liabilities built(
            long assetId, long sequence, SortedMap<Long, Long> owedMinor, long splitAboveMinor, byte[] seed)
            throws Refused {
        return Liabilities.build(
                assetId,
                sequence,
                owedMinor.keySet().stream().mapToLong(Long::longValue).toArray(),
                owedMinor.values().stream().mapToLong(Long::longValue).toArray(),
                splitAboveMinor,
                seed,
                ByteBuffer::allocate);
    }
}
