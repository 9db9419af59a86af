package kz.sandyq.operator.cabinet;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import kz.sandyq.operator.money.PaymentReferences;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.MappedQuerySpec;
import org.springframework.stereotype.Component;

/** What a client owns and why a part of it is not free, from the read model of the core. */
@Component
class Holdings {
    private final JdbcClient jdbc;
    private final PaymentReferences references;

    Holdings(JdbcClient jdbc, PaymentReferences references) {
        this.jdbc = jdbc;
        this.references = references;
    }

    /**
     * One asset of the client. Quantities in minor units of the asset.
     *
     * @param code code of the asset
     * @param scale decimals of the asset
     * @param reasons why a part is held or blocked
     */
    record Holding(
            long accountId,
            long assetId,
            String code,
            int scale,
            long available,
            long held,
            long blocked,
            List<Reason> reasons) {
        public long total() {
            return available + held + blocked;
        }
    }

    /**
     * Why a part is not free.
     *
     * @param kind ORDER, SUBSCRIPTION, PAYOUT, REDEMPTION, PLEDGE or ARREST
     * @param quantity minor units
     */
    record Reason(String kind, long quantity) {}

    private record Balance(
            long accountId, long assetId, String code, int scale, long available, long held, long blocked) {}

    List<Holding> of(long clientRelationId) {
        List<Long> accounts = references.ofClient(clientRelationId).stream()
                .map(PaymentReferences.Owner::accountId)
                .distinct()
                .toList();
        if (accounts.isEmpty()) {
            return List.of();
        }
        return rows(jdbc.sql("""
                        select b.account_id, b.asset_id, a.code, a.scale, b.available, b.held, b.blocked
                        from readmodel.balance b join readmodel.asset a on a.asset_id = b.asset_id
                        where b.account_id in (:accounts) and (b.available <> 0 or b.held <> 0 or b.blocked <> 0)
                        order by b.account_id, b.asset_id""").param("accounts", accounts).query(Balance.class)).stream()
                .map(this::holding)
                .toList();
    }

    private Holding holding(Balance balance) {
        return new Holding(
                balance.accountId(),
                balance.assetId(),
                balance.code(),
                balance.scale(),
                balance.available(),
                balance.held(),
                balance.blocked(),
                Stream.concat(holds(balance).stream(), encumbrances(balance).stream())
                        .toList());
    }

    private List<Reason> holds(Balance balance) {
        return rows(jdbc.sql("""
                        select reason as kind, sum(remaining_quantity)::bigint as quantity from readmodel.hold
                        where account_id = :account and asset_id = :asset and remaining_quantity > 0
                        group by reason order by reason""")
                .param("account", balance.accountId())
                .param("asset", balance.assetId())
                .query(Reason.class));
    }

    private List<Reason> encumbrances(Balance balance) {
        return rows(jdbc.sql("""
                        select kind, sum(covered_quantity)::bigint as quantity from readmodel.encumbrance
                        where account_id = :account and asset_id = :asset and covered_quantity > 0
                        group by kind order by kind""")
                .param("account", balance.accountId())
                .param("asset", balance.assetId())
                .query(Reason.class));
    }

    private static <T> List<T> rows(MappedQuerySpec<T> query) {
        return query.list().stream().map(Objects::requireNonNull).toList();
    }
}
