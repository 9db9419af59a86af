package kz.sandyq.operator.acts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import kz.sandyq.operator.Answer;
import kz.sandyq.operator.TestBank;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.time.SandyqClock;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** An issuer buys units of his own issue back: asked for by him, approved by a person of the operator. */
class IssuerBuyBackTest extends ActsTest {
    private static final String OWN = "/me/buy-backs";
    private static final String PAGES = "/issuer/buy-backs";

    @Test
    void anOfferWaitsForTheOperatorThenHoldersSellToIt() throws Exception {
        Client issuer = issuer();
        Client holder = investor();
        long issue = note(issuer);
        sell(issuer, issue, holder, 10);
        long money = account(issuer.relation(), "ISSUER");
        assertThat(ask(issuer, issue, "900.00", "5", "OTHER").code()).isEqualTo("GROUND_KIND_NOT_FIT");
        assertThat(ask(issuer, issue, "900.00", "0", "ISSUER_DECISION").code()).isEqualTo("AMOUNT_NOT_POSITIVE");
        assertThat(ask(issuer(), issue, "900.00", "5", "ISSUER_DECISION").status())
                .as("of another's issue")
                .isEqualTo(404);
        assertThat(ask(holder, issue, "900.00", "5", "ISSUER_DECISION").status())
                .isEqualTo(403);
        Answer asked = ask(issuer, issue, "900.00", "5", "ISSUER_DECISION").good();
        String own = OWN + "/" + asked.at("$.id");
        assertThat(List.of(asked.at("$.status"), asked.at("$.mayWithdraw"))).containsExactly("PROPOSED", "true");
        assertThat(ask(issuer, issue, "800.00", "5", "ISSUER_DECISION").code()).isEqualTo("ACT_WAITING");
        assertThat(free(money, TestBank.TENGE)).isEqualTo(950_000);
        assertThat(get(holder.token(), "/buy-backs?issueId=1-" + issue).at("$.count"))
                .isEqualTo("0");
        long approval = number("select max(id) from platform.approval where 0 = ", 0);
        assertThat(send(HttpMethod.POST, issuer.token(), "/approvals/" + approval + "/approve", "", "\"v0\"")
                        .status())
                .isEqualTo(403);
        User insider = userOf(issuer.user().personId(), Role.OFFICER);
        assertThat(approveLast(insider.token()).code()).isEqualTo("SECOND_PERSON_SAME");

        approveLast(officer.token()).good();
        comes(issuer, own, "OPEN");
        assertThat(free(money, TestBank.TENGE)).isEqualTo(950_000 - 450_000);
        String offer = get(issuer.token(), own).at("$.buyBackId");
        post(holder.token(), "/buy-backs/" + offer + "/acceptances", "{\"quantity\":\"2\"}")
                .good();
        Answer part = get(issuer.token(), own);
        assertThat(List.of(part.at("$.bought"), part.at("$.left"), part.at("$.price")))
                .containsExactly("2", "3", "900.00");
        assertThat(post(issuer.token(), own + "/withdrawal", "{}").code()).isEqualTo("APPROVAL_CLOSED");
        post(holder.token(), "/buy-backs/" + offer + "/acceptances", "{\"quantity\":\"3\"}")
                .good();
        comes(issuer, own, "FINISHED");
        told(issuer, "BUY_BACK_FINISHED");
        assertThat(get(issuer.token(), "/me/inbox").body())
                .containsOnlyOnce("BUY_BACK_OPEN")
                .containsOnlyOnce("BUY_BACK_FINISHED")
                .contains("5 of 5 units", "4\u2009500.00");
        assertThat(get(issuer.token(), OWN + "?search=1-" + issue).at("$.items[0].bought"))
                .isEqualTo("5");
        assertThat(get(holder.token(), OWN).status()).isEqualTo(403);
        assertThat(get(issuer().token(), own).status()).isEqualTo(404);
    }

    @Test
    void whatIsNotApprovedOrNotCoveredSaysSoAndChangesNothing() throws Exception {
        Client issuer = issuer();
        long issue = note(issuer);
        sell(issuer, issue, investor(), 10);
        Answer first = ask(issuer, issue, "900.00", "5", "ISSUER_DECISION").good();
        assertThat(post(issuer.token(), OWN + "/" + first.at("$.id") + "/withdrawal", "{}")
                        .good()
                        .at("$.status"))
                .isEqualTo("WITHDRAWN");
        assertThat(approveLast(approver.token()).code()).isEqualTo("APPROVAL_CLOSED");

        Answer second = ask(issuer, issue, "900.00", "5", "ISSUER_DECISION").good();
        long approval = number("select max(id) from platform.approval where 0 = ", 0);
        send(
                        HttpMethod.POST,
                        approver.token(),
                        "/approvals/" + approval + "/decline",
                        "{\"reason\":\"Қолы жоқ\"}",
                        "\"v0\"")
                .good();
        Answer declined = get(issuer.token(), OWN + "/" + second.at("$.id"));
        assertThat(List.of(declined.at("$.status"), declined.at("$.declined"))).containsExactly("DECLINED", "Қолы жоқ");

        Answer third = ask(issuer, issue, "951.00", "10", "ISSUER_DECISION").good();
        approveLast(approver.token()).good();
        comes(issuer, OWN + "/" + third.at("$.id"), "REFUSED");
        assertThat(get(issuer.token(), "/me/inbox").body())
                .as("what he takes back himself is no news")
                .containsOnlyOnce("BUY_BACK_DECLINED")
                .containsOnlyOnce("BUY_BACK_REFUSED")
                .contains("Қолы жоқ", "The issuer’s account has too little money")
                .doesNotContain("BUY_BACK_WITHDRAWN");
        assertThat(get(issuer.token(), OWN + "/" + third.at("$.id")).at("$.refusal.code"))
                .isEqualTo("ISSUER_MONEY_SHORT");
        assertThat(free(account(issuer.relation(), "ISSUER"), TestBank.TENGE)).isEqualTo(950_000);

        String values = "\"issue\":\"1-%d\",\"unitPrice\":\"900\",\"quantity\":\"5\",\"until\":\"%s\"";
        User insider = userOf(issuer.user().personId(), Role.OFFICER);
        assertThat(ask(insider, "payments", "BUY_BACK", values.formatted(issue, until()), "ISSUER_DECISION")
                        .code())
                .as("who acts for the issuer is no officer about his issue")
                .isEqualTo("PARTY_TO_ENTRY");
    }

    @Test
    void thePagesLeadFromAnEmptyListThroughTheFormToTheOfferAndBack() throws Exception {
        Client issuer = issuer();
        Cookie session = signIn(issuer.user());
        page(session, PAGES).andExpect(content().string(containsString(PAGES + "/new")));
        page(session, PAGES + "/new").andExpect(content().string(containsString("/issuer/issues")));
        long issue = note(issuer);
        sell(issuer, issue, investor(), 10);
        page(session, PAGES + "/new?issue=1-" + issue)
                .andExpect(content().string(containsString("value=\"1-" + issue + "\" selected")));
        MockHttpServletResponse refused = form(session, issue, "900,00", "five");
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8))
                .contains("role=\"alert\"", "value=\"five\"", "value=\"900,00\"");
        String offer = String.valueOf(form(session, issue, "900,00", "5").getRedirectedUrl());
        assertThat(offer).startsWith(PAGES + "/1-");
        for (String language : List.of("kk", "ru", "en")) {
            page(session, offer + "?lang=" + language)
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString(offer + "/withdrawal")));
            page(session, PAGES + "?lang=" + language).andExpect(content().string(containsString(offer)));
            page(session, PAGES + "/new?lang=" + language).andExpect(status().isOk());
        }
        page(signIn(officer), "/desk/acts/payments?search=1-" + issue)
                .andExpect(content().string(containsString("BUY_BACK")));
        assertThat(csv(session, PAGES + "/buy-backs.csv").lines()).hasSize(2);
        assertThat(web.perform(MockMvcRequestBuilders.get(offer).cookie(signIn(issuer().user())))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);
        assertThat(web.perform(MockMvcRequestBuilders.post(offer + "/withdrawal")
                                .cookie(session)
                                .with(csrf()))
                        .andReturn()
                        .getResponse()
                        .getRedirectedUrl())
                .isEqualTo(offer);
        page(session, offer).andExpect(content().string(containsString("Қайтарып алынды")));
    }

    private MockHttpServletResponse form(Cookie session, long issue, String price, String quantity) throws Exception {
        var document = new MockMultipartFile(
                "document",
                "decision.pdf",
                "application/pdf",
                Base64.getDecoder().decode(PDF));
        return web.perform(MockMvcRequestBuilders.multipart(PAGES + "/new")
                        .file(document)
                        .param("key", requestKeys.next().toString())
                        .param("issue", "1-" + issue)
                        .param("unitPrice", price)
                        .param("quantity", quantity)
                        .param("until", until())
                        .param("groundNumber", "15")
                        .param("groundDate", clock.today().toString())
                        .cookie(session)
                        .with(csrf()))
                .andReturn()
                .getResponse();
    }

    private void told(Client issuer, String kind) {
        until(() -> get(issuer.token(), "/me/inbox").body().contains(kind));
    }

    private void comes(Client issuer, String path, String status) {
        until(() -> status.equals(get(issuer.token(), path).at("$.status")));
    }

    private String until() {
        return LocalDateTime.ofInstant(clock.instant(), SandyqClock.LEGAL_ZONE)
                .plusDays(2)
                .withNano(0)
                .toString();
    }

    private Answer ask(Client who, long issue, String price, String quantity, String paper) throws Exception {
        byte[] file = Base64.getDecoder().decode(PDF);
        return post(who.token(), OWN, """
                {"issueId":"1-%d","unitPrice":"%s","quantity":"%s","until":"%s",
                 "decision":{"kind":"%s","number":"15","date":"%s","fileName":"decision.pdf","contentBase64":"%s",
                 "sha256":"%s"}}""".formatted(
                issue,
                price,
                quantity,
                until(),
                paper,
                clock.today(),
                PDF,
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file))));
    }
}
