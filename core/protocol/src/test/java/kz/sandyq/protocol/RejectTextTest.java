package kz.sandyq.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RejectTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    void everyCodeSaysWhatAndWhatToDo(String language) throws IOException {
        Properties texts = new Properties();
        try (InputStream in = Objects.requireNonNull(
                RejectCode.class.getResourceAsStream("/messages/reject_" + language + ".properties"))) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        Set<String> expected = Arrays.stream(RejectCode.values())
                .flatMap(code -> Stream.of(code.name(), code.name() + ".todo"))
                .collect(Collectors.toSet());
        assertThat(texts.stringPropertyNames()).isEqualTo(expected);
        assertThat(texts.values()).allSatisfy(text -> assertThat((String) text).endsWith("."));
    }
}
