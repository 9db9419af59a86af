package kz.sandyq.platform;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.util.Set;
import kz.sandyq.platform.login.Logins;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.person.Person.Kind;
import kz.sandyq.platform.person.Persons;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;

@PlatformTest
class SignInTest {
    private static final String PASSWORD = "тоғыз жолдың торабы";

    @Autowired
    MockMvc web;

    @Autowired
    Logins logins;

    @Autowired
    Persons persons;

    @Test
    void invitedPersonSetsPasswordAndSignsInOnceOnly() throws Exception {
        long person = persons.add(Kind.INDIVIDUAL, "900101300007", "Айгүл Сәрсенова");
        long login = logins.create("Aigul", person, Set.of(Role.OFFICER));
        String token = logins.invite(login);
        web.perform(get("/invitation/" + token)).andExpect(status().isOk());
        web.perform(post("/invitation/" + token)
                        .with(csrf())
                        .param("password", "short")
                        .param("again", "short"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("PASSWORD_TOO_SHORT")));
        web.perform(post("/invitation/" + token)
                        .with(csrf())
                        .param("password", PASSWORD)
                        .param("again", PASSWORD))
                .andExpect(redirectedUrl("/sign-in?invited"));
        web.perform(get("/invitation/" + token)).andExpect(status().isGone());

        Cookie session = signIn("aigul", PASSWORD);
        web.perform(get("/api/v1/me").cookie(session)).andExpect(content().string("aigul"));
        web.perform(get("/desk").cookie(session)).andExpect(status().isOk());
        web.perform(post("/sign-out").cookie(session).with(csrf())).andExpect(redirectedUrl("/sign-in?left"));
        web.perform(get("/api/v1/me").cookie(session)).andExpect(status().isUnauthorized());
    }

    @Test
    void strangerIsSentToSignInAndProgramsGetAProblem() throws Exception {
        web.perform(get("/desk")).andExpect(redirectedUrl("/sign-in"));
        web.perform(get("/api/v1/me"))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("WWW-Authenticate", "Bearer"))
                .andExpect(jsonPath("$.code").value("NOT_SIGNED_IN"))
                .andExpect(jsonPath("$.nothingChanged").value(true));
        web.perform(get("/sign-in"))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Security-Policy", containsString("script-src 'self'")))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(content().string(containsString("Құпиясөз")))
                .andExpect(content().string(not(containsString("style=\""))));
    }

    private Cookie signIn(String name, String password) throws Exception {
        MvcResult result = web.perform(
                        post("/sign-in").with(csrf()).param("loginName", name).param("password", password))
                .andExpect(redirectedUrl("/"))
                .andReturn();
        Cookie cookie = result.getResponse().getCookie("sandyq_session");
        return java.util.Objects.requireNonNull(cookie);
    }
}
