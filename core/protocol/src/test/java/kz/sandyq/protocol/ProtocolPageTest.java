package kz.sandyq.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProtocolPageTest {
    private static final Pattern MESSAGE = Pattern.compile("<sbe:message name=\"(\\w+)\" id=\"(\\d+)\"");

    @Test
    void everyMessageAndEveryRejectCodeHasItsLine() throws IOException {
        String page = Files.readString(Path.of("../../docs/protocol/README.md"));
        Matcher message = MESSAGE.matcher(Files.readString(Path.of("src/main/resources/sbe/market.xml")));
        int messages = 0;
        while (message.find()) {
            assertThat(page).contains("| " + message.group(2) + " | " + message.group(1) + " |");
            messages++;
        }
        assertThat(messages).isGreaterThan(50);
        for (RejectCode code : RejectCode.values()) {
            assertThat(page).contains("| " + code.number() + " | " + code.name() + " | " + code.clause() + " |");
        }
    }
}
