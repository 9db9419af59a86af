package kz.sandyq.operator.settlement;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.Answer;
import kz.sandyq.operator.MarketTest;
import kz.sandyq.operator.TestBank;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.time.SandyqClock;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Settlement instructions: all legs or none, with everybody's word, or with the mediator's. */
class InstructionTest extends MarketTest {
    private static final String PATH = "/me/instructions";

    @Test
    @LegalBasis(
            value = "RUL-47.p1",
            shows = {ACCEPTED, REFUSED})
    void unitsGoAgainstMoneyOnceBothHaveAgreed() throws Exception {
        Client seller = investor();
        Client buyer = investor();
        Client stranger = investor();
        pay(buyer, "5000.00");
        long issue = bought(seller, 10);
        String legs = leg(seller, buyer, issue, "4") + "," + leg(buyer, seller, TestBank.TENGE, "4000.00");
        assertThat(propose(stranger, legs, "").code()).isEqualTo("NOT_A_PARTY");
        assertThat(propose(seller, legs.replace("4000.00", "0.001"), "").code()).isEqualTo("AMOUNT_TOO_PRECISE");
        assertThat(propose(seller, legs.replace("\"1-" + issue + "\"", "\"1-99999\""), "")
                        .code())
                .isEqualTo("OBJECT_NOT_KNOWN");
        assertThat(propose(seller, "", "").code()).isEqualTo("FIELD_REQUIRED");
        Answer proposed = propose(seller, legs, "").good();
        String path = PATH + "/" + proposed.at("$.id");
        assertThat(proposed.at("$.kind")).isEqualTo("DVP");
        assertThat(proposed.at("$.mayAffirm[0]")).isEqualTo("1-" + seller.account());
        assertThat(get(stranger.token(), path).status()).isEqualTo(404);
        assertThat(post(stranger.token(), path + "/affirmation", "{}").status()).isEqualTo(404);
        assertThat(free(seller.account(), issue)).isEqualTo(10);

        post(seller.token(), path + "/affirmation", "{}").good();
        assertThat(free(seller.account(), issue)).isEqualTo(6);
        assertThat(free(buyer.account(), issue)).isZero();
        assertThat(post(seller.token(), path + "/affirmation", "{}").code()).isEqualTo("NOTHING_TO_AFFIRM");
        page(signIn(seller.user()), "/cabinet/holdings/1-" + seller.account() + "/1-" + issue)
                .andExpect(content().string(containsString("/cabinet/instructions/" + proposed.at("$.id"))));
        String foreign = "{\"accountId\":\"1-" + seller.account() + "\"}";
        assertThat(post(buyer.token(), path + "/affirmation", foreign).status()).isEqualTo(404);
        Answer settled = post(buyer.token(), path + "/affirmation", "{\"accountId\":\"1-" + buyer.account() + "\"}")
                .good();
        assertThat(settled.at("$.status")).isEqualTo("SETTLED");
        assertThat(free(buyer.account(), issue)).isEqualTo(4);
        assertThat(free(seller.account(), issue)).isEqualTo(6);
        assertThat(free(seller.account(), TestBank.TENGE)).isEqualTo(400_000);
        assertThat(free(buyer.account(), TestBank.TENGE)).isEqualTo(100_000);
        page(signIn(seller.user()), "/cabinet/holdings/1-" + seller.account() + "/1-" + issue)
                .andExpect(content().string(not(containsString("/cabinet/instructions/" + proposed.at("$.id")))));
    }

    @Test
    void theMediatorAloneSettlesWhatAllHaveAgreedAndAPartyMayCancelBefore() throws Exception {
        Client giver = investor();
        Client taker = investor();
        Client mediator = investor();
        pay(taker, "900.00");
        long issue = bought(giver, 5);
        String legs = leg(giver, taker, issue, "1") + "," + leg(taker, giver, TestBank.TENGE, "900.00");
        String by = ",\"mediatorClientId\":\"1-" + mediator.relation() + "\"";
        assertThat(propose(giver, legs, ",\"mediatorClientId\":\"1-99999\"").code())
                .isEqualTo("OBJECT_NOT_KNOWN");
        String path = PATH + "/" + propose(giver, legs, by).good().at("$.id");
        assertThat(post(mediator.token(), path + "/settlement", "{}").code()).isEqualTo("NOT_AFFIRMED");
        post(giver.token(), path + "/affirmation", "{}").good();
        assertThat(post(taker.token(), path + "/affirmation", "{}").good().at("$.status"))
                .isEqualTo("AFFIRMED");
        assertThat(post(taker.token(), path + "/settlement", "{}").code()).isEqualTo("NOT_THE_MEDIATOR");
        assertThat(get(mediator.token(), PATH).at("$.items[0].maySettle")).isEqualTo("true");
        assertThat(post(mediator.token(), path + "/settlement", "{}").good().at("$.status"))
                .isEqualTo("SETTLED");
        assertThat(free(taker.account(), issue)).isEqualTo(1);

        String second = PATH + "/"
                + propose(giver, leg(giver, taker, issue, "2"), by).good().at("$.id");
        assertThat(get(giver.token(), second).at("$.kind")).isEqualTo("FREE");
        post(giver.token(), second + "/affirmation", "{}").good();
        assertThat(free(giver.account(), issue)).isEqualTo(2);
        assertThat(post(taker.token(), second + "/cancellation", "{}").good().at("$.status"))
                .isEqualTo("CANCELLED");
        assertThat(free(giver.account(), issue)).isEqualTo(4);
    }

    @Test
    void thePagesProposeAgreeCancelAndList() throws Exception {
        Client giver = investor();
        Client taker = investor();
        long issue = bought(giver, 5);
        Cookie own = signIn(giver.user());
        page(own, "/cabinet/instructions/new").andExpect(content().string(containsString("1-" + giver.account())));
        String line = "1-%d 1-%d 1-%d 2".formatted(giver.account(), taker.account(), issue);
        form(own, "not a leg").andExpect(status().isOk()).andExpect(content().string(containsString("not a leg")));
        String page = String.valueOf(form(own, line)
                .andExpect(redirectedUrlPattern("/cabinet/instructions/1-*"))
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
        page(own, page).andExpect(content().string(containsString(page + "/affirm")));
        act(own, page + "/affirm").andExpect(status().is3xxRedirection());
        page(own, "/cabinet/instructions?status=SETTLED")
                .andExpect(content().string(containsString("href=\"" + page + "\"")));
        act(own, page + "/cancel")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("role=\"alert\"")));
        act(own, page + "/dance").andExpect(status().isNotFound());
        assertThat(free(taker.account(), issue)).isEqualTo(2);

        User registrar = user(Role.REGISTRAR);
        Cookie desk = signIn(registrar);
        String id = page.substring(page.lastIndexOf('/') + 1);
        page(desk, "/desk/instructions?search=" + id).andExpect(content().string(containsString(id)));
        page(desk, "/desk/instructions?search=nothing").andExpect(content().string(not(containsString(id))));
        page(desk, "/desk/instructions/" + id).andExpect(content().string(containsString("1-" + taker.account())));
        assertThat(get(registrar.token(), "/instructions/" + id).at("$.status")).isEqualTo("SETTLED");
        assertThat(get(registrar.token(), "/instructions?search=" + id).at("$.count"))
                .isEqualTo("1");
        assertThat(get(giver.token(), "/instructions").status()).isEqualTo(403);
        for (String csv : List.of("/desk/instructions/instructions.csv", "/api/v1/instructions/instructions.csv")) {
            page(desk, csv).andExpect(status().isOk());
        }
    }

    private Answer propose(Client by, String legs, String more) throws Exception {
        return post(
                by.token(),
                PATH,
                "{\"deadline\":\"%s\",\"legs\":[%s]%s}"
                        .formatted(clock.instant().plusSeconds(3_600), legs, more));
    }

    private static String leg(Client from, Client to, long asset, String quantity) {
        return "{\"fromAccountId\":\"1-%d\",\"toAccountId\":\"1-%d\",\"assetId\":\"1-%d\",\"quantity\":\"%s\"}"
                .formatted(from.account(), to.account(), asset, quantity);
    }

    private ResultActions form(Cookie session, String legs) throws Exception {
        LocalDateTime deadline = LocalDateTime.ofInstant(clock.instant(), SandyqClock.LEGAL_ZONE)
                .plusHours(1)
                .truncatedTo(ChronoUnit.MINUTES);
        return web.perform(MockMvcRequestBuilders.post("/cabinet/instructions/new")
                .cookie(session)
                .with(csrf())
                .param("key", requestKeys.next().toString())
                .param("deadline", deadline.toString())
                .param("legs", legs));
    }

    private ResultActions act(Cookie session, String path) throws Exception {
        return web.perform(MockMvcRequestBuilders.post(path)
                .cookie(session)
                .with(csrf())
                .param("key", requestKeys.next().toString()));
    }

    private ResultActions page(Cookie session, String path) throws Exception {
        return web.perform(MockMvcRequestBuilders.get(path).cookie(session))
                .andExpect(content().string(not(containsString("??"))));
    }
}
