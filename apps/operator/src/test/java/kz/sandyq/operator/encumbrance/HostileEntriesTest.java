package kz.sandyq.operator.encumbrance;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import java.util.UUID;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.Answer;
import kz.sandyq.platform.login.Role;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockMultipartFile;

/** What somebody who means harm would try with entries of the register, one line each. */
class HostileEntriesTest extends EntriesTest {
    @Test
    void aClientEntersNothingAndReadsNothingNotEvenAboutHimself() throws Exception {
        Client holder = investor();
        Client stranger = investor();
        String body = pledge(holder, 1, "1.00", stranger);
        assertThat(post(stranger.token(), "/encumbrances", body).status()).isEqualTo(403);
        assertThat(post(holder.token(), "/encumbrances", body).status()).isEqualTo(403);
        assertThat(get("", "/encumbrances").status()).isEqualTo(401);
        String path = "/encumbrances/" + propose("/encumbrances", body).good().at("$.id");
        assertThat(get(stranger.token(), path).status()).isEqualTo(403);
        assertThat(get(stranger.token(), path + "/document").status()).isEqualTo(403);
        assertThat(get(stranger.token(), path.replace("encumbrances", "transfers"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anAccountThatIsNoClientsIsNotKnown() throws Exception {
        Client holder = investor();
        long bankSide =
                number("select min(account_id) from readmodel.account where capacity = 'BANK_SIDE' and 0 = ", 0);
        String own = "1-" + holder.account();
        String body = pledge(holder, 1, "1.00", investor());
        assertThat(propose("/encumbrances", body.replace(own, "1-" + bankSide)).code())
                .isEqualTo("ACCOUNT_NOT_KNOWN");
        assertThat(propose("/encumbrances", body.replace(own, "2-" + holder.account()))
                        .status())
                .isEqualTo(404);
        assertThat(propose("/encumbrances", body.replace(own, "1-999999")).code())
                .isEqualTo("ACCOUNT_NOT_KNOWN");
    }

    @Test
    @LegalBasis(
            value = "LAW-1.6-3-d",
            shows = {REFUSED, ACCEPTED})
    void whatIsPledgedCannotBePledgedAgain() throws Exception {
        Client holder = investor();
        Client pledgee = investor();
        long issue = bought(holder, 100);
        entered(propose("/encumbrances", pledge(holder, issue, "60", pledgee)), "/encumbrances/", "ENTERED");
        String second = pledge(holder, issue, "60", investor()).replace("\"rank\":1", "\"rank\":2");
        assertThat(refusal(second)).isEqualTo("DFA_ENCUMBERED");
        assertThat(refusal(pledge(holder, issue, "40", investor()))).isEqualTo("RANK_TAKEN");
        entered(propose("/encumbrances", second.replace("\"60\"", "\"40\"")), "/encumbrances/", "ENTERED");
        assertThat(free(holder.account(), issue)).isZero();
    }

    @Test
    void onePersonAloneReleasesNothing() throws Exception {
        Client holder = investor();
        long issue = bought(holder, 10);
        String path =
                entered(propose("/encumbrances", pledge(holder, issue, "10", investor())), "/encumbrances/", "ENTERED");
        propose(path + "/release", release("10")).good();
        assertThat(approveLast(registrar.token()).code()).isEqualTo("SECOND_PERSON_SAME");
        User again = userOf(registrar.personId(), Role.APPROVER, Role.REGISTRAR);
        assertThat(approveLast(again.token()).code()).isEqualTo("SECOND_PERSON_SAME");
        assertThat(approveLast(holder.token()).status()).isEqualTo(403);
        assertThat(free(holder.account(), issue)).isZero();
        assertThat(post(approver.token(), path + "/release", release("10")).status())
                .isEqualTo(403);
    }

    @Test
    void twoReleasesOfOnePledgeFreeItOnce() throws Exception {
        Client holder = investor();
        long issue = bought(holder, 10);
        String path =
                entered(propose("/encumbrances", pledge(holder, issue, "6", investor())), "/encumbrances/", "ENTERED");
        propose(path + "/release", release("6")).good();
        long first = number("select max(id) from platform.approval where 0 = ", 0);
        propose(path + "/release", release("6")).good();
        approveLast(approver.token()).good();
        until(() -> free(holder.account(), issue) == 10);
        send(HttpMethod.POST, approver.token(), "/approvals/" + first + "/approve", "", "\"v0\"");
        until(() -> count("operator.register_entry where entry_type = 'RELEASE' and approval_id = " + first
                        + " and state = 'REFUSED'")
                == 1);
        assertThat(free(holder.account(), issue)).isEqualTo(10);
    }

    @Test
    void aPartyDoesNotDecideAboutItsOwn() throws Exception {
        Client holder = investor();
        Client pledgee = investor();
        User insider = userOf(pledgee.user().personId(), Role.REGISTRAR, Role.APPROVER);
        String body = pledge(holder, 1, "1.00", pledgee);
        assertThat(post(insider.token(), "/encumbrances", body).code()).isEqualTo("PARTY_TO_ENTRY");
        propose("/encumbrances", body).good();
        assertThat(approveLast(insider.token()).code()).isEqualTo("PARTY_TO_ENTRY");
        User recipient = userOf(holder.user().personId(), Role.APPROVER);
        long issue = bought(investor(), 1);
        propose("/transfers", transfer(pledgee, holder, issue, "1")).good();
        assertThat(approveLast(recipient.token()).code()).isEqualTo("PARTY_TO_ENTRY");
        approveLast(approver.token()).good();
    }

    @Test
    void theFileMustBeTheOneWhoseHashIsDeclared() throws Exception {
        Client holder = investor();
        String body = pledge(holder, 1, "1.00", investor());
        assertThat(propose("/encumbrances", body.replace(SHA256, "f".repeat(64)))
                        .code())
                .isEqualTo("DOCUMENT_HASH_MISMATCH");
        assertThat(propose("/encumbrances", body.replace(SHA256, "short")).code())
                .isEqualTo("DOCUMENT_HASH_MISMATCH");
        long before = count("operator.register_entry");
        web.perform(multipart("/desk/encumbrances/new")
                        .file(new MockMultipartFile("document", "kepil.pdf", "application/pdf", PAPER))
                        .cookie(signIn(registrar))
                        .with(csrf())
                        .param("key", requestKeys.next().toString())
                        .param("type", "PLEDGE")
                        .param("account", "1-" + holder.account())
                        .param("asset", "1-1")
                        .param("quantity", "1")
                        .param("pledgee", "1-" + investor().relation())
                        .param("stopsCirculation", "true")
                        .param("groundKind", "PLEDGE_AGREEMENT")
                        .param("groundNumber", "1")
                        .param("groundDate", "2026-05-02")
                        .param("groundSha256", "0".repeat(64)))
                .andExpect(content().string(Matchers.containsString("DOCUMENT_HASH_MISMATCH")));
        assertThat(count("operator.register_entry")).isEqualTo(before);
    }

    @Test
    void betweenWalletsOfOnePersonNoOwnershipPasses() throws Exception {
        Client holder = issuer();
        Client other = investor();
        long issue = bought(holder, 10);
        long second = account(holder.relation(), "ISSUER");
        String gift = transfer(holder, holder, issue, "4");
        assertThat(propose("/transfers", gift).code()).isEqualTo("SAME_ACCOUNT");
        String own = gift.replace("\"toAccountId\":\"1-" + holder.account(), "\"toAccountId\":\"1-" + second);
        assertThat(propose("/transfers", own).code()).isEqualTo("TRANSFER_TO_ONESELF");
        String order = own.replace("GIFT_AGREEMENT", "HOLDER_ORDER");
        entered(propose("/transfers", order), "/transfers/", "ENTERED");
        until(() -> free(second, issue) == 4);
        String away = transfer(holder, other, issue, "1").replace("GIFT_AGREEMENT", "HOLDER_ORDER");
        assertThat(propose("/transfers", away).code()).isEqualTo("GROUND_KIND_NOT_FIT");
    }

    @Test
    @LegalBasis(
            value = "LAW-1.6-3-d",
            shows = {REFUSED, ACCEPTED})
    void anArrestOverMoreThanTheBalanceTakesWhatComesLater() throws Exception {
        Client holder = investor();
        Client giver = investor();
        long issue = bought(giver, 10);
        entered(propose("/transfers", transfer(giver, holder, issue, "3")), "/transfers/", "ENTERED");
        String arrest =
                """
                {"kind":"ARREST","accountId":"1-%d","assetId":"1-%d","quantity":"5","ground":%s}
                """.formatted(holder.account(), issue, ground("BAILIFF_ORDER", "Сот орындаушысы Д. Асанов", SHA256));
        String path = entered(propose("/encumbrances", arrest), "/encumbrances/", "ENTERED");
        assertThat(get(registrar.token(), path).at("$.covered")).isEqualTo("3");
        entered(propose("/transfers", transfer(giver, holder, issue, "4")), "/transfers/", "ENTERED");
        until(() -> get(registrar.token(), path).at("$.covered").equals("5"));
        assertThat(free(holder.account(), issue)).isEqualTo(2);
        String away = entered(propose("/transfers", transfer(holder, giver, issue, "3")), "/transfers/", "REFUSED");
        assertThat(get(registrar.token(), away).at("$.refusal.code")).isEqualTo("DFA_ENCUMBERED");
    }

    @Test
    void aReplayedKeyEntersOnceAndServesNothingElse() throws Exception {
        Client holder = investor();
        long issue = bought(holder, 10);
        UUID key = requestKeys.next();
        String gift = transfer(holder, investor(), issue, "3");
        Answer first = sent(key, "/transfers", gift).good();
        entered(first, "/transfers/", "ENTERED");
        assertThat(sent(key, "/transfers", gift).good().at("$.id")).isEqualTo(first.at("$.id"));
        assertThat(sent(key, "/transfers", gift.replace("\"3\"", "\"4\"")).code())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(sent(key, "/encumbrances", pledge(holder, issue, "3", investor()))
                        .code())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(count("operator.register_entry where request_key = '" + key + "'"))
                .isEqualTo(1);
        assertThat(free(holder.account(), issue)).isEqualTo(7);
    }

    private Answer sent(UUID key, String path, String body) throws Exception {
        return send(HttpMethod.POST, registrar.token(), path, body, "", key);
    }

    /** Why the core refused an encumbrance that two persons had decided. */
    private String refusal(String body) throws Exception {
        String path = entered(propose("/encumbrances", body), "/encumbrances/", "REFUSED");
        return get(registrar.token(), path).at("$.refusal.code");
    }
}
