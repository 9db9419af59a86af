package kz.sandyq.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import kz.sandyq.operator.MarketTest;
import kz.sandyq.platform.login.Role;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.result.MockMvcResultMatchers;

/** Whoever has a login reads no segments by it; that he asked for them is in the trail, of an unknown one it is not. */
class SegmentRefusalTest extends MarketTest {
    @Test
    void aLoginWithoutACertificateIsRefusedAndWrittenDown() throws Exception {
        Cookie auditor = signIn(user(Role.AUDITOR));
        long before = refusals();
        web.perform(MockMvcRequestBuilders.get("/segments/00000000000000000000.segment")
                        .header("Range", "bytes=0-9")
                        .cookie(auditor))
                .andExpect(MockMvcResultMatchers.status().isForbidden());
        assertThat(refusals() - before).isEqualTo(1);
        web.perform(MockMvcRequestBuilders.get("/segments/00000000000000000000.segment"))
                .andExpect(MockMvcResultMatchers.status().isForbidden());
        assertThat(refusals() - before).isEqualTo(1);
    }

    private long refusals() {
        return database.sql("""
                        select count(*) from platform.audit
                        where action = 'SEGMENT_REFUSED' and subject = 'segment:00000000000000000000.segment'
                          and details ->> 'refusal' = 'OBSERVER_UNKNOWN' and login_id is not null
                        """).query(Long.class).single();
    }
}
