package kz.sandyq.operator.register;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.InProcessCore.Entry;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.protocol.command.HoldingCommands;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.EncumbranceKind;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;
import kz.sandyq.readmodel.Projector;
import kz.sandyq.readmodel.ReadModelPosition;
import org.agrona.concurrent.UnsafeBuffer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Whatever the operator has done is in the rows exactly as a rebuild from the log writes it: every table, every row.
 */
class RebuildTest extends HeldIssue {
    /** What this story does not lead to; the module of the read model fills and compares these tables as well. */
    private static final List<String> NOT_HERE = List.of(
            "account_permissions",
            "auction",
            "buy_back",
            "claim",
            "clearance",
            "distribution",
            "entitlement",
            "fact",
            "fee_assignment",
            "fee_charge",
            "fee_period",
            "fee_schedule",
            "fee_status",
            "fee_tier",
            "holder_notice",
            "instruction",
            "instruction_leg",
            "interaction_agreement",
            "issue_place",
            "issue_rules",
            "move",
            "move_leg",
            "move_step",
            "order_watch",
            "order_watch_account",
            "pair_rules",
            "part_redemption",
            "platform_status",
            "purchase_spent",
            "redemption",
            "regime",
            "suspended_transfer",
            "suspended_transfer_step",
            "trade_cancellation");

    @Autowired
    DataSource source;

    private record Rows(long sequence, Map<String, List<String>> tables) {}

    @Test
    @LegalBasis(value = "RUL-30", shows = ACCEPTED)
    void everyTableEqualsARebuild() throws Exception {
        tradeAndEncumber();
        Rows live = rows(source);
        live.tables().forEach((table, rows) -> {
            if (!NOT_HERE.contains(table)) {
                assertThat(rows).as(table).isNotEmpty();
            }
        });
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            DataSource fresh = server.getPostgresDatabase();
            Flyway.configure()
                    .dataSource(fresh)
                    .locations("classpath:db/migration/readmodel")
                    .load()
                    .migrate();
            EntryLog log = upTo(live.sequence());
            try (Projector projector = Projector.open(fresh, log, new ReadModelPosition(), 50)) {
                while (projector.poll(37) > 0) {}
                assertThat(projector.bookmark().sequence()).isEqualTo(live.sequence());
            }
            Rows rebuilt = rows(fresh);
            assertThat(rebuilt.tables().keySet()).isEqualTo(live.tables().keySet());
            live.tables()
                    .forEach((table, rows) ->
                            assertThat(rebuilt.tables().get(table)).as(table).isEqualTo(rows));
        }
    }

    private void tradeAndEncumber() {
        Held story = held();
        long pair = send(TradingCommands.openInstrument(story.issue(), 1, 1, 1, "RB" + story.issue()))
                .resultId();
        send(TradingCommands.setTradingStatus(pair, SecurityTradingStatus.READY_TO_TRADE, HaltReason.NONE, ground(0)));
        long rest = order(pair, story.aigul(), Side.SELL, TimeInForce.GTC, 90_000, 5);
        order(pair, story.bolat(), Side.BUY, TimeInForce.IOC, 90_000, 2);
        order(pair, story.bolat(), Side.BUY, TimeInForce.FOK, 90_000, 1);
        send(TradingCommands.cancelOrder(rest, story.aigul().account()));
        order(pair, story.bolat(), Side.BUY, TimeInForce.GTC, 10, 1);
        long arrest = send(HoldingCommands.placeEncumbrance(
                        EncumbranceKind.ARREST,
                        story.bolat().account(),
                        story.issue(),
                        3,
                        0,
                        0,
                        true,
                        true,
                        true,
                        0,
                        ground(81)))
                .resultId();
        send(HoldingCommands.releaseEncumbrance(arrest, 3, ground(82)));
        send(MoneyCommands.reservePayout(story.bolat().account(), 1, 100));
        assertThatThrownBy(() -> send(HoldingCommands.transfer(
                        story.aigul().account(), story.bolat().account(), story.issue(), 1_000, ground(0))))
                .isInstanceOf(RefusedException.class);
        // What was bought goes back, so that the other tests find the story as it was told.
        send(HoldingCommands.transfer(story.bolat().account(), story.aigul().account(), story.issue(), 3, ground(83)));
    }

    private long order(long pair, Client client, Side side, TimeInForce force, long price, long lots) {
        return send(TradingCommands.placeOrder(pair, client.account(), side, OrdType.LIMIT, force, price, lots, 0))
                .resultId();
    }

    /** All tables of one moment, rows as text. */
    private static Rows rows(DataSource from) throws SQLException {
        try (Connection connection = from.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = connection.createStatement()) {
                long sequence = Long.parseLong(column(statement, "select sequence from readmodel.bookmark")
                        .getFirst());
                Map<String, List<String>> tables = new TreeMap<>();
                for (String table : column(
                        statement,
                        "select table_name from information_schema.tables where table_schema = 'readmodel'"
                                + " and table_type = 'BASE TABLE'"
                                + " and table_name not in ('bookmark', 'core_state', 'index_set_aside') and"
                                + " table_name not like 'flyway%'")) {
                    tables.put(table, column(statement, "select t::text from readmodel.\"" + table + "\" t"));
                }
                return new Rows(sequence, tables);
            } finally {
                connection.rollback();
            }
        }
    }

    private static List<String> column(Statement statement, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        values.sort(Comparator.naturalOrder());
        return values;
    }

    /** The log of the tests, ended after an entry. */
    private EntryLog upTo(long sequence) {
        return from -> {
            int[] next = {Math.toIntExact(from)};
            return (taker, limit) -> {
                int most = Math.toIntExact(Math.min(limit, sequence - next[0]));
                List<Entry> entries = core.entries(next[0], most);
                for (Entry entry : entries) {
                    byte[] command = entry.command();
                    byte[] bytes = command == null ? new byte[0] : command;
                    taker.onEntry(
                            ++next[0], entry.timestampMs(), command == null, new UnsafeBuffer(bytes), 0, bytes.length);
                }
                return entries.size();
            };
        };
    }
}
