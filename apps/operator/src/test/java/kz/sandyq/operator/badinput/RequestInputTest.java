package kz.sandyq.operator.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import kz.sandyq.operator.Answer;
import kz.sandyq.operator.MarketTest;
import kz.sandyq.platform.login.Role;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Requests from nobody, from the wrong person and from another site. */
class RequestInputTest extends MarketTest {
    private static final String CUSTODIAN = """
            {"name":"Қойма АҚ","bin":"%s","legalEntity":true,"residency":"KZ"}""";

    @Test
    void unauthenticated() throws Exception {
        long before = count("operator.custodian");
        Answer reading = get("", "/custodians");
        assertThat(reading.status()).isEqualTo(401);
        assertThat(reading.code()).isEqualTo("NOT_SIGNED_IN");
        Answer writing = post("not-a-token", "/custodians", CUSTODIAN.formatted(bin(60_001)));
        assertThat(writing.status()).isEqualTo(401);
        assertThat(writing.code()).isEqualTo("TOKEN_NOT_VALID");
        assertThat(count("operator.custodian")).isEqualTo(before);
    }

    @Test
    void forbidden() throws Exception {
        long before = count("operator.custodian");
        Answer answer = post(user(Role.CLIENT).token(), "/custodians", CUSTODIAN.formatted(bin(60_002)));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("FORBIDDEN");
        assertThat(count("operator.custodian")).isEqualTo(before);
    }

    @Test
    void crossSite() throws Exception {
        User administrator = user(Role.ADMINISTRATOR);
        var cookie = signIn(administrator);
        long before = count("platform.approval");
        var request = MockMvcRequestBuilders.post("/settings/activities")
                .cookie(cookie)
                .param("activity", "TRADING")
                .param("number", "KZ-T-1")
                .param("validFrom", clock.today().toString());
        assertThat(web.perform(request).andReturn().getResponse().getStatus()).isEqualTo(403);
        assertThat(web.perform(request.with(csrf().useInvalidToken()))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(403);
        assertThat(count("platform.approval")).isEqualTo(before);
    }
}
