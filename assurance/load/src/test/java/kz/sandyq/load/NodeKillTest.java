package kz.sandyq.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kz.sandyq.cluster.CommandClient;
import kz.sandyq.cluster.Reply;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node in its own process dies by SIGKILL under 200 commands a second; the journals of its clients are the oracle.
 */
class NodeKillTest {
    private static final long SEED = Long.getLong("sandyq.seed", 20_261_121);
    private static final int CLIENTS = 4;
    private static final int COMMANDS_PER_SECOND = 200;

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);
    private final List<JournalClient> clients = new ArrayList<>();
    private int restoredStarts;

    @Test
    @Timeout(240)
    void threeKillsLoseNothingThatWasAcknowledged() {
        kill(3, 5_000);
        assertThat(restoredStarts).as("starts from a snapshot").isPositive();
    }

    @Tag("campaign")
    @Test
    @Timeout(3_600)
    void twentyKillsLoseNothingThatWasAcknowledged() {
        kill(20, 60_000);
    }

    private void kill(int times, int withinMs) {
        Path aeron = NodeProcess.config(directory).aeronDirectory();
        NodeProcess node = NodeProcess.start(directory);
        try {
            assertThat(node.awaitServing()).isZero();
            TradingFloor floor;
            try (CommandClient opener = CommandClient.connect(aeron, 1)) {
                CommandPress press = new CommandPress(1, System::currentTimeMillis);
                floor = TradingFloor.open(
                        command -> {
                            Reply reply = opener.submit(command).join();
                            return new Host.Answer(reply.rejectCode(), reply.resultId());
                        },
                        press,
                        3,
                        12);
            }
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new JournalClient(i + 2, random.nextLong(), floor, aeron, COMMANDS_PER_SECOND / CLIENTS));
            }
            for (int i = 0; i < times; i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(withinMs)));
                if (i % 3 == 1) {
                    node.snapshot();
                } else if (i % 3 == 2) {
                    node.beginSnapshot();
                }
                node.kill();
                node = NodeProcess.start(directory);
                restoredStarts += node.awaitServing() > 0 ? 1 : 0;
            }
            compare(node, floor, aeron);
        } finally {
            clients.forEach(JournalClient::close);
            node.close();
        }
    }

    private void compare(NodeProcess node, TradingFloor floor, Path aeron) {
        assertThat(clients).as("every command got its answer").allMatch(JournalClient::finish);
        long[] view = node.view();
        ReplayedLog log = ReplayedLog.read(aeron, view[0]);
        assertThat(log.view())
                .as("state hash of the node and of the replayed log")
                .isEqualTo(view);
        long acknowledged = 0;
        for (JournalClient client : clients) {
            assertThat(client.differingAnswers()).as("answers that changed").isZero();
            for (Reply reply : client.answers()) {
                assertThat(log.answered()).as("acknowledged and in the log").contains(reply.answeredSequence());
            }
            acknowledged += client.answers().size();
        }
        assertThat(log.twice()).as("applied twice").isZero();
        long credited = clients.stream().mapToLong(JournalClient::creditedMinor).sum();
        assertThat(log.total(floor.bankAccountId(), floor.moneyAssetId()))
                .as("the bank's side is what the journals say was credited")
                .isEqualTo(-floor.creditedMinor() - credited);
        assertThat(log.sum(floor.moneyAssetId())).isZero();
        floor.assetIds().forEach(asset -> assertThat(log.sum(asset)).isZero());
        System.out.printf("seed %d: %d acknowledged, %d starts from a snapshot%n", SEED, acknowledged, restoredStarts);
    }
}
