package kz.sandyq.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import kz.sandyq.cluster.ClusterGateway;
import kz.sandyq.cluster.CommandClient;
import org.HdrHistogram.Histogram;

/**
 * Three members in processes of their own and a client in this one, all on this machine: how much they answer, and how
 * long nobody does after the leader was killed.
 */
final class ClusterBench {
    private static final int MEMBERS = 3;
    private static final int INSTRUMENTS = 100;
    private static final int CLIENTS = 2_000;
    /** Messages without an answer: a gateway speaks for many at once. */
    private static final int WIDEST = 4_096;

    private final Path directory;
    private final long seconds;
    private final int kills;
    private final boolean proofs;

    /**
     * A bench over a cluster of its own.
     *
     * @param seconds of each window
     * @param kills of leaders
     * @param proofs whether members cut blocks meanwhile, for which they execute a second time
     */
    ClusterBench(Path directory, long seconds, int kills, boolean proofs) {
        this.directory = directory;
        this.seconds = seconds;
        this.kills = kills;
        this.proofs = proofs;
    }

    /** Prints what it found and returns commands a second at the widest window. */
    long run(long seed) throws IOException {
        try (MemberProcesses members = new MemberProcesses(directory, MEMBERS, proofs)) {
            Conditions.line("disk", Files.getFileStore(directory).type() + ", fsync level 2 of data and catalogue");
            try (ClusterGateway gateway =
                    ClusterGateway.open(members.file(), directory.resolve("gateway"), "127.0.0.1")) {
                members.awaitReady();
                long widest;
                FlowClient flow;
                try (CommandClient client = CommandClient.connect(gateway.address(), WIDEST)) {
                    flow = new FlowClient(client, INSTRUMENTS, CLIENTS, seed, members.processes());
                    widest = flow.windows(seconds, 1, 16, 128, FlowClient.MAX_WINDOW, WIDEST);
                    flow.paced(seconds);
                }
                members.awaitSameHash();
                Histogram serviceNs = new Histogram(3);
                for (int i = 0; i < kills; i++) {
                    serviceNs.recordValue(timeToService(members, gateway, flow));
                }
                members.awaitSameHash();
                Conditions.line(
                        "time to service",
                        String.format(
                                Locale.ROOT,
                                "%d kills of the leader, to the first answer of a client that knew nothing:"
                                        + " median %s, p95 %s, worst %s",
                                kills,
                                Conditions.us(serviceNs.getValueAtPercentile(50)),
                                Conditions.us(serviceNs.getValueAtPercentile(95)),
                                Conditions.us(serviceNs.getMaxValue())));
                return widest;
            }
        }
    }

    /** Kill to first answer; the killed one is started again and waited for. */
    private static long timeToService(MemberProcesses members, ClusterGateway gateway, FlowClient flow)
            throws IOException {
        int killed = members.killLeader();
        long startNs = System.nanoTime();
        long tookNs;
        try (CommandClient newcomer = CommandClient.connect(gateway.address(), 1)) {
            flow.one(newcomer).orTimeout(1, TimeUnit.MINUTES).join();
            tookNs = System.nanoTime() - startNs;
        }
        members.start(killed);
        members.awaitReady();
        return tookNs;
    }
}
