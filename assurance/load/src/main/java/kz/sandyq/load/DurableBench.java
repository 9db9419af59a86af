package kz.sandyq.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kz.sandyq.cluster.ClusterConfig;
import kz.sandyq.cluster.ClusterNode;
import kz.sandyq.cluster.CommandClient;
import kz.sandyq.protocol.command.Limits;

/** A single node in this process: every command is on the disk (data and metadata) before it is acknowledged. */
final class DurableBench {
    private static final int INSTRUMENTS = 100;
    private static final int CLIENTS = 2_000;

    private final Path directory;
    private final long seconds;

    DurableBench(Path directory, long seconds) {
        this.directory = directory;
        this.seconds = seconds;
    }

    /** Prints what it found and returns commands a second at the widest window. */
    long run(long seed) {
        ClusterConfig config = ClusterConfig.operator(directory, 1, Limits.STANDARD);
        try (ClusterNode node = ClusterNode.start(config);
                CommandClient client = CommandClient.connect(node.aeronDirectory(), FlowClient.MAX_WINDOW)) {
            Conditions.line("disk", Files.getFileStore(directory).type() + ", fsync level 2 of data and catalogue");
            FlowClient flow = new FlowClient(
                    client,
                    INSTRUMENTS,
                    CLIENTS,
                    seed,
                    List.of(ProcessHandle.current().pid()));
            long widest = flow.windows(seconds, 1, 16, 128, FlowClient.MAX_WINDOW);
            flow.paced(seconds);
            return widest;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
