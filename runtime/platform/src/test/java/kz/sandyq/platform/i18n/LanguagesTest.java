package kz.sandyq.platform.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguagesTest {
    @TempDir
    Path resources;

    @Test
    void platformSpeaksThreeLanguages() {
        assertThat(LanguageCheck.problems(Path.of("src/main/resources"))).isEmpty();
    }

    @Test
    void everyKindOfSlipIsFound() throws Exception {
        Path messages = Files.createDirectories(resources.resolve("messages"));
        Files.writeString(messages.resolve("x_kk.properties"), "a=А {0}\nb=Б\n");
        Files.writeString(messages.resolve("x_ru.properties"), "a=А\nb=Б\n");
        Files.writeString(messages.resolve("x_en.properties"), "a=A {0}'s\nc=C {\n");
        Path templates = Files.createDirectories(resources.resolve("templates"));
        Files.writeString(
                templates.resolve("x.html"),
                "<p th:if=\"${a > b}\" style=\"x\" title=\"Word\">Hello</p><!-- words -->"
                        + "<b th:if=\"${a}\" th:replace=\"~{c}\"></b><i th:text=\"#{no.such}\"></i>");
        assertThat(LanguageCheck.problems(resources))
                .anyMatch(each -> each.contains("a has different arguments"))
                .anyMatch(each -> each.contains("x_en: b has no text"))
                .anyMatch(each -> each.contains("x_kk: c has no text"))
                .anyMatch(each -> each.contains("x_en: c is malformed"))
                .anyMatch(each -> each.contains("literal words: Hello"))
                .anyMatch(each -> each.contains("literal title: Word"))
                .anyMatch(each -> each.contains("inline style"))
                .anyMatch(each -> each.contains("unknown key no.such"))
                .anyMatch(each -> each.contains("x_ru: c has no text"))
                .anyMatch(each -> each.contains("never asked"))
                .anyMatch(each -> each.contains("x_en: a has an apostrophe"))
                .hasSize(11);
    }
}
