package kz.sandyq.operator.walls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import kz.sandyq.operator.OperatorTest;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.ResultActions;

/** An activity is held by a registration number and dates; what belongs to one that is not held does not exist. */
class ActivitiesWallTest extends OperatorTest {
    private static final String ROWS = "operator.activity_registration where activity = 'TRADING'";

    @Autowired
    JdbcClient database;

    @Autowired
    SandyqClock clock;

    private List<Map<String, @Nullable Object>> held = List.of();

    @BeforeEach
    void withoutTrading() {
        held = database.sql("select number, valid_from, valid_to, approval, decided_at from " + ROWS)
                .query()
                .listOfRows();
        database.sql("delete from " + ROWS).update();
    }

    @AfterEach
    void asItWas() {
        database.sql("delete from " + ROWS).update();
        for (Map<String, @Nullable Object> row : held) {
            database.sql("""
                            insert into operator.activity_registration
                            (activity, number, valid_from, valid_to, approval, decided_at)
                            values ('TRADING', :number, :valid_from, :valid_to, :approval, :decided_at)""").params(row).update();
        }
    }

    @Test
    void pagesAndApiOfAnActivityThatIsNotHeldDoNotExist() throws Exception {
        User client = user(Role.CLIENT);
        LocalDate today = clock.today();
        exists(client, false);
        enter("KZ-TRD-007", today.plusDays(1), null);
        exists(client, false);
        enter("KZ-TRD-008", today.minusDays(9), today.minusDays(1));
        exists(client, false);
        enter("KZ-TRD-009", today, today.plusYears(1));
        exists(client, true);
        web.perform(get("/api/v1/settings/activities")
                        .header("Authorization", user(Role.ADMINISTRATOR).bearer()))
                .andExpect(jsonPath("$[?(@.number == 'KZ-TRD-009')].activity").value("TRADING"))
                .andExpect(jsonPath("$[?(@.number == 'KZ-TRD-009')].validTo")
                        .value(today.plusYears(1).toString()));
    }

    @Test
    void anEntryNeedsAKnownActivityANumberAndDatesInOrder() throws Exception {
        LocalDate today = clock.today();
        propose("MINING", "KZ-1", today, null).andExpect(jsonPath("$.code").value("ACTIVITY_UNKNOWN"));
        propose("TRADING", "", today, null).andExpect(jsonPath("$.code").value("REGISTRATION_NUMBER_LENGTH"));
        propose("TRADING", "9".repeat(50), today, null)
                .andExpect(jsonPath("$.code").value("REGISTRATION_NUMBER_LENGTH"));
        propose("TRADING", "KZ-1", today, today.minusDays(1))
                .andExpect(jsonPath("$.code").value("REGISTRATION_DATES"));
        assertThat(database.sql("select count(*) from " + ROWS)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void theDeploymentIsOneOperatorOfOneCluster() {
        assertThat(database.sql("select operator_bin || ' ' || cluster_number from operator.deployment")
                        .query(String.class)
                        .list())
                .containsExactly("050140001238 1");
    }

    private void exists(User client, boolean expected) throws Exception {
        for (String path : List.of("/api/v1/instruments", "/market")) {
            int answered = web.perform(
                            get(path).header("Authorization", client.bearer()).cookie(signIn(client)))
                    .andReturn()
                    .getResponse()
                    .getStatus();
            if (expected) {
                assertThat(answered).as(path).isEqualTo(200);
            } else {
                assertThat(answered).as(path).isEqualTo(404);
            }
        }
    }

    private void enter(String number, LocalDate from, @Nullable LocalDate to) throws Exception {
        propose("TRADING", number, from, to).andExpect(status().isAccepted());
        long approval = database.sql("select max(id) from platform.approval")
                .query(Long.class)
                .single();
        web.perform(post("/api/v1/approvals/" + approval + "/approve")
                        .header("Authorization", user(Role.ADMINISTRATOR).bearer())
                        .header("If-Match", "\"v0\""))
                .andExpect(status().is2xxSuccessful());
    }

    private ResultActions propose(String activity, String number, LocalDate from, @Nullable LocalDate to)
            throws Exception {
        String end = to == null ? "null" : "\"" + to + "\"";
        return web.perform(post("/api/v1/settings/activities")
                .header("Authorization", user(Role.ADMINISTRATOR).bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"activity\":\"%s\",\"number\":\"%s\",\"validFrom\":\"%s\",\"validTo\":%s}"
                        .formatted(activity, number, from, end)));
    }
}
