package kz.sandyq.load;

import io.aeron.cluster.ClusterTool;
import io.aeron.cluster.RecordingLog;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.sandyq.cluster.ClusterFile;

/** The members of a cluster on this machine, each the packaged node in a process of its own. */
final class MemberProcesses implements AutoCloseable {
    private static final Path JAR = Path.of(System.getProperty("sandyq.node.jar", "apps/node/target/node-app.jar"));
    private static final int FIRST_PORT = 21_000;
    private static final int LAST_PORT = 31_000;
    private static final int PORTS_OF_MEMBER = 10;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final String HEAP = "-Xmx2g";

    private final Path directory;
    private final List<Process> processes = new ArrayList<>();
    private final HttpClient http;

    /** Founds a cluster of so many; its file lies in the directory. */
    MemberProcesses(Path directory, int size, boolean proofs) throws IOException {
        this.directory = directory;
        List<String> lines = new ArrayList<>(List.of("cluster.number = 1"));
        if (proofs) {
            lines.add("proof.origin = bench.invalid/sandyq/1");
        }
        int port = FIRST_PORT;
        for (int id = 0; id < size; id++) {
            port = freeFrom(port);
            lines.add("member.%d.name = node-%d".formatted(id, id));
            lines.add("member.%d.host = 127.0.0.1".formatted(id));
            lines.add("member.%d.first-port = %d".formatted(id, port));
            lines.add("member.%d.health-port = %d".formatted(id, port + PORTS_OF_MEMBER - 1));
            lines.add("member.%d.directory = %s".formatted(id, directory.resolve("node-" + id)));
            port += PORTS_OF_MEMBER;
        }
        Files.write(path(), lines);
        http = file().doors().client(Duration.ofSeconds(1));
        for (int id = 0; id < size; id++) {
            processes.add(launch("found", id));
        }
        Conditions.line("members", size + " processes, " + HEAP + ", G1" + (proofs ? ", cutting blocks" : ""));
    }

    private Path path() {
        return directory.resolve("cluster.properties");
    }

    ClusterFile file() {
        return ClusterFile.read(path());
    }

    private Process launch(String order, int id) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        HEAP,
                        "-XX:+UseG1GC",
                        "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        JAR.toString(),
                        order,
                        path().toString(),
                        String.valueOf(id))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("node-" + id + ".log").toFile()))
                .start();
    }

    /** Numbers of the members' processes and of this one. */
    List<Long> processes() {
        return Stream.concat(
                        Stream.of(ProcessHandle.current()), processes.stream().map(Process::toHandle))
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Waits until all are ready. */
    void awaitReady() {
        await(
                "all are ready",
                () -> IntStream.range(0, processes.size())
                        .allMatch(id -> said(id).getProperty("ready", "").equals("true")));
    }

    /** Has the leader take a snapshot, as it does by its schedule, and waits until it is there. */
    void snapshot() {
        if (!ClusterTool.snapshot(place(leader()), System.err)) {
            throw new IllegalStateException("no snapshot was taken; see " + directory);
        }
    }

    /** How many leadership terms there have been. */
    long terms() {
        try (RecordingLog log = new RecordingLog(place(leader()), false)) {
            return log.entries().stream()
                    .filter(each -> each.type == RecordingLog.ENTRY_TYPE_TERM)
                    .count();
        }
    }

    private File place(int id) {
        return file().directory(id).resolve("cluster").toFile();
    }

    /** Kills the one that leads, with SIGKILL; its number. */
    int killLeader() {
        int leader = leader();
        processes.get(leader).destroyForcibly().onExit().join();
        return leader;
    }

    private int leader() {
        int[] leader = {-1};
        await("one leads", () -> {
            leader[0] = IntStream.range(0, processes.size())
                    .filter(id -> said(id).getProperty("leads", "").equals("true"))
                    .findFirst()
                    .orElse(-1);
            return leader[0] >= 0;
        });
        return leader[0];
    }

    /** Starts one again that was killed. */
    void start(int id) throws IOException {
        processes.set(id, launch("start", id));
    }

    /** State hashes of all at one tick are the same. */
    void awaitSameHash() {
        await("all say the same", () -> {
            List<String> said = IntStream.range(0, processes.size())
                    .mapToObj(this::said)
                    .map(each -> each.getProperty("sequence") + " " + each.getProperty("stateHash"))
                    .distinct()
                    .toList();
            return said.size() == 1 && !said.getFirst().startsWith("null");
        });
    }

    private Properties said(int id) {
        Properties lines = new Properties();
        HttpRequest request = HttpRequest.newBuilder(file().doors().at(id, "/status"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            lines.load(new StringReader(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body()));
        } catch (IOException dead) {
            lines.clear();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        return lines;
    }

    private void await(String what, BooleanSupplier reached) {
        long endNs = System.nanoTime() + PATIENCE_NS;
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > endNs) {
                throw new IllegalStateException("not within a minute: " + what + "; see " + directory);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** The first of some ports side by side that nobody has. */
    private static int freeFrom(int first) {
        for (int port = first; port < LAST_PORT; port += PORTS_OF_MEMBER) {
            if (IntStream.range(port, port + PORTS_OF_MEMBER).allMatch(MemberProcesses::isFree)) {
                return port;
            }
        }
        throw new IllegalStateException("no free ports between " + first + " and " + LAST_PORT);
    }

    private static boolean isFree(int port) {
        InetSocketAddress place = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (DatagramSocket udp = new DatagramSocket(place);
                ServerSocket tcp = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return udp.isBound() && tcp.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** Kills them all. */
    @Override
    public void close() {
        processes.forEach(each -> each.destroyForcibly().onExit().join());
        http.close();
    }
}
