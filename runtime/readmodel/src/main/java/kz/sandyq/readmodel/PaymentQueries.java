package kz.sandyq.readmodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What issues owe their holders of a moment, what each account got of it, and what was redeemed in part. */
public final class PaymentQueries {
    private static final String DISTRIBUTION = """
            select d.*, a.code as asset_code, a.scale as asset_scale, m.code as money_code, m.scale as money_scale
            from readmodel.distribution d join readmodel.issue i on i.issue_id = d.issue_id
            join readmodel.asset a on a.asset_id = d.issue_id join readmodel.asset m on m.asset_id = i.money_asset_id
            """;
    private static final String SHARE = """
            select s.*, t.tax_minor, t.blocked_minor from (
                select distinct on (distribution_id, account_id) distribution_id, account_id, quantity, due_minor,
                    paid_minor, sequence from readmodel.entitlement
                where %s order by distribution_id, account_id, sequence desc, event_index desc) s
            cross join lateral (select sum(tax_minor)::bigint as tax_minor, sum(blocked_minor)::bigint as blocked_minor
                from readmodel.entitlement e
                where e.distribution_id = s.distribution_id and e.account_id = s.account_id) t
            """;

    private final JdbcClient jdbc;

    /** Reads through a client. */
    public PaymentQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What an issue owes its holders of one moment; minor units of its money.
     *
     * @param kind INCOME or PRINCIPAL
     * @param status RECORDED, PAID, OVERDUE, DEFAULTED or CANCELLED
     * @param graceDay until when an overdue payment may still come, null for none
     * @param residueMinor what rounding left, never owed
     * @param paidMinor before tax
     */
    public record Distribution(
            long distributionId,
            long issueId,
            String assetCode,
            int assetScale,
            String moneyCode,
            int moneyScale,
            String kind,
            String status,
            LocalDate recordDay,
            LocalDate paymentDay,
            @Nullable LocalDate graceDay,
            long holders,
            long dueMinor,
            long residueMinor,
            long paidMinor,
            long taxMinor,
            int taxRatePpm,
            long sequence) {}

    /**
     * What one account is owed in a distribution and got of it; minor units of the money.
     *
     * @param quantity minor units of the asset that it had
     * @param paidMinor before tax
     * @param taxMinor withheld of it
     * @param blockedMinor held back of it under an encumbrance of the units
     */
    public record Share(
            long distributionId,
            long accountId,
            long quantity,
            long dueMinor,
            long paidMinor,
            long taxMinor,
            long blockedMinor,
            long sequence) {}

    /** A redemption in part; quantities in minor units of the asset. */
    public record Part(
            long taskId,
            long issueId,
            long redeemedQuantity,
            long residueQuantity,
            long paidMinor,
            boolean finished,
            long sequence) {}

    /** Distributions before an id, the newest first; issue 0 for all issues. */
    public List<Distribution> page(long issueId, long beforeId, int limit) {
        return jdbc.sql(DISTRIBUTION + "where (:issue = 0 or d.issue_id = :issue) and d.distribution_id < :before"
                        + " order by d.distribution_id desc limit :limit")
                .param("issue", issueId)
                .param("before", beforeId)
                .param("limit", limit)
                .query(PaymentQueries::distribution)
                .list();
    }

    /** How many there are. */
    public long count(long issueId) {
        return jdbc.sql("select count(*) from readmodel.distribution where :issue = 0 or issue_id = :issue")
                .param("issue", issueId)
                .query(Long.class)
                .single();
    }

    /** One of them. */
    public Optional<Distribution> find(long distributionId) {
        return jdbc.sql(DISTRIBUTION + "where d.distribution_id = :id")
                .param("id", distributionId)
                .query(PaymentQueries::distribution)
                .optional();
    }

    /** Shares of a distribution after an account, in the order of the accounts. */
    public List<Share> shares(long distributionId, long afterAccountId, int limit) {
        return jdbc.sql(SHARE.formatted("distribution_id = :id") + "where s.account_id > :after"
                        + " order by s.account_id limit :limit")
                .param("id", distributionId)
                .param("after", afterAccountId)
                .param("limit", limit)
                .query(RecordRows.of(Share.class))
                .list();
    }

    /** Shares of accounts in all distributions before a distribution and account, the newest first. */
    public List<Share> ofAccounts(Collection<Long> accountIds, long beforeId, long beforeAccountId, int limit) {
        return accountIds.isEmpty()
                ? List.of()
                : jdbc.sql(SHARE.formatted("account_id in (:accounts)")
                                + " where (s.distribution_id, s.account_id) < (:before, :account)"
                                + " order by s.distribution_id desc, s.account_id desc limit :limit")
                        .param("accounts", accountIds)
                        .param("before", beforeId)
                        .param("account", beforeAccountId)
                        .param("limit", limit)
                        .query(RecordRows.of(Share.class))
                        .list();
    }

    /** How many shares accounts have. */
    public long countOfAccounts(Collection<Long> accountIds) {
        return accountIds.isEmpty()
                ? 0
                : jdbc.sql("select count(distinct (distribution_id, account_id)) from readmodel.entitlement"
                                + " where account_id in (:accounts)")
                        .param("accounts", accountIds)
                        .query(Long.class)
                        .single();
    }

    /** Redemptions in part of an issue, the newest first. */
    public List<Part> parts(long issueId) {
        return jdbc.sql("select task_id, issue_id, redeemed_quantity, residue_quantity, paid_minor, finished, sequence"
                        + " from readmodel.part_redemption where issue_id = :issue order by task_id desc")
                .param("issue", issueId)
                .query(RecordRows.of(Part.class))
                .list();
    }

    private static Distribution distribution(ResultSet row, int number) throws SQLException {
        int grace = row.getInt("grace_epoch_day");
        return new Distribution(
                row.getLong("distribution_id"),
                row.getLong("issue_id"),
                row.getString("asset_code"),
                row.getInt("asset_scale"),
                row.getString("money_code"),
                row.getInt("money_scale"),
                row.getString("kind"),
                row.getString("status"),
                LocalDate.ofEpochDay(row.getInt("record_epoch_day")),
                LocalDate.ofEpochDay(row.getInt("payment_epoch_day")),
                grace == 0 ? null : LocalDate.ofEpochDay(grace),
                row.getLong("holders"),
                row.getLong("due_minor"),
                row.getLong("residue_minor"),
                row.getLong("paid_minor"),
                row.getLong("tax_minor"),
                row.getInt("tax_rate_ppm"),
                row.getLong("sequence"));
    }
}
