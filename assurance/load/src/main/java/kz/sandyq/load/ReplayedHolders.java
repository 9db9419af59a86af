package kz.sandyq.load;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.market.MarketCore;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.PostingDecoder;
import kz.sandyq.protocol.sbe.ReplyDecoder;
import org.agrona.DirectBuffer;

/** Who holds how much of the issue of a log, by a replay of the core over it and nothing else. */
final class ReplayedHolders {
    private final MarketCore core = new MarketCore(this::onEvent);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PostingDecoder posting = new PostingDecoder();
    private final ReplyDecoder reply = new ReplyDecoder();
    private final EntryLog.Reader reader;
    private final TreeMap<Long, Long> units = new TreeMap<>();
    private final long firstAccountId;
    private long movements;

    ReplayedHolders(EntryLog log, long firstAccountId) {
        reader = log.from(0);
        this.firstAccountId = firstAccountId;
    }

    /** Goes on to a sequence, or to the end of the log when that comes first; returns the sequence. */
    long upTo(long sequence) {
        while (core.sequence() < sequence && reader.poll(this::apply, 1) > 0) {}
        return core.sequence();
    }

    /** Units of each holder, by account. */
    Iterator<Map.Entry<Long, Long>> holders() {
        return units.entrySet().iterator();
    }

    int count() {
        return units.size();
    }

    /** Postings of the issue on accounts of clients. */
    long movements() {
        return movements;
    }

    private void apply(long position, long atMs, boolean tick, DirectBuffer buffer, int offset, int length) {
        core.apply(atMs, buffer, offset, length);
    }

    private void onEvent(long sequence, int index, DirectBuffer buffer, int offset, int length) {
        int template = header.wrap(buffer, offset).templateId();
        if (template == PostingDecoder.TEMPLATE_ID) {
            posting.wrapAndApplyHeader(buffer, offset, header);
            if (posting.assetId() == HolderLog.ISSUE && posting.accountId() >= firstAccountId) {
                movements++;
                long total = posting.available() + posting.held() + posting.blocked();
                if (total == 0) {
                    units.remove(posting.accountId());
                } else {
                    units.put(posting.accountId(), total);
                }
            }
        } else if (template == ReplyDecoder.TEMPLATE_ID) {
            reply.wrapAndApplyHeader(buffer, offset, header);
            if (reply.rejectCode() != 0) {
                throw new IllegalStateException("entry " + sequence + " is refused with " + reply.rejectCode());
            }
        }
    }
}
