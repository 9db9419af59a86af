package kz.sandyq.transparency.liability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.TreeHasher;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A total that holds every client, and every way to leave one out that a check can see. */
class LiabilitiesTest {
    private static final long TENGE = 1;
    private static final long SEQUENCE = 5_000;
    private static final byte[] SEED = Arrays.copyOf("test seed, worthless".getBytes(StandardCharsets.US_ASCII), 32);
    private static final byte[] OTHER_SEED = Arrays.copyOf("another test seed".getBytes(StandardCharsets.US_ASCII), 32);
    private static final SortedMap<Long, Long> OWED =
            new TreeMap<>(Map.of(101L, 500L, 102L, 0L, 103L, 7_000L, 104L, 500L, 105L, 1L, 106L, 12_345L, 107L, 9L));
    private static final long TOTAL = 20_355;

    @Test
    void everybodyFindsHimselfInTotalsOfManySizes() throws Refused {
        SplittableRandom random = new SplittableRandom(1);
        for (int clients = 1; clients <= 40; clients++) {
            SortedMap<Long, Long> owed = new TreeMap<>();
            long total = 0;
            for (int client = 0; client < clients; client++) {
                long amount = random.nextLong(20_000);
                owed.put(1_000L + client, amount);
                total += amount;
            }
            Liabilities liabilities = Trees.built(TENGE, SEQUENCE, owed, 5_000, SEED);
            Statement statement = liabilities.statement();
            statement.isTotal(TENGE, SEQUENCE, total);
            for (Map.Entry<Long, Long> each : owed.entrySet()) {
                HolderProof proof = liabilities.proof(each.getKey());
                statement.holds(each.getKey(), each.getValue(), proof);
                assertThat(proof.parts()).allMatch(part -> part.amountMinor() <= 5_000);
            }
            assertThat(statement.leaves()).isGreaterThanOrEqualTo(clients);
        }
    }

    @Test
    void theSameSeedGivesTheSameTreeAndAnotherOneAnotherOrder() throws Refused {
        Statement first = Trees.built(TENGE, SEQUENCE, OWED, 5_000, SEED).statement();
        assertThat(Trees.built(TENGE, SEQUENCE, OWED, 5_000, SEED).statement()).isEqualTo(first);
        Liabilities other = Trees.built(TENGE, SEQUENCE, OWED, 5_000, OTHER_SEED);
        assertThat(other.statement().root().sumMinor()).isEqualTo(first.root().sumMinor());
        assertThat(other.statement().hash()).isNotEqualTo(first.hash());
        assertThat(OWED.keySet().stream()
                        .map(client ->
                                liabilities().proof(client).parts().getFirst().index()))
                .isNotEqualTo(OWED.keySet().stream()
                        .map(client -> other.proof(client).parts().getFirst().index())
                        .toList());
    }

    @Test
    void everyFieldEntersThePublishedHash() {
        Statement s = liabilities().statement();
        SumNode root = s.root();
        assertThat(Stream.of(
                                s,
                                new Statement(2, SEQUENCE, s.leaves(), root),
                                new Statement(TENGE, 1, s.leaves(), root),
                                new Statement(TENGE, SEQUENCE, 99, root),
                                new Statement(TENGE, SEQUENCE, s.leaves(), new SumNode(root.hash(), 1)),
                                new Statement(TENGE, SEQUENCE, s.leaves(), new SumNode(Hash.ZERO, TOTAL)))
                        .map(Statement::hash))
                .doesNotHaveDuplicates();
    }

    private interface Check {
        void run() throws Refused;
    }

    private record Line(String name, Check check, String outcome) {}

    @TestFactory
    Stream<DynamicTest> totals() {
        Statement s = liabilities().statement();
        return play(
                new Line("the core's", () -> s.isTotal(TENGE, SEQUENCE, TOTAL), "holds"),
                new Line("one left out", () -> without(105).isTotal(TENGE, SEQUENCE, TOTAL), "106 TOTAL_DIFFERS"),
                new Line(
                        "the largest left out",
                        () -> without(106).isTotal(TENGE, SEQUENCE, TOTAL),
                        "106 TOTAL_DIFFERS"),
                new Line("one invented", () -> with(999, 77).isTotal(TENGE, SEQUENCE, TOTAL), "106 TOTAL_DIFFERS"),
                new Line("one with less", () -> with(103, 6_999).isTotal(TENGE, SEQUENCE, TOTAL), "106 TOTAL_DIFFERS"),
                new Line("the core owes more", () -> s.isTotal(TENGE, SEQUENCE, TOTAL + 1), "106 TOTAL_DIFFERS"),
                new Line("of the entry before", () -> s.isTotal(TENGE, SEQUENCE - 1, TOTAL), "105 OTHER_TOTAL"),
                new Line("of the entry after", () -> s.isTotal(TENGE, SEQUENCE + 1, TOTAL), "105 OTHER_TOTAL"),
                new Line("of another asset", () -> s.isTotal(2, SEQUENCE, TOTAL), "105 OTHER_TOTAL"));
    }

    @TestFactory
    Stream<DynamicTest> buildings() {
        return play(
                new Line("nothing owed to one", () -> with(102, 0), "holds"),
                new Line("a negative one", () -> with(102, -1), "100 AMOUNT_NEGATIVE"),
                new Line("the lowest", () -> with(102, Long.MIN_VALUE), "100 AMOUNT_NEGATIVE"),
                new Line("the largest", () -> large(Map.of(1L, Long.MAX_VALUE)), "holds"),
                new Line("one above", () -> large(Map.of(1L, Long.MAX_VALUE, 2L, 1L)), "101 AMOUNT_OVERFLOW"),
                new Line("two halves and two", () -> large(Map.of(1L, 1L << 62, 2L, 1L << 62)), "101 AMOUNT_OVERFLOW"));
    }

    private static void large(Map<Long, Long> owed) throws Refused {
        Trees.built(TENGE, SEQUENCE, new TreeMap<>(owed), Long.MAX_VALUE, SEED);
    }

    @TestFactory
    Stream<DynamicTest> holders() {
        Liabilities all = liabilities();
        Statement s = all.statement();
        HolderProof bob = all.proof(103);
        HolderProof twin = all.proof(101);
        HolderProof.Part part = bob.parts().getFirst();
        return play(
                new Line("his own", () -> s.holds(103, 7_000, bob), "holds"),
                new Line("in two leaves at least", () -> assertThat(bob.parts()).hasSizeGreaterThan(1), "holds"),
                new Line("nothing owed, and so it says", () -> s.holds(102, 0, all.proof(102)), "holds"),
                new Line("less than owed", () -> s.holds(103, 7_001, bob), "102 LEAF_NOT_YOURS"),
                new Line("a leaf kept back", () -> s.holds(103, 7_000, proof(part)), "102 LEAF_NOT_YOURS"),
                new Line("no leaf", () -> s.holds(103, 7_000, all.proof(999)), "102 LEAF_NOT_YOURS"),
                new Line("one leaf for two who are owed alike", () -> s.holds(104, 500, twin), "103 LEAF_NOT_IN_TOTAL"),
                new Line(
                        "one leaf for two, the other way",
                        () -> s.holds(101, 500, all.proof(104)),
                        "103 LEAF_NOT_IN_TOTAL"),
                new Line(
                        "a leaf twice",
                        () -> s.holds(103, 2 * part.amountMinor(), proof(part, part)),
                        "104 LEAF_TWICE"),
                new Line(
                        "another index",
                        () -> s.holds(103, 7_000, proof(moved(part, part.index() ^ 1))),
                        "103 LEAF_NOT_IN_TOTAL"),
                new Line(
                        "an index outside",
                        () -> s.holds(103, 7_000, proof(moved(part, s.leaves()))),
                        "40 INDEX_OUTSIDE_TREE"),
                new Line(
                        "an index below 0", () -> s.holds(103, 7_000, proof(moved(part, -1))), "40 INDEX_OUTSIDE_TREE"),
                new Line("another amount", () -> s.holds(103, 8, proof(amount(part, 8))), "103 LEAF_NOT_IN_TOTAL"),
                new Line("a negative leaf", () -> s.holds(103, -8, proof(amount(part, -8))), "100 AMOUNT_NEGATIVE"),
                new Line(
                        "a leaf above all",
                        () -> s.holds(103, 1, proof(amount(part, Long.MAX_VALUE))),
                        "101 AMOUNT_OVERFLOW"),
                new Line(
                        "a negative sum beside",
                        () -> s.holds(103, 7_000, proof(beside(part, -5))),
                        "100 AMOUNT_NEGATIVE"),
                new Line(
                        "a smaller sum beside",
                        () -> s.holds(103, 7_000, proof(beside(part, 0))),
                        "103 LEAF_NOT_IN_TOTAL"),
                new Line(
                        "a step less",
                        () -> s.holds(103, 7_000, proof(path(part, part.path().subList(1, 2)))),
                        "103 LEAF_NOT_IN_TOTAL"),
                new Line("a step more", () -> s.holds(103, 7_000, proof(longer(part))), "103 LEAF_NOT_IN_TOTAL"),
                new Line(
                        "of more leaves than there are",
                        () -> new Statement(TENGE, SEQUENCE, 64, s.root()).holds(103, 7_000, bob),
                        "103 LEAF_NOT_IN_TOTAL"),
                new Line(
                        "a salt of 15 bytes",
                        () -> s.holds(
                                103,
                                7_000,
                                proof(new HolderProof.Part(
                                        part.index(), new byte[15], part.amountMinor(), part.path()))),
                        "102 LEAF_NOT_YOURS"),
                new Line(
                        "of a tree with another seed",
                        () -> s.holds(103, 7_000, other().proof(103)),
                        "103 LEAF_NOT_IN_TOTAL"));
    }

    /**
     * The known flaw of trees whose nodes hash only the sum of both children: there each of two clients can be shown a
     * node in which the other one's sum is smaller. Such a node is no node here.
     */
    @Test
    void aNodeThatHashesOneSumOnlyIsRefused() throws Refused {
        byte[] salt = new byte[16];
        SumNode alice = SumNode.leaf(salt, 1, 100);
        SumNode bob = SumNode.leaf(salt, 2, 30);
        byte[] flawed = SumNode.bytes(1 + 64 + 8)
                .put((byte) 1)
                .put(alice.hash().bytes())
                .put(bob.hash().bytes())
                .putLong(100)
                .array();
        Statement statement = new Statement(TENGE, SEQUENCE, 2, new SumNode(new TreeHasher().digest(flawed), 100));
        SumNode shrunk = new SumNode(bob.hash(), 0);
        HolderProof forAlice = proof(new HolderProof.Part(0, salt, 100, List.of(shrunk)));
        assertThatThrownBy(() -> statement.holds(1, 100, forAlice)).hasMessage("103 LEAF_NOT_IN_TOTAL");
        Statement sound = new Statement(TENGE, SEQUENCE, 2, SumNode.over(alice, bob));
        sound.holds(1, 100, proof(new HolderProof.Part(0, salt, 100, List.of(bob))));
        assertThatThrownBy(() -> sound.holds(1, 100, forAlice)).hasMessage("103 LEAF_NOT_IN_TOTAL");
    }

    @Test
    void whatCannotBeBuiltIsRefused() {
        assertThatThrownBy(() -> Trees.built(TENGE, SEQUENCE, new TreeMap<>(), 5_000, SEED))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Trees.built(TENGE, SEQUENCE, OWED, 1, SEED))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Trees.built(TENGE, SEQUENCE, OWED, 5_000, new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Trees.built(TENGE, SEQUENCE, OWED, 4, SEED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void clientsAscendAndAreWithTheirAmounts() {
        long[] one = {1};
        for (long[] refs : List.of(new long[] {2, 1}, new long[] {1, 1})) {
            assertThatThrownBy(() -> Liabilities.build(1, 1, refs, refs, 2, SEED, ByteBuffer::allocate))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Liabilities.build(1, 1, one, new long[] {1, 2}, 2, SEED, ByteBuffer::allocate))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Few clients are split into many leaves, many into few; nobody into more than a file may have. */
    @Test
    void theLimitKeepsNeighboursInTheDarkAndTreesSmall() throws Refused {
        SplittableRandom random = new SplittableRandom(2);
        for (int clients : new int[] {1, 3, 50, 3_000}) {
            long[] refs = new long[clients];
            long[] owed = new long[clients];
            for (int i = 0; i < clients; i++) {
                refs[i] = i;
                owed[i] = random.nextLong(1, 1L << random.nextInt(1, 40)) + 10_000;
            }
            owed[0] = 1L << 41;
            List<ByteBuffer> kept = new ArrayList<>();
            Statement statement = Liabilities.build(1, 1, refs, owed, Liabilities.splitAbove(owed), SEED, bytes -> {
                        kept.add(ByteBuffer.allocate(bytes));
                        return kept.getFirst();
                    })
                    .statement();
            assertThat(statement.leaves()).isBetween(64L, 2_000 + clients * 3L / 2);
            Liabilities read = Liabilities.of(kept.getFirst());
            statement.holds(0, owed[0], read.proof(0));
        }
        assertThat(Liabilities.splitAbove(new long[] {0})).isEqualTo(2);
        assertThat(Liabilities.splitAbove(new long[] {Long.MAX_VALUE, Long.MAX_VALUE}))
                .isPositive();
    }

    private static Stream<DynamicTest> play(Line... lines) {
        return Arrays.stream(lines)
                .map(line -> DynamicTest.dynamicTest(line.name, () -> {
                    String outcome = "holds";
                    try {
                        line.check.run();
                    } catch (Refused refused) {
                        outcome = String.valueOf(refused.getMessage());
                    }
                    assertThat(outcome).isEqualTo(line.outcome);
                }));
    }

    private static Liabilities liabilities() {
        return built(OWED, SEED);
    }

    private static Liabilities other() {
        return built(OWED, OTHER_SEED);
    }

    private static Liabilities built(SortedMap<Long, Long> owed, byte[] seed) {
        try {
            return Trees.built(TENGE, SEQUENCE, owed, 5_000, seed);
        } catch (Refused impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Statement without(long client) {
        SortedMap<Long, Long> owed = new TreeMap<>(OWED);
        owed.remove(client);
        return built(owed, SEED).statement();
    }

    private static Statement with(long client, long amount) throws Refused {
        SortedMap<Long, Long> owed = new TreeMap<>(OWED);
        owed.put(client, amount);
        return Trees.built(TENGE, SEQUENCE, owed, 5_000, SEED).statement();
    }

    private static HolderProof proof(HolderProof.Part... parts) {
        return new HolderProof(List.of(parts));
    }

    private static HolderProof.Part moved(HolderProof.Part part, long index) {
        return new HolderProof.Part(index, part.salt(), part.amountMinor(), part.path());
    }

    private static HolderProof.Part amount(HolderProof.Part part, long amountMinor) {
        return new HolderProof.Part(part.index(), part.salt(), amountMinor, part.path());
    }

    private static HolderProof.Part path(HolderProof.Part part, List<SumNode> path) {
        return new HolderProof.Part(part.index(), part.salt(), part.amountMinor(), path);
    }

    private static HolderProof.Part beside(HolderProof.Part part, long sumMinor) {
        List<SumNode> path = new ArrayList<>(part.path());
        path.set(1, new SumNode(path.get(1).hash(), sumMinor));
        return path(part, path);
    }

    private static HolderProof.Part longer(HolderProof.Part part) {
        List<SumNode> path = new ArrayList<>(part.path());
        path.add(new SumNode(Hash.ZERO, 0));
        return path(part, path);
    }
}
