package kz.sandyq.operator.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.sandyq.operator.MarketTest;
import kz.sandyq.operator.TestBank;
import kz.sandyq.platform.time.SandyqClock;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/**
 * Custody, stablecoin, subscriptions, redemption, documents and the bank account by their pages, in three languages.
 */
class DeskWalkTest extends MarketTest {
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([0-9a-f-]{36})\"");

    @Test
    void anIssueIsTakenIntoCustodyByItsPages() throws Exception {
        Client issuer = issuer();
        String application = examined(issuer, backedTerms());
        Cookie desk = signIn(officer);
        Cookie own = signIn(issuer.user());
        String bin = bin(70_001);
        redirect(
                desk,
                post("/desk/custody/custodians")
                        .param("name", "Берік қойма")
                        .param("bin", bin)
                        .param("residency", "KZ")
                        .param("legalEntity", "true"));
        if (count("operator.permitted_base_asset where kinds @> array['BASE_GOODS']") == 0) {
            redirect(
                    desk,
                    post("/desk/custody/permitted")
                            .param("validFrom", "2026-05-01")
                            .param("kinds", "BASE_GOODS", "BASE_SECURITY")
                            .param("source", "тізім 1"));
        }
        page(desk, "/desk/custody", bin);
        String path = "/desk/issues/" + application + "/custody";
        page(desk, "/desk/issues/" + application, path);
        String custodian = "1-" + text("select id::text from operator.custodian where bin = '" + bin + "'");
        redirect(
                desk,
                post(path + "/agreement")
                        .param("custodian", custodian)
                        .param("number", "A-7")
                        .param("validFrom", clock.today().toString())
                        .param("validUntil", clock.today().plusYears(1).toString())
                        .param("document", ""));
        assertThat(perform(desk, post(path + "/query")).getContentAsString()).contains("ISSUER_CONSENT_MISSING");
        redirect(own, post("/issuer/consent/give"));
        page(own, "/issuer/consent", "/issuer/consent/withdraw");
        redirect(desk, post(path + "/query"));
        LocalDateTime asOf =
                LocalDateTime.ofInstant(clock.instant(), SandyqClock.LEGAL_ZONE).truncatedTo(ChronoUnit.MINUTES);
        redirect(
                desk,
                post(path + "/answer")
                        .param("condition", "бүтін")
                        .param("quantity", "10")
                        .param("unit", "құйма")
                        .param("value", "100 000")
                        .param("asOf", asOf.toString())
                        .param("document", ""));
        page(desk, path, "A-7");
        page(desk, path, "бүтін");
        redirect(own, post("/issuer/consent/withdraw"));
        page(own, "/issuer/consent", "/issuer/consent/give");
        assertThat(registration(application, DFA_NUMBER + "/custody").code()).isEqualTo("ISSUER_CONSENT_MISSING");
        assertThat(perform(own, MockMvcRequestBuilders.get("/desk/custody")).getStatus())
                .isEqualTo(403);
    }

    @Test
    void aStablecoinIsBoughtAndGivenBackAtPar() throws Exception {
        Client issuer = issuer();
        String application = examined(issuer, stablecoinTerms());
        keep(issuer, application);
        certificate(application, "1", Duration.ofDays(30)).good();
        approveLast(approver.token()).good();
        long issue = register(issuer, application);
        Client client = investor();
        pay(client, "100.00");
        Cookie own = signIn(client.user());
        String path = "/stablecoins/1-" + issue;
        page(own, "/stablecoins", path);
        page(own, path, "100");
        String key = key(own, path);
        assertThat(redirect(
                        own, post(path + "/purchase").param("amount", "60,00").param("key", key)))
                .startsWith(path + "?done=");
        assertThat(redirect(
                        own, post(path + "/purchase").param("amount", "60,00").param("key", key)))
                .as("the same key buys once")
                .startsWith(path + "?done=");
        assertThat(free(client.account(), issue)).isEqualTo(6_000);
        assertThat(free(client.account(), TestBank.TENGE)).isEqualTo(4_000);
        for (String wrong : List.of("0", "-1", "1.001", "40,01")) {
            String body = perform(
                            own, post(path + "/purchase").param("amount", wrong).param("key", key(own, path)))
                    .getContentAsString();
            assertThat(body).as(wrong).contains("role=\"alert\"").contains("value=\"" + wrong + "\"");
        }
        redirect(own, post(path + "/return").param("amount", "60").param("key", key(own, path)));
        assertThat(free(client.account(), issue)).isZero();
        assertThat(free(client.account(), TestBank.TENGE)).isEqualTo(10_000);
        page(own, "/public/issues/1-" + issue, "KZ-DFA-001");
    }

    @Test
    void aSubscriptionIsTakenBackAndAnIssueRedeemed() throws Exception {
        Client issuer = issuer();
        long issue = note(issuer);
        mint(issue, 10);
        long placement = placement(
                issuer,
                issue,
                0,
                10,
                clock.instant().minusSeconds(60),
                clock.instant().plusSeconds(3_600));
        Client client = investor();
        pay(client, "2000.00");
        Cookie own = signIn(client.user());
        page(own, "/subscriptions", "/placements");
        String body = "{\"placementId\":\"1-" + placement + "\",\"quantity\":1}";
        String id = post(client.token(), "/subscriptions", body).good().at("$.id");
        page(own, "/subscriptions", "/subscriptions/" + id + "/withdraw");
        redirect(own, post("/subscriptions/" + id + "/withdraw").param("key", key(own, "/subscriptions")));
        until(() -> free(client.account(), TestBank.TENGE) == 200_000);
        assertThat(perform(own, MockMvcRequestBuilders.get("/subscriptions")).getContentAsString())
                .doesNotContain(id + "/withdraw");

        String document = text("select max(document_id)::text from operator.issue_document d join operator.issue i"
                + " on i.application_id = d.application_id where i.issue_id = " + issue);
        String file = "/public/issues/1-" + issue + "/documents/" + document;
        page(own, "/public/issues/1-" + issue, file);
        assertThat(perform(own, MockMvcRequestBuilders.get(file)).getHeader("Content-Disposition"))
                .startsWith("attachment");
        assertThat(web.perform(MockMvcRequestBuilders.get(file))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .as("not to everybody")
                .isEqualTo(302);
        assertThat(perform(own, MockMvcRequestBuilders.get("/public/issues/1-" + issue + "/documents/1"))
                        .getStatus())
                .as("not another's")
                .isEqualTo(404);

        post(officer.token(), "/redemptions", "{\"issueId\":\"1-" + issue + "\",\"ground\":\"EARLY_BY_ISSUER\"}");
        page(signIn(officer), "/desk/redemptions", "/public/issues/1-" + issue);
    }

    @Test
    void aBankAccountShowsItsFiguresMovementsAndFiles() throws Exception {
        Client client = investor();
        pay(client, "12.00");
        Cookie desk = signIn(moneyOfficer);
        String path = "/desk/money/accounts/1-" + bank.account().id();
        page(desk, "/desk/money", path);
        page(desk, path, client.nationalId());
        page(desk, path + "?search=" + client.nationalId(), client.nationalId());
        assertThat(perform(desk, MockMvcRequestBuilders.get(path + "?search=nobody"))
                        .getContentAsString())
                .doesNotContain(client.nationalId());
        assertThat(get(
                                moneyOfficer.token(),
                                "/money/accounts/1-" + bank.account().id() + "/movements")
                        .good()
                        .body())
                .contains("\"12.00\"");
        page(desk, "/desk/money/payouts", "payouts.csv");
    }

    private String stablecoinTerms() {
        return """
                {"kinds":["STABLECOIN"],"name":"Алтын қойма","code":"TK%s","volume":"1000000",
                 "specifiedCurrency":"KZT","specifiedDenomination":"1","issuePrice":"1","redemptionPrice":"1",
                 "issueDate":"%s","redemptionGrounds":[],"redemptionTerms":"at par at any time",
                 "baseAssets":["BASE_MONEY"],"baseAssetDescription":"money on the reserve account",
                 "valuationRule":"one to one","holderClaim":"one tenge for one unit","requiredBackingRatio":"1"}
                """.formatted(
                requestKeys.next().toString().substring(9, 13).toUpperCase(java.util.Locale.ROOT), clock.today());
    }

    private static AbstractMockHttpServletRequestBuilder<?> post(String path) {
        return MockMvcRequestBuilders.post(path);
    }

    private String key(Cookie who, String path) throws Exception {
        Matcher key = KEY.matcher(perform(who, MockMvcRequestBuilders.get(path)).getContentAsString());
        assertThat(key.find()).isTrue();
        return key.group(1);
    }

    private void page(Cookie who, String path, String text) throws Exception {
        for (String language : List.of("kk", "ru", "en")) {
            String address = path + (path.contains("?") ? "&" : "?") + "lang=" + language;
            MockHttpServletResponse response = perform(who, MockMvcRequestBuilders.get(address));
            String body = response.getContentAsString();
            assertThat(response.getStatus()).as("%s %s", address, body).isEqualTo(200);
            assertThat(body).as(address).doesNotContain("??").contains(text);
        }
    }

    private String redirect(Cookie who, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        MockHttpServletResponse response = perform(who, request);
        assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(302);
        return String.valueOf(response.getRedirectedUrl());
    }

    private MockHttpServletResponse perform(Cookie who, AbstractMockHttpServletRequestBuilder<?> request)
            throws Exception {
        MockHttpServletResponse response =
                web.perform(request.cookie(who).with(csrf())).andReturn().getResponse();
        response.setCharacterEncoding("UTF-8");
        return response;
    }
}
