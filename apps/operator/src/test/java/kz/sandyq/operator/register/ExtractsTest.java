package kz.sandyq.operator.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Extracts as CSV and PDF, in three languages. */
class ExtractsTest extends HeldIssue {
    private MockHttpServletResponse file(User user, String rest, String language, String accept) throws Exception {
        var result = web.perform(MockMvcRequestBuilders.get("/api/v1" + held().path(rest))
                        .header("Authorization", user.bearer())
                        .header("Accept-Language", language)
                        .header("Accept", accept))
                .andReturn();
        return result.getRequest().isAsyncStarted()
                ? web.perform(asyncDispatch(result)).andReturn().getResponse()
                : result.getResponse();
    }

    private List<String> csv(User user, String rest) throws Exception {
        MockHttpServletResponse answer = file(user, rest, "ru", "text/csv");
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentType()).startsWith("text/csv");
        String text = answer.getContentAsString(StandardCharsets.UTF_8);
        assertThat(text).startsWith("\ufeff");
        return text.substring(1).lines().toList();
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    @Test
    void csvIsGivenByTypeAndByName() throws Exception {
        Held story = held();
        List<String> byType = csv(officer, "/holders?sequence=" + story.given());
        assertThat(byType).isEqualTo(csv(officer, "/holders.csv?sequence=" + story.given()));
        assertThat(byType).hasSize(4);
        assertThat(byType.getFirst())
                .startsWith("source,register_keeper,issue_id,")
                .endsWith("total,encumbrances");
        assertThat(byType.get(1))
                .startsWith("Система учёта держателей цифровых финансовых активов,Центральный депозитарий,1-")
                .contains("," + story.given() + ",", story.aigul().nationalId(), ",43,0,10,53,PLEDGE 1-");
        assertThat(byType.get(3)).contains(",JOINT,", " 1/3", " 2/3", ",7,0,0,7,");
    }

    @Test
    void aClientTakesOnlyHisOwn() throws Exception {
        Held story = held();
        List<String> rows = csv(story.bolat().user(), "/holders.csv?sequence=" + story.given());
        assertThat(rows).hasSize(3);
        List<String> entries = csv(story.bolat().user(), "/entries.csv");
        assertThat(entries)
                .hasSizeGreaterThan(2)
                .noneMatch(row -> row.contains(",1-" + story.aigul().account() + ","));
        long all = csv(officer, "/entries.csv").size() - 1L;
        assertThat(all).isEqualTo(count("readmodel.posting where asset_id = " + story.issue()));
    }

    @Test
    void thePdfNamesTheSystemAndTheKeeperOfTheRegister() throws Exception {
        Held story = held();
        String path = "/holders.pdf?sequence=" + story.given();
        long before = count("platform.audit where action = 'REGISTER_EXTRACT'");
        for (List<String> words : List.of(
                List.of(
                        "kk",
                        "ұстаушыларды есепке алу жүйесінен үзінді көшірме",
                        "жүйесін орталық депозитарий жүргізеді"),
                List.of("ru", "Выписка из системы учёта держателей", "ведёт центральный депозитарий"),
                List.of("en", "Extract from the DFA holder accounting system", "is kept by the central depository"))) {
            MockHttpServletResponse answer = file(officer, path, words.getFirst(), "application/pdf");
            assertThat(answer.getStatus()).isEqualTo(200);
            assertThat(answer.getHeader("Content-Disposition")).contains("attachment", "-" + story.given() + ".pdf");
            assertThat(text(answer.getContentAsByteArray()))
                    .contains(words.get(1), words.get(2), story.aigul().nationalId(), DFA_NUMBER)
                    .contains("1/3");
        }
        assertThat(count("platform.audit where action = 'REGISTER_EXTRACT'")).isEqualTo(before + 3);
        long wallet = number("select wallet_id from readmodel.account where account_id = ", story.jointAccount());
        String one =
                text(file(officer, path + "&wallet=1-" + wallet, "en", "*/*").getContentAsByteArray());
        assertThat(one).contains("1-" + wallet + " / 1-" + story.jointAccount()).doesNotContain("Outstanding:");
        assertThat(file(story.bolat().user(), path + "&wallet=1-999999", "en", "*/*")
                        .getStatus())
                .isEqualTo(404);
        assertThat(file(officer, "/holders.pdf?at=never", "en", "*/*").getStatus())
                .isEqualTo(400);
    }
}
