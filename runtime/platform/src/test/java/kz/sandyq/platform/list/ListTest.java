package kz.sandyq.platform.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.error.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListTest {
    @Test
    void cursorGivesItsKeyBack() {
        Keyset key = Keyset.of("Қайрат, Әсел", 42);
        Keyset again = Keyset.parse(key.cursor(), 2).orElseThrow();
        assertThat(again).isEqualTo(key);
        assertThat(again.number(1)).isEqualTo(42);
        assertThat(Keyset.numberIn(null, 7)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!!", "YWJj", "MR8y"})
    void brokenCursorIsRefused(String cursor) {
        assertThatThrownBy(() -> Keyset.numberIn(cursor, 0))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("CURSOR_NOT_VALID"));
    }

    @Test
    void pageHasANextCursorOnlyWhenThereIsMore() {
        Page<Integer> full = Page.of(List.of(1, 2, 3), 2, 3, Keyset::of);
        assertThat(full.items()).containsExactly(1, 2);
        assertThat(full.nextCursor()).isEqualTo(Keyset.of(2).cursor());
        assertThat(Page.of(List.of(1, 2), 2, 2, Keyset::of).nextCursor()).isNull();
    }

    @Test
    void csvQuotesAndDefusesFormulas() {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        new CsvWriter(target)
                .row("Әсел", "a,b", "say \"hi\"", null, -5, "-1.50")
                .row("=HYPERLINK(1)", "+cmd", "@x", "-2+3", "\tx", "line\nline")
                .flush();
        assertThat(target.toString(StandardCharsets.UTF_8))
                .isEqualTo("\ufeffӘсел,\"a,b\",\"say \"\"hi\"\"\",,-5,-1.50\r\n"
                        + "'=HYPERLINK(1),'+cmd,'@x,'-2+3,'\tx,\"line\nline\"\r\n");
    }
}
