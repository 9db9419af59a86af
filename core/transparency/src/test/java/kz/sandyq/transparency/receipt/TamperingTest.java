package kz.sandyq.transparency.receipt;

import static kz.sandyq.transparency.Refusal.HEADER_NOT_IN_LOG;
import static kz.sandyq.transparency.Refusal.INDEX_OUTSIDE_TREE;
import static kz.sandyq.transparency.Refusal.RECORD_NOT_IN_BLOCK;
import static kz.sandyq.transparency.Refusal.SEQUENCE_OUTSIDE_BLOCK;
import static kz.sandyq.transparency.Refusal.SIGNATURE_INVALID;
import static kz.sandyq.transparency.receipt.Forgery.OTHER;
import static kz.sandyq.transparency.receipt.Forgery.WORLD;
import static kz.sandyq.transparency.receipt.Forgery.honest;
import static kz.sandyq.transparency.receipt.Forgery.play;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.block.BlockRule;
import kz.sandyq.transparency.block.LogEntry;
import kz.sandyq.transparency.receipt.Forgery.Line;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.TreeProver;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is shown of the record, its block and the log is forged. */
class TamperingTest {
    @TestFactory
    Stream<DynamicTest> leaves() {
        return play(
                new Line("leaf", "a byte of the record", d -> d.record[30] ^= 1, RECORD_NOT_IN_BLOCK),
                new Line("leaf", "a byte less", d -> d.record = Arrays.copyOf(d.record, 39), RECORD_NOT_IN_BLOCK),
                new Line("leaf", "a byte more", d -> d.record = Arrays.copyOf(d.record, 900), RECORD_NOT_IN_BLOCK),
                new Line("leaf", "nothing", d -> d.record = new byte[0], RECORD_NOT_IN_BLOCK),
                new Line("leaf", "another salt", d -> d.salt[15] ^= 1, RECORD_NOT_IN_BLOCK),
                new Line("leaf", "another number", d -> d.number++, RECORD_NOT_IN_BLOCK),
                new Line(
                        "leaf",
                        "another record",
                        d -> d.record = WORLD.record(5, 4).shown(),
                        RECORD_NOT_IN_BLOCK),
                new Line("leaf", "a sequence of the block", d -> d.sequence = near(d), RECORD_NOT_IN_BLOCK),
                new Line(
                        "leaf",
                        "the block's last sequence + 1",
                        d -> d.sequence = d.header.lastSequence() + 1,
                        SEQUENCE_OUTSIDE_BLOCK),
                new Line("leaf", "no sequence", d -> d.sequence = -1, SEQUENCE_OUTSIDE_BLOCK),
                new Line("leaf", "the block before", d -> d.header = WORLD.headers.get(4), HEADER_NOT_IN_LOG),
                new Line("leaf", "a later time", d -> d.header = later(d.header), HEADER_NOT_IN_LOG),
                new Line(
                        "leaf",
                        "a path's node for a record",
                        d -> {
                            d.record = Arrays.copyOf(d.blockPath.get(0).bytes(), 64);
                            d.blockPath.remove(0);
                        },
                        RECORD_NOT_IN_BLOCK));
    }

    @TestFactory
    Stream<DynamicTest> paths() {
        return play(
                new Line("path", "a bit in the block", d -> flip(d.blockPath, 0), RECORD_NOT_IN_BLOCK),
                new Line("path", "a step less in the block", d -> d.blockPath.removeLast(), RECORD_NOT_IN_BLOCK),
                new Line("path", "a step more in the block", d -> d.blockPath.add(Hash.ZERO), RECORD_NOT_IN_BLOCK),
                new Line("path", "two steps swapped", d -> Collections.swap(d.blockPath, 0, 1), RECORD_NOT_IN_BLOCK),
                new Line("path", "no step in the block", d -> d.blockPath.clear(), RECORD_NOT_IN_BLOCK),
                new Line("path", "a bit in the log", d -> flip(d.logPath, 2), HEADER_NOT_IN_LOG),
                new Line("path", "a step less in the log", d -> d.logPath.removeFirst(), HEADER_NOT_IN_LOG),
                new Line("path", "a step more in the log", d -> d.logPath.add(d.root), HEADER_NOT_IN_LOG),
                new Line("path", "swapped in the log", d -> Collections.swap(d.logPath, 1, 2), HEADER_NOT_IN_LOG),
                new Line(
                        "path",
                        "that of another block",
                        d -> d.logPath = WORLD.log((int) d.size).inclusion(6),
                        HEADER_NOT_IN_LOG),
                new Line(
                        "path",
                        "of a smaller log",
                        d -> d.logPath = WORLD.log(9).inclusion(5),
                        HEADER_NOT_IN_LOG));
    }

    @TestFactory
    Stream<DynamicTest> indexes() {
        return play(
                new Line("index", "the next record", d -> d.indexInBlock++, RECORD_NOT_IN_BLOCK),
                new Line("index", "the record before", d -> d.indexInBlock--, RECORD_NOT_IN_BLOCK),
                new Line("index", "the first record", d -> d.indexInBlock = 0, RECORD_NOT_IN_BLOCK),
                new Line("index", "behind the block", d -> d.indexInBlock = d.header.records(), INDEX_OUTSIDE_TREE),
                new Line("index", "below 0", d -> d.indexInBlock = -1, INDEX_OUTSIDE_TREE),
                new Line("index", "3 + 2^32", d -> d.indexInBlock += 1L << 32, INDEX_OUTSIDE_TREE),
                new Line("index", "the next block", d -> d.blockIndex++, HEADER_NOT_IN_LOG),
                new Line("index", "the block before", d -> d.blockIndex--, HEADER_NOT_IN_LOG),
                new Line("index", "the first block", d -> d.blockIndex = 0, HEADER_NOT_IN_LOG),
                new Line("index", "behind the log", d -> d.blockIndex = d.size, INDEX_OUTSIDE_TREE),
                new Line("index", "far behind the log", d -> d.blockIndex = Long.MAX_VALUE, INDEX_OUTSIDE_TREE));
    }

    @TestFactory
    Stream<DynamicTest> sizesAndRoots() {
        return play(
                new Line("size", "one more", d -> d.size++, SIGNATURE_INVALID),
                new Line("size", "one less", d -> d.size--, SIGNATURE_INVALID),
                new Line("size", "nothing", d -> d.size = 0, SIGNATURE_INVALID),
                new Line("size", "the largest", d -> d.size = Long.MAX_VALUE, SIGNATURE_INVALID),
                new Line("size", "5, all signed", d -> resize(d, 5), INDEX_OUTSIDE_TREE),
                new Line("size", "0, all signed", d -> resize(d, 0), INDEX_OUTSIDE_TREE),
                new Line("size", "9, all signed", d -> resize(d, 9), HEADER_NOT_IN_LOG),
                new Line("size", "1000, all signed", d -> resize(d, 1_000), HEADER_NOT_IN_LOG),
                new Line(
                        "size",
                        "one more, the log signed",
                        d -> {
                            d.size++;
                            d.signatures.set(0, World.LOG.sign(d.text(), 0).format());
                        },
                        SIGNATURE_INVALID),
                new Line("root", "a bit", d -> d.root = flipped(d.root), SIGNATURE_INVALID),
                new Line("root", "nothing", d -> d.root = Hash.ZERO, SIGNATURE_INVALID),
                new Line(
                        "root",
                        "that of a smaller log",
                        d -> d.root = WORLD.log(9).root(),
                        SIGNATURE_INVALID),
                new Line(
                        "root",
                        "a bit, all signed",
                        d -> {
                            d.root = flipped(d.root);
                            d.signedAnew();
                        },
                        HEADER_NOT_IN_LOG),
                new Line(
                        "root",
                        "another log's, all signed",
                        d -> {
                            d.root = OTHER.log(19).root();
                            d.signedAnew();
                        },
                        HEADER_NOT_IN_LOG),
                new Line("root", "the block's", d -> d.root = d.header.recordsRoot(), SIGNATURE_INVALID),
                new Line("root", "of the block, another", d -> d.header = rooted(d.header), HEADER_NOT_IN_LOG));
    }

    private static void resize(Draft draft, long size) {
        draft.size = size;
        draft.signedAnew();
    }

    /** Blocks of which somebody swapped records after they were signed: the receipts of the swapped ones. */
    @TestFactory
    Stream<DynamicTest> swappedRecords() {
        List<LogEntry> log = LogEntry.log(20_261_122, 240);
        List<DynamicTest> tests = new ArrayList<>();
        for (int entry = 60; entry < 72; entry++) {
            LogEntry honest = log.get(entry);
            int events = honest.records().size();
            if (honest.headerSalt() != null && events > 2) {
                List<byte[]> swapped = new ArrayList<>(honest.records());
                Collections.swap(swapped, 1, 2);
                List<LogEntry> forged = new ArrayList<>(log);
                forged.set(entry, honest.with(swapped));
                World world = new World(World.CLUSTER, forged, new BlockRule(12, 1_000, 1_000));
                for (World.Placed placed : world.records) {
                    if (placed.sequence() == honest.sequence() && placed.number() > 0 && placed.number() < 3) {
                        tests.add(swapped(world, placed));
                    }
                }
            }
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(5);
        return tests.stream();
    }

    private static DynamicTest swapped(World world, World.Placed placed) {
        return DynamicTest.dynamicTest(placed.sequence() + "/" + placed.number(), () -> {
            Draft itsOwn = new Draft(world, placed, WORLD.headers.size()).sign(4, 2);
            Draft underTheSigned = honest();
            itsOwn.root = underTheSigned.root;
            itsOwn.signedAnew();
            assertThat(World.verifier().verify(itsOwn.file())).isEqualTo(new Verdict.NotProven(HEADER_NOT_IN_LOG));
            itsOwn.header = WORLD.headers.get(placed.block());
            itsOwn.logPath = WORLD.log(WORLD.headers.size()).inclusion(placed.block());
            assertThat(World.verifier().verify(itsOwn.file())).isEqualTo(new Verdict.NotProven(RECORD_NOT_IN_BLOCK));
            List<Hash> leaves = Objects.requireNonNull(WORLD.leaves.get(placed.block()));
            itsOwn.blockPath = TreeProver.of(leaves).inclusion(placed.indexInBlock());
            assertThat(World.verifier().verify(itsOwn.file())).isEqualTo(new Verdict.NotProven(RECORD_NOT_IN_BLOCK));
        });
    }

    private static long near(Draft draft) {
        return draft.sequence == draft.header.firstSequence() ? draft.sequence + 1 : draft.sequence - 1;
    }

    private static void flip(List<Hash> path, int step) {
        path.set(step, flipped(path.get(step)));
    }

    private static Hash flipped(Hash hash) {
        byte[] bytes = hash.bytes();
        bytes[0] ^= 1;
        return Hash.of(bytes);
    }

    private static BlockHeader later(BlockHeader h) {
        return new BlockHeader(
                h.cluster(),
                h.firstSequence(),
                h.lastSequence(),
                h.timestampMs() + 1,
                h.records(),
                h.previousHash(),
                h.stateDigestHigh(),
                h.stateDigestLow(),
                h.recordsRoot());
    }

    private static BlockHeader rooted(BlockHeader h) {
        return new BlockHeader(
                h.cluster(),
                h.firstSequence(),
                h.lastSequence(),
                h.timestampMs(),
                h.records(),
                h.previousHash(),
                h.stateDigestHigh(),
                h.stateDigestLow(),
                Hash.ZERO);
    }
}
