package kz.sandyq.readmodel;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.DataClassRowMapper;
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
                .query(DataClassRowMapper.newInstance(Issue.class))
                .optional();
    }

    /** At most {@code limit} issues after a number, in the order of numbers. */
    public List<Issue> list(long afterIssueId, int limit) {
        return jdbc.sql("select * from readmodel.issue where issue_id > :after order by issue_id limit :limit")
                .param("after", afterIssueId)
                .param("limit", limit)
                .query(DataClassRowMapper.newInstance(Issue.class))
                .list();
    }

    /** The redemption of an issue, begun or done. */
    public Optional<Redemption> redemption(long issueId) {
        return jdbc.sql("select * from readmodel.redemption where issue_id = :id")
                .param("id", issueId)
                .query(DataClassRowMapper.newInstance(Redemption.class))
                .optional();
    }
}
