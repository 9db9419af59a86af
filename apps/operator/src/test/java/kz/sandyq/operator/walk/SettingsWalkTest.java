package kz.sandyq.operator.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.List;
import kz.sandyq.law.parameter.Parameters;
import kz.sandyq.operator.MarketTest;
import kz.sandyq.platform.login.Role;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Settings by their pages: dated parameters, and how long money may wait in suspense. */
class SettingsWalkTest extends MarketTest {
    @Test
    void everyParameterIsShownWithItsSourceAndWhatIsNotSetSaysWhatItBlocks() throws Exception {
        var cookie = signIn(user(Role.ADMINISTRATOR));
        for (String language : List.of("kk", "ru", "en")) {
            String body = web.perform(MockMvcRequestBuilders.get("/settings/parameters?lang=" + language)
                            .cookie(cookie))
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            assertThat(body).doesNotContain("??").contains("base-asset.kinds");
            Parameters.ofEdition().all().forEach(each -> assertThat(body).contains(each.key()));
        }
        assertThat(web.perform(MockMvcRequestBuilders.get("/settings/parameters")
                                .cookie(signIn(officer)))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void twoAdministratorsSetHowLongMoneyMayWait() throws Exception {
        User first = user(Role.ADMINISTRATOR);
        User second = user(Role.ADMINISTRATOR);
        String path = "/settings/suspense-terms";
        String yesterday = clock.today().minusDays(1).toString();
        assertThat(post(first.token(), path, "{\"days\":0,\"source\":\"бұйрық\"}")
                        .code())
                .isEqualTo("SUSPENSE_DAYS_RANGE");
        assertThat(post(first.token(), path, "{\"days\":366,\"source\":\"бұйрық\"}")
                        .code())
                .isEqualTo("SUSPENSE_DAYS_RANGE");
        assertThat(post(first.token(), path, "{\"days\":5,\"source\":\" \"}").code())
                .isEqualTo("SETTING_SOURCE_REQUIRED");
        assertThat(post(first.token(), path, "{\"days\":5,\"source\":\"a\",\"validFrom\":\"" + yesterday + "\"}")
                        .code())
                .isEqualTo("SETTING_IN_THE_PAST");
        post(first.token(), path, "{\"days\":5,\"source\":\"№ 12 бұйрық\"}").good();
        assertThat(approveLast(first.token()).code()).isEqualTo("SECOND_PERSON_SAME");
        approveLast(second.token()).good();
        assertThat(get(first.token(), path).good().at("$[0].days")).isEqualTo("5");
        var cookie = signIn(first);
        for (String language : List.of("kk", "ru", "en")) {
            String body = web.perform(MockMvcRequestBuilders.get("/settings/suspense?lang=" + language)
                            .cookie(cookie))
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            assertThat(body).doesNotContain("??").contains("№ 12 бұйрық");
        }
        String refused = web.perform(MockMvcRequestBuilders.post("/settings/suspense")
                        .cookie(cookie)
                        .with(csrf())
                        .param("days", "400")
                        .param("validFrom", clock.today().toString())
                        .param("source", "сақталады"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(refused).contains("SUSPENSE_DAYS_RANGE").contains("сақталады");
    }
}
