package kz.sandyq.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A holder checks the total of liabilities: golden files and what somebody made of them. */
class LiabilityCheckTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("sandyq.root")).resolve("docs/protocol/golden");

    @TempDir
    private static Path folder;

    private record Line(String arguments, int exitCode, String words) {}

    @BeforeAll
    static void forgeries() throws IOException {
        String statement = Files.readString(GOLDEN.resolve("liabilities/note"));
        String holder = Files.readString(GOLDEN.resolve("liabilities/holder-103"));
        String part = holder.substring(holder.indexOf("part "), holder.indexOf("part ", holder.indexOf("part ") + 1));
        put("s", statement);
        put("h", holder);
        put("twin", Files.readString(GOLDEN.resolve("liabilities/holder-104")));
        put("p", Files.readString(GOLDEN.resolve("policy-1.txt")));
        put("less", holder.replace("total 18000", "total 17000"));
        put("moved", holder.replace("asset 12", "asset 11"));
        put("later", holder.replaceFirst("sequence \\d+", "sequence 1"));
        put("forged", statement.replace("assets 14", "assets 15"));
        put("checkpoint", Files.readString(GOLDEN.resolve("log/checkpoint")));
        put("unsigned", statement.substring(0, statement.indexOf("\n\n") + 2) + "\u2014 x AAAAAAAA\n");
        put("renamed", holder.replace("client 103", "client 101"));
        put("more", holder.replaceFirst("(part \\d+ )\\d+", "$19000"));
        put("twice", holder + part);
        put("fewer", holder.replace(part, ""));
        put("cut", holder.substring(0, holder.length() - 1));
        put("other", holder.replaceFirst("= (\\d+)\n", "= 1\n"));
        put("huge", holder.replaceFirst("(part \\d+ )\\d+", "$19223372036854775807"));
        put("outside", holder.replaceFirst("part \\d+", "part 99"));
        assertThat(holder).contains("\npart ").isNotEqualTo(holder.replace(part, ""));
        assertThat(holder).contains("total 18000", "asset 12");
        assertThat(statement).contains("assets 14").doesNotContain("18000", "asset 12");
    }

    private static void put(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** Words in capitals are files of the folder. */
    @TestFactory
    Stream<DynamicTest> commandLines() {
        return Stream.of(
                        new Line("S H", 0, "IN THE TOTAL"),
                        new Line("S H --client 103 --owed 12000 --asset 12 --sequence 144", 0, "IN THE TOTAL"),
                        new Line("S TWIN --owed 500", 0, "IN THE TOTAL"),
                        new Line("S H --owed 12001", 1, "102 LEAF_NOT_YOURS"),
                        new Line("S FEWER --owed 12000", 1, "102 LEAF_NOT_YOURS"),
                        new Line("S H --client 104", 1, "102 LEAF_NOT_YOURS"),
                        new Line("S RENAMED", 1, "103 LEAF_NOT_IN_TOTAL"),
                        new Line("S MORE", 1, "103 LEAF_NOT_IN_TOTAL"),
                        new Line("S OTHER", 1, "103 LEAF_NOT_IN_TOTAL"),
                        new Line("S TWICE", 1, "104 LEAF_TWICE"),
                        new Line("S HUGE", 1, "101 AMOUNT_OVERFLOW"),
                        new Line("S OUTSIDE", 1, "40 INDEX_OUTSIDE_TREE"),
                        new Line("S CUT", 1, "11 HOLDER_PROOF_MALFORMED"),
                        new Line("S S", 1, "11 HOLDER_PROOF_MALFORMED"),
                        new Line("FORGED H", 1, "23 SIGNATURE_INVALID"),
                        new Line("S LESS", 1, "107 STATEMENT_NOT_PUBLISHED"),
                        new Line("S MOVED", 1, "107 STATEMENT_NOT_PUBLISHED"),
                        new Line("S LATER", 1, "105 OTHER_TOTAL"),
                        new Line("UNSIGNED H", 1, "22 LOG_SIGNATURE_MISSING"),
                        new Line("CHECKPOINT H", 1, "10 STATEMENT_MALFORMED"),
                        new Line("H S", 1, "4 NOTE_MALFORMED"),
                        new Line("S H --asset 13", 1, "105 OTHER_TOTAL"),
                        new Line("S H --sequence 241", 1, "105 OTHER_TOTAL"),
                        new Line("S H --origin other", 1, "20 OTHER_ORIGIN"),
                        new Line("S", 2, "usage:"),
                        new Line("S H --owed much", 2, "usage:"),
                        new Line("S H --cluster 7", 2, "usage:"),
                        new Line("S GONE", 3, "gone cannot be read"))
                .map(line -> DynamicTest.dynamicTest(line.arguments, () -> {
                    List<String> said = new ArrayList<>();
                    assertThat(run(said, line.arguments + " --policy P --language en"))
                            .as(said.toString())
                            .isEqualTo(line.exitCode);
                    assertThat(said.getFirst()).contains(line.words);
                }));
    }

    /** The total of another sequence is one of another block, or of none. */
    @Test
    void theLogHasTheBlockAfterWhichItIsOwed() throws IOException {
        String log = "log " + GOLDEN.resolve("log") + " --policy P --language en --liabilities ";
        List<String> said = new ArrayList<>();
        assertThat(run(said, log + "S", "")).as("%s", said).isZero();
        assertThat(said.getFirst()).contains("The note of liabilities is of a block of this log");
        assertThat(run(said, log + "FORGED", "")).isEqualTo(1);
        assertThat(said.getLast()).contains("23 SIGNATURE_INVALID");
        assertThat(run(said, log.replace("golden/log", "golden/forked") + "S", ""))
                .isNotZero();
        assertThat(run(said, log + "GONE", "")).isEqualTo(3);
    }

    @Test
    void whatIsShownIsSaidWhole() {
        List<String> said = new ArrayList<>();
        run(said, "S H --policy P --language en");
        assertThat(said.getFirst().lines().toList())
                .startsWith(
                        "IN THE TOTAL",
                        "Client 103: 12000 minor units in 4 leaves",
                        "Total owed to all: 18000 minor units of asset 12 after entry 144 of the log, in 9 leaves")
                .endsWith("It shows nothing of other clients: compare the note with the one that others were given,"
                        + " and the total with what the log gives.");
        run(said, "S H --policy P");
        assertThat(said.getLast()).startsWith("ЖИЫНТЫҚҚА КІРЕДІ");
        run(said, "S H --policy P --language ru");
        assertThat(said.getLast()).startsWith("ВХОДИТ В ИТОГ");
    }

    private static int run(List<String> said, String line) {
        return run(said, line, "liabilities ");
    }

    private static int run(List<String> said, String line, String command) {
        String[] arguments = Stream.of((command + line).split(" ", -1))
                .map(word -> word.matches("[A-Z]+")
                        ? folder.resolve(word.toLowerCase(Locale.ROOT)).toString()
                        : word)
                .toArray(String[]::new);
        return VerifierMain.run(said::add, said::add, arguments);
    }
}
