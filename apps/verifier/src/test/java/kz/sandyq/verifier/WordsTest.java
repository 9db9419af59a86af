package kz.sandyq.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kz.sandyq.transparency.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every text exists in every language; that keys and arguments are the same is held by the house. */
class WordsTest {
    /** Met by checkpoints that follow each other, by tiles, witnesses and liabilities, never by a receipt. */
    private static final Set<Refusal> NOT_OF_RECEIPTS = Set.of(
            Refusal.TILE_MALFORMED,
            Refusal.WITNESS_MALFORMED,
            Refusal.COSIGNATURE_MISSING,
            Refusal.ROLLED_BACK,
            Refusal.FORKED,
            Refusal.NOT_CONSISTENT);

    private static final List<String> KEYS = List.of(
            "usage",
            "unreadable",
            "policy.refused",
            "refused",
            "proven",
            "proven.inside",
            "command",
            "event",
            "record",
            "block",
            "log",
            "nodes",
            "nodes.none",
            "witnesses",
            "witnesses.none",
            "others",
            "cosigner");

    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    void everyKeyHasItsText(String language) {
        Words words = Words.of(language);
        Stream<String> refusals = Stream.of(Refusal.values())
                .filter(each -> each.number() < Refusal.AMOUNT_NEGATIVE.number() && !NOT_OF_RECEIPTS.contains(each))
                .map(each -> "refusal." + each);
        assertThat(Stream.concat(KEYS.stream(), refusals))
                .allSatisfy(
                        key -> assertThat(words.say(key, "a", "b", "c", "d")).isNotBlank());
        assertThatThrownBy(() -> words.say("no such key")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherLanguageIsRefused() {
        assertThat(Words.LANGUAGES).containsExactly("kk", "ru", "en");
        assertThatThrownBy(() -> Words.of("de")).isInstanceOf(IllegalArgumentException.class);
    }
}
