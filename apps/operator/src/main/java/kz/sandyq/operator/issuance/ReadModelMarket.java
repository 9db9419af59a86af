package kz.sandyq.operator.issuance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the state of the core from the read model. */
@Repository
class ReadModelMarket implements MarketView {
    private final JdbcClient jdbc;

    ReadModelMarket(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Long> assetByCode(String code) {
        return jdbc.sql("select asset_id from readmodel.asset where code = :code")
                .param("code", code)
                .query(Long.class)
                .optional();
    }

    @Override
    public Optional<IssueState> issue(long issueId) {
        return jdbc.sql("select issue_id, status, suspended, reserve_account_id, unsold_account_id, money_asset_id,"
                        + " authorised_volume, minted_quantity, redeemed_quantity, burned_quantity"
                        + " from readmodel.issue where issue_id = :id")
                .param("id", issueId)
                .query(IssueState.class)
                .optional();
    }

    @Override
    public long available(long accountId, long assetId) {
        return jdbc.sql("select available from readmodel.balance where account_id = :account and asset_id = :asset")
                .param("account", accountId)
                .param("asset", assetId)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    @Override
    public Optional<PlacementState> placement(long placementId) {
        return jdbc.sql("select * from readmodel.placement where placement_id = :id")
                .param("id", placementId)
                .query(ReadModelMarket::placement)
                .optional();
    }

    @Override
    public Optional<SubscriptionState> subscription(long subscriptionId) {
        return jdbc.sql("select * from readmodel.subscription where subscription_id = :id")
                .param("id", subscriptionId)
                .query(ReadModelMarket::subscription)
                .optional();
    }

    @Override
    public List<SubscriptionState> subscriptions(long placementId, long afterId, int limit) {
        return jdbc.sql("select * from readmodel.subscription where placement_id = :placement"
                        + " and subscription_id > :after order by subscription_id limit :limit")
                .param("placement", placementId)
                .param("after", afterId)
                .param("limit", limit)
                .query(ReadModelMarket::subscription)
                .list();
    }

    @Override
    public List<SubscriptionState> subscriptionsOf(long accountId, long afterId, int limit) {
        return jdbc.sql("select * from readmodel.subscription where account_id = :account"
                        + " and subscription_id > :after order by subscription_id limit :limit")
                .param("account", accountId)
                .param("after", afterId)
                .param("limit", limit)
                .query(ReadModelMarket::subscription)
                .list();
    }

    @Override
    public Optional<RedemptionState> redemption(long issueId) {
        return jdbc.sql("select issue_id, price_minor, outstanding_quantity, redeemed_quantity, paid_minor, finished"
                        + " from readmodel.redemption where issue_id = :id")
                .param("id", issueId)
                .query(RedemptionState.class)
                .optional();
    }

    @Override
    public Optional<TaskState> task(String kind, long subjectId) {
        return jdbc.sql("select kind, done, total, finished from readmodel.task"
                        + " where kind = :kind and subject_id = :subject order by task_id desc limit 1")
                .param("kind", kind)
                .param("subject", subjectId)
                .query(TaskState.class)
                .optional();
    }

    @Override
    public List<Payment> redemptionPayments(long issueId, long from, long before) {
        return jdbc.sql("select account_id, sum(available_delta + held_delta + blocked_delta) as amount_minor"
                        + " from readmodel.posting where entry_kind = 'REDEMPTION_PAYMENT' and subject_id = :id"
                        + " and sequence >= :from and sequence < :before"
                        + " group by account_id having sum(available_delta + held_delta + blocked_delta) > 0"
                        + " order by account_id")
                .param("id", issueId)
                .param("from", from)
                .param("before", before)
                .query((row, number) -> new Payment(row.getLong("account_id"), row.getLong("amount_minor")))
                .list();
    }

    private static PlacementState placement(ResultSet row, int number) throws SQLException {
        return new PlacementState(
                row.getLong("placement_id"),
                row.getLong("issue_id"),
                row.getString("status"),
                row.getLong("from_ms"),
                row.getLong("until_ms"),
                row.getLong("minimum_quantity"),
                row.getLong("maximum_quantity"),
                row.getLong("price_minor"),
                row.getLong("lot_quantity"),
                row.getLong("investor_cap_quantity"),
                row.getString("method"),
                row.getLong("subscribed_quantity"),
                row.getLong("allocated_quantity"),
                row.getLong("proceeds_minor"));
    }

    private static SubscriptionState subscription(ResultSet row, int number) throws SQLException {
        return new SubscriptionState(
                row.getLong("subscription_id"),
                row.getLong("placement_id"),
                row.getLong("account_id"),
                row.getString("status"),
                row.getLong("quantity"),
                row.getLong("allocated_quantity"),
                row.getLong("paid_minor"),
                row.getLong("refunded_minor"));
    }
}
