package kz.sandyq.transparency.liability;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.TestKeys;
import kz.sandyq.transparency.tree.EntryBundle;
import kz.sandyq.transparency.tree.Hash;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Notes and holders' proofs as files: golden ones, compared byte for byte, and what is none. */
class LiabilityFilesTest {
    private static final Path ALL_GOLDEN =
            Path.of(System.getProperty("sandyq.root")).resolve("docs/protocol/golden");
    private static final Path GOLDEN = ALL_GOLDEN.resolve("liabilities");
    private static final String ORIGIN = "test.invalid/sandyq/7";
    private static final byte[] SEED = Arrays.copyOf("golden seed, worthless".getBytes(US_ASCII), 32);
    private static final long ASSET = 12;
    private static final int ASSETS = 14;
    private static final int BLOCK = 11;
    private static final BlockHeader HEADER = header(BLOCK);
    private static final Liabilities ALL =
            liabilities(ASSET, Map.of(101L, 500L, 102L, 0L, 103L, 12_000L, 104L, 500L, 105L, 1L, 106L, 4_999L));
    private static final StatementTree STATEMENTS = statements();
    private static final LiabilityNote NOTE =
            new LiabilityNote(ORIGIN, HEADER.lastSequence(), BLOCK, HEADER.leafHash(), ASSETS, STATEMENTS.root());
    private static final String HOLDER = new String(holder(103).format(), UTF_8);

    private static BlockHeader header(int index) {
        try {
            byte[] bundle = Files.readAllBytes(ALL_GOLDEN.resolve("log/tile/entries/000.p/20"));
            return BlockHeader.parse(EntryBundle.parse(bundle, 20).get(index));
        } catch (IOException | Refused impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Liabilities liabilities(long asset, Map<Long, Long> owed) {
        try {
            return Trees.built(asset, HEADER.lastSequence(), new TreeMap<>(owed), 5_000, SEED);
        } catch (Refused impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static StatementTree statements() {
        List<Hash> leaves = new ArrayList<>();
        for (long asset = 1; asset <= ASSETS; asset++) {
            Liabilities owed = asset == ASSET ? ALL : liabilities(asset, Map.of(0L, 0L));
            leaves.add(LiabilityNote.leaf(owed.statement()));
        }
        return new StatementTree(leaves);
    }

    private static HolderFile holder(long clientRef) {
        return new HolderFile(clientRef, ALL.statement(), STATEMENTS.path(ASSET), ALL.proof(clientRef));
    }

    @Test
    void theFilesOfTheSeedAreTheCommittedOnes() throws IOException {
        NoteSigner log = TestKeys.log(ORIGIN, "log");
        Map<String, byte[]> files = Map.of(
                "note", new SignedNote(NOTE.text(), List.of(log.sign(NOTE.text(), 0))).format(),
                "holder-103", HOLDER.getBytes(UTF_8),
                "holder-104", holder(104).format());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = GOLDEN.resolve(file.getKey());
            if (System.getProperty("sandyq.golden", "").equals("write")) {
                Files.createDirectories(GOLDEN);
                Files.write(path, file.getValue());
            }
            assertThat(path).hasBinaryContent(file.getValue());
        }
    }

    @Test
    void whatWasWrittenIsRead() throws Refused {
        assertThat(LiabilityNote.parse(NOTE.text())).isEqualTo(NOTE);
        HolderFile holder = HolderFile.parse(HOLDER.getBytes(UTF_8));
        assertThat(holder.clientRef()).isEqualTo(103);
        assertThat(holder.statement()).isEqualTo(ALL.statement());
        assertThat(holder.owedMinor()).isEqualTo(12_000);
        assertThat(new String(holder.format(), UTF_8)).isEqualTo(HOLDER);
        NOTE.publishes(holder.statement(), holder.path());
        NOTE.isAfter(HEADER);
        holder.statement().holds(103, 12_000, holder.proof());
        HolderProof none = new HolderProof(List.of());
        assertThatThrownBy(() -> ALL.statement().holds(9, 1, none)).hasMessage("102 LEAF_NOT_YOURS");
        assertThatThrownBy(() ->
                        HolderFile.parse(HOLDER.replaceFirst("(?s)part .*", "").getBytes(UTF_8)))
                .hasMessage("11 HOLDER_PROOF_MALFORMED");
    }

    /** One note, one statement for each asset: whoever is shown another one holds something against the operator. */
    @Test
    void aNoteBindsItsStatementsAndItsBlockAndNoOther() throws Refused {
        for (long asset = 1; asset <= ASSETS; asset++) {
            Statement own = (asset == ASSET ? ALL : liabilities(asset, Map.of(0L, 0L))).statement();
            NOTE.publishes(own, STATEMENTS.path(asset));
            List<Hash> other = STATEMENTS.path(asset % ASSETS + 1);
            assertThatThrownBy(() -> NOTE.publishes(own, other)).hasMessage("107 STATEMENT_NOT_PUBLISHED");
        }
        Statement s = ALL.statement();
        List<Hash> path = STATEMENTS.path(ASSET);
        for (Statement other : List.of(
                new Statement(13, s.sequence(), s.leaves(), s.root()),
                new Statement(0, s.sequence(), s.leaves(), s.root()),
                new Statement(
                        ASSET, s.sequence(), s.leaves(), new SumNode(s.root().hash(), 17_000)),
                liabilities(ASSET, Map.of(103L, 12_000L)).statement())) {
            assertThatThrownBy(() -> NOTE.publishes(other, path)).hasMessage("107 STATEMENT_NOT_PUBLISHED");
        }
        Statement later = new Statement(ASSET, s.sequence() + 1, s.leaves(), s.root());
        assertThatThrownBy(() -> NOTE.publishes(later, path)).hasMessage("105 OTHER_TOTAL");
        assertThatThrownBy(() -> NOTE.isAfter(header(BLOCK - 1))).hasMessage("105 OTHER_TOTAL");
        assertThatThrownBy(() -> NOTE.isAfter(header(BLOCK + 1))).hasMessage("105 OTHER_TOTAL");
        assertThatThrownBy(() -> new StatementTree(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private record Line(String name, String text) {}

    @TestFactory
    Stream<DynamicTest> otherTextsAreNoStatements() {
        String text = NOTE.text();
        return Stream.of(
                        new Line("nothing", ""),
                        new Line("another version", text.replace("@v1", "@v2")),
                        new Line("a line more", text + "x\n"),
                        new Line("a line less", text.replaceFirst("block .*\n", "")),
                        new Line("no last newline", text.strip()),
                        new Line("lines swapped", text.replace("block", "x").replace("assets", "block")),
                        new Line("a leading zero", text.replace("assets 1", "assets 01")),
                        new Line("a block below zero", text.replace("block ", "block -")),
                        new Line("no asset", text.replaceFirst("assets \\d+", "assets 0")),
                        new Line("a root of 33 bytes", text.replaceFirst("\n.{44}\n$", "\n" + "A".repeat(44) + "\n")),
                        new Line("a space in the origin", text.replace("test.invalid", "test invalid")))
                .map(line -> DynamicTest.dynamicTest(
                        line.name,
                        () -> assertThatThrownBy(() -> LiabilityNote.parse(line.text))
                                .hasMessage("10 STATEMENT_MALFORMED")));
    }

    @TestFactory
    Stream<DynamicTest> otherFilesAreNoProofs() {
        String firstPart = HOLDER.lines()
                .filter(line -> line.startsWith("part "))
                .findFirst()
                .orElseThrow();
        return Stream.of(
                        new Line("nothing", ""),
                        new Line("another version", HOLDER.replace("@v1", "@v2")),
                        new Line("cut in a line", HOLDER.substring(0, HOLDER.length() - 5)),
                        new Line("no last newline", HOLDER.strip()),
                        new Line("no client", HOLDER.replace("client 103\n", "")),
                        new Line("a client below zero", HOLDER.replace("client 103", "client -103")),
                        new Line(
                                "an amount below zero",
                                HOLDER.replace(firstPart, firstPart.replaceFirst(" (\\d+) ([^ ]+)$", " -$1 $2"))),
                        new Line("no leaves", HOLDER.replaceFirst("leaves \\d+", "leaves 0")),
                        new Line("a root of 33 bytes", HOLDER.replaceFirst("root .*", "root " + "A".repeat(44))),
                        new Line("64 steps", HOLDER.replaceFirst("(step .*\n)", "$1".repeat(64))),
                        new Line("a word more", HOLDER.replace(firstPart, firstPart + " x")),
                        new Line("a sum missing", HOLDER.replaceFirst("= \\d+\n", "=\n")),
                        new Line(
                                "a salt of 15 bytes",
                                HOLDER.replaceFirst("(part \\d+ \\d+) .*", "$1 " + "A".repeat(20))),
                        new Line("a path of 64", HOLDER + (("A".repeat(43) + "= 1\n").repeat(64))))
                .map(line -> DynamicTest.dynamicTest(
                        line.name,
                        () -> assertThatThrownBy(() -> HolderFile.parse(line.text.getBytes(UTF_8)))
                                .hasMessage("11 HOLDER_PROOF_MALFORMED")));
    }

    @Test
    void aFileAboveItsLimitIsNotRead() {
        assertThatThrownBy(() -> HolderFile.parse(new byte[HolderFile.LONGEST + 1]))
                .hasMessage("1 TOO_LARGE");
    }
}
