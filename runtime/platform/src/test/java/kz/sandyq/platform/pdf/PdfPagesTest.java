package kz.sandyq.platform.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import kz.sandyq.platform.PlatformTest;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PlatformTest
class PdfPagesTest {
    private static final String LETTERS = "Ә ә Ғ ғ Қ қ Ң ң Ө ө Ұ ұ Ү ү Һ һ І і";

    @Autowired
    PdfPages pdf;

    @Test
    void kazakhLettersAndTengeComeBackEqual() throws Exception {
        byte[] file = pdf.render("test/sheet", Map.of("letters", LETTERS, "minor", 125_000_000L), Locale.of("kk"));
        try (PDDocument document = Loader.loadPDF(file)) {
            String text = new PDFTextStripper().getText(document);
            assertThat(text).contains(LETTERS).contains("₸");
            assertThat(text.replaceAll("[\\u2009\\u00a0 ]", "")).contains("1250000,00₸");
            assertThat(text).contains("Құпиясөз");
        }
    }
}
