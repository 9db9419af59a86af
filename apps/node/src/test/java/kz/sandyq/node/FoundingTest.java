package kz.sandyq.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a directory and a founding are refused for. */
class FoundingTest {
    @TempDir
    Path directory;

    @Test
    void aDirectoryBelongsToOneMember() throws IOException {
        Path data = directory.resolve("data");
        MemberMark mark = new MemberMark(data, 7, 1);
        assertThatThrownBy(mark::check).hasMessageContaining("holds no member");
        mark.checkEmpty();
        mark.write();
        mark.check();
        assertThatThrownBy(mark::checkEmpty).hasMessageContaining("is not empty");
        assertThatThrownBy(() -> new MemberMark(data, 7, 2).check()).hasMessageContaining("7/1, not of 7/2");
        assertThatThrownBy(() -> new MemberMark(data, 8, 1).check()).hasMessageContaining("7/1, not of 8/1");
        Files.writeString(data.resolve("member.properties"), "");
        assertThatThrownBy(mark::check).hasMessageContaining("null/null");
    }

    @Test
    void aLostMemberIsNotFoundedAgain() {
        Founding first = new Founding(0, "", "aa");
        first.hear(1, said("founding", "bb"));
        assertThat(first.said()).containsEntry("founding", "aa").containsEntry("founding.met.1", "bb");
        first.hear(2, said("founding", "cc", "founding.met.0", "aa"));
        assertThatThrownBy(() -> first.hear(1, said("founding", "bb", "founding.met.0", "earlier")))
                .hasMessageContaining("an earlier process of this member");
        assertThatThrownBy(() -> first.hear(1, said("ready", "true"))).hasMessageContaining("serves already");
        assertThatThrownBy(() -> first.hear(1, said("founding", "bb", "founding.log", "cc")))
                .hasMessageContaining("another log");
        new Founding(0, "cc", "aa").hear(1, said("founding", "bb", "founding.log", "cc"));
    }

    private static Properties said(String... pairs) {
        Properties lines = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            lines.setProperty(pairs[i], pairs[i + 1]);
        }
        return lines;
    }
}
