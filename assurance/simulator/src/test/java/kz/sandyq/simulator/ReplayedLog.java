package kz.sandyq.simulator;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kz.sandyq.cluster.LogFollower;
import kz.sandyq.market.MarketCore;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.PostingDecoder;
import kz.sandyq.protocol.sbe.ReplyDecoder;
import org.agrona.DirectBuffer;

/** What the log says, read by a core of its own: which entries were applied, and what everybody has. */
final class ReplayedLog {
    private record Place(long accountId, long assetId) {}

    private final MarketCore core = new MarketCore(this::onEvent);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ReplyDecoder reply = new ReplyDecoder();
    private final PostingDecoder posting = new PostingDecoder();
    private final Map<Place, Long> totals = new HashMap<>();
    private final Set<String> keys = new HashSet<>();
    private final Set<Long> answered = new HashSet<>();
    private long twice;

    /** Reads the log of the node with this aeron directory up to a sequence. */
    static ReplayedLog read(Path aeronDirectory, long sequence) {
        ReplayedLog replayed = new ReplayedLog();
        try (LogFollower follower = LogFollower.open(aeronDirectory, 0, replayed::onEntry)) {
            long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            while (replayed.core.sequence() < sequence) {
                if (follower.poll(1) == 0) {
                    if (System.nanoTime() > deadlineNs) {
                        throw new IllegalStateException("the log ends at " + replayed.core.sequence());
                    }
                    LockSupport.parkNanos(100_000);
                }
            }
        }
        return replayed;
    }

    private void onEntry(
            long logPosition, long timestampMs, boolean tick, DirectBuffer buffer, int offset, int length) {
        if (tick) {
            core.tick(timestampMs);
        } else {
            core.apply(timestampMs, buffer, offset, length);
        }
    }

    private void onEvent(long sequence, int index, DirectBuffer buffer, int offset, int length) {
        int template = header.wrap(buffer, offset).templateId();
        if (template == ReplyDecoder.TEMPLATE_ID) {
            reply.wrapAndApplyHeader(buffer, offset, header);
            if (reply.repeated().value() == 0) {
                answered.add(sequence);
                twice += keys.add(reply.keyHigh() + " " + reply.keyLow()) ? 0 : 1;
            }
        } else if (template == PostingDecoder.TEMPLATE_ID) {
            posting.wrapAndApplyHeader(buffer, offset, header);
            totals.put(
                    new Place(posting.accountId(), posting.assetId()),
                    posting.available() + posting.held() + posting.blocked());
        }
    }

    /** State hash, as a node prints it. */
    long[] view() {
        return new long[] {core.sequence(), core.stateHashHigh(), core.stateHashLow()};
    }

    /** Sequences of commands that were answered for the first time. */
    Set<Long> answered() {
        return answered;
    }

    /** Keys that were answered as new more than once. */
    long twice() {
        return twice;
    }

    long total(long accountId, long assetId) {
        return totals.getOrDefault(new Place(accountId, assetId), 0L);
    }

    /** Sum over all accounts of an asset: 0 when nothing was made or lost. */
    long sum(long assetId) {
        return totals.entrySet().stream()
                .filter(entry -> entry.getKey().assetId() == assetId)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
