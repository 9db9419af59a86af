package kz.sandyq.platform.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.testSecurityContext;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import kz.sandyq.platform.People;
import kz.sandyq.platform.PlatformTest;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.ApiCredentials.Scope;
import kz.sandyq.platform.person.Person.Kind;
import kz.sandyq.platform.person.Persons;
import kz.sandyq.platform.time.SandyqClock;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@PlatformTest
class AccessTest {
    @Autowired
    MockMvc web;

    @Autowired
    People people;

    @Autowired
    Persons persons;

    @Autowired
    Logins logins;

    @Autowired
    ApiCredentials credentials;

    @Autowired
    SandyqClock clock;

    @AfterEach
    void leave() {
        SignedInAs.nobody();
    }

    @Test
    void pathWithoutARuleIsClosedAndAWrongRoleIsForbidden() throws Exception {
        people.actor("client" + People.freshIin(), Role.CLIENT);
        web.perform(get("/api/v1/closed").with(testSecurityContext()))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("FORBIDDEN"));
        web.perform(get("/desk").with(testSecurityContext())).andExpect(status().isForbidden());
    }

    @Test
    void crossSiteRequestIsForbidden() throws Exception {
        people.actor("client" + People.freshIin(), Role.CLIENT);
        web.perform(post("/api/v1/me").with(testSecurityContext())).andExpect(status().isForbidden());
        web.perform(post("/api/v1/me").with(csrf()).with(testSecurityContext())).andExpect(status().isOk());
    }

    @Test
    void pathOfAnActivityThatIsNotHeldDoesNotExist() throws Exception {
        people.actor("client" + People.freshIin(), Role.CLIENT);
        web.perform(get("/api/v1/trade").with(testSecurityContext())).andExpect(status().isNotFound());
    }

    @Test
    void ourFaultShowsASupportCodeAndNoInsides() throws Exception {
        web.perform(get("/api/v1/broken").header("Accept-Language", "en"))
                .andExpect(status().isInternalServerError())
                .andExpect(jsonPath("$.supportCode").isNotEmpty())
                .andExpect(content().string(Matchers.not(Matchers.containsString("secret insides"))));
    }

    @Test
    void lockOutAfterFiveFailuresLooksLikeAnyFailureAndEnds() throws Exception {
        String name = "locked" + People.freshIin();
        people.login(name, people.person(name), Role.CLIENT);
        for (int i = 0; i < PasswordSignIn.FAILURES_BEFORE_LOCK; i++) {
            signIn(name, "wrong password " + i).andExpect(redirectedUrl("/sign-in?refused"));
        }
        signIn(name, People.PASSWORD).andExpect(redirectedUrl("/sign-in?refused"));
        clock.moveTo(clock.offset().plus(PasswordSignIn.LOCK).plus(Duration.ofSeconds(1)));
        signIn(name, People.PASSWORD).andExpect(redirectedUrl("/"));
    }

    @Test
    void unknownNameFailsAlikeAndTooManyAttemptsAreSlowedDown() throws Exception {
        String name = "unknown" + People.freshIin();
        signIn(name, "whatever it is").andExpect(redirectedUrl("/sign-in?refused"));
        String last = "";
        for (int i = 0; i < 40 && !"/sign-in?later".equals(last); i++) {
            last = String.valueOf(
                    signIn(name, "whatever it is").andReturn().getResponse().getRedirectedUrl());
        }
        assertThat(last).isEqualTo("/sign-in?later");
    }

    @Test
    void sessionIsNewAfterSignInAndEndsWhenTheLoginIsDisabled() throws Exception {
        String name = "session" + People.freshIin();
        long login = people.login(name, people.person(name), Role.CLIENT);
        Cookie before = Objects.requireNonNull(
                web.perform(get("/desk")).andReturn().getResponse().getCookie("sandyq_session"));
        Cookie after = Objects.requireNonNull(web.perform(post("/sign-in")
                        .cookie(before)
                        .with(csrf())
                        .param("loginName", name)
                        .param("password", People.PASSWORD))
                .andReturn()
                .getResponse()
                .getCookie("sandyq_session"));
        assertThat(after.getValue()).isNotEqualTo(before.getValue());
        assertThat(after.isHttpOnly()).isTrue();
        web.perform(get("/api/v1/me").cookie(after)).andExpect(status().isOk());
        logins.disable(login);
        web.perform(get("/api/v1/me").cookie(after)).andExpect(status().isUnauthorized());
        signIn(name, People.PASSWORD).andExpect(redirectedUrl("/sign-in?refused"));
    }

    @Test
    void tokenWorksWithinItsScopesUntilItEnds() throws Exception {
        Actor actor = people.actor("program" + People.freshIin(), Role.CLIENT);
        String reads = credentials.create(actor.loginId(), "reader", Set.of(Scope.READ), Duration.ofDays(1));
        String both = credentials.create(actor.loginId(), "bot", Set.of(Scope.READ, Scope.WRITE), Duration.ofDays(30));
        SignedInAs.nobody();
        bearer(reads, false).andExpect(status().isOk()).andExpect(content().string(actor.loginName()));
        bearer(reads, true)
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("SCOPE_MISSING"));
        bearer(both, true).andExpect(status().isOk()).andExpect(cookie().doesNotExist("sandyq_session"));
        bearer("sdq_wrong", false)
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.code").value("TOKEN_NOT_VALID"));
        clock.moveTo(clock.offset().plus(Duration.ofDays(2)));
        bearer(reads, false).andExpect(status().isUnauthorized());
        long id = credentials.of(actor.loginId()).getFirst().id();
        assertThatThrownBy(() -> credentials.revoke(-1, id)).isInstanceOf(RefusedException.class);
        credentials.revoke(actor.loginId(), id);
        bearer(both, false).andExpect(status().isUnauthorized());
    }

    @Test
    void invitationEndsWithItsTimeAndWithTheNextOne() {
        String name = "invited" + People.freshIin();
        long login = logins.create(name, people.person(name), Set.of(Role.CLIENT));
        String first = logins.invite(login);
        String second = logins.invite(login);
        assertThat(logins.invited(first)).isEmpty();
        assertThat(logins.invited(second)).contains(name);
        clock.moveTo(clock.offset().plus(Logins.INVITATION_LIFETIME).plus(Duration.ofSeconds(1)));
        assertThatThrownBy(() -> logins.accept(second, People.PASSWORD))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("INVITATION_NOT_VALID"));
    }

    @Test
    void nobodyIsRecordedTwice() {
        String iin = People.freshIin();
        persons.add(Kind.INDIVIDUAL, iin, "Бірінші");
        refused("PERSON_EXISTS", () -> persons.add(Kind.INDIVIDUAL, " " + iin, "Екінші"));
        refused("NATIONAL_ID_NOT_VALID", () -> persons.add(Kind.ORGANISATION, People.freshIin(), "ЖШС"));
        refused("NATIONAL_ID_NOT_VALID", () -> persons.add(Kind.INDIVIDUAL, "900101300008", "Қате"));
        String passport = "N" + iin;
        persons.addForeign(Kind.INDIVIDUAL, "de", passport, "Anna");
        refused("PERSON_EXISTS", () -> persons.addForeign(Kind.INDIVIDUAL, "DE", passport, "Anna"));
        refused("FOREIGN_ID_NOT_VALID", () -> persons.addForeign(Kind.INDIVIDUAL, "XX", "1", "Anna"));
    }

    @Test
    void languageSwitchIsRememberedAndKeepsThePage() throws Exception {
        web.perform(get("/sign-in").param("lang", "en").param("refused", ""))
                .andExpect(cookie().value("sandyq_lang", "en"))
                .andExpect(content().string(Matchers.containsString("You were not signed in")))
                .andExpect(content().string(Matchers.containsString("/sign-in?")));
        web.perform(get("/sign-in").cookie(new Cookie("sandyq_lang", "ru")))
                .andExpect(content().string(Matchers.containsString("Пароль")));
    }

    @Test
    void ownerMakesAndSeesATokenOnThePageOnce() throws Exception {
        people.actor("owner" + People.freshIin(), Role.CLIENT);
        web.perform(post("/credentials")
                        .param("name", "bot")
                        .param("scopes", "READ")
                        .param("days", "30")
                        .with(csrf())
                        .with(testSecurityContext()))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("sdq_")));
        web.perform(get("/credentials").with(testSecurityContext()))
                .andExpect(content().string(Matchers.containsString("bot")))
                .andExpect(content().string(Matchers.not(Matchers.containsString("sdq_"))));
        web.perform(post("/credentials").param("name", "").with(csrf()).with(testSecurityContext()))
                .andExpect(content().string(Matchers.containsString("CREDENTIAL_NAME")));
    }

    private ResultActions signIn(String name, String password) throws Exception {
        return web.perform(
                post("/sign-in").with(csrf()).param("loginName", name).param("password", password));
    }

    private ResultActions bearer(String token, boolean write) throws Exception {
        return web.perform((write ? post("/api/v1/me") : get("/api/v1/me")).header("Authorization", "Bearer " + token));
    }

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
