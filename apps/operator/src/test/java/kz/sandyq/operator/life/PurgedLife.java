package kz.sandyq.operator.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kz.sandyq.cluster.ClusterConfig;
import kz.sandyq.cluster.ClusterNode;
import kz.sandyq.cluster.CommandClient;
import kz.sandyq.cluster.FollowedLog;
import kz.sandyq.cluster.LogHost;
import kz.sandyq.cluster.LogPurgedException;
import kz.sandyq.cluster.Reply;
import kz.sandyq.operator.SchemaRows;
import kz.sandyq.platform.database.EmbeddedPostgres;
import kz.sandyq.protocol.command.BatchCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.InstructionCommands;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.command.SettlementLeg;
import kz.sandyq.readmodel.Projector;
import kz.sandyq.readmodel.ReadModelPosition;
import kz.sandyq.translog.ArchivedLog;
import org.agrona.concurrent.UnsafeBuffer;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A log that has grown beyond a file of its recording is purged by two administrators, and told anew all the same. */
final class PurgedLife {
    private static final int FILE = 16 << 20;
    private static final int AT_ONCE = 64;
    /** More than an instruction may have; a block of the proof log is then a quarter of a file. */
    private static final int LEGS = 120;
    /** Entries up to which rows are written in batches; the last ones come one by one. */
    private static final int BATCH = 500;

    private final LiveOperator operator;
    private final Scene scene;

    PurgedLife(LiveOperator operator, Scene scene) {
        this.operator = operator;
        this.scene = scene;
    }

    /** Commands that the core refuses for their length, where only their bytes matter; then two snapshots. */
    void growsBeyondAFile() {
        ClusterNode node = node();
        long nowMs = System.currentTimeMillis();
        CommandBody endless = InstructionCommands.proposeSettlement(
                nowMs,
                0,
                Collections.nCopies(LEGS, new SettlementLeg(1, 2, 1, 5)),
                new Ground(3, 1, 9, 0, new byte[32]));
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
        try (CommandClient client = CommandClient.connect(node.address(), AT_ONCE)) {
            List<CompletableFuture<Reply>> waiting = new ArrayList<>();
            long written = 0;
            for (long number = 1; written < FILE + FILE / 8 * 5; number++) {
                Key key = new Key(number, number, nowMs);
                int length = endless.encode(buffer, 0, new Header(key, 1, 1, 2, new byte[32], new byte[16]));
                byte[] command = new byte[length];
                buffer.getBytes(0, command);
                written += length;
                waiting.add(client.submit(command).orTimeout(60, TimeUnit.SECONDS));
                if (waiting.size() == AT_ONCE) {
                    waiting.forEach(CompletableFuture::join);
                    waiting.clear();
                }
            }
            waiting.forEach(CompletableFuture::join);
        }
        node.snapshot();
        node.snapshot();
    }

    /** What two administrators agree on is gone from the recording for good. */
    void isPurged() {
        assertThat(operator.post(scene.administrator, "/log/purges", "{}").ok().text("approvalId"))
                .isNotEmpty();
        operator.approve(scene.secondAdministrator, "log.purge");
        assertThat(node().purgeRoom().begins()).isEqualTo(FILE);
    }

    private ClusterNode node() {
        return (ClusterNode) operator.bean(LogHost.class);
    }

    /** Of an operator that has ended: sealed segments and what is left of the recording make every row as it was. */
    void makesEveryRowAnew(Path data) {
        ClusterConfig config = ClusterConfig.demo(data.resolve("cluster"), 1, 0);
        try (EmbeddedPostgres server = EmbeddedPostgres.durable(data.resolve("database"));
                ClusterNode node = ClusterNode.start(config);
                FollowedLog followed = new FollowedLog(node)) {
            assertThatThrownBy(() -> followed.from(0)).isInstanceOf(LogPurgedException.class);
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(server.url("postgres"));
            source.setUser(EmbeddedPostgres.USER);
            source.setPassword(server.password());
            JdbcClient database = JdbcClient.create(source);
            List<Long> reached = bookmark(database);
            Map<String, String> rows = SchemaRows.digests(database, "readmodel");
            Projector.clear(source);
            ArchivedLog whole = new ArchivedLog(data.resolve("cluster/proof"), 1, followed);
            try (Projector projector = Projector.open(source, whole, new ReadModelPosition(), Long.MAX_VALUE)) {
                long end = reached.getFirst();
                while (projector.bookmark().sequence() < end) {
                    long left = end - projector.bookmark().sequence();
                    projector.poll(left > BATCH * BatchCommands.MAX_ITEMS ? BATCH : 1);
                }
            }
            assertThat(bookmark(database)).isEqualTo(reached);
            assertThat(SchemaRows.digests(database, "readmodel")).isEqualTo(rows);
        }
    }

    /** The last entry in the rows, and the hash of the state behind it. */
    private static List<Long> bookmark(JdbcClient database) {
        return database.sql("select sequence, state_hash_high, state_hash_low from readmodel.bookmark")
                .query((row, number) -> List.of(row.getLong(1), row.getLong(2), row.getLong(3)))
                .single();
    }
}
