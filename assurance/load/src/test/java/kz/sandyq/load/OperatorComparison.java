package kz.sandyq.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kz.sandyq.protocol.sbe.TransferDecoder;

/** Holds what the operator says against the journals of those outside, and against its own log. */
final class OperatorComparison {
    private static final int DRAIN_S = 120;

    private final Path aeronDirectory;
    private final List<ApiClient> clients;
    private final BankFeed bank;
    private final LiveMarket market;
    private final ReplayedLog log = new ReplayedLog();
    private final ShadowReadModel shadow = new ShadowReadModel();
    private long rows;

    OperatorComparison(Path aeronDirectory, List<ApiClient> clients, BankFeed bank, LiveMarket market) {
        this.aeronDirectory = aeronDirectory;
        this.clients = clients;
        this.bank = bank;
        this.market = market;
    }

    /** After everything sent was answered and taken. */
    void check(OperatorProcess operator, boolean fromTheBeginning) {
        assertThat(clients).as("every request got its answer").allMatch(client -> client.finished(DRAIN_S));
        assertThat(clients).as("answers of a fault of ours").allMatch(client -> client.faults() == 0);
        drain(operator);
        assertThat(bank.refused()).as("files that were not understood").isEmpty();
        assertThat(clients.parallelStream()
                        .flatMap(client -> client.differingAnswers().stream())
                        .toList())
                .as("answers that changed")
                .isEmpty();
        ReadModelContent live = ReadModelContent.of(operator.ask("tables"));
        log.goTo(aeronDirectory, live.sequence());
        assertThat(log.view())
                .as("state hash of the projector and of the replayed log")
                .containsExactly(live.sequence(), live.hashHigh(), live.hashLow());
        assertThat(shadow.upTo(aeronDirectory, live.sequence(), fromTheBeginning))
                .as("read model and its rebuild")
                .isEqualTo(live);
        long[] node = operator.view();
        log.goTo(aeronDirectory, node[0]);
        assertThat(log.view())
                .as("state hash of the node and of the replayed log")
                .isEqualTo(node);
        rows = live.rows();
        journals();
    }

    private void drain(OperatorProcess operator) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_S);
        while (!bank.taken() || !operator.ask("waiting").equals("0")) {
            assertThat(System.nanoTime()).as("the bank's files are taken").isLessThan(deadlineNs);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private void journals() {
        for (ApiClient client : clients) {
            for (String[] done : client.done()) {
                long id = Long.parseLong(done[0].substring(done[0].indexOf('-') + 1));
                assertThat(log.resultOf(Long.parseLong(done[1])))
                        .as("what the log says of the acknowledged %s", String.join(" ", done))
                        .isIn(id, 0L);
            }
        }
        assertThat(log.twice()).as("keys applied twice").isZero();
        assertThat(log.appliedOf(TransferDecoder.TEMPLATE_ID))
                .as("transfers that two persons entered")
                .isEqualTo(market.transfers());
        assertThat(log.sums())
                .as("sum of each asset over all accounts")
                .allSatisfy((asset, sum) -> assertThat(sum).isZero());
        assertThat(log.negatives())
                .as("the bank's side by the bank's journal, the issuer's side by the issue")
                .containsExactlyInAnyOrder(-bank.paidMinor(), (long) -LiveMarket.UNITS);
    }

    long sequence() {
        return log.view()[0];
    }

    /** Rows of the read model at the last comparison. */
    long rows() {
        return rows;
    }
}
