package kz.sandyq.readmodel;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Placements, their subscriptions and the long work on them. */
public final class PlacementQueries {
    private final JdbcClient jdbc;

    /** Reads through a client. */
    public PlacementQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A placement; times in Unix milliseconds, quantities in minor units, money in minor units. */
    public record Placement(
            long placementId,
            long issueId,
            String status,
            long fromMs,
            long untilMs,
            long minimumQuantity,
            long maximumQuantity,
            long priceMinor,
            long lotQuantity,
            long investorCapQuantity,
            String method,
            long subscribedQuantity,
            long allocatedQuantity,
            long proceedsMinor,
            long sequence) {}

    /** A subscription; quantities and money in minor units. */
    public record Subscription(
            long subscriptionId,
            long placementId,
            long accountId,
            String status,
            long quantity,
            long allocatedQuantity,
            long paidMinor,
            long refundedMinor,
            long sequence) {}

    /** Long work: so much of so much is done. */
    public record Work(long taskId, String kind, long subjectId, long done, long total, boolean finished) {}

    /** The placement of this number. */
    public Optional<Placement> find(long placementId) {
        return placements("placement_id = :value", placementId).stream().findFirst();
    }

    /** Placements of an issue, oldest first. */
    public List<Placement> ofIssue(long issueId) {
        return placements("issue_id = :value", issueId);
    }

    /** At most {@code limit} subscriptions of a placement after a number. */
    public List<Subscription> subscriptions(long placementId, long afterId, int limit) {
        return jdbc.sql("select * from readmodel.subscription where placement_id = :placement"
                        + " and subscription_id > :after order by subscription_id limit :limit")
                .param("placement", placementId)
                .param("after", afterId)
                .param("limit", limit)
                .query(RecordRows.of(Subscription.class))
                .list();
    }

    /** Long work on a placement or an issue, oldest first. */
    public List<Work> work(long subjectId) {
        return jdbc.sql("select * from readmodel.task where subject_id = :subject order by task_id")
                .param("subject", subjectId)
                .query(RecordRows.of(Work.class))
                .list();
    }

    private List<Placement> placements(String which, long value) {
        return jdbc.sql("select * from readmodel.placement where " + which + " order by placement_id")
                .param("value", value)
                .query(RecordRows.of(Placement.class))
                .list();
    }
}
