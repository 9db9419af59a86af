package kz.sandyq.transparency.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.block.BlockRule;
import kz.sandyq.transparency.block.LogEntry;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.TlogProof;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.TreeHasher;
import kz.sandyq.transparency.tree.TreeProver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a receipt proves, how large it is, and that no byte of it can be another one. */
class ReceiptTest {
    private static final World WORLD = World.usual();

    @Test
    void everyRecordOfEveryBlockIsProven() throws Refused {
        // Who signs is the matter of other tests, and costs most.
        Policy ofTheLog = Policy.parse(("log " + World.LOG + "\nquorum none\n").getBytes(UTF_8));
        ReceiptVerifier verifier = new ReceiptVerifier(ofTheLog, World.ORIGIN, World.CLUSTER);
        int blocks = WORLD.headers.size();
        assertThat(blocks).isGreaterThan(15);
        List<String> signatures = WORLD.draft(0, 0).sign(0, 0).signatures;
        for (World.Placed placed : WORLD.records) {
            if (placed.block() < blocks) {
                Draft draft = new Draft(WORLD, placed, blocks);
                draft.signatures = signatures;
                byte[] file = draft.file();
                assertThat(TlogProof.parse(file).format()).isEqualTo(file);
                assertThat(verifier.verify(file)).isInstanceOfSatisfying(Verdict.Proven.class, proven -> {
                    assertThat(proven.sequence()).isEqualTo(placed.sequence());
                    assertThat(proven.recordNumber()).isEqualTo(placed.number());
                    assertThat(proven.record()).isEqualTo(placed.shown());
                });
            }
        }
    }

    @Test
    void itSaysByWhom() throws Refused {
        Verdict verdict = World.verifier().verify(WORLD.draft(3, 2).sign(5, 2).file());
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Proven.class, proven -> {
            assertThat(proven.nodes())
                    .extracting(Cosigner::name)
                    .containsExactly("node-1", "node-2", "node-3", "node-4", "node-5");
            assertThat(proven.witnesses())
                    .containsExactly(
                            new Cosigner("depository", World.TIME_SECONDS),
                            new Cosigner("regulator", World.TIME_SECONDS));
            assertThat(proven.others()).isEmpty();
            assertThat(proven.checkpoint().size()).isEqualTo(WORLD.headers.size());
            assertThat(proven.header().timestampMs()).isGreaterThan(1_790_000_000_000L);
        });
    }

    @Test
    void aPolicyOfOneNamesNobodyElse() throws Refused {
        String policy = "log " + World.LOG + "\nwitness clerk " + World.WITNESSES.get(2) + "\nquorum none\n";
        ReceiptVerifier verifier = new ReceiptVerifier(Policy.parse(policy.getBytes(UTF_8)), World.ORIGIN, 7);
        assertThat(verifier.verify(WORLD.draft(0, 0).sign(0, 3).file()))
                .isInstanceOfSatisfying(Verdict.Proven.class, proven -> {
                    assertThat(proven.nodes()).isEmpty();
                    assertThat(proven.witnesses()).isEmpty();
                    assertThat(proven.others()).extracting(Cosigner::name).containsExactly("clerk");
                });
    }

    @Test
    void noFileThatIsCutOffOrLongerProvesAnything() throws Refused {
        ReceiptVerifier verifier = World.verifier();
        byte[] file = WORLD.draft(4, 1).sign(4, 2).file();
        for (int length = 0; length < file.length; length++) {
            assertThat(verifier.verify(Arrays.copyOf(file, length))).isInstanceOf(Verdict.NotProven.class);
            assertThat(verifier.verify(Arrays.copyOfRange(file, file.length - length, file.length)))
                    .isInstanceOf(Verdict.NotProven.class);
        }
        assertThat(verifier.verify(new byte[TlogProof.LONGEST + 1]))
                .isEqualTo(new Verdict.NotProven(Refusal.TOO_LARGE));
    }

    /** With exactly the signatures that are needed: whichever byte changes, comes or goes. Here each byte once. */
    @Test
    void noFileWithAByteChangedProvesAnything() throws Refused {
        byte[] file = WORLD.draft(5, 3).sign(1, 1).file();
        SplittableRandom random = new SplittableRandom(5);
        assertThat(taken(file, at -> List.of(changed(file, at, random)))).isEmpty();
    }

    /** Every other value of every byte, every byte left out, and every value put before each. */
    @Test
    @Tag("campaign")
    void noFileWithAnyChangeOfAByteProvesAnything() throws Refused {
        byte[] file = WORLD.draft(5, 3).sign(1, 1).file();
        assertThat(taken(file, at -> {
                    List<byte[]> all = new ArrayList<>();
                    for (int value = 0; value < 256; value++) {
                        if ((byte) value != file[at]) {
                            all.add(with(file, at, 1, value));
                            all.add(with(file, at, 0, value));
                        }
                    }
                    all.add(without(file, at));
                    return all;
                }))
                .isEmpty();
    }

    /** Changed files that are proven nevertheless, by the place of the change. */
    private static List<String> taken(byte[] file, IntFunction<List<byte[]>> changes) throws Refused {
        ReceiptVerifier verifier = needingTwo();
        assertThat(verifier.verify(file)).isInstanceOf(Verdict.Proven.class);
        return IntStream.range(0, file.length)
                .parallel()
                .mapToObj(at -> changes.apply(at).stream()
                        .filter(changed ->
                                !Arrays.equals(changed, file) && verifier.verify(changed) instanceof Verdict.Proven)
                        .map(changed -> at + ": " + new String(changed, UTF_8))
                        .toList())
                .flatMap(List::stream)
                .toList();
    }

    /** Of one node and one witness. */
    private static ReceiptVerifier needingTwo() throws Refused {
        String policy = World.policyText(World.NODES, World.WITNESSES)
                .replace("nodes 4", "nodes 1")
                .replace("witnesses 2", "witnesses 1");
        return new ReceiptVerifier(Policy.parse(policy.getBytes(UTF_8)), World.ORIGIN, World.CLUSTER);
    }

    /** With more signatures than needed a change can make one of an unknown key, which C2SP has one ignore. */
    @Test
    void aByteChangedInASignatureToSpareNeverAddsAName() throws Refused {
        ReceiptVerifier verifier = needingTwo();
        byte[] file = WORLD.draft(5, 3).sign(2, 2).file();
        Verdict.Proven whole = (Verdict.Proven) verifier.verify(file);
        SplittableRandom random = new SplittableRandom(6);
        int fewer = 0;
        for (int at = 0; at < file.length; at += 9) {
            if (verifier.verify(changed(file, at, random)) instanceof Verdict.Proven proven) {
                fewer++;
                assertThat(proven.nodes().size() + proven.witnesses().size()).isEqualTo(3);
                assertThat(whole.nodes()).containsAll(proven.nodes());
                assertThat(whole.witnesses()).containsAll(proven.witnesses());
                assertThat(proven.record()).isEqualTo(whole.record());
                assertThat(proven.sequence()).isEqualTo(whole.sequence());
                assertThat(proven.header()).isEqualTo(whole.header());
                assertThat(proven.checkpoint()).isEqualTo(whole.checkpoint());
            }
        }
        assertThat(fewer).isPositive();
    }

    /** The file with one change at a place: a bit, a byte less or a byte more. */
    private static byte[] changed(byte[] file, int at, SplittableRandom random) {
        int how = random.nextInt(10);
        return switch (how) {
            case 8 -> without(file, at);
            case 9 -> with(file, at, 0, "A=\n 0/".charAt(random.nextInt(6)));
            default -> with(file, at, 1, file[at] ^ (1 << how));
        };
    }

    private static byte[] without(byte[] file, int at) {
        byte[] shorter = Arrays.copyOf(file, file.length - 1);
        System.arraycopy(file, at + 1, shorter, at, file.length - at - 1);
        return shorter;
    }

    /** The file with a byte at a place, instead of so many that stood there. */
    private static byte[] with(byte[] file, int at, int instead, int value) {
        byte[] other = Arrays.copyOf(file, file.length + 1 - instead);
        other[at] = (byte) value;
        System.arraycopy(file, at + instead, other, at + 1, file.length - at - instead);
        return other;
    }

    @Test
    void aCommandIsNeverShownWithItsSalt() throws Refused {
        World.Placed command = WORLD.records.stream()
                .filter(each -> each.number() == 0)
                .findFirst()
                .orElseThrow();
        Draft draft = new Draft(WORLD, command, WORLD.headers.size()).sign(4, 2);
        assertThat(World.verifier().verify(draft.file())).isInstanceOf(Verdict.Proven.class);
        draft.record[95] = 1;
        assertThatThrownBy(draft::receipt).isInstanceOf(IllegalArgumentException.class);
        draft.record = new byte[105];
        assertThatThrownBy(draft::receipt).isInstanceOf(IllegalArgumentException.class);
    }

    /** A tree of a million blocks, a block of 1,000 records, five nodes and three witnesses. */
    @Test
    void aReceiptOfAGreatTreeIsSmall() throws Refused {
        World world = new World(World.CLUSTER, LogEntry.log(9, 2_000), new BlockRule(450, 1_000_000, 1_000_000));
        BlockHeader header = world.headers.get(1);
        assertThat(header.records()).isGreaterThan(1_000);
        Draft draft = world.draft(1, 517);
        int million = 1_000_000;
        long index = 700_001;
        TreeHasher hasher = new TreeHasher();
        List<Hash> leaves = new ArrayList<>();
        for (int block = 0; block < million; block++) {
            leaves.add(block == index ? header.leafHash() : hasher.leaf(("block " + block).getBytes(UTF_8)));
        }
        TreeProver tree = TreeProver.of(leaves);
        draft.size = million;
        draft.root = tree.root();
        draft.blockIndex = index;
        draft.logPath = tree.inclusion(index);
        byte[] file = draft.sign(5, 3).file();
        assertThat(World.verifier().verify(file)).isInstanceOf(Verdict.Proven.class);
        int signatures = TlogProof.parse(file).checkpoint().signatures().size();
        assertThat(signatures).isEqualTo(9);
        System.out.printf(
                "a receipt of %d blocks, block of %d records, record of %d bytes: %d bytes%n",
                million, header.records(), draft.record.length, file.length);
        assertThat(file.length).isLessThanOrEqualTo(4096);
    }
}
