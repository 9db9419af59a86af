package kz.sandyq.operator.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.List;
import kz.sandyq.platform.login.Role;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** The pages of the register, walked by those who may. */
class RegisterPagesTest extends HeldIssue {
    private MockHttpServletResponse open(Cookie session, String path) throws Exception {
        var result = web.perform(
                        MockMvcRequestBuilders.get(path).cookie(session).characterEncoding("UTF-8"))
                .andReturn();
        return result.getRequest().isAsyncStarted()
                ? web.perform(asyncDispatch(result)).andReturn().getResponse()
                : result.getResponse();
    }

    private String page(Cookie session, String path) throws Exception {
        MockHttpServletResponse answer = open(session, path);
        String body = answer.getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer.getStatus()).as("%s: %s", path, body).isEqualTo(200);
        assertThat(body).as(path).doesNotContain("??");
        return body;
    }

    @Test
    void staffWalkFromTheListToAHistoryInThreeLanguages() throws Exception {
        Held story = held();
        Cookie session = signIn(user(Role.REGISTRAR));
        String issue = "/register/1-" + story.issue();
        String code = text("select code from readmodel.issue where issue_id = " + story.issue());
        long wallet = number(
                "select wallet_id from readmodel.account where account_id = ",
                story.aigul().account());
        for (String lang : List.of("?lang=kk", "?lang=ru", "?lang=en")) {
            assertThat(page(session, "/register" + lang + "&search=" + code)).contains("href=\"" + issue + "\"");
            assertThat(page(session, issue + lang + "&sequence=" + story.given()))
                    .contains(issue + "/holders/1-" + wallet, "/holders.csv?sequence=" + story.given(), ">53<");
            assertThat(page(session, issue + "/holders/1-" + wallet + lang)).contains("+60", "−10", "−7");
            assertThat(page(session, issue + "/entries" + lang)).contains("1-" + story.issue());
        }
        assertThat(page(session, issue + "?lang=en&effective=" + clock.today())).contains("By the entries in effect");
        assertThat(page(session, "/register?lang=en&search=no-such-code")).contains("No issues here yet");
    }

    @Test
    void aWrongMomentIsExplainedAndTheFormKept() throws Exception {
        Cookie session = signIn(user(Role.AUDITOR));
        String issue = "/register/1-" + held().issue() + "?lang=en";
        assertThat(page(session, issue + "&at=2020-01-01T10:00&sequence=5"))
                .contains("MOMENT_TWICE", "value=\"2020-01-01T10:00\"");
        assertThat(page(session, issue + "&at=2099-01-01T10:00")).contains("FUTURE_MOMENT");
        assertThat(page(session, issue + "&at=2020-01-01T10:00:00.5"))
                .contains("01.01.2020 10:00:00.500", "Nobody held");
        assertThat(open(session, "/register/1-999999999").getStatus()).isEqualTo(404);
    }

    @Test
    void filesComeFromThePageAndEverybodyStaysInHisOwn() throws Exception {
        Held story = held();
        String issue = "/register/1-" + story.issue();
        Cookie client = signIn(story.bolat().user());
        assertThat(page(client, "/register?lang=en")).contains(issue);
        assertThat(page(client, issue)).doesNotContain(story.aigul().nationalId());
        assertThat(open(client, issue + "/holders.csv")
                        .getContentAsString(StandardCharsets.UTF_8)
                        .lines())
                .hasSize(3);
        assertThat(open(client, issue + "/entries.csv").getStatus()).isEqualTo(200);
        assertThat(open(client, issue + "/holders.pdf").getContentAsByteArray()).startsWith('%', 'P', 'D', 'F');
        Cookie issuer = signIn(story.issuer().user());
        assertThat(page(issuer, "/register")).contains(issue);
        assertThat(page(issuer, issue + "?sequence=" + story.given())).contains(">53<");
        assertThat(page(signIn(investor().user()), "/register?lang=en")).contains("No issues here yet");
        assertThat(open(signIn(moneyOfficer), "/register").getStatus()).isEqualTo(403);
    }
}
