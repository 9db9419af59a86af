package kz.sandyq.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.tree.Hash;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accepted or proven, and by whom: what a person reads of an entry beside what was signed when. */
class ProvenByTest {
    /** Heads are tried in this order; {@code 9+} covers entry 9 and has all signatures, {@code 9-} lacks some. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # with witnesses | newest | entry | is
            none             | none   | 1     | ACCEPTED
            none             | 9+     | 9     | PROVEN_BY_OPERATOR 2/3
            none             | 9+     | 10    | ACCEPTED
            none             | 9-     | 9     | ACCEPTED
            5+               | 9+     | 5     | PROVEN_WITH_WITNESSES 2/3 depository auditor
            5+               | 9+     | 6     | PROVEN_BY_OPERATOR 2/3
            5+               | 9-     | 6     | ACCEPTED
            5+               | 9+     | 10    | ACCEPTED
            """)
    void anEntryIsProvenByThoseWhoSignedAHeadThatCoversIt(
            String withWitnesses, String newest, long sequence, String is) {
        Stream<Proven> heads =
                Stream.concat(head(withWitnesses, List.of("depository", "auditor")), head(newest, List.of()));
        ProvenBy by = ProvenBy.first(sequence, heads);
        String said =
                by == null ? "" : " " + by.nodes().size() + "/" + by.ofNodes() + " " + String.join(" ", by.witnesses());
        assertThat((ProvenBy.state(by) + said).strip()).isEqualTo(is);
    }

    private static Stream<Proven> head(String told, List<String> witnesses) {
        if (told.equals("none")) {
            return Stream.empty();
        }
        return Stream.of(new Proven(
                new Checkpoint("example.kz/sandyq/1", 3, Hash.ZERO),
                new SignedNote("a head\n", List.of()),
                Long.parseLong(told.substring(0, told.length() - 1)),
                Instant.EPOCH,
                List.of("node-0", "node-2"),
                3,
                witnesses,
                told.endsWith("+")));
    }
}
