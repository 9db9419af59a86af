package kz.sandyq.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who goes on when members make different things of one log: only who has a majority with him. */
class StateAgreementTest {
    /**
     * A word each: what another member said, at which sequence and whether equal to this member's; how long passed;
     * which member serves no more. Three seconds pass at the end.
     */
    @ParameterizedTest(name = "{0} members: {1} -> {2}")
    @CsvSource({
        "3, '',                                goes on",
        "3, 1@5= 2@5=,                         goes on",
        "3, 1@5= 2@5!,                         goes on",
        "3, 1@5! 2@5=,                         goes on",
        "3, 1@5! 2@5!,                         stops",
        // The other one serves, and has not said yet what he made of it.
        "3, 1@5! +60000ms,                     goes on",
        "3, 1@5! 2@4= +60000ms,                goes on",
        "3, 1@5! 2@4= +60000ms 2@5=,           goes on",
        "3, 1@5! 2@4= +60000ms 2@5!,           stops",
        "3, 1@5! 2gone,                        stops",
        "3, 2@5= 1@5! 2@6!,                    stops",
        "3, 1@5! 2@6= +3000ms 2@9!,            stops",
        "5, 1@5! 2@5! 3gone 4gone,             stops",
        "5, 1@5! 2@5! 3@5= 4@5=,               goes on",
        "5, 1@5! 2@5! 3@5= 4gone,              stops",
        "5, 1@5! 3@5= 4@5= 2gone,              goes on",
        "5, 1@5! 2@5! 3@5!,                    goes on",
        "5, 1@5! 2@5! 3@5! 4@5=,               stops",
        "5, 1@5! 2@5! 3@5! 4@5=  1@8= 2@8=,    goes on",
    })
    void onlyAMajorityGoesOn(int size, String words, String expected) {
        StateAgreement agreement = new StateAgreement(size);
        Set<Integer> serving = IntStream.range(1, size).boxed().collect(Collectors.toSet());
        long nowNs = 0;
        for (String word : words.isEmpty() ? new String[0] : words.split(" +")) {
            if (word.startsWith("+")) {
                nowNs += Long.parseLong(word.replaceAll("[^0-9]", "")) * 1_000_000;
            } else if (word.endsWith("gone")) {
                serving.remove(Integer.parseInt(word.substring(0, 1)));
            } else {
                String[] parts = word.split("[@=!]");
                agreement.said(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), word.endsWith("="), nowNs);
            }
        }
        nowNs += StateAgreement.DECIDED_AFTER_NS;
        assertThat(agreement.stop(serving, nowNs) == null ? "goes on" : "stops").isEqualTo(expected);
    }
}
