package kz.sandyq.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.testSecurityContext;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Map;
import kz.sandyq.platform.People;
import kz.sandyq.platform.PlatformTest;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.login.SignedInAs;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

@PlatformTest
class AuditTest {
    @Autowired
    Audit audit;

    @Autowired
    AuditTrail trail;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update platform.audit set actor_name = 'x'",
                "delete from platform.audit",
                "truncate platform.audit"
            })
    void recordsOnlyGrow(String change) {
        audit.record("TESTED", "test:1", Map.of());
        assertThatThrownBy(() -> database.sql(change).update()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void longTrailComesInPages() throws Exception {
        for (int i = 0; i < 51; i++) {
            audit.record("PAGED", "test:paged", Map.of("number", i));
        }
        people.actor("auditor" + People.freshIin(), Role.AUDITOR);
        String first = web.perform(get("/audit").param("search", "test:paged").with(testSecurityContext()))
                .andExpect(content().string(Matchers.containsString("51")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        String cursor = first.replaceAll("(?s).*cursor=([A-Za-z0-9_-]+).*", "$1");
        assertThat(first).contains("&quot;number&quot;: 50").doesNotContain("&quot;number&quot;: 0}");
        web.perform(get("/audit")
                        .param("search", "test:paged")
                        .param("cursor", cursor)
                        .with(testSecurityContext()))
                .andExpect(content().string(Matchers.containsString("&quot;number&quot;: 0}")))
                .andExpect(content().string(Matchers.not(Matchers.containsString("cursor="))));
    }

    @Test
    void recordNamesTheActorOrTheSystem() {
        audit.record("TESTED", "test:2", Map.of("n", 1));
        people.actor("deed" + People.freshIin(), Role.OFFICER);
        audit.record("TESTED", "test:2", Map.of());
        assertThat(trail.about("test:2")).extracting(AuditTrail.Row::actorName).satisfies(names -> {
            assertThat(names.getFirst()).isEqualTo(Audit.SYSTEM);
            assertThat(names.getLast()).startsWith("deed");
        });
    }

    @Test
    void auditorReadsAndExportsOthersDoNot() throws Exception {
        audit.record("=TESTED", "test:3", Map.of());
        people.actor("officer" + People.freshIin(), Role.OFFICER);
        web.perform(get("/audit").with(testSecurityContext())).andExpect(status().isForbidden());
        people.actor("auditor" + People.freshIin(), Role.AUDITOR);
        web.perform(get("/audit").param("search", "test:3").with(testSecurityContext()))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("=TESTED")));
        var started = web.perform(
                        get("/audit/audit.csv").param("search", "test:3").with(testSecurityContext()))
                .andReturn();
        web.perform(asyncDispatch(started))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Disposition", Matchers.startsWith("attachment")))
                .andExpect(content().string(Matchers.containsString(",'=TESTED,test:3,")));
    }
}
