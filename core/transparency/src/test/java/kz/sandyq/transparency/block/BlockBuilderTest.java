package kz.sandyq.transparency.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kz.sandyq.protocol.sbe.CommandHeaderDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.NaiveTree;
import kz.sandyq.transparency.tree.TreeHasher;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks against their definition, written a second time and slowly. */
class BlockBuilderTest {
    private static final long CLUSTER = 7;
    private static final BlockRule RULE = new BlockRule(12, 200, 200);

    @Test
    void headersAreThoseOfTheDefinition() {
        List<LogEntry> log = LogEntry.log(1, 400);
        BlockBuilder builder = new BlockBuilder(RULE, CLUSTER, RecordSink.NONE);
        List<BlockHeader> headers = headers(builder, log);
        assertThat(headers).isEqualTo(defined(log));
        assertThat(builder.blocks()).isEqualTo(headers.size());
        assertThat(builder.root())
                .isEqualTo(NaiveTree.root(
                        headers.stream().map(BlockHeader::leafHash).toList()));
        assertThat(headers).hasSizeGreaterThan(20);
        assertThat(headers.stream().map(each -> each.lastSequence() - each.firstSequence()))
                .contains(11L)
                .anyMatch(span -> span < 11);
    }

    /** entries: cluster times; blocks: how many entries each finished block has. */
    @ParameterizedTest
    @CsvSource({
        "3, 1000, 0 1 2 3 4 5 6,           3 3",
        "3, 1000, 0 1000 1001 1002 1003,   2 3",
        "9, 100,  0 99 100 101 200 201,    3 3",
        "9, 100,  0 250 300 399 400,       2 3",
        "9, 0,    5 5 6,                   1 1 1",
        "1, 1000, 5 5 6,                   1 1 1",
        "9, 100,  200 50 299 300 10,       4",
        "2, 100,  0,                       ''"
    })
    void aBlockEndsByCountOrByTime(int sequences, long spanMs, String times, String blocks) {
        BlockBuilder builder = new BlockBuilder(new BlockRule(sequences, spanMs, spanMs), CLUSTER, RecordSink.NONE);
        List<String> sizes = new ArrayList<>();
        long sequence = 0;
        for (String time : times.split(" ", -1)) {
            builder.begin(sequence++, Long.parseLong(time), null);
            BlockHeader header = builder.end(0, 0);
            if (header != null) {
                assertThat(header.timestampMs()).isEqualTo(Long.parseLong(time));
                sizes.add(String.valueOf(header.lastSequence() - header.firstSequence() + 1));
            }
        }
        assertThat(String.join(" ", sizes)).isEqualTo(blocks);
    }

    /** times: cluster times, with + where the entry has a record; blocks: how many entries each finished block has. */
    @ParameterizedTest
    @CsvSource({
        "0 250 500 750 1000,          5",
        "0 250 500+ 510 600 610,      5",
        "0+ 50 100 350+ 450,          3 2",
        "0 990+ 1000 1010,            3"
    })
    void aBlockWithoutRecordsWaitsLonger(String times, String blocks) {
        BlockBuilder builder = new BlockBuilder(new BlockRule(99, 100, 1_000), CLUSTER, RecordSink.NONE);
        List<String> sizes = new ArrayList<>();
        long sequence = 1;
        for (String time : times.split(" ", -1)) {
            builder.begin(sequence++, Long.parseLong(time.replace("+", "")), null);
            if (time.endsWith("+")) {
                builder.record(new UnsafeBuffer(new byte[40]), 0, 40);
            }
            BlockHeader header = builder.end(0, 0);
            if (header != null) {
                sizes.add(String.valueOf(span(header)));
            }
            builder = BlockBuilder.restore(new BlockRule(99, 100, 1_000), CLUSTER, RecordSink.NONE, builder.state());
        }
        assertThat(String.join(" ", sizes)).isEqualTo(blocks);
    }

    @Test
    void aBatchTakesASequenceForEachItemAndIsNeverCut() {
        List<String> positions = new ArrayList<>();
        BlockBuilder builder = new BlockBuilder(
                new BlockRule(2, 100, 100), CLUSTER, (n, number, salt, hash) -> positions.add(n + ":" + number));
        UnsafeBuffer record = new UnsafeBuffer(new byte[120]);
        builder.begin(5, 0, new byte[16]);
        assertThatThrownBy(() -> builder.item(6)).isInstanceOf(IllegalStateException.class);
        builder.record(record, 0, 120);
        builder.record(record, 0, 40);
        assertThatThrownBy(() -> builder.item(7)).isInstanceOf(IllegalStateException.class);
        builder.item(6);
        builder.record(record, 0, 40);
        builder.item(7);
        builder.record(record, 0, 40);
        builder.record(record, 0, 40);
        BlockHeader header = builder.end(1, 2);
        assertThat(positions).containsExactly("5:0", "5:1", "6:1", "7:1", "7:2");
        assertThat(header).isNotNull().satisfies(block -> {
            assertThat(block.firstSequence()).isEqualTo(5);
            assertThat(block.lastSequence()).isEqualTo(7);
            assertThat(block.records()).isEqualTo(5);
        });
        assertThatThrownBy(() -> builder.item(8)).isInstanceOf(IllegalStateException.class);
    }

    private static long span(BlockHeader header) {
        return header.lastSequence() - header.firstSequence() + 1;
    }

    @Test
    void goingOnFromEveryCutGivesTheSameHeadersAndStates() {
        List<LogEntry> log = LogEntry.log(2, 120);
        BlockBuilder whole = new BlockBuilder(RULE, CLUSTER, RecordSink.NONE);
        List<BlockHeader> all = headers(whole, log);
        for (int cut = 0; cut <= log.size(); cut++) {
            BlockBuilder before = new BlockBuilder(RULE, CLUSTER, RecordSink.NONE);
            List<BlockHeader> headers = new ArrayList<>(headers(before, log.subList(0, cut)));
            byte[] state = before.state();
            BlockBuilder after = BlockBuilder.restore(RULE, CLUSTER, RecordSink.NONE, state);
            assertThat(after.state()).isEqualTo(state);
            headers.addAll(headers(after, log.subList(cut, log.size())));
            assertThat(headers).isEqualTo(all);
            assertThat(after.root()).isEqualTo(whole.root());
            assertThat(after.state()).isEqualTo(whole.state());
        }
    }

    @Test
    void aStateOfSomethingElseIsRefused() {
        BlockBuilder builder = new BlockBuilder(RULE, CLUSTER, RecordSink.NONE);
        headers(builder, LogEntry.log(3, 77));
        byte[] state = builder.state();
        for (int length = 0; length < state.length; length++) {
            byte[] cut = Arrays.copyOf(state, length);
            assertThatThrownBy(() -> BlockBuilder.restore(RULE, CLUSTER, RecordSink.NONE, cut))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        byte[] longer = Arrays.copyOf(state, state.length + 1);
        assertThatThrownBy(() -> BlockBuilder.restore(RULE, CLUSTER, RecordSink.NONE, longer))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BlockBuilder.restore(RULE, 8, RecordSink.NONE, state))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BlockBuilder.restore(new BlockRule(13, 200, 200), CLUSTER, RecordSink.NONE, state))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyThingOfTheLogEntersTheHeader() {
        List<LogEntry> log = LogEntry.log(4, 30);
        Hash root = root(log);
        for (int at = 0; at < log.size(); at++) {
            LogEntry entry = log.get(at);
            for (int record = 0; record < entry.records().size(); record++) {
                byte[] flipped = entry.records().get(record).clone();
                flipped[20] ^= 1;
                List<byte[]> others = new ArrayList<>(entry.records());
                others.set(record, flipped);
                assertThat(root(with(log, at, entry.with(others)))).isNotEqualTo(root);
            }
            LogEntry later = new LogEntry(
                    entry.sequence(), entry.timestampMs(), entry.headerSalt(), entry.records(), entry.stateHash() + 1);
            boolean last = at == 11 || at == 23;
            assertThat(root(with(log, at, later)).equals(root)).isEqualTo(!last);
        }
    }

    @Test
    void theHeaderSaltNeverEntersAHashButThroughTheDerivedOnes() {
        byte[] command = new byte[120];
        Arrays.fill(command, (byte) 1);
        byte[] otherSalt = command.clone();
        Arrays.fill(otherSalt, 90, 106, (byte) 2);
        assertThat(RecordHasher.withoutSalt(otherSalt)).isEqualTo(RecordHasher.withoutSalt(command));
        RecordHasher hasher = new RecordHasher();
        byte[] derived = new byte[16];
        byte[] first = new byte[32];
        byte[] second = new byte[32];
        hasher.command(5, new byte[16]);
        hasher.record(0, new UnsafeBuffer(command), 0, 120, derived, first);
        hasher.record(0, new UnsafeBuffer(otherSalt), 0, 120, derived, second);
        assertThat(second).isEqualTo(first);
        assertThat(RecordHasher.leafHash(derived, 5, 0, RecordHasher.withoutSalt(command)))
                .isEqualTo(Hash.of(first));
        assertThatThrownBy(() -> hasher.record(0, new UnsafeBuffer(command), 0, 105, derived, first))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hasher.command(1, new byte[15])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCommandHoldsItsSaltWhereTheMarketsSchemaSays() {
        assertThat(MessageHeaderDecoder.ENCODED_LENGTH + CommandHeaderDecoder.saltEncodingOffset())
                .isEqualTo(RecordHasher.SALT_OFFSET);
        assertThat(CommandHeaderDecoder.saltLength()).isEqualTo(RecordHasher.SALT_BYTES);
    }

    @Test
    void entriesComeOneAfterTheOther() {
        BlockBuilder builder = new BlockBuilder(RULE, CLUSTER, RecordSink.NONE);
        UnsafeBuffer record = new UnsafeBuffer(new byte[120]);
        assertThatThrownBy(() -> builder.record(record, 0, 120)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder.end(0, 0)).isInstanceOf(IllegalStateException.class);
        builder.begin(5, 0, new byte[16]);
        assertThatThrownBy(() -> builder.end(0, 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder.begin(6, 0, null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(builder::state).isInstanceOf(IllegalStateException.class);
        builder.record(record, 0, 120);
        assertThat(builder.end(0, 0)).isNull();
        assertThatThrownBy(() -> builder.begin(5, 0, null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder.begin(7, 0, null)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void headersBothWaysAndNothingElse() throws Refused {
        BlockHeader header = headers(new BlockBuilder(RULE, CLUSTER, RecordSink.NONE), LogEntry.log(5, 60))
                .get(1);
        byte[] bytes = header.format();
        assertThat(bytes).hasSize(130);
        assertThat(BlockHeader.parse(bytes)).isEqualTo(header);
        assertThatThrownBy(() -> BlockHeader.parse(Arrays.copyOf(bytes, 129))).hasMessage("6 HEADER_MALFORMED");
        assertThatThrownBy(() -> BlockHeader.parse(Arrays.copyOf(bytes, 131))).hasMessage("6 HEADER_MALFORMED");
        for (int at = 0; at < 10; at++) {
            byte[] other = bytes.clone();
            other[at] ^= 1;
            assertThatThrownBy(() -> BlockHeader.parse(other)).hasMessage("6 HEADER_MALFORMED");
        }
        for (int lastByteOf : new int[] {25, 33, 49}) {
            byte[] negative = bytes.clone();
            negative[lastByteOf] = (byte) 0x80;
            assertThatThrownBy(() -> BlockHeader.parse(negative)).hasMessage("6 HEADER_MALFORMED");
        }
    }

    private static List<BlockHeader> headers(BlockBuilder builder, List<LogEntry> log) {
        List<BlockHeader> headers = new ArrayList<>();
        for (LogEntry entry : log) {
            BlockHeader header = entry.tell(builder);
            if (header != null) {
                headers.add(header);
            }
        }
        return headers;
    }

    private static Hash root(List<LogEntry> log) {
        BlockBuilder builder = new BlockBuilder(new BlockRule(12, 1_000_000, 1_000_000), CLUSTER, RecordSink.NONE);
        List<BlockHeader> headers = headers(builder, log);
        assertThat(headers).hasSize(2);
        // The rest of the log stands in the open block.
        return new TreeHasher().digest(builder.state());
    }

    private static List<LogEntry> with(List<LogEntry> log, int at, LogEntry entry) {
        List<LogEntry> changed = new ArrayList<>(log);
        changed.set(at, entry);
        return changed;
    }

    /** Once more, from the words of docs/protocol/proofs.md. */
    private static List<BlockHeader> defined(List<LogEntry> log) {
        List<BlockHeader> headers = new ArrayList<>();
        List<LogEntry> open = new ArrayList<>();
        List<Hash> leaves = new ArrayList<>();
        byte[] salt = new byte[16];
        for (LogEntry entry : log) {
            byte[] n = little(8).putLong(entry.sequence()).array();
            byte[] own = entry.headerSalt();
            salt = own == null ? first16(sha256("sandyq tick".getBytes(StandardCharsets.US_ASCII), salt, n)) : own;
            int number = own == null ? 1 : 0;
            for (byte[] record : entry.records()) {
                byte[] j = little(4).putInt(number).array();
                byte[] shown = record.clone();
                if (number == 0) {
                    Arrays.fill(shown, 90, 106, (byte) 0);
                }
                leaves.add(Hash.of(sha256(new byte[1], first16(sha256(salt, n, j)), n, j, shown)));
                number++;
            }
            open.add(entry);
            if (open.size() == 12 || entry.timestampMs() - open.getFirst().timestampMs() >= 200) {
                byte[] hashes = little(16)
                        .putLong(entry.stateHash())
                        .putLong(~entry.stateHash())
                        .array();
                ByteBuffer state = ByteBuffer.wrap(
                                first16(sha256("sandyq state".getBytes(StandardCharsets.US_ASCII), salt, n, hashes)))
                        .order(ByteOrder.LITTLE_ENDIAN);
                headers.add(new BlockHeader(
                        CLUSTER,
                        open.getFirst().sequence(),
                        entry.sequence(),
                        entry.timestampMs(),
                        leaves.size(),
                        headers.isEmpty()
                                ? Hash.ZERO
                                : Hash.of(sha256(new byte[1], headers.getLast().format())),
                        state.getLong(),
                        state.getLong(),
                        NaiveTree.root(leaves)));
                open.clear();
                leaves.clear();
            }
        }
        return headers;
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] first16(byte[] hash) {
        return Arrays.copyOf(hash, 16);
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                sha256.update(part);
            }
            return sha256.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
