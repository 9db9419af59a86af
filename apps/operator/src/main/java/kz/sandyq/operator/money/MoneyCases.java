package kz.sandyq.operator.money;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What only staff can decide. */
public final class MoneyCases {
    private final JdbcClient jdbc;
    private final InstantSource clock;

    public MoneyCases(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** An open case. Kinds have texts {@code money.case.<KIND>}. */
    public record Case(
            long id,
            long bankAccountId,
            String kind,
            @Nullable Long movementId,
            @Nullable Long payoutId,
            String detail,
            Instant openedAt) {}

    void open(long bankAccountId, String kind, @Nullable Long movementId, @Nullable Long payoutId, String detail) {
        jdbc.sql("""
                        insert into operator.money_case
                            (bank_account_id, kind, movement_id, payout_id, detail, opened_at)
                        values (:bank, :kind, :movement, :payout, :detail, :now)""")
                .param("bank", bankAccountId)
                .param("kind", kind)
                .param("movement", movementId)
                .param("payout", payoutId)
                .param("detail", detail)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Open cases, oldest first. */
    public List<Case> open() {
        return Rows.list(jdbc.sql("""
                        select id, bank_account_id, kind, movement_id, payout_id, detail, opened_at
                        from operator.money_case where closed_at is null order by id""").query(Case.class));
    }

    /** An open case. */
    Optional<Case> find(long id) {
        return jdbc.sql("""
                        select id, bank_account_id, kind, movement_id, payout_id, detail, opened_at
                        from operator.money_case where id = :id and closed_at is null""").param("id", id).query(Case.class).optional();
    }

    /** Closes a case with what was decided; false when it is closed already. */
    public boolean close(long id, long personId, String resolution) {
        return jdbc.sql("""
                                update operator.money_case
                                set closed_at = :now, closed_by = :person, resolution = :resolution
                                where id = :id and closed_at is null""")
                        .param("id", id)
                        .param("person", personId)
                        .param("resolution", resolution)
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }
}
