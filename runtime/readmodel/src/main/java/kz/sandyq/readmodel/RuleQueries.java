package kz.sandyq.readmodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import kz.sandyq.law.LegalBasis;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Who may acquire what and how much of it: accounts, holders, issues, and what holds for all. */
@LegalBasis("LAW-4.1-p2.4-e")
@LegalBasis("RUL-60.p2.1")
public final class RuleQueries {
    /** With what was spent since the present period began. */
    private static final String ACCOUNTS = """
            (select p.*, case when s.sequence > coalesce((select r.period_sequence from readmodel.regime r
                    order by r.sequence desc, r.event_index desc limit 1), 0) then s.spent_minor else 0 end as spent_minor
                from readmodel.account_permissions p left join readmodel.purchase_spent s using (account_id)) a""";

    private final JdbcClient jdbc;

    /** Reads through a client. */
    public RuleQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What an account may acquire.
     *
     * @param classes STABLECOINS, ASSET_BACKED, FINANCIAL_INSTRUMENTS, UNBACKED
     * @param qualifiedUntil until when its holder is a qualified investor, null when he is not
     * @param limitAssetId money of the limit, 0 for no limit
     * @param limitMinor what it may spend in a period, 0 for no limit
     * @param spentMinor what it has paid and reserved for purchases in the present period
     */
    public record AccountPermissions(
            long accountId,
            List<String> classes,
            @Nullable Instant qualifiedUntil,
            long limitAssetId,
            long limitMinor,
            long spentMinor,
            Instant since,
            long sequence,
            EntryGround ground) {
        /** What it may still spend; nothing where the limit was set below what is spent. */
        public long leftMinor() {
            return Math.max(0, limitMinor - spentMinor);
        }
    }

    /**
     * Clearance of the holder of a wallet.
     *
     * @param until null when he is not cleared
     */
    public record Clearance(long walletId, @Nullable Instant until, Instant since, long sequence, EntryGround ground) {}

    /**
     * Who may hold an issue.
     *
     * @param maxInvestors 0 for any number
     * @param shareDenominator 0 for any share
     * @param lockedUntil null for no lock-up
     */
    public record IssueRules(
            long issueId,
            boolean qualifiedOnly,
            int maxInvestors,
            int shareNumerator,
            int shareDenominator,
            @Nullable Instant lockedUntil,
            Instant since,
            long sequence,
            EntryGround ground) {}

    /**
     * What holds for all.
     *
     * @param clearanceRequired whether deals need clearance of both sides
     * @param periodSince when the present period of purchase limits began, null for none
     */
    public record Regime(
            boolean clearanceRequired, @Nullable Instant periodSince) {}

    /** Accounts before an entry of the log, the newest first; account 0 for all. */
    public List<AccountPermissions> accounts(long accountId, long beforeSequence, int limit) {
        return page(ACCOUNTS, "account_id", accountId, beforeSequence, limit, RuleQueries::permissions);
    }

    /** What is set for these accounts. */
    public List<AccountPermissions> ofAccounts(Collection<Long> accountIds) {
        return accountIds.isEmpty()
                ? List.of()
                : list(
                        jdbc.sql("select * from " + ACCOUNTS + " where account_id in (:ids) order by account_id")
                                .param("ids", accountIds),
                        RuleQueries::permissions);
    }

    /** Wallets before an entry of the log, the newest first; wallet 0 for all. */
    public List<Clearance> clearances(long walletId, long beforeSequence, int limit) {
        return page("readmodel.clearance", "wallet_id", walletId, beforeSequence, limit, RuleQueries::clearance);
    }

    /** Clearances of the wallets of these accounts. */
    public List<Clearance> clearancesOf(Collection<Long> accountIds) {
        return accountIds.isEmpty()
                ? List.of()
                : list(
                        jdbc.sql("select * from readmodel.clearance where wallet_id in (select wallet_id"
                                        + " from readmodel.account where account_id in (:ids)) order by wallet_id")
                                .param("ids", accountIds),
                        RuleQueries::clearance);
    }

    /** Issues before an entry of the log, the newest first; issue 0 for all. */
    public List<IssueRules> issues(long issueId, long beforeSequence, int limit) {
        return page("readmodel.issue_rules", "issue_id", issueId, beforeSequence, limit, RuleQueries::issueRules);
    }

    /** How many accounts have permissions of their own; 0 asks for all, else for one. */
    public long countAccounts(long accountId) {
        return count("account_permissions", "account_id", accountId);
    }

    /** How many wallets have a clearance. */
    public long countClearances(long walletId) {
        return count("clearance", "wallet_id", walletId);
    }

    /** How many issues have rules. */
    public long countIssues(long issueId) {
        return count("issue_rules", "issue_id", issueId);
    }

    /** What holds for all now. */
    public Regime regime() {
        return jdbc.sql("""
                        select r.clearance_required, (select p.recorded_at_ms from readmodel.regime p
                            where p.sequence = r.period_sequence limit 1) as period_ms
                        from readmodel.regime r order by r.sequence desc, r.event_index desc limit 1""")
                .query((row, number) ->
                        new Regime(row.getBoolean("clearance_required"), time(row.getLong("period_ms"))))
                .optional()
                .orElse(new Regime(false, null));
    }

    private <T> List<T> page(String rows, String key, long id, long beforeSequence, int limit, RowMapper<T> mapper) {
        return list(
                jdbc.sql("select * from " + rows + " where sequence < :before and (:id = 0 or " + key
                                + " = :id) order by sequence desc limit :limit")
                        .param("before", beforeSequence)
                        .param("id", id)
                        .param("limit", limit),
                mapper);
    }

    private long count(String table, String key, long id) {
        return jdbc.sql("select count(*) from readmodel." + table + " where :id = 0 or " + key + " = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }

    private static <T> List<T> list(StatementSpec query, RowMapper<T> mapper) {
        return query.query(mapper).list().stream().map(Objects::requireNonNull).toList();
    }

    private static AccountPermissions permissions(ResultSet row, int number) throws SQLException {
        return new AccountPermissions(
                row.getLong("account_id"),
                AssetClasses.names(row.getInt("permitted_classes")),
                time(row.getLong("qualified_until_ms")),
                row.getLong("limit_asset_id"),
                row.getLong("purchase_limit_minor"),
                row.getLong("spent_minor"),
                Instant.ofEpochMilli(row.getLong("recorded_at_ms")),
                row.getLong("sequence"),
                EntryGround.of(row));
    }

    private static Clearance clearance(ResultSet row, int number) throws SQLException {
        return new Clearance(
                row.getLong("wallet_id"),
                time(row.getLong("cleared_until_ms")),
                Instant.ofEpochMilli(row.getLong("recorded_at_ms")),
                row.getLong("sequence"),
                EntryGround.of(row));
    }

    private static IssueRules issueRules(ResultSet row, int number) throws SQLException {
        return new IssueRules(
                row.getLong("issue_id"),
                row.getBoolean("qualified_only"),
                row.getInt("max_investors"),
                row.getInt("max_share_numerator"),
                row.getInt("max_share_denominator"),
                time(row.getLong("locked_until_ms")),
                Instant.ofEpochMilli(row.getLong("recorded_at_ms")),
                row.getLong("sequence"),
                EntryGround.of(row));
    }

    private static @Nullable Instant time(long unixMs) {
        return unixMs == 0 ? null : Instant.ofEpochMilli(unixMs);
    }
}
