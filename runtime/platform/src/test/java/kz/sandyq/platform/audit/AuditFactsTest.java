package kz.sandyq.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.testSecurityContext;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import kz.sandyq.platform.People;
import kz.sandyq.platform.PlatformTest;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.audit.AuditErasure.Ground;
import kz.sandyq.platform.audit.AuditTrail.Row;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.login.SignedInAs;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** Every record of the trail has a fact that is committed to it, and can be erased by law only. */
@PlatformTest
class AuditFactsTest {
    @Autowired
    Audit audit;

    @Autowired
    AuditTrail trail;

    @Autowired
    AuditErasure erasure;

    @Autowired
    FourEyes fourEyes;

    @Autowired
    People people;

    @Autowired
    JdbcClient database;

    @Autowired
    MockMvc web;

    @AfterEach
    void leave() {
        SignedInAs.nobody();
    }

    @Test
    void theFactOfARecordIsCommittedToEveryFieldOfIt() {
        audit.record(
                "TESTED",
                "test:fact",
                Map.of(
                        "n",
                        1,
                        "part",
                        new BigDecimal("1.50"),
                        "words",
                        new TreeSet<>(List.of("ә", "\"")),
                        "yes",
                        true));
        Row row = trail.about("test:fact").getLast();
        byte[] commitment = commitment(row.id());
        byte[] salt = salt(row.id());
        assertThat(row.fact(salt).commitment()).isEqualTo(commitment);
        assertThat(row.fact(new byte[16]).commitment()).isNotEqualTo(commitment);
        for (Row other : List.of(
                new Row(row.id() + 1, row.at(), null, null, Audit.SYSTEM, "TESTED", "test:fact", row.details()),
                new Row(
                        row.id(),
                        row.at().plusNanos(1_000),
                        null,
                        null,
                        Audit.SYSTEM,
                        "TESTED",
                        "test:fact",
                        row.details()),
                new Row(row.id(), row.at(), 7L, null, Audit.SYSTEM, "TESTED", "test:fact", row.details()),
                new Row(row.id(), row.at(), null, null, "another", "TESTED", "test:fact", row.details()),
                new Row(row.id(), row.at(), null, null, Audit.SYSTEM, "OTHER", "test:fact", row.details()),
                new Row(row.id(), row.at(), null, null, Audit.SYSTEM, "TESTED", "test:other", row.details()),
                new Row(row.id(), row.at(), null, null, Audit.SYSTEM, "TESTED", "test:fact", "{}"))) {
            assertThat(other.fact(salt).commitment()).as("%s", other).isNotEqualTo(commitment);
        }
    }

    @Test
    void signInsAndRefusedOnesAndExportsOfStaffHaveFacts() throws Exception {
        String name = "guard" + People.freshIin();
        long login = people.login(name, people.person("Күзетші"), Role.AUDITOR);
        for (String password : List.of("not this one", People.PASSWORD)) {
            web.perform(post("/sign-in").with(csrf()).param("loginName", name).param("password", password));
        }
        people.actor("auditor" + People.freshIin(), Role.AUDITOR);
        web.perform(get("/audit/audit.csv").param("search", name).with(testSecurityContext()))
                .andExpect(status().isOk());
        assertThat(trail.about("login:" + login))
                .filteredOn(row -> row.action().startsWith("SIGN"))
                .extracting(Row::action)
                .containsExactly("SIGN_IN_REFUSED", "SIGNED_IN");
        assertThat(trail.about("export:/audit/audit.csv").getLast().details()).contains(name);
        assertThat(database.sql("select count(*) from platform.audit a"
                                + " where not exists (select from platform.fact f where f.audit_id = a.id)")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aRecordIsErasedByTwoAdministratorsOnceTheLogHasItAndSaysSo() throws Exception {
        String secret = "дербес" + People.freshIin();
        audit.record("TESTED", "test:" + secret, Map.of("name", secret));
        Row row = trail.about("test:" + secret).getLast();
        people.actor("first" + People.freshIin(), Role.ADMINISTRATOR);
        refused("AUDIT_NOT_IN_LOG", row.id(), "court");
        database.sql("update platform.fact set batch = id, place = 0, sequence = id + 1000000 where audit_id = :id")
                .param("id", row.id())
                .update();
        refused("REASON_REQUIRED", row.id(), " ");
        refused("NOT_FOUND", Long.MAX_VALUE, "court");
        long proposal = Long.parseLong(
                erasure.propose(row.id(), new Ground("decision of a court")).approval());
        assertThatThrownBy(() -> fourEyes.approve(proposal, 0)).isInstanceOf(RefusedException.class);
        assertThat(trail.page(secret, Long.MAX_VALUE, 10)).isNotEmpty();
        people.actor("second" + People.freshIin(), Role.ADMINISTRATOR);
        fourEyes.approve(proposal, 0);
        assertThat(trail.page(secret, Long.MAX_VALUE, 10)).isEmpty();
        assertThat(salt(row.id())).isNull();
        assertThat(commitment(row.id())).hasSize(32);
        Row act = trail.about("audit:" + row.id()).getLast();
        assertThat(act.action()).isEqualTo(AuditErasure.ERASED);
        refused("NOT_FOUND", row.id(), "again");
        assertThat(act.details()).contains("TESTED", HexFormat.of().formatHex(commitment(row.id())));
        assertThat(trail.about("audit:" + row.id()))
                .extracting(Row::action)
                .containsExactly("CHANGE_PROPOSED", "CHANGE_APPROVED", AuditErasure.ERASED);
        for (Row each : trail.about("audit:" + row.id())) {
            refused("AUDIT_RECORD_STAYS", each.id(), "hide it");
        }
        people.actor("auditor" + People.freshIin(), Role.AUDITOR);
        web.perform(get("/audit").with(testSecurityContext()))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.not(Matchers.containsString(secret))));
    }

    @Test
    void whatIsNoErasureChangesNothing() {
        audit.record("TESTED", "test:kept", Map.of());
        for (String change : List.of(
                "erased = true",
                "erased = true, actor_name = '', subject = '', action = 'OTHER'",
                "erased = true, actor_name = '', subject = '', details = '{\"a\": 1}'")) {
            assertThatThrownBy(() ->
                            database.sql("update platform.audit set " + change).update())
                    .isInstanceOf(DataAccessException.class);
        }
    }

    private void refused(String code, long id, String ground) {
        assertThatThrownBy(() -> erasure.propose(id, new Ground(ground)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private byte[] commitment(long id) {
        return fact(id, "commitment");
    }

    private byte[] salt(long id) {
        return fact(id, "salt");
    }

    private byte[] fact(long id, String column) {
        return database.sql("select " + column + " from platform.fact where audit_id = :id")
                .param("id", id)
                .query((row, number) -> row.getBytes(1))
                .list()
                .getFirst();
    }
}
