package kz.sandyq.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.evidence.SmallDisk;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.law.LegalBasis.Shows;
import kz.sandyq.market.EventSink;
import kz.sandyq.market.MarketCore;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.Rules;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.BatchCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.IssueCommands;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.command.Limits;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.BatchMode;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.WalletKind;
import org.agrona.concurrent.UnsafeBuffer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ProjectorTest {
    private static final List<String> GROWING = List.of("readmodel.asset", "readmodel.command_result");
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private static final long START_MS = 1_780_000_000_000L;
    private static final long ISSUE = 2;
    private static final Ground PAPER = new Ground(3, 20_000, 9, 0, new byte[32]);
    private static final Limits SMALL = new Limits(64, 400, 800, 1_600, 400, 800, 16, 16, 400, 200, 40, 16, 4_000);

    private record Entry(long timestampMs, byte[] bytes) {}

    private final List<Entry> entries = new ArrayList<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);

    private void say(CommandBody body, long timestampMs) {
        Key key = new Key(7, entries.size() + 1L, timestampMs);
        int length = body.encode(buffer, 0, new Header(key, 5, 11, 12, new byte[32], new byte[16]));
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        entries.add(new Entry(timestampMs, bytes));
    }

    private EntryLog.Reader reader(long from) {
        long[] at = {from};
        return (handler, limit) -> {
            int taken = 0;
            while (taken < limit && at[0] < entries.size()) {
                Entry entry = entries.get((int) at[0]);
                at[0]++;
                taken++;
                handler.onEntry(
                        at[0],
                        entry.timestampMs(),
                        entry.bytes().length == 0,
                        new UnsafeBuffer(entry.bytes()),
                        0,
                        entry.bytes().length);
            }
            return taken;
        };
    }

    private void story() {
        say(SystemCommands.genesis(7, true, 0, 300, 60_000, 3_600_000, 4, 8, SMALL), START_MS);
        say(AccountCommands.createAsset(AssetKind.MONEY, 2, "KZT"), START_MS);
        for (long holder = 1; holder <= 2; holder++) {
            say(
                    AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(holder))),
                    START_MS);
        }
        say(AccountCommands.openAccount(1, Capacity.BANK_SIDE, Activity.DFA), START_MS);
        say(AccountCommands.openAccount(1, Capacity.ISSUER, Activity.DFA), START_MS);
        say(AccountCommands.openAccount(2, Capacity.CLIENT, Activity.DFA), START_MS);
        say(
                IssueCommands.registerIssue(
                        DfaKind.STABLECOIN,
                        2,
                        1,
                        0,
                        100,
                        1_000_000,
                        0,
                        0,
                        0,
                        true,
                        Long.MAX_VALUE,
                        "KZS",
                        "N-1",
                        false,
                        PAPER),
                START_MS + 100);
        say(MoneyCommands.bookBankCredit(1, 3, 1, 500_000, new byte[32], PAPER), START_MS + 200);
        say(IssueCommands.mintStablecoin(ISSUE, 3, 300), START_MS + 300);
        say(IssueCommands.burnStablecoin(ISSUE, 3, 100), START_MS + 300);
        entries.add(new Entry(START_MS + 550, new byte[0]));
        say(
                BatchCommands.batch(
                        BatchMode.INDEPENDENT,
                        List.of(
                                MoneyCommands.bookBankCredit(1, 3, 1, 7, new byte[32], PAPER),
                                MoneyCommands.bookBankCredit(1, 99, 1, 7, new byte[32], PAPER),
                                MoneyCommands.bookBankCredit(1, 3, 1, 8, new byte[32], PAPER))),
                START_MS + 560);
        say(MoneyCommands.bookBankCredit(1, 3, 1, 9, new byte[32], PAPER), START_MS + 570);
    }

    /** An item of a batch has its sequence, its answer and its rows. */
    private static void eachItemIsThere(JdbcClient jdbc) {
        assertThat(jdbc.sql("select item, sequence, reject_code from readmodel.command_result"
                                + " where sequence > 12 order by sequence")
                        .query((row, number) -> row.getInt(1) + " " + row.getLong(2) + " " + row.getInt(3))
                        .list())
                .containsExactly("1 13 0", "2 14 " + RejectCode.UNKNOWN_ACCOUNT.number(), "3 15 0", "0 16 0");
        assertThat(jdbc.sql("select sequence from readmodel.posting where account_id = 3 and asset_id = 1"
                                + " and sequence > 12 order by sequence")
                        .query(Long.class)
                        .list())
                .containsExactly(13L, 15L, 16L);
    }

    private static List<String> rows(JdbcClient jdbc) {
        return Table.names().stream()
                .flatMap(table -> jdbc
                        .sql("select '" + table + "' || t::text from " + table + " t order by 1")
                        .query(String.class)
                        .list()
                        .stream())
                .toList();
    }

    @Test
    @LegalBasis(
            value = "LAW-1.6-3-b",
            shows = {Shows.ACCEPTED, Shows.REFUSED})
    void holdersAreKnownAtEachMomentAndRowsEqualARebuild() throws Exception {
        story();
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            DataSource source = server.getPostgresDatabase();
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration/readmodel")
                    .load()
                    .migrate();
            JdbcClient jdbc = JdbcClient.create(source);
            ReadModelPosition position = new ReadModelPosition();
            Projector stale = Projector.open(source, this::reader, position, 3);
            assertThat(stale.poll(9)).isEqualTo(9);
            Projector.clear(source);
            assertThatThrownBy(() -> stale.poll(9)).isInstanceOf(ProjectionException.class);
            stale.close();
            try (Projector projector = Projector.open(source, this::reader, position, 3)) {
                while (projector.poll(2) > 0) {}
                MarketCore live = new MarketCore(EventSink.NONE);
                entries.forEach(entry -> {
                    if (entry.bytes().length == 0) {
                        live.tick(entry.timestampMs());
                    } else {
                        live.apply(entry.timestampMs(), new UnsafeBuffer(entry.bytes()), 0, entry.bytes().length);
                    }
                });
                assertThat(projector.bookmark())
                        .isEqualTo(new Bookmark(14, 16, START_MS + 570, live.stateHashHigh(), live.stateHashLow()));
            }
            HolderQueries holders = new HolderQueries(jdbc, position, () -> Instant.ofEpochMilli(START_MS + 10_000));
            assertThat(holders.holdersAt(ISSUE, Moment.after(9))).isEmpty();
            assertThat(holders.holdersAt(ISSUE, Moment.after(10)))
                    .extracting(Holding::total)
                    .containsExactly(300L);
            Moment last = Moment.at(Instant.ofEpochMilli(START_MS + 300));
            assertThat(holders.holdersAt(ISSUE, last))
                    .extracting(Holding::total)
                    .containsExactly(200L);
            var day = java.time.LocalDate.of(2026, 1, 1);
            assertThat(holders.holdersAt(ISSUE, last.effective(day))).isEmpty();
            assertThatThrownBy(() -> holders.holdersAt(ISSUE, Moment.at(Instant.ofEpochMilli(START_MS + 20_000))))
                    .hasMessage("FUTURE_MOMENT");
            assertThatThrownBy(() -> holders.holdersAt(ISSUE, Moment.at(Instant.ofEpochMilli(START_MS + 600))))
                    .hasMessage("MOMENT_OPEN");
            BalanceQueries balances = new BalanceQueries(jdbc);
            List<BalanceQueries.Line> lines = balances.history(3, ISSUE, 0, 0, 10);
            assertThat(lines).extracting(BalanceQueries.Line::available).containsExactly(300L, 200L);
            assertThat(balances.history(3, ISSUE, 10, lines.getFirst().eventIndex(), 10))
                    .containsExactly(lines.getLast());
            eachItemIsThere(jdbc);
            List<String> before = rows(jdbc);
            assertThat(before).hasSizeGreaterThan(30);
            Projector.clear(source);
            assertThat(rows(jdbc)).isEmpty();
            try (Projector projector = Projector.open(source, this::reader, position, 100)) {
                projector.poll(100);
            }
            assertThat(rows(jdbc)).isEqualTo(before);
            otherLogsAreRefused(source, position);
            assertThat(rows(jdbc)).isEqualTo(before);
            say(SystemCommands.activateRules(Rules.NEWEST + 1), START_MS + 571);
            try (Projector projector = Projector.open(source, this::reader, position, 100)) {
                assertThatThrownBy(() -> projector.poll(100))
                        .isInstanceOf(LogMismatchException.class)
                        .hasMessageContaining("goes by rules");
            }
            assertThat(rows(jdbc))
                    .as("nothing of rules that this build does not know")
                    .isEqualTo(before);
            entries.removeLast();
            theDatabaseIsFull(source, position, jdbc);
        }
    }

    /** Its tables have no room: nothing is half written, and all of it is once there is some. */
    private void theDatabaseIsFull(DataSource source, ReadModelPosition position, JdbcClient jdbc) throws Exception {
        Path directory = Files.createTempDirectory("full");
        Assumptions.assumeTrue(SmallDisk.isPossible(directory), "a small disk needs the right to mount one");
        List<String> before = rows(jdbc);
        try (SmallDisk disk = SmallDisk.over(directory.resolve("disk"), 16)) {
            Path space = Files.createDirectory(
                    directory.resolve("disk/space"), PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            jdbc.sql("create tablespace small location '" + space + "'").update();
            for (String table : GROWING) {
                jdbc.sql("alter table " + table + " set tablespace small").update();
            }
            for (int number = 0; number < 400; number++) {
                say(AccountCommands.createAsset(AssetKind.MONEY, 2, "F" + number), START_MS + 580);
            }
            disk.leave(0);
            try (Projector projector = Projector.open(source, this::reader, position, 100)) {
                assertThatThrownBy(() -> projector.poll(1_000))
                        .isExactlyInstanceOf(ProjectionException.class)
                        .hasStackTraceContaining("No space left on device");
            }
            assertThat(rows(jdbc)).isEqualTo(before);
            disk.makeRoom();
            try (Projector projector = Projector.open(source, this::reader, position, 100)) {
                while (projector.poll(100) > 0) {}
            }
            List<String> caughtUp = rows(jdbc);
            assertThat(caughtUp).hasSizeGreaterThan(before.size() + 400);
            Projector.clear(source);
            try (Projector projector = Projector.open(source, this::reader, position, 1_000)) {
                projector.poll(1_000);
            }
            assertThat(rows(jdbc)).isEqualTo(caughtUp);
            for (String table : GROWING) {
                jdbc.sql("alter table " + table + " set tablespace pg_default").update();
            }
            jdbc.sql("drop tablespace small").update();
        }
    }

    private record OtherLog(String what, int from, Entry[] instead) {}

    /** A log that is not the one whose rows these are writes nothing, however alike it looks. */
    private void otherLogsAreRefused(DataSource source, ReadModelPosition position) {
        Entry tick = new Entry(START_MS + 570, new byte[0]);
        Entry later = new Entry(START_MS + 571, entries.get(13).bytes());
        List<OtherLog> others = List.of(
                new OtherLog("the last entry a millisecond later", 13, new Entry[] {later}),
                new OtherLog("a tick in its place", 13, new Entry[] {tick}),
                new OtherLog("a batch that goes past the end of the rows", 11, new Entry[] {
                    tick, tick, tick, new Entry(START_MS + 570, entries.get(12).bytes())
                }));
        List<Entry> own = List.copyOf(entries);
        for (OtherLog other : others) {
            entries.subList(other.from(), entries.size()).clear();
            entries.addAll(List.of(other.instead()));
            entries.add(tick);
            try (Projector projector = Projector.open(source, this::reader, position, 100)) {
                assertThatThrownBy(() -> projector.poll(100)).as(other.what()).isInstanceOf(LogMismatchException.class);
            }
            entries.clear();
            entries.addAll(own);
        }
    }
}
