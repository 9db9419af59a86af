package kz.sandyq.readmodel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import kz.sandyq.law.LegalBasis;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who held an issue at any moment. */
@LegalBasis("LAW-1.6-3-a")
@LegalBasis("LAW-1.6-3-b")
public final class HolderQueries {
    /** Accounts in a row of {@code readmodel.holder_range}. */
    private static final int RANGE = 128;

    private static final int RANGES_MAX = 256;
    private static final int LIST_PAGE = 2_000;
    private static final String SELECT =
            "select h.account_id, a.wallet_id, a.capacity, h.available, h.held, h.blocked from ";
    private static final String LAST = " cross join lateral"
            + " (select p.available, p.held, p.blocked from readmodel.posting p"
            + " where p.asset_id = :issue and p.account_id = b.account_id and p.sequence <= :sequence"
            + " order by p.sequence desc, p.event_index desc limit 1) l";
    private static final String RECORDED = "(select b.account_id, l.available, l.held, l.blocked"
            + " from readmodel.balance b" + LAST + " where b.asset_id = :issue and b.account_id > :after) h";
    private static final String EFFECTIVE = "(select account_id, sum(available_delta)::bigint available,"
            + " sum(held_delta)::bigint held, sum(blocked_delta)::bigint blocked from readmodel.posting"
            + " where asset_id = :issue and sequence <= :sequence and effective_epoch_day <= :day"
            + " and account_id > :after group by account_id) h";
    private static final String HOLDS = " where a.capacity"
            + " not in ('ISSUER_SIDE', 'BANK_SIDE', 'OTHER_PLATFORM', 'SUSPENSE', 'RESERVE', 'CLAIM')"
            + " and h.available + h.held + h.blocked <> 0";
    private static final String OWNERS = " join readmodel.account a on a.account_id = h.account_id" + HOLDS;
    private static final String LIMITED = " and a.capacity <> 'UNSOLD' order by h.account_id limit :limit";
    /** Few accounts, each found by its key: {@code offset 0} keeps the planner from reading whole tables for them. */
    private static final String PAGE = SELECT
            + "(select b.account_id, l.available, l.held, l.blocked from unnest(array[:ranges]::bigint[]) r"
            + " cross join lateral (select account_id from readmodel.balance where asset_id = :issue"
            + " and account_id between r * " + RANGE + " and r * " + RANGE + " + " + (RANGE - 1)
            + " and account_id > :after offset 0) b" + LAST + ") h cross join lateral"
            + " (select wallet_id, capacity from readmodel.account where account_id = h.account_id offset 0) a" + HOLDS
            + LIMITED;

    private final JdbcClient jdbc;
    private final ReadModelPosition position;
    private final InstantSource clock;

    /** Reads through a client; the clock says what is the future. */
    public HolderQueries(JdbcClient jdbc, ReadModelPosition position, InstantSource clock) {
        this.jdbc = jdbc;
        this.position = position;
        this.clock = clock;
    }

    /**
     * The whole issue at a moment, minor units.
     *
     * @param holdings how many accounts hold units
     * @param available free units of holders
     * @param unsold units that exist and belong to nobody yet
     */
    public record Summary(long holdings, long available, long held, long blocked, long unsold) {
        /** Units that exist. */
        public long outstanding() {
            return Math.addExact(Math.addExact(available, held), Math.addExact(blocked, unsold));
        }
    }

    /**
     * Everybody who held units of the issue, by account; UNSOLD among them, technical accounts not.
     *
     * @throws MomentRefusedException FUTURE_MOMENT, or MOMENT_OPEN when no later entry came within a second
     */
    public List<Holding> holdersAt(long issueId, Moment moment) {
        AsOf asOf = find(moment);
        return question(SELECT, OWNERS + " order by h.account_id", issueId, asOf, 0)
                .query(HolderQueries::holding)
                .list();
    }

    /** At most {@code limit} holders after an account, by account; without what is unsold. */
    public List<Holding> page(long issueId, AsOf asOf, long afterAccountId, int limit) {
        if (asOf.effective() != null) {
            return page(question(SELECT, OWNERS + LIMITED, issueId, asOf, afterAccountId), limit);
        }
        List<Holding> found = new ArrayList<>(limit);
        long after = afterAccountId;
        int count = limit / RANGE + 2;
        while (found.size() < limit) {
            List<Long> ranges = ranges(issueId, asOf.sequence(), rangeOf(after + 1), count);
            if (ranges.isEmpty()) {
                break;
            }
            found.addAll(page(parameters(PAGE, issueId, asOf, after).param("ranges", ranges), limit - found.size()));
            after = ranges.getLast() * RANGE + RANGE - 1;
            count = Math.min(2 * count, RANGES_MAX);
        }
        return found;
    }

    /** Hands over every holder at a moment, by account, a part at a time; what is unsold is not among them. */
    public void forEach(long issueId, AsOf asOf, Consumer<Holding> taker) {
        long after = 0;
        List<Holding> page;
        do {
            page = page(issueId, asOf, after, LIST_PAGE);
            page.forEach(taker);
            after = page.isEmpty() ? after : page.getLast().accountId();
        } while (page.size() == LIST_PAGE);
    }

    /** The range in which an account stands among the holders of an asset. */
    static long rangeOf(long accountId) {
        return accountId / RANGE;
    }

    /** The next ranges in which anybody, a holder or a technical account, has something at a moment. */
    private List<Long> ranges(long issueId, long sequence, long from, int count) {
        return jdbc.sql("select account_range from readmodel.holder_range where asset_id = :issue"
                        + " and account_range >= :from and sequence <= :sequence and until_sequence > :sequence"
                        + " order by account_range limit :count")
                .param("issue", issueId)
                .param("from", from)
                .param("sequence", sequence)
                .param("count", count)
                .query((row, number) -> row.getLong("account_range"))
                .list();
    }

    private static List<Holding> page(JdbcClient.StatementSpec question, int limit) {
        return question.param("limit", limit).query(HolderQueries::holding).list();
    }

    /** What these accounts held, by account. */
    public List<Holding> ofAccounts(long issueId, AsOf asOf, Collection<Long> accountIds) {
        if (accountIds.isEmpty()) {
            return List.of();
        }
        return question(SELECT, OWNERS + " and h.account_id in (:accounts) order by h.account_id", issueId, asOf, 0)
                .param("accounts", accountIds)
                .query(HolderQueries::holding)
                .list();
    }

    /** Sums over everybody who held units at a moment. */
    public Summary summary(long issueId, AsOf asOf) {
        String sums = "select count(*) filter (where a.capacity <> 'UNSOLD') holdings,"
                + sum("available") + " available," + sum("held") + " held," + sum("blocked") + " blocked,"
                + " coalesce(sum(h.available + h.held + h.blocked) filter (where"
                + " a.capacity = 'UNSOLD'), 0)::bigint unsold"
                + " from ";
        return question(sums, OWNERS, issueId, asOf, 0)
                .query((row, number) -> new Summary(
                        row.getLong("holdings"),
                        row.getLong("available"),
                        row.getLong("held"),
                        row.getLong("blocked"),
                        row.getLong("unsold")))
                .single();
    }

    /**
     * Finds a moment in the log.
     *
     * @throws MomentRefusedException FUTURE_MOMENT, or MOMENT_OPEN when no later entry came within a second
     */
    public AsOf find(Moment moment) {
        var day = moment.effective();
        // The law's days begin five hours before those of UTC.
        if (day != null && day.toEpochDay() * 86_400_000L - 18_000_000L > clock.millis()) {
            throw new MomentRefusedException("FUTURE_MOMENT");
        }
        Instant at = moment.at();
        if (at == null) {
            if (!position.await(moment.sequence(), ReadModelPosition.OPEN_MOMENT)) {
                throw new MomentRefusedException("MOMENT_OPEN");
            }
            return new AsOf(moment.sequence(), recordedAt(moment.sequence()), day);
        }
        if (at.isAfter(clock.instant())) {
            throw new MomentRefusedException("FUTURE_MOMENT");
        }
        if (!position.awaitAfter(at.toEpochMilli(), ReadModelPosition.OPEN_MOMENT)) {
            throw new MomentRefusedException("MOMENT_OPEN");
        }
        return new AsOf(lastBefore(at), at, day);
    }

    /** The newest moment there is in the rows. */
    @LegalBasis("RUL-30")
    public AsOf newest() {
        Bookmark now = position.bookmark();
        return new AsOf(now.sequence(), Instant.ofEpochMilli(now.recordedAtMs()), null);
    }

    /** The last command, or step of long work, not later than a moment; time and sequence rise together. */
    private long lastBefore(Instant at) {
        String last = "coalesce((select sequence from %s where recorded_at_ms <= :at"
                + " order by recorded_at_ms desc, sequence desc limit 1), 0)";
        return jdbc.sql("select greatest(" + last.formatted("readmodel.posting") + ", "
                        + last.formatted("readmodel.encumbrance_history") + ", "
                        + last.formatted("readmodel.command_result") + ")")
                .param("at", at.toEpochMilli())
                .query(Long.class)
                .single();
    }

    /** When the entry of a sequence was recorded; between two entries of ownership only commands can stand. */
    private Instant recordedAt(long sequence) {
        return jdbc.sql("with near as (select"
                        + " coalesce((select recorded_at_ms from readmodel.posting where sequence <= :sequence"
                        + " order by sequence desc, event_index desc limit 1), 0) before,"
                        + " coalesce((select recorded_at_ms from readmodel.posting where sequence > :sequence"
                        + " order by sequence, event_index limit 1), 9223372036854775807) after)"
                        + " select greatest(n.before, coalesce((select c.recorded_at_ms from readmodel.command_result c"
                        + " where c.recorded_at_ms between n.before and n.after and c.sequence <= :sequence"
                        + " order by c.recorded_at_ms desc, c.sequence desc limit 1), 0)) from near n")
                .param("sequence", sequence)
                .query((row, number) -> Instant.ofEpochMilli(row.getLong(1)))
                .single();
    }

    private JdbcClient.StatementSpec question(String select, String owners, long issueId, AsOf asOf, long after) {
        String source = asOf.effective() == null ? RECORDED : EFFECTIVE;
        return parameters(select + source + owners, issueId, asOf, after);
    }

    private JdbcClient.StatementSpec parameters(String sql, long issueId, AsOf asOf, long after) {
        return jdbc.sql(sql)
                .param("issue", issueId)
                .param("sequence", asOf.sequence())
                .param("after", after)
                .param("day", asOf.effectiveEpochDay());
    }

    private static String sum(String part) {
        return " coalesce(sum(h." + part + ") filter (where a.capacity <> 'UNSOLD'), 0)::bigint";
    }

    private static Holding holding(ResultSet row, int number) throws SQLException {
        return new Holding(
                row.getLong("account_id"),
                row.getLong("wallet_id"),
                row.getString("capacity"),
                row.getLong("available"),
                row.getLong("held"),
                row.getLong("blocked"));
    }
}
