package kz.sandyq.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.testSecurityContext;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Objects;
import kz.sandyq.platform.People;
import kz.sandyq.platform.PlatformTest;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.login.SignedInAs;
import kz.sandyq.platform.time.SandyqClock;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@PlatformTest
class LayoutTest {
    @Autowired
    MockMvc web;

    @Autowired
    People people;

    @Autowired
    SandyqClock clock;

    @AfterEach
    void leave() {
        SignedInAs.nobody();
    }

    @Test
    void everyPartRenders() throws Exception {
        people.actor("looker" + People.freshIin(), Role.OFFICER);
        String page = web.perform(
                        get("/parts").param("lang", "en").param("sort", "name").with(testSecurityContext()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page)
                .contains("href=\"#volume\"", "id=\"volume-refusal\"", "aria-invalid=\"true\"", "title=\"RUL-42.p2\"")
                .contains("Қағидалар, 42-тармақ, 2-бөлік")
                .contains("sort=-name", "cursor=abc", "/list.csv", "In all: 3")
                .contains("20.11.2026", "3 working days left", "2 working days overdue")
                .contains("Proven: notary", "Accepted", "This is final")
                .contains("href=\"/approvals\"")
                .doesNotContain("href=\"/audit\"", "??");
    }

    @Test
    void movedClockIsABandThatCannotBeOverlooked() throws Exception {
        clock.moveTo(clock.offset().plus(Duration.ofDays(1)));
        web.perform(get("/sign-in")).andExpect(content().string(Matchers.containsString("clock-band")));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> clock.moveTo(Duration.ZERO)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void strictTransportIsAskedForOverTlsOnly() throws Exception {
        web.perform(get("/sign-in")).andExpect(header().doesNotExist("Strict-Transport-Security"));
        web.perform(get("/sign-in").secure(true)).andExpect(header().exists("Strict-Transport-Security"));
    }

    @ParameterizedTest
    @CsvSource({
        "/assets/platform/tokens.css, text/css",
        "/assets/platform/frame.css, text/css",
        "/assets/platform/parts.css, text/css",
        "/assets/platform/page.js, text/javascript",
        "/webjars/tabler__core/dist/css/tabler.min.css, text/css",
        "/webjars/htmx.org/dist/htmx.min.js, text/javascript"
    })
    void everythingThatThePageLoadsIsHere(String path, String type) throws Exception {
        web.perform(get(path)).andExpect(status().isOk()).andExpect(content().contentTypeCompatibleWith(type));
    }

    @Test
    void personChoosesForWhomHeActsAmongHisOwn() throws Exception {
        String name = "capacities" + People.freshIin();
        Actor actor = people.actor(name, Role.CLIENT);
        SignedInAs.nobody();
        Cookie session = Objects.requireNonNull(web.perform(
                        post("/sign-in").with(csrf()).param("loginName", name).param("password", People.PASSWORD))
                .andReturn()
                .getResponse()
                .getCookie("sandyq_session"));
        long second = actor.personId() * 10 + 2;
        web.perform(get("/capacities").cookie(session))
                .andExpect(content().string(String.valueOf(actor.personId() * 10 + 1)));
        web.perform(post("/capacity").cookie(session).with(csrf()).param("clientRelationId", String.valueOf(second)))
                .andExpect(redirectedUrl("/"));
        web.perform(get("/capacities").cookie(session)).andExpect(content().string(String.valueOf(second)));
        web.perform(post("/capacity").cookie(session).with(csrf()).param("clientRelationId", "-7"))
                .andExpect(status().isForbidden());
    }
}
