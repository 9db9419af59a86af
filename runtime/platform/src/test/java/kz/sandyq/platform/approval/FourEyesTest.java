package kz.sandyq.platform.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.testSecurityContext;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import kz.sandyq.platform.People;
import kz.sandyq.platform.PlatformTest;
import kz.sandyq.platform.RecordedDecisions;
import kz.sandyq.platform.approval.Approval.State;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.login.SignedInAs;
import kz.sandyq.platform.time.SandyqClock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

@PlatformTest
class FourEyesTest {
    private static final String CHANGE =
            "{\"before\":{\"volume\":\"1\"},\"after\":{\"volume\":\"2\",\"note\":\"жаңа\"}}";

    @Autowired
    FourEyes fourEyes;

    @Autowired
    Approvals approvals;

    @Autowired
    People people;

    @Autowired
    RecordedDecisions decisions;

    @Autowired
    SandyqClock clock;

    @Autowired
    JdbcClient database;

    @Autowired
    MockMvc web;

    private long id;
    private Actor proposer = SignedInAs.actor(0, 0, "nobody");

    @BeforeEach
    void propose() {
        proposer = people.actor("proposer" + People.freshIin(), Role.OFFICER, Role.APPROVER);
        id = fourEyes.propose(RecordedDecisions.KIND, "issue:1", CHANGE);
        decisions.clear();
    }

    @AfterEach
    void leave() {
        SignedInAs.nobody();
    }

    @Test
    void anotherPersonApprovesOnce() {
        Actor second = people.actor("second" + People.freshIin(), Role.APPROVER);
        Approval done = fourEyes.approve(id, 0);
        assertThat(done.state()).isEqualTo(State.APPROVED);
        assertThat(done.decidedPerson()).isEqualTo(second.personId());
        assertThat(decisions.seen()).containsExactly("approved " + id);
        refused("APPROVAL_CLOSED", () -> fourEyes.approve(id, 1));
    }

    @Test
    void onePersonWithTwoLoginsIsOnePerson() {
        long other = people.login("other" + People.freshIin(), proposer.personId(), Role.APPROVER);
        SignedInAs.actor(other, proposer.personId(), "other", Role.APPROVER);
        refused("SECOND_PERSON_SAME", () -> fourEyes.approve(id, 0));
        refused("SECOND_PERSON_SAME", () -> fourEyes.decline(id, 0, "no"));
        assertThat(approvals.find(id).orElseThrow().state()).isEqualTo(State.PROPOSED);
    }

    @Test
    void twoRecordsWithOneIinAreOnePerson() {
        long twin = people.person("twin");
        database.sql("alter table platform.person drop constraint person_national_id_key")
                .update();
        try {
            database.sql("update platform.person set national_id ="
                            + " (select national_id from platform.person where id = :first) where id = :twin")
                    .param("first", proposer.personId())
                    .param("twin", twin)
                    .update();
            SignedInAs.actor(
                    people.login("twin" + People.freshIin(), twin, Role.APPROVER), twin, "twin", Role.APPROVER);
            refused("SECOND_PERSON_SAME", () -> fourEyes.approve(id, 0));
        } finally {
            database.sql("update platform.person set national_id = :fresh where id = :twin")
                    .param("fresh", People.freshIin())
                    .param("twin", twin)
                    .update();
            database.sql("alter table platform.person add constraint person_national_id_key unique (national_id)")
                    .update();
        }
    }

    @Test
    void declineNeedsAReasonAndWithdrawalIsTheProposersOwn() {
        people.actor("second" + People.freshIin(), Role.APPROVER);
        refused("REASON_REQUIRED", () -> fourEyes.decline(id, 0, " "));
        refused("APPROVAL_NOT_YOURS", () -> fourEyes.withdraw(id, 0));
        refused("CHANGED_MEANWHILE", () -> fourEyes.approve(id, 7));
        assertThat(fourEyes.decline(id, 0, "көлемі қате").reason()).isEqualTo("көлемі қате");
        SignedInAs.again(proposer);
        long next = fourEyes.propose(RecordedDecisions.KIND, "issue:1", CHANGE);
        assertThat(fourEyes.withdraw(next, 0).state()).isEqualTo(State.WITHDRAWN);
        assertThat(decisions.seen()).containsExactly("declined " + id, "declined " + next);
    }

    @Test
    void whoLacksTheRoleDoesNotDecide() {
        people.actor("money" + People.freshIin(), Role.MONEY_OFFICER);
        refused("APPROVAL_NOT_YOURS", () -> fourEyes.approve(id, 0));
    }

    @Test
    void proposalRunsOut() {
        people.actor("second" + People.freshIin(), Role.APPROVER);
        clock.moveTo(clock.offset().plus(FourEyes.LIFETIME).plus(Duration.ofSeconds(1)));
        refused("APPROVAL_EXPIRED", () -> fourEyes.approve(id, 0));
        fourEyes.expire();
        assertThat(approvals.find(id).orElseThrow().state()).isEqualTo(State.EXPIRED);
        assertThat(decisions.seen()).contains("declined " + id);
    }

    @Test
    void handlerThatFailsLeavesTheProposalOpen() {
        people.actor("second" + People.freshIin(), Role.APPROVER);
        decisions.failNext();
        assertThatThrownBy(() -> fourEyes.approve(id, 0)).isInstanceOf(IllegalStateException.class);
        assertThat(approvals.find(id).orElseThrow().state()).isEqualTo(State.PROPOSED);
    }

    @Test
    void pageShowsBeforeAndAfterAndDecides() throws Exception {
        people.actor("second" + People.freshIin(), Role.APPROVER);
        web.perform(get("/approvals").param("lang", "ru").with(testSecurityContext()))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("/approvals/" + id)));
        web.perform(get("/approvals/" + id).with(testSecurityContext()))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("жаңа")));
        web.perform(post("/approvals/" + id)
                        .param("version", "0")
                        .param("decision", "decline")
                        .with(csrf())
                        .with(testSecurityContext()))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("REASON_REQUIRED")));
        web.perform(post("/approvals/" + id)
                        .param("version", "0")
                        .param("decision", "approve")
                        .with(csrf())
                        .with(testSecurityContext()))
                .andExpect(status().is3xxRedirection());
        assertThat(approvals.find(id).orElseThrow().state()).isEqualTo(State.APPROVED);
    }

    @Test
    void programNeedsTheVersionItHasSeen() throws Exception {
        people.actor("second" + People.freshIin(), Role.APPROVER);
        web.perform(post("/api/v1/approvals/" + id + "/approve").with(csrf()).with(testSecurityContext()))
                .andExpect(status().isPreconditionRequired())
                .andExpect(jsonPath("$.code").value("VERSION_REQUIRED"));
        web.perform(get("/api/v1/approvals/" + id).with(testSecurityContext()))
                .andExpect(header().string("ETag", "\"v0\""))
                .andExpect(jsonPath("$.change.after.volume").value("2"));
        web.perform(post("/api/v1/approvals/" + id + "/approve")
                        .header("If-Match", "\"v0\"")
                        .with(csrf())
                        .with(testSecurityContext()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("APPROVED"));
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
