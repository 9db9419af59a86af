package kz.sandyq.operator.cabinet;

import java.time.LocalDate;
import kz.sandyq.platform.time.SandyqClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who writes a paper and to whom. */
@Component
class Letterheads {
    private final JdbcClient jdbc;
    private final SandyqClock clock;

    Letterheads(JdbcClient jdbc, SandyqClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The head of a paper; texts are empty when there is none.
     *
     * @param operatorNumber the operator's number in the National Bank's register, for the activity of the paper
     * @param clientNumber IIN, BIN or foreign document
     */
    record Letterhead(
            String operatorName, String operatorBin, String operatorNumber, String clientName, String clientNumber) {}

    /** A paper about the accounting of holders (DFA) or about a deal (TRADING). */
    Letterhead of(long clientRelationId, String activity) {
        LocalDate today = clock.today();
        return jdbc.sql("""
                        select d.operator_name, d.operator_bin, coalesce((select r.number
                                from operator.activity_registration r where r.activity = :activity
                                    and r.valid_from <= :today and (r.valid_to is null or r.valid_to >= :today)
                                order by r.valid_from desc, r.id desc limit 1), '') as operator_number,
                            p.name as client_name,
                            coalesce(p.national_id, p.foreign_country || ' ' || p.foreign_id) as client_number
                        from operator.client_relation c join platform.person p on p.id = c.person_id
                        cross join operator.deployment d where c.id = :client""")
                .param("activity", activity)
                .param("today", today)
                .param("client", clientRelationId)
                .query(Letterhead.class)
                .single();
    }
}
