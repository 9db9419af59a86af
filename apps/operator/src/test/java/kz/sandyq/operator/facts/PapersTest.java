package kz.sandyq.operator.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.law.LegalBasis.Shows;
import kz.sandyq.operator.MarketTest;
import kz.sandyq.operator.facts.Comparison.Difference;
import kz.sandyq.operator.facts.Comparison.Wrong;
import kz.sandyq.protocol.command.Fact;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.sbe.FactKind;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.support.TransactionTemplate;

/** A paper bears a code that leads to its check; the log knows its hash by a commitment that only the paper opens. */
class PapersTest extends MarketTest {
    private static final String ADDRESS = "http://localhost:8080/check/";

    @Autowired
    FactSender sender;

    @Autowired
    FactCheck check;

    @Autowired
    TransactionTemplate transactions;

    @Test
    @LegalBasis(value = "LAW-1.4", shows = Shows.ACCEPTED)
    void theCodeOfAStatementLeadsToItsCheckAndTheLogHasItsCommitment() throws Exception {
        Client client = investor();
        byte[] pdf = get("/api/v1/me/statement", client, "en").getContentAsByteArray();
        String address = codeOf(pdf);
        assertThat(address).matches(ADDRESS + "[0-9a-f]{32}");
        assertThat(textOf(pdf)).contains(address);
        String number = address.substring(ADDRESS.length());
        byte[] sha256 = Key.sha256().digest(pdf);
        String api = "/papers/" + number;
        assertThat(get("", api).at("$.proof")).isEqualTo("WAITING");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            sender.run();
            return get("", api).at("$.proof").equals("ACCEPTED");
        });
        assertThat(get("", api).at("$.kind")).isEqualTo("STATEMENT");
        assertThat(get("", api).at("$.sha256")).isEqualTo(HexFormat.of().formatHex(sha256));
        byte[] commitment = Fact.of(FactKind.STATEMENT, HexFormat.of().parseHex(number), sha256)
                .commitment();
        long sequence = Long.parseLong(get("", api).at("$.sequence"));
        until(() -> count("readmodel.fact where sequence = " + sequence + " and commitment = '\\x"
                        + HexFormat.of().formatHex(commitment) + "'")
                == 1);
        assertThat(get("", api + "/receipt").code()).isEqualTo("PROOF_NOT_YET");
        database.sql("update operator.issued_paper set kind = 'EXTRACT' where number = :number")
                .param("number", number)
                .update();
        assertThat(check.compare().differences()).containsExactly(new Difference(Wrong.CHANGED, sequence, 0));
        database.sql("update operator.issued_paper set kind = 'STATEMENT' where number = :number")
                .param("number", number)
                .update();
        assertThat(check.compare().differences()).isEmpty();
    }

    @Test
    void theCheckTellsNothingOfThePersonInThreeLanguages() throws Exception {
        Client client = investor();
        String number = numberOf(get("/api/v1/me/statement", client, "kk").getContentAsByteArray());
        for (List<String> words : List.of(
                List.of("kk", "Шот бойынша үзінді"), List.of("ru", "Выписка по счёту"), List.of("en", "Statement"))) {
            var page = web.perform(MockMvcRequestBuilders.get("/check/" + number + "?lang=" + words.getFirst()))
                    .andReturn()
                    .getResponse();
            assertThat(page.getStatus()).isEqualTo(200);
            assertThat(page.getContentAsString(StandardCharsets.UTF_8))
                    .contains(words.getLast(), number)
                    .doesNotContain("Айгүл", client.nationalId(), client.user().loginName());
        }
        String other = number.replace(number.charAt(0), number.charAt(0) == 'a' ? 'b' : 'a');
        for (String wrong : List.of(
                other, "1", number.substring(1), number + "0", number.toUpperCase(java.util.Locale.ROOT) + "X")) {
            assertThat(get("", "/papers/" + wrong).status()).as(wrong).isEqualTo(404);
        }
    }

    @Test
    void eachPaperHasANumberOfItsOwnAndIsListedForItsClientOnly() throws Exception {
        Client client = investor();
        Client stranger = investor();
        String first = numberOf(get("/api/v1/me/statement", client, "en").getContentAsByteArray());
        String second = numberOf(get("/api/v1/me/statement", client, "en").getContentAsByteArray());
        assertThat(first).isNotEqualTo(second);
        assertThat(get(client.token(), "/me/papers").at("$[*].number")).contains(first, second);
        assertThat(get(stranger.token(), "/me/papers").at("$")).isEqualTo("[]");
        assertThat(get(client.token(), "/me/papers?before=" + second).at("$[*].number"))
                .contains(first)
                .doesNotContain(second);
        assertThat(get(client.token(), "/me/papers?before=soon").at("$")).isEqualTo("[]");
        assertThat(get(stranger.token(), "/me/papers?before=" + second).at("$")).isEqualTo("[]");
        assertThat(get("", "/me/papers").status()).isEqualTo(401);
        var page = web.perform(MockMvcRequestBuilders.get("/cabinet/papers").cookie(signIn(client.user())))
                .andReturn()
                .getResponse();
        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.getContentAsString(StandardCharsets.UTF_8)).contains("/check/" + first, "/check/" + second);
    }

    @Test
    void nobodyIsGivenPapersWithoutEnd() throws Exception {
        Client client = investor();
        transactions.executeWithoutResult(status -> {
            status.setRollbackOnly();
            int given = database.sql("""
                            with facts as (insert into platform.fact (kind, commitment)
                                select 'STATEMENT', sha256(n::text::bytea) from generate_series(1, 60) n returning id)
                            insert into operator.issued_paper (number, kind, sha256, issued_at, login_id, fact_id)
                            select md5(id::text), 'STATEMENT', sha256(''), :now, :login, id from facts""")
                    .param("now", java.sql.Timestamp.from(clock.instant()))
                    .param("login", client.user().loginId())
                    .update();
            assertThat(given).isEqualTo(60);
            assertThat(get(client.token(), "/me/statement").code()).isEqualTo("TOO_MANY_PAPERS");
        });
        assertThat(get(client.token(), "/me/statement").status()).isEqualTo(200);
    }

    private MockHttpServletResponse get(String path, Client client, String language) throws Exception {
        var answer = web.perform(MockMvcRequestBuilders.get(path)
                        .header("Authorization", client.user().bearer())
                        .header("Accept-Language", language))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).isEqualTo(200);
        return answer;
    }

    private static String numberOf(byte[] pdf) throws Exception {
        return codeOf(pdf).substring(ADDRESS.length());
    }

    /** What a camera reads on the last page, which looks from nearer until it sees the code. */
    private static String codeOf(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFRenderer renderer = new PDFRenderer(document);
            for (int dpi : new int[] {100, 150, 200, 300}) {
                BufferedImage page = renderer.renderImageWithDPI(document.getNumberOfPages() - 1, dpi);
                int[] pixels = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
                var source = new RGBLuminanceSource(page.getWidth(), page.getHeight(), pixels);
                try {
                    return new QRCodeReader()
                            .decode(
                                    new BinaryBitmap(new HybridBinarizer(source)),
                                    Map.of(DecodeHintType.TRY_HARDER, true))
                            .getText();
                } catch (ReaderException unread) {
                    // Nearer.
                }
            }
            throw new AssertionError("no code that can be read");
        }
    }

    private static String textOf(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
