package kz.sandyq.load;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
    private final Map<Long, Long> results = new HashMap<>();
    private final Map<Integer, Integer> applied = new HashMap<>();
    private long twice;
    private long position;
    private int template;

    /** Reads the log of the node with this aeron directory up to a sequence. */
    static ReplayedLog read(Path aeronDirectory, long sequence) {
        ReplayedLog replayed = new ReplayedLog();
        replayed.goTo(aeronDirectory, sequence);
        return replayed;
    }

    /** Goes on to exactly this sequence; the node may have been restarted since. */
    void goTo(Path aeronDirectory, long sequence) {
        try (LogFollower follower = LogFollower.open(aeronDirectory, position, this::onEntry)) {
            long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            while (core.sequence() < sequence) {
                if (follower.poll(1) == 0) {
                    if (System.nanoTime() > deadlineNs) {
                        throw new IllegalStateException("the log ends at " + core.sequence());
                    }
                    LockSupport.parkNanos(100_000);
                }
            }
        }
    }

    private void onEntry(
            long logPosition, long timestampMs, boolean tick, DirectBuffer buffer, int offset, int length) {
        position = logPosition;
        template = tick ? 0 : header.wrap(buffer, offset).templateId();
        if (tick) {
            core.tick(timestampMs);
        } else {
            core.apply(timestampMs, buffer, offset, length);
        }
    }

    private void onEvent(long sequence, int index, DirectBuffer buffer, int offset, int length) {
        int event = header.wrap(buffer, offset).templateId();
        if (event == ReplyDecoder.TEMPLATE_ID) {
            reply.wrapAndApplyHeader(buffer, offset, header);
            if (reply.repeated().value() == 0) {
                results.put(sequence, reply.resultId());
                applied.merge(template, reply.rejectCode() == 0 ? 1 : 0, Integer::sum);
                twice += keys.add(reply.keyHigh() + " " + reply.keyLow()) ? 0 : 1;
            }
        } else if (event == PostingDecoder.TEMPLATE_ID) {
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
        return results.keySet();
    }

    /** Id of what the command of this sequence made, 0 when it made nothing; -1 when no command has the sequence. */
    long resultOf(long sequence) {
        return results.getOrDefault(sequence, -1L);
    }

    /** How many commands of a template were applied. */
    int appliedOf(int commandTemplate) {
        return applied.getOrDefault(commandTemplate, 0);
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

    /** Sum over all accounts, an asset. */
    Map<Long, Long> sums() {
        Map<Long, Long> sums = new HashMap<>();
        totals.forEach((place, total) -> sums.merge(place.assetId(), total, Long::sum));
        return sums;
    }

    /** Every total below zero: sides of banks and issuers. */
    List<Long> negatives() {
        return totals.values().stream().filter(total -> total < 0).toList();
    }
}
