package kz.sandyq.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The verifier on the golden files of docs/protocol and on what somebody made of them. */
class VerifierTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("sandyq.root")).resolve("docs/protocol/golden");
    private static final String RECEIPT = GOLDEN.resolve("receipt-1.tlog-proof").toString();
    private static final String POLICY = GOLDEN.resolve("policy-1.txt").toString();

    @TempDir
    private static Path folder;

    private record Line(String arguments, int exitCode, String firstLine) {}

    @BeforeAll
    static void forgeries() throws IOException {
        String receipt = Files.readString(Path.of(RECEIPT));
        String policy = Files.readString(Path.of(POLICY));
        Files.writeString(folder.resolve("altered"), receipt.replace("index 5", "index 6"));
        Files.writeString(folder.resolve("cut"), receipt.substring(0, receipt.length() - 9));
        Files.writeString(folder.resolve("empty"), "");
        Files.writeString(folder.resolve("alone"), policy.replaceAll("(?m)^(group|quorum) .*\n", "") + "quorum none\n");
        Files.writeString(folder.resolve("five"), policy.replace("nodes 4", "nodes 5"));
        Files.writeString(folder.resolve("three"), policy.replace("witnesses 2", "witnesses 3"));
        Files.writeString(folder.resolve("broken"), policy.replace("quorum", "quorun"));
        Files.writeString(folder.resolve("nolog"), policy.replaceAll("(?m)^log .*\n", ""));
        Files.write(folder.resolve("large"), new byte[(1 << 21) + 10]);
    }

    /** R is the golden receipt, P its policy, other words in capitals files of the folder. */
    @TestFactory
    Stream<DynamicTest> commandLines() {
        return Stream.of(
                        new Line("receipt R --policy P", 0, "ДӘЛЕЛДЕНДІ"),
                        new Line("receipt R --policy P --language ru", 0, "ДОКАЗАНО"),
                        new Line("receipt R --policy P --language en", 0, "PROVEN"),
                        new Line("receipt R --language en --cluster 7 --policy P", 0, "PROVEN"),
                        new Line("receipt R --policy P --origin test.invalid/sandyq/7 --language en", 0, "PROVEN"),
                        new Line(
                                "receipt R --policy ALONE --language en",
                                0,
                                "PROVEN WITHIN THE OPERATOR ONLY: no outside witness has seen it"),
                        new Line(
                                "receipt R --policy P --cluster 8 --language en",
                                1,
                                "NOT PROVEN: refusal 21 OTHER_CLUSTER. The receipt is of another cluster."),
                        new Line(
                                "receipt R --policy P --origin other --language en",
                                1,
                                "NOT PROVEN: refusal 20 OTHER_ORIGIN. The receipt is of another log."),
                        new Line(
                                "receipt ALTERED --policy P --language en",
                                1,
                                "NOT PROVEN: refusal 41 HEADER_NOT_IN_LOG. The block is not the one that was signed."),
                        new Line(
                                "receipt CUT --policy P --language ru",
                                1,
                                "НЕ ДОКАЗАНО: отказ 4 NOTE_MALFORMED. Подписанная часть файла"),
                        new Line(
                                "receipt EMPTY --policy P",
                                1,
                                "ДӘЛЕЛДЕНБЕДІ: бас тарту 2 PROOF_MALFORMED. Файл журналдың дәлелі емес"),
                        new Line(
                                "receipt LARGE --policy P --language en",
                                1,
                                "NOT PROVEN: refusal 1 TOO_LARGE. The file is larger than any such file can be."),
                        new Line(
                                "receipt R --policy FIVE --language en",
                                1,
                                "NOT PROVEN: refusal 25 NODE_QUORUM_MISSED. Too few nodes"),
                        new Line(
                                "receipt R --policy THREE --language en",
                                1,
                                "NOT PROVEN: refusal 26 WITNESS_QUORUM_MISSED. Too few outside witnesses have signed."),
                        new Line(
                                "receipt R --policy NOLOG --language en",
                                1,
                                "NOT PROVEN: refusal 22 LOG_SIGNATURE_MISSING. No key of this log"),
                        new Line("", 2, "қолданылуы:"),
                        new Line("receipt R", 2, "қолданылуы:"),
                        new Line("receipt R --policy", 2, "қолданылуы:"),
                        new Line("receipt --policy P", 2, "қолданылуы:"),
                        new Line("block R --policy P --language en", 2, "usage:"),
                        new Line("receipt R --policy P --policy P --language en", 2, "usage:"),
                        new Line("receipt R --policy P --clusters 7 --language en", 2, "usage:"),
                        new Line("receipt R --policy P --cluster seven --language en", 2, "usage:"),
                        new Line("receipt R --policy P --cluster -7 --language ru", 2, "использование:"),
                        new Line("receipt R --policy P --language de", 2, "қолданылуы:"),
                        new Line("receipt GONE --policy P --language en", 3, "The file GONE cannot be read."),
                        new Line("receipt R --policy GONE --language en", 3, "The file GONE cannot be read."),
                        new Line(
                                "receipt R --policy BROKEN --language en",
                                3,
                                "The file BROKEN is no policy: refusal 80 POLICY_MALFORMED. "
                                        + "A line is not understood, or the quorum is missing or stands twice."),
                        new Line("receipt R --policy R --language en", 3, "The file R is no policy: refusal 80"),
                        new Line("fetch https://localhost/ --into P --keys P --language en", 2, "usage:"),
                        new Line(
                                "fetch http://localhost/ --into P --keys P --password-file P --language en",
                                3,
                                "No segments were fetched. http://localhost/: http://localhost/ is no https address"),
                        new Line(
                                "fetch https://localhost/ --into P --keys P --password-file P --language en",
                                3,
                                "No segments were fetched. https://localhost/: "))
                .map(line -> DynamicTest.dynamicTest("verify " + line.arguments, () -> {
                    List<String> said = new ArrayList<>();
                    assertThat(run(said, line.arguments)).isEqualTo(line.exitCode);
                    assertThat(said).hasSize(1);
                    assertThat(shortened(said.getFirst())).startsWith(line.firstLine);
                }));
    }

    @Test
    void whatIsProvenIsSaidWhole() {
        List<String> said = new ArrayList<>();
        run(said, "receipt R --policy P --language en");
        assertThat(said.getFirst().lines())
                .containsExactly(
                        "PROVEN",
                        "Record: event 1 of entry 67 of the log",
                        "Its bytes: 58, SHA-256 a4c8e794778624ba3673ad971132c21a1fd124ef0b15a17c7b00478ea670f7d1",
                        "Block: entries 61 to 72 of the log of cluster 7, ended at 2026-09-21T14:13:21.572Z",
                        "Log: test.invalid/sandyq/7, checkpoint of 20 blocks",
                        "Operator’s nodes that vouch for it: 4 of 5: node-1 at 2026-09-21T14:15:00Z,"
                                + " node-2 at 2026-09-21T14:15:00Z,"
                                + " node-3 at 2026-09-21T14:15:00Z, node-4 at 2026-09-21T14:15:00Z",
                        "Outside witnesses: 2 of 3: depository at 2026-09-21T14:15:00Z,"
                                + " regulator at 2026-09-21T14:15:00Z");
    }

    @Test
    void whoIsInNoGroupIsNamedToo() {
        List<String> said = new ArrayList<>();
        run(said, "receipt R --policy ALONE --language ru");
        assertThat(said.getFirst())
                .contains(
                        "Узлы оператора, подтвердившие запись: нет", "Внешние свидетели: нет", "Другие: node-1 в 2026");
    }

    private static int run(List<String> said, String line) {
        String[] arguments = Arrays.stream(line.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(VerifierTest::path)
                .toArray(String[]::new);
        return VerifierMain.run(said::add, said::add, arguments);
    }

    private static String path(String word) {
        return switch (word) {
            case "R" -> RECEIPT;
            case "P" -> POLICY;
            default ->
                word.matches("[A-Z]+")
                        ? folder.resolve(word.toLowerCase(Locale.ROOT)).toString()
                        : word;
        };
    }

    /** What was said, with the names of files as the table has them. */
    private static String shortened(String said) {
        return said.replace(RECEIPT, "R").replace(folder + "/gone", "GONE").replace(folder + "/broken", "BROKEN");
    }
}
