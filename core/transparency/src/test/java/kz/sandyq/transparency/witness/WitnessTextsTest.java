package kz.sandyq.transparency.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.TestKeys;
import kz.sandyq.transparency.tree.Hash;
import kz.sandyq.transparency.tree.TreeHasher;
import kz.sandyq.transparency.tree.TreeProver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Requests and answers of C2SP tlog-witness as texts, and what a log believes of an answer. */
class WitnessTextsTest {
    private static final NoteSigner LOG = TestKeys.log("log.test.invalid", "log");
    private static final NoteSigner WITNESS = TestKeys.cosigner("w.test.invalid", "w");
    private static final NoteSigner OTHER = TestKeys.cosigner("other.test.invalid", "other");
    private static final TreeProver SEVEN = TreeProver.of(IntStream.range(0, 7)
            .mapToObj(leaf -> new TreeHasher().leaf(("leaf " + leaf).getBytes(UTF_8)))
            .toList());
    private static final AddCheckpoint REQUEST = request();

    private record Line(String name, int status, @Nullable String type, String body, String outcome) {}

    private static AddCheckpoint request() {
        String text = new Checkpoint("log.test.invalid", 7, SEVEN.root()).text();
        try {
            return AddCheckpoint.of(5, SEVEN.consistency(5), new SignedNote(text, List.of(LOG.sign(text, 0))));
        } catch (Refused impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void aRequestIsWhatTheStandardShows() throws Refused {
        List<String> lines = new String(REQUEST.format(), UTF_8).lines().toList();
        int steps = REQUEST.proof().size();
        assertThat(lines.get(0)).isEqualTo("old 5");
        assertThat(lines.subList(1, 1 + steps))
                .isEqualTo(REQUEST.proof().stream().map(Hash::base64).toList());
        assertThat(lines.get(1 + steps)).isEmpty();
        assertThat(lines.get(2 + steps)).isEqualTo("log.test.invalid");
        assertThat(lines).hasSize(steps + 7).last().asString().startsWith("\u2014 log.test.invalid ");
        AddCheckpoint read = AddCheckpoint.parse(REQUEST.format());
        assertThat(read.format()).isEqualTo(REQUEST.format());
        assertThat(read.proof()).isEqualTo(REQUEST.proof());
        assertThat(read.checkpoint()).isEqualTo(REQUEST.checkpoint());
    }

    @Test
    void aLogDoesNotAskBackwards() {
        assertThatThrownBy(() -> AddCheckpoint.of(8, List.of(), REQUEST.note())).hasMessage("9 WITNESS_MALFORMED");
        assertThatThrownBy(() -> AddCheckpoint.of(-1, List.of(), REQUEST.note()))
                .hasMessage("9 WITNESS_MALFORMED");
    }

    @TestFactory
    Stream<DynamicTest> answers() {
        String own = line(WITNESS, REQUEST.note().text());
        String strangers = line(OTHER, REQUEST.note().text());
        String elsewhere = line(WITNESS, REQUEST.note().text().replace("\n7\n", "\n8\n"));
        String asLog = line(TestKeys.log("w.test.invalid", "w"), REQUEST.note().text());
        String size = WitnessAnswer.SIZE_TYPE;
        return Stream.of(
                        new Line("its own", 200, "text/plain", own, "cosigned w.test.invalid"),
                        new Line("without a type", 200, null, own, "cosigned w.test.invalid"),
                        new Line("with a stranger's", 200, null, strangers + own, "cosigned w.test.invalid"),
                        new Line("a stranger's alone", 200, null, strangers, "28 COSIGNATURE_MISSING"),
                        new Line("its key as a log's", 200, null, asLog, "28 COSIGNATURE_MISSING"),
                        new Line("of another text", 200, null, elsewhere, "23 SIGNATURE_INVALID"),
                        new Line("twice", 200, null, own + own, "24 SIGNED_TWICE"),
                        new Line("nothing", 200, null, "", "4 NOTE_MALFORMED"),
                        new Line("cut", 200, null, own.substring(0, own.length() - 1), "4 NOTE_MALFORMED"),
                        new Line("another note", 200, null, "x\n\n" + own, "9 WITNESS_MALFORMED"),
                        new Line("an empty line before", 200, null, "\n" + own, "9 WITNESS_MALFORMED"),
                        new Line("too long", 200, null, "x".repeat(WitnessAnswer.LONGEST + 1), "1 TOO_LARGE"),
                        new Line("another size", 409, size, "3\n", "at 3"),
                        new Line("no size yet", 409, size, "0\n", "at 0"),
                        new Line("two sizes", 409, size, "3\n4\n", "9 WITNESS_MALFORMED"),
                        new Line("a size without end", 409, size, "3", "9 WITNESS_MALFORMED"),
                        new Line("a size below 0", 409, size, "-3\n", "9 WITNESS_MALFORMED"),
                        new Line("another conflict", 409, "text/plain", "3\n", "not cosigned 409"),
                        new Line("not consistent", 422, "text/plain", "words", "not cosigned 422"),
                        new Line("a cosignature under 403", 403, null, own, "not cosigned 403"))
                .map(line -> DynamicTest.dynamicTest(
                        line.name, () -> assertThat(outcome(line)).isEqualTo(line.outcome)));
    }

    private static String outcome(Line line) {
        try {
            return switch (WitnessAnswer.read(
                    line.status, line.type, line.body.getBytes(UTF_8), REQUEST, List.of(WITNESS.key(), LOG.key()))) {
                case WitnessAnswer.Cosigned all ->
                    "cosigned " + all.signatures().getFirst().name();
                case WitnessAnswer.AtSize at -> "at " + at.size();
                case WitnessAnswer.NotCosigned not -> "not cosigned " + not.status();
            };
        } catch (Refused refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static String line(NoteSigner signer, String text) {
        return signer.sign(text, 1_790_000_000L).format() + "\n";
    }
}
