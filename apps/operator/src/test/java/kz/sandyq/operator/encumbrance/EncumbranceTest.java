package kz.sandyq.operator.encumbrance;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.util.UUID;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.Answer;
import kz.sandyq.platform.login.Role;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

class EncumbranceTest extends EntriesTest {
    @Test
    @LegalBasis(
            value = "LAW-1.6-3-d",
            shows = {REFUSED, ACCEPTED})
    void pledgedUnitsStayAndTheRestPasses() throws Exception {
        Client holder = investor();
        Client other = investor();
        long issue = bought(holder, 100);
        Answer pledge =
                propose("/encumbrances", pledge(holder, issue, "30", other)).good();
        assertThat(pledge.at("$.state")).isEqualTo("PROPOSED");
        assertThat(approveLast(registrar.token()).code()).isEqualTo("SECOND_PERSON_SAME");
        approveLast(approver.token()).good();
        String path = "/encumbrances/" + pledge.at("$.id");
        until(() -> get(registrar.token(), path).at("$.state").equals("ENTERED"));
        until(() -> get(registrar.token(), path).body().contains("\"remaining\":\"30\""));

        String refused = entered(propose("/transfers", transfer(holder, other, issue, "80")), "/transfers/", "REFUSED");
        Answer reason = send(HttpMethod.GET, registrar.token(), refused, "", "");
        assertThat(reason.at("$.refusal.code")).isEqualTo("DFA_ENCUMBERED");
        assertThat(reason.at("$.refusal.clause")).isEqualTo("LAW-1.6-3-d");
        entered(propose("/transfers", transfer(holder, other, issue, "70")), "/transfers/", "ENTERED");
        until(() -> free(other.account(), issue) == 70);

        assertThat(propose(path + "/release", release("0")).code()).isEqualTo("AMOUNT_NOT_POSITIVE");
        propose(path + "/release", release("31")).good();
        approveLast(approver.token()).good();
        until(() -> get(registrar.token(), path).body().contains("RELEASE_ABOVE_REMAINING"));
        propose(path + "/release", release("30")).good();
        approveLast(approver.token()).good();
        until(() -> free(holder.account(), issue) == 30);
        assertThat(propose(path + "/release", release("1")).code()).isEqualTo("ENTRY_NOT_RELEASABLE");
    }

    @Test
    @LegalBasis(
            value = "LAW-1.6-3-d",
            shows = {REFUSED, ACCEPTED})
    void aRestrictionOfRightsAloneLetsUnitsPass() throws Exception {
        Client holder = investor();
        Client other = investor();
        long issue = bought(holder, 10);
        String none = pledge(holder, issue, "10", other)
                .replace("\"stopsCirculation\":true", "\"stopsCirculation\":false")
                .replace("\"stopsRedemption\":true", "\"stopsRedemption\":false");
        assertThat(propose("/encumbrances", none).code()).isEqualTo("RESTRICTION_MISSING");
        String rights =
                pledge(holder, issue, "10", other).replace("\"stopsCirculation\":true", "\"stopsCirculation\":false");
        entered(propose("/encumbrances", rights), "/encumbrances/", "ENTERED");
        entered(propose("/transfers", transfer(holder, other, issue, "4")), "/transfers/", "ENTERED");
        until(() -> free(other.account(), issue) == 4);
    }

    @Test
    @LegalBasis(
            value = "LAW-1.6-3-c",
            shows = {REFUSED, ACCEPTED})
    void whatIsInTheLogCannotBeChanged() throws Exception {
        Client holder = investor();
        Client other = investor();
        long issue = bought(holder, 5);
        String path = entered(propose("/transfers", transfer(holder, other, issue, "5")), "/transfers/", "ENTERED");
        Answer shown = send(HttpMethod.GET, registrar.token(), path, "", "");
        assertThat(shown.at("$.ground.sha256")).isEqualTo(SHA256);
        assertThat(shown.at("$.quantity")).isEqualTo("5");
        assertThat(Long.parseLong(shown.at("$.sequence"))).isPositive();
        long id = number(path.substring(path.lastIndexOf('/') + 1));
        assertThatThrownBy(() -> database.sql("update operator.register_entry set quantity = 4 where id = " + id)
                        .update())
                .hasMessageContaining("cannot be changed");
        assertThatThrownBy(() -> database.sql("delete from operator.register_entry where id = " + id)
                        .update())
                .hasMessageContaining("cannot be changed");
    }

    @Test
    void anArrestMayExceedTheBalanceAndNamesItsAuthority() throws Exception {
        Client holder = investor();
        String arrest = """
                {"kind":"ARREST","accountId":"1-%d","assetId":"1-1","quantity":"500.00","ground":%s}
                """.formatted(holder.account(), ground("BAILIFF_ORDER", "Сот орындаушысы Д. Асанов", SHA256));
        assertThat(propose("/encumbrances", arrest.replace("Сот орындаушысы Д. Асанов", ""))
                        .code())
                .isEqualTo("GROUND_AUTHORITY_MISSING");
        assertThat(propose("/encumbrances", arrest.replace("BAILIFF_ORDER", "PLEDGE_AGREEMENT"))
                        .code())
                .isEqualTo("GROUND_KIND_NOT_FIT");
        entered(propose("/encumbrances", arrest), "/encumbrances/", "ENTERED");
        pay(holder, "700.00");
        until(() -> free(holder.account(), 1) == 20_000);
        assertThat(propose("/transfers", transfer(holder, investor(), 1, "1.00"))
                        .code())
                .isEqualTo("TRANSFER_OF_MONEY");
    }

    @Test
    void aDocumentWhoseHashDoesNotMatchIsRefused() throws Exception {
        Client holder = investor();
        String body = pledge(holder, 1, "1.00", investor());
        assertThat(propose("/encumbrances", body.replace(SHA256, "0".repeat(64)))
                        .code())
                .isEqualTo("DOCUMENT_HASH_MISMATCH");
        assertThat(propose("/encumbrances", body.replace(SHA256, "")).code()).isEqualTo("GROUND_INCOMPLETE");
        assertThat(propose("/encumbrances", body.replace("2026-05-02", "2999-01-01"))
                        .code())
                .isEqualTo("GROUND_DATE_IN_FUTURE");
        assertThat(propose("/encumbrances", pledge(holder, 1, "1.00", holder)).code())
                .isEqualTo("PLEDGEE_IS_HOLDER");
        assertThat(post(officer.token(), "/encumbrances", body).status()).isEqualTo(403);
        assertThat(post(approver.token(), "/encumbrances", body).status()).isEqualTo(403);
    }

    @Test
    void theSameKeyProposesOnceAndItsDocumentStaysAsItWas() throws Exception {
        String body = pledge(investor(), 1, "1.00", investor());
        UUID key = requestKeys.next();
        Answer first = send(HttpMethod.POST, registrar.token(), "/encumbrances", body, "", key)
                .good();
        Answer again = send(HttpMethod.POST, registrar.token(), "/encumbrances", body, "", key)
                .good();
        assertThat(again.at("$.id")).isEqualTo(first.at("$.id"));
        assertThat(send(HttpMethod.POST, registrar.token(), "/encumbrances", body.replace("1.00", "2.00"), "", key)
                        .code())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        long document =
                number("select ground_document from operator.register_entry where id = ", number(first.at("$.id")));
        assertThatThrownBy(() -> database.sql(
                                "update platform.document_chunk set content = '' where document_id = " + document)
                        .update())
                .hasMessageContaining("only ever added");
        approveLast(approver.token()).good();
    }

    @Test
    void theDeskProposesFindsAndShows() throws Exception {
        Client holder = investor();
        Client other = investor();
        Cookie cookie = signIn(registrar);
        for (String language : new String[] {"kk", "ru", "en"}) {
            for (String page : new String[] {
                "encumbrances?search=nobody",
                "transfers",
                "encumbrances/new?type=ARREST",
                "encumbrances/new",
                "transfers/new"
            }) {
                web.perform(MockMvcRequestBuilders.get("/desk/" + page)
                                .param("lang", language)
                                .cookie(cookie))
                        .andExpect(status().isOk());
            }
        }
        var location = desk(cookie, holder, "1-" + other.relation())
                .andExpect(redirectedUrlPattern("/desk/encumbrances/1-*"))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        web.perform(MockMvcRequestBuilders.get(String.valueOf(location))
                        .param("lang", "ru")
                        .cookie(cookie))
                .andExpect(content().string(Matchers.containsString("Ожидает утверждения")))
                .andExpect(content().string(Matchers.containsString(SHA256)));
        web.perform(MockMvcRequestBuilders.get(location + "/document").cookie(cookie))
                .andExpect(status().isOk());
        approveLast(approver.token()).good();
        String path = "/encumbrances/" + String.valueOf(location).substring("/desk/encumbrances/".length());
        until(() -> get(registrar.token(), path).at("$.state").equals("REFUSED"));
        web.perform(MockMvcRequestBuilders.get("/desk/encumbrances")
                        .param("search", "ДК-77")
                        .param("state", "REFUSED")
                        .param("lang", "kk")
                        .cookie(cookie))
                .andExpect(content().string(Matchers.containsString("INSUFFICIENT_FUNDS")));
        desk(cookie, holder, "1-999999")
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("PLEDGEE_NOT_KNOWN")))
                .andExpect(content().string(Matchers.containsString("ДК-77")));
        web.perform(MockMvcRequestBuilders.get("/desk/encumbrances").cookie(signIn(user(Role.CLIENT))))
                .andExpect(status().isForbidden());
    }

    @Test
    void aFormSentAgainWithOtherContentProposesNothingMore() throws Exception {
        Client holder = investor();
        Cookie cookie = signIn(registrar);
        String key = requestKeys.next().toString();
        String pledgee = "1-" + investor().relation();
        desk(cookie, holder, pledgee, key, "12,50").andExpect(status().is3xxRedirection());
        desk(cookie, holder, pledgee, key, "12,50").andExpect(status().is3xxRedirection());
        desk(cookie, holder, pledgee, key, "13,50")
                .andExpect(content().string(Matchers.containsString("IDEMPOTENCY_KEY_REUSED")));
        assertThat(count("operator.register_entry where request_key = '" + key + "'"))
                .isEqualTo(1);
    }

    private ResultActions desk(Cookie cookie, Client holder, String pledgee) throws Exception {
        return desk(cookie, holder, pledgee, requestKeys.next().toString(), "12,50");
    }

    private ResultActions desk(Cookie cookie, Client holder, String pledgee, String key, String quantity)
            throws Exception {
        return web.perform(multipart("/desk/encumbrances/new")
                .file(new MockMultipartFile("document", "kepil.pdf", "application/pdf", PAPER))
                .cookie(cookie)
                .with(csrf())
                .param("key", key)
                .param("type", "PLEDGE")
                .param("account", "1-" + holder.account())
                .param("asset", "1-1")
                .param("quantity", quantity)
                .param("pledgee", pledgee)
                .param("rank", "1")
                .param("stopsCirculation", "true")
                .param("groundKind", "PLEDGE_AGREEMENT")
                .param("groundNumber", "ДК-77")
                .param("groundDate", "2026-05-02"));
    }
}
