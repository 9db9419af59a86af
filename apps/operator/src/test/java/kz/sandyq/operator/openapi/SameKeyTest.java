package kz.sandyq.operator.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.UUID;
import kz.sandyq.operator.OperatorTest;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.platform.login.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.ResultActions;

/** One key, one answer: for every request that changes something. */
class SameKeyTest extends OperatorTest {
    private static final String GRANT =
            "{\"activity\":\"%s\",\"number\":\"%s\",\"validFrom\":\"2026-01-01\",\"validTo\":null}";

    @Autowired
    RequestKeys keys;

    @Autowired
    JdbcClient database;

    @Test
    void theSameRequestIsDoneOnceAndAnsweredTheSame() throws Exception {
        User administrator = user(Role.ADMINISTRATOR);
        UUID key = keys.next();
        String first = told(ask(administrator, key, "DFA", "S-1").andExpect(status().isAccepted()));
        assertThat(told(ask(administrator, key, "DFA", "S-1").andExpect(status().isAccepted())))
                .isEqualTo(first);
        assertThat(proposals(administrator)).isEqualTo(1);
        assertThat(told(ask(administrator, keys.next(), "DFA", "S-1"))).isNotEqualTo(first);
        assertThat(proposals(administrator)).isEqualTo(2);
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefused() throws Exception {
        User administrator = user(Role.ADMINISTRATOR);
        UUID key = keys.next();
        ask(administrator, key, "DFA", "S-2").andExpect(status().isAccepted());
        ask(administrator, key, "DFA", "S-3")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("IDEMPOTENCY_KEY_REUSED"));
        assertThat(proposals(administrator)).isEqualTo(1);
    }

    @Test
    void aKeyBelongsToOneClient() throws Exception {
        User one = user(Role.ADMINISTRATOR);
        User other = user(Role.ADMINISTRATOR);
        UUID key = keys.next();
        ask(one, key, "DFA", "S-4").andExpect(status().isAccepted());
        ask(other, key, "DFA", "S-5").andExpect(status().isAccepted());
        assertThat(proposals(other)).isEqualTo(1);
    }

    @Test
    void whatWasRefusedIsDecidedAnewUnderItsKey() throws Exception {
        User administrator = user(Role.ADMINISTRATOR);
        UUID key = keys.next();
        ask(administrator, key, "NONE", "S-6").andExpect(status().is4xxClientError());
        ask(administrator, key, "DFA", "S-6").andExpect(status().isAccepted());
    }

    @Test
    void whatAKilledProcessLeftAtWorkIsTakenOverAndWhatIsAtWorkIsNot() throws Exception {
        User administrator = user(Role.ADMINISTRATOR);
        UUID key = keys.next();
        ask(administrator, key, "DFA", "S-7").andExpect(status().isAccepted());
        String row = " where key = '" + key + "'";
        database.sql("update platform.answered_request set status = null" + row).update();
        ask(administrator, key, "DFA", "S-7")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("REQUEST_AT_WORK"));
        database.sql("update platform.answered_request set process = gen_random_uuid()" + row)
                .update();
        ask(administrator, key, "DFA", "S-7").andExpect(status().isAccepted());
        assertThat(proposals(administrator)).isEqualTo(2);
    }

    @Test
    void aKeyOfAnotherFormIsRefused() throws Exception {
        User administrator = user(Role.ADMINISTRATOR);
        ask(administrator, UUID.fromString("7f1d6f2e-3c55-4a0e-9a53-0f2f6d3b9a11"), "DFA", "S-8")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("IDEMPOTENCY_KEY_INVALID"));
    }

    private ResultActions ask(User who, UUID key, String activity, String number) throws Exception {
        return web.perform(post("/api/v1/settings/activities")
                .header("Authorization", who.bearer())
                .header("Idempotency-Key", key.toString())
                .contentType(MediaType.APPLICATION_JSON)
                .content(GRANT.formatted(activity, number)));
    }

    private static String told(ResultActions answered) throws Exception {
        return answered.andReturn().getResponse().getContentAsString();
    }

    private long proposals(User who) throws Exception {
        web.perform(get("/api/v1/me").header("Authorization", who.bearer()));
        return database.sql("select count(*) from platform.approval where proposed_person = :person")
                .param("person", who.personId())
                .query(Long.class)
                .single();
    }
}
