package kz.sandyq.readmodel;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Issues as the core has them. */
public final class IssueQueries {
    private final JdbcClient jdbc;

    /** Reads through a client. */
    public IssueQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An issue; quantities in minor units of its asset, money in minor units of its money.
     *
     * @param dfaKind STABLECOIN, ASSET_BACKED or FINANCIAL_INSTRUMENT
     */
    public record Issue(
            long issueId,
            String dfaKind,
            long issuerAccountId,
            long issuerSideAccountId,
            long unsoldAccountId,
            long reserveAccountId,
            long moneyAssetId,
            int scale,
            long nominalMinor,
            long authorisedVolume,
            String code,
            String registrationNumber,
            String status,
            boolean suspended,
            long mintedQuantity,
            long redeemedQuantity,
            long burnedQuantity,
            long sequence,
            long recordedAtMs) {
        /** Units that exist. */
        public long outstanding() {
            return mintedQuantity - redeemedQuantity - burnedQuantity;
        }
    }

    /** A redemption; money in minor units. */
    public record Redemption(
            long issueId,
            long priceMinor,
            long outstandingQuantity,
            long redeemedQuantity,
            long paidMinor,
            boolean finished) {}

    /** The issue of this number. */
    public Optional<Issue> find(long issueId) {
        return jdbc.sql("select * from readmodel.issue where issue_id = :id")
                .param("id", issueId)
                .query(RecordRows.of(Issue.class))
                .optional();
    }

    /** At most {@code limit} issues after a number, in the order of numbers. */
    public List<Issue> list(long afterIssueId, int limit) {
        return jdbc.sql("select * from readmodel.issue where issue_id > :after order by issue_id limit :limit")
                .param("after", afterIssueId)
                .param("limit", limit)
                .query(RecordRows.of(Issue.class))
                .list();
    }

    /**
     * At most {@code limit} issues after a number whose code or registration number holds a text.
     *
     * @param search empty for every issue
     * @param accountIds only issues of which one of these accounts has ever had units or is the issuer's; null for all
     */
    public List<Issue> search(String search, @Nullable Collection<Long> accountIds, long afterIssueId, int limit) {
        if (accountIds != null && accountIds.isEmpty()) {
            return List.of();
        }
        return found("select i.*", " and i.issue_id > :after order by i.issue_id limit :limit", search, accountIds)
                .param("after", afterIssueId)
                .param("limit", limit)
                .query(RecordRows.of(Issue.class))
                .list();
    }

    /** How many issues {@link #search} finds in all. */
    public long count(String search, @Nullable Collection<Long> accountIds) {
        return accountIds != null && accountIds.isEmpty()
                ? 0
                : found("select count(*)", "", search, accountIds)
                        .query(Long.class)
                        .single();
    }

    private JdbcClient.StatementSpec found(
            String select, String rest, String search, @Nullable Collection<Long> accountIds) {
        String where = " from readmodel.issue i where (strpos(lower(i.code), lower(:search)) > 0"
                + " or strpos(lower(i.registration_number), lower(:search)) > 0)";
        if (accountIds == null) {
            return jdbc.sql(select + where + rest).param("search", search.strip());
        }
        String theirs = " and (i.issuer_account_id in (:accounts) or exists (select 1 from readmodel.balance b"
                + " where b.asset_id = i.issue_id and b.account_id in (:accounts)))";
        return jdbc.sql(select + where + theirs + rest)
                .param("search", search.strip())
                .param("accounts", accountIds);
    }

    /** The redemption of an issue, begun or done. */
    public Optional<Redemption> redemption(long issueId) {
        return jdbc.sql("select * from readmodel.redemption where issue_id = :id")
                .param("id", issueId)
                .query(RecordRows.of(Redemption.class))
                .optional();
    }
}
