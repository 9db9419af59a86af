package kz.sandyq.operator.cabinet;

import java.util.List;
import java.util.Objects;
import kz.sandyq.platform.error.RefusedException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The accounts in which a client keeps what is his own; claims against him are not among them. */
@Component
class OwnAccounts {
    private final JdbcClient jdbc;

    OwnAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Numbers in the core, ascending. */
    List<Long> of(long clientRelationId) {
        return jdbc.sql("""
                        select core_account_id from operator.client_account where client_relation_id = :client
                            and capacity in ('CLIENT', 'ISSUER') and core_account_id is not null
                        order by core_account_id""").param("client", clientRelationId).query(Long.class).list().stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    /** The account when it is the client's; not found (404) when it is somebody else's or nobody's. */
    long own(long clientRelationId, long accountId) {
        if (!of(clientRelationId).contains(accountId)) {
            throw RefusedException.notFound();
        }
        return accountId;
    }
}
