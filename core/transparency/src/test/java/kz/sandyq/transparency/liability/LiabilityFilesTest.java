package kz.sandyq.transparency.liability;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.TestKeys;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Statements and holders' proofs as files: golden ones, compared byte for byte, and what is none. */
class LiabilityFilesTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("sandyq.root")).resolve("docs/protocol/golden/liabilities");
    private static final String ORIGIN = "test.invalid/sandyq/7";
    private static final byte[] SEED = Arrays.copyOf("golden seed, worthless".getBytes(US_ASCII), 32);
    private static final Liabilities ALL = liabilities();
    private static final String STATEMENT = new StatementText(ORIGIN, ALL.statement()).text();
    private static final String HOLDER = new String(new HolderFile(103, ALL.proof(103)).format(), UTF_8);

    private static Liabilities liabilities() {
        try {
            return new Liabilities(
                    12,
                    240,
                    new TreeMap<>(Map.of(101L, 500L, 102L, 0L, 103L, 12_000L, 104L, 500L, 105L, 1L, 106L, 4_999L)),
                    5_000,
                    SEED);
        } catch (Refused impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void theFilesOfTheSeedAreTheCommittedOnes() throws IOException {
        NoteSigner log = TestKeys.log(ORIGIN, "log");
        Map<String, byte[]> files = Map.of(
                "statement", new SignedNote(STATEMENT, List.of(log.sign(STATEMENT, 0))).format(),
                "holder-103", HOLDER.getBytes(UTF_8),
                "holder-104", new HolderFile(104, ALL.proof(104)).format());
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
        StatementText statement = StatementText.parse(STATEMENT);
        HolderFile holder = HolderFile.parse(HOLDER.getBytes(UTF_8));
        assertThat(statement).isEqualTo(new StatementText(ORIGIN, ALL.statement()));
        assertThat(holder.clientRef()).isEqualTo(103);
        assertThat(new String(holder.format(), UTF_8)).isEqualTo(HOLDER);
        statement.statement().holds(103, 12_000, holder.proof());
        HolderFile none = HolderFile.parse("sandyq-holder-proof@v1\nclient 9\n".getBytes(UTF_8));
        assertThatThrownBy(() -> ALL.statement().holds(9, 1, none.proof())).hasMessage("102 LEAF_NOT_YOURS");
    }

    private record Line(String name, String text) {}

    @TestFactory
    Stream<DynamicTest> otherTextsAreNoStatements() {
        return Stream.of(
                        new Line("nothing", ""),
                        new Line("another version", STATEMENT.replace("@v1", "@v2")),
                        new Line("a line more", STATEMENT + "x\n"),
                        new Line("a line less", STATEMENT.replaceFirst("asset .*\n", "")),
                        new Line("no last newline", STATEMENT.strip()),
                        new Line(
                                "lines swapped",
                                STATEMENT.replace("leaves", "x").replace("total", "leaves")),
                        new Line("a leading zero", STATEMENT.replace("asset 1", "asset 01")),
                        new Line("a total below zero", STATEMENT.replace("total ", "total -")),
                        new Line("no leaf", STATEMENT.replaceFirst("leaves \\d+", "leaves 0")),
                        new Line(
                                "a root of 31 bytes",
                                STATEMENT.replaceFirst("\n.{44}\n$", "\n" + "A".repeat(44) + "\n")),
                        new Line("a space in the origin", STATEMENT.replace("test.invalid", "test invalid")))
                .map(line -> DynamicTest.dynamicTest(
                        line.name,
                        () -> assertThatThrownBy(() -> StatementText.parse(line.text))
                                .hasMessage("10 STATEMENT_MALFORMED")));
    }

    @TestFactory
    Stream<DynamicTest> otherFilesAreNoProofs() {
        String firstPart = HOLDER.lines().skip(2).findFirst().orElseThrow();
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
