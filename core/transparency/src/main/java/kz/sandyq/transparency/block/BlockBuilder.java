package kz.sandyq.transparency.block;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import kz.sandyq.transparency.tree.CompactRange;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.TreeHasher;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a log into blocks and builds the tree of their headers. The same entries give the same headers on every host,
 * also when one goes on from a written state. Allocates nothing for a record. Not for two threads.
 */
public final class BlockBuilder {
    private static final short STATE_VERSION = 1;
    private static final int STATE_FIXED = Short.BYTES + 10 * Long.BYTES + RecordHasher.SALT_BYTES + Hash.BYTES;
    private static final long NONE = -1;

    private final BlockRule rule;
    private final long cluster;
    private final RecordSink sink;
    private final RecordHasher records = new RecordHasher();
    private final TreeHasher hasher = new TreeHasher();
    private final CompactRange block = new CompactRange(hasher);
    private final CompactRange log = new CompactRange(hasher);
    private final byte[] salt = new byte[RecordHasher.SALT_BYTES];
    private final byte[] leafHash = new byte[Hash.BYTES];
    private Hash previousHash = Hash.ZERO;
    private long lastSequence = NONE;
    private long entries;
    private long firstMs;
    private long recordMs;
    private boolean hasRecord;
    private long lastMs;
    private boolean inEntry;
    private int nextRecord;

    /**
     * Before the first entry of a log.
     *
     * @param cluster number of the cluster whose log it is
     */
    public BlockBuilder(BlockRule rule, long cluster, RecordSink sink) {
        this.rule = rule;
        this.cluster = cluster;
        this.sink = sink;
    }

    /**
     * An entry of the log. Its records follow.
     *
     * @param sequence one more than that of the entry before, from 0 upward
     * @param timestampMs its cluster time
     * @param headerSalt salt of the command's header, 16 bytes; null for an entry without command: a tick, or bytes too
     *     few to hold a salt
     */
    public void begin(long sequence, long timestampMs, byte @Nullable [] headerSalt) {
        if (inEntry || sequence < 0 || (lastSequence != NONE && sequence != lastSequence + 1)) {
            throw new IllegalStateException("entries come one after the other");
        }
        if (headerSalt == null) {
            records.tick(sequence);
            nextRecord = 1;
        } else {
            records.command(sequence, headerSalt);
            nextRecord = 0;
        }
        if (entries == 0) {
            firstMs = timestampMs;
        }
        inEntry = true;
        lastSequence = sequence;
        lastMs = timestampMs;
        entries++;
    }

    /**
     * The next sequence of the entry in hand, which is a batch: it has no command of its own.
     *
     * @param sequence one more than the one before
     */
    public void item(long sequence) {
        if (!inEntry || nextRecord == 0 || sequence != lastSequence + 1) {
            throw new IllegalStateException("items come one after the other, behind their batch");
        }
        records.tick(sequence);
        nextRecord = 1;
        lastSequence = sequence;
        entries++;
    }

    /**
     * A record of the entry: first the command as it stands in the log, salt included, if there is one, then the events
     * in their order with the reply. Numbers go 0 for the command and 1 upward for events.
     */
    public void record(DirectBuffer buffer, int offset, int length) {
        if (!inEntry) {
            throw new IllegalStateException("no entry is open");
        }
        records.record(nextRecord, buffer, offset, length, salt, leafHash);
        block.append(leafHash, 0);
        sink.onRecord(lastSequence, nextRecord, salt, leafHash);
        nextRecord++;
        if (!hasRecord) {
            hasRecord = true;
            recordMs = lastMs;
        }
    }

    /**
     * The entry is complete.
     *
     * @param stateHashHigh upper 64 bits of the core's state hash after it
     * @param stateHashLow lower 64 bits
     * @return the header of the block that ends with it, or null when the block goes on
     */
    public @Nullable BlockHeader end(long stateHashHigh, long stateHashLow) {
        if (!inEntry || nextRecord == 0) {
            throw new IllegalStateException("no entry with its command is open");
        }
        inEntry = false;
        if (!rule.ends(entries, firstMs, hasRecord, recordMs, lastMs)) {
            return null;
        }
        byte[] digest = records.stateDigest(stateHashHigh, stateHashLow);
        ByteBuffer halves = ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN);
        BlockHeader header = new BlockHeader(
                cluster,
                lastSequence - entries + 1,
                lastSequence,
                lastMs,
                block.size(),
                previousHash,
                halves.getLong(),
                halves.getLong(),
                block.root());
        previousHash = header.leafHash();
        log.append(previousHash);
        block.clear();
        entries = 0;
        hasRecord = false;
        return header;
    }

    /** Header salt of the entry before, 16 bytes, which must not leave the host: that of a later tick comes from it. */
    public byte[] headerSalt() {
        return records.headerSalt();
    }

    /** Finished blocks: the size of the proof log. */
    public long blocks() {
        return log.size();
    }

    /** Root of the proof log at that size. */
    public Hash root() {
        return log.root();
    }

    /**
     * What another builder needs to go on, between two entries. Holds a salt that must not leave the host. Little
     * endian: version (2), rule (sequences 8, span 8, idle 8), cluster (8), last sequence or -1 (8), sequences of the
     * open block (8), cluster time of its first entry, of its first record or -1, and of its last entry (8, 8, 8),
     * number of the state's bytes (8), last salt (16), previous header's hash (32), compact range of the open block,
     * compact range of the proof log.
     */
    public byte[] state() {
        if (inEntry) {
            throw new IllegalStateException("an entry is open");
        }
        byte[] open = block.state();
        byte[] all = log.state();
        ByteBuffer state = ByteBuffer.allocate(STATE_FIXED + open.length + all.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(STATE_VERSION)
                .putLong(rule.sequences())
                .putLong(rule.spanMs())
                .putLong(rule.idleMs())
                .putLong(cluster)
                .putLong(lastSequence)
                .putLong(entries)
                .putLong(entries == 0 ? 0 : firstMs)
                .putLong(hasRecord ? recordMs : NONE)
                .putLong(entries == 0 ? 0 : lastMs);
        return state.putLong(state.capacity())
                .put(records.headerSalt())
                .put(previousHash.bytes())
                .put(open)
                .put(all)
                .array();
    }

    /**
     * Goes on from a written state.
     *
     * @throws IllegalArgumentException when it is none, or of another rule or cluster
     */
    public static BlockBuilder restore(BlockRule rule, long cluster, RecordSink sink, byte[] state) {
        BlockBuilder builder = new BlockBuilder(rule, cluster, sink);
        if (state.length < STATE_FIXED) {
            throw new IllegalArgumentException("no state of a block builder");
        }
        ByteBuffer from = ByteBuffer.wrap(state).order(ByteOrder.LITTLE_ENDIAN);
        from.position(Short.BYTES + 4 * Long.BYTES);
        builder.lastSequence = from.getLong();
        builder.entries = from.getLong();
        builder.firstMs = from.getLong();
        builder.recordMs = from.getLong();
        builder.hasRecord = builder.recordMs != NONE;
        builder.lastMs = from.getLong();
        from.getLong();
        byte[] lastSalt = new byte[RecordHasher.SALT_BYTES];
        byte[] previous = new byte[Hash.BYTES];
        from.get(lastSalt).get(previous);
        builder.records.command(builder.lastSequence, lastSalt);
        builder.previousHash = Hash.of(previous);
        builder.block.restore(from);
        builder.log.restore(from);
        if (!Arrays.equals(builder.state(), state)) {
            throw new IllegalArgumentException("a state of another rule or cluster, or none");
        }
        return builder;
    }
}
