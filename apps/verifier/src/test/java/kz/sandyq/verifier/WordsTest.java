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
    /** Met by logs that ask witnesses and by who knows the core's total, never by this program. */
    private static final Set<Refusal> NEVER_MET =
            Set.of(Refusal.WITNESS_MALFORMED, Refusal.COSIGNATURE_MISSING, Refusal.TOTAL_DIFFERS);

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
            "chain",
            "goes.on",
            "evidence",
            "at",
            "held",
            "holder",
            "total",
            "statement",
            "held.limits",
            "unwritable",
            "page.title",
            "page.lead",
            "page.drop",
            "page.receipt",
            "page.policy",
            "page.need.receipt",
            "page.need.policy",
            "page.unable",
            "page.language",
            "page.written",
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
                .filter(each -> !NEVER_MET.contains(each))
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
