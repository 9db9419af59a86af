package kz.sandyq.platform.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.testSecurityContext;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.EnumSet;
import java.util.Set;
import kz.sandyq.platform.People;
import kz.sandyq.platform.PlatformTest;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.Logins;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.login.SignedInAs;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@PlatformTest
class StaffLoginsTest {
    @Autowired
    MockMvc web;

    @Autowired
    People people;

    @Autowired
    Logins logins;

    @Autowired
    LoginList list;

    @Autowired
    StaffLogins staff;

    @Autowired
    PasswordResets resets;

    @Autowired
    FourEyes fourEyes;

    private final String iin = People.freshIin();
    private final String name = "s" + iin;

    @AfterEach
    void leave() {
        SignedInAs.nobody();
    }

    private Actor administrator() {
        return people.actor("adm" + People.freshIin(), Role.ADMINISTRATOR);
    }

    private StaffLogins.Wanted wanted(Role... roles) {
        EnumSet<Role> chosen = EnumSet.noneOf(Role.class);
        chosen.addAll(Set.of(roles));
        return new StaffLogins.Wanted(name, iin, "Айбек Сейітов", chosen);
    }

    @Test
    void loginOfStaffNeedsASecondAdministratorAndHoldsNoRoleOfAClient() {
        administrator();
        long proposal = staff.propose(wanted(Role.OFFICER, Role.CLIENT));
        assertThat(logins.find(name)).isEmpty();
        assertThatThrownBy(() -> fourEyes.approve(proposal, 0)).isInstanceOf(RefusedException.class);
        administrator();
        fourEyes.approve(proposal, 0);
        LoginList.Row made = list.find(logins.find(name).orElseThrow()).orElseThrow();
        assertThat(made.roles()).containsExactly("OFFICER");
        assertThat(made.state()).isEqualTo(LoginList.State.INVITED);
        assertThat(made.personName()).isEqualTo("Айбек Сейітов");
    }

    @Test
    void wrongWishesAreRefused() {
        administrator();
        assertCode("LOGIN_WITHOUT_ROLE", wanted(Role.CLIENT));
        assertCode("NATIONAL_ID_NOT_VALID", new StaffLogins.Wanted(name, "123", "А", Set.of(Role.OFFICER)));
        assertCode("PERSON_NAME_REQUIRED", new StaffLogins.Wanted(name, iin, " ", Set.of(Role.OFFICER)));
        people.login(name, people.person("Басқа"), Role.OFFICER);
        assertCode("LOGIN_NAME_TAKEN", wanted(Role.OFFICER));
    }

    private void assertCode(String code, StaffLogins.Wanted wish) {
        assertThatThrownBy(() -> staff.propose(wish))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void closedLoginOpensAgainAndNobodyClosesTheOwn() {
        long other = people.login(name, people.person("Айбек"), Role.OFFICER);
        Actor own = administrator();
        staff.close(other);
        assertThat(staff.known(other).state()).isEqualTo(LoginList.State.CLOSED);
        staff.open(other);
        assertThat(staff.known(other).state()).isEqualTo(LoginList.State.OPEN);
        assertThatThrownBy(() -> staff.close(own.loginId())).isInstanceOf(RefusedException.class);
    }

    @Test
    void invitationIsShownOnceAndAPasswordGoesByTwoAdministrators() throws Exception {
        long other = people.login(name, people.person("Айбек"), Role.OFFICER);
        people.actor("off" + People.freshIin(), Role.OFFICER);
        web.perform(get("/admin/logins").with(testSecurityContext())).andExpect(status().isForbidden());
        administrator();
        web.perform(post("/admin/logins/" + other + "/invitation").with(csrf()).with(testSecurityContext()))
                .andExpect(content().string(Matchers.containsString("LOGIN_HAS_PASSWORD")));
        administrator();
        long reset = resets.propose(other);
        assertThatThrownBy(() -> fourEyes.approve(reset, 0)).isInstanceOf(RefusedException.class);
        administrator();
        fourEyes.approve(reset, 0);
        web.perform(post("/admin/logins/" + other + "/invitation").with(csrf()).with(testSecurityContext()))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("/invitation/")))
                .andExpect(content().string(Matchers.containsString("href=\"/admin/logins?lang=ru\"")));
        web.perform(get("/admin/logins?search=" + name + "&lang=en").with(testSecurityContext()))
                .andExpect(content()
                        .string(Matchers.allOf(
                                Matchers.containsString("Officer"),
                                Matchers.not(Matchers.containsString("/invitation/")),
                                Matchers.not(Matchers.containsString("??")))));
    }

    @Test
    void ownPasswordNeedsThePresentOne() throws Exception {
        people.actor(name, Role.OFFICER);
        String next = "жаңа ұзақ құпиясөз";
        web.perform(change("басқа бір құпиясөз", next, next))
                .andExpect(content().string(Matchers.containsString("PASSWORD_WRONG")));
        web.perform(change(People.PASSWORD, next, next + "!"))
                .andExpect(content().string(Matchers.containsString("PASSWORDS_DIFFER")));
        web.perform(change(People.PASSWORD, next, next)).andExpect(redirectedUrl("/sign-in?invited"));
        web.perform(change(People.PASSWORD, next, next))
                .andExpect(content().string(Matchers.containsString("PASSWORD_WRONG")));
    }

    private static org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder change(
            String present, String next, String again) {
        return post("/password")
                .param("current", present)
                .param("password", next)
                .param("again", again)
                .with(csrf())
                .with(testSecurityContext());
    }
}
