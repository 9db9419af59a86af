package kz.sandyq.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.sandyq.cluster.ClusterFile;
import kz.sandyq.cluster.ClusterGateway;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A cluster of processes on this host, to be killed, and a gateway beside it. */
final class Nodes implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final FreePorts ports = new FreePorts();
    private final List<String> lines = new ArrayList<>(List.of("cluster.number = 7", "cluster.demo = true"));
    private final Map<Integer, Process> processes = new HashMap<>();
    private final HttpClient http;
    private final @Nullable Network network;
    private final Map<Integer, Path> builds = new HashMap<>();
    private ClusterGateway gateway;
    private int size;

    /** More lines of the cluster's file may be given. */
    Nodes(Path directory, int size, String... more) {
        this(directory, size, null, more);
    }

    /** On hosts of their own, where there is a network of them. */
    Nodes(Path directory, int size, @Nullable Network network, String... more) {
        this.directory = directory;
        this.network = network;
        lines.addAll(List.of(more));
        describe(size);
        gateway = open();
        http = ClusterFile.read(file()).doors().client(Duration.ofSeconds(1));
    }

    Path file() {
        return directory.resolve("cluster.properties");
    }

    private ClusterGateway open() {
        return ClusterGateway.open(ClusterFile.read(file()), directory.resolve("gateway"), host(Network.CLIENTS));
    }

    /** All stand still and get a list with more members; the gateway is another one too. */
    void grow(int newSize) {
        describe(newSize);
        gateway.close();
        gateway = open();
    }

    private void describe(int newSize) {
        for (int id = size; id < newSize; id++) {
            String of = "member." + id + ".";
            lines.add(of + "name = node-" + id);
            lines.add(of + "host = " + host(id));
            lines.add(of + "first-port = " + ports.next());
            lines.add(of + "health-port = " + ports.next());
            lines.add(of + "directory = " + data(id));
        }
        size = newSize;
        try {
            Files.write(file(), lines);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private String host(int id) {
        return network == null ? "127.0.0.1" : Network.host(id);
    }

    Path data(int id) {
        return directory.resolve("node-" + id);
    }

    /** A gateway beside the nodes. */
    ClusterGateway gateway() {
        return gateway;
    }

    /** What a person orders, for members that obey. */
    void lay(int id, String order) {
        try {
            Files.createDirectories(orders());
            Files.writeString(orders().resolve("member." + id), order + "\n");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private Path orders() {
        return directory.resolve("orders");
    }

    /** The log with which members are restored. */
    Path restored() {
        return directory.resolve("restored");
    }

    /** From now on nobody finds the host of this member. */
    void lose(int id) {
        kill(id);
        lines.replaceAll(line -> line.replaceFirst("^(member." + id + ".host =).*", "$1 gone.invalid"));
        describe(size);
    }

    /** Order is {@code found}, {@code restore}, {@code start} or {@code obey}. */
    Process launch(String order, int id) {
        try {
            Process process = command(order, id).start();
            processes.put(id, process);
            return process;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private ProcessBuilder command(String order, int id) {
        List<String> command = new ArrayList<>(network == null ? List.of() : network.on(id));
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx512m"));
        if (network == null) {
            // Its life is short: it is compiled once, for a quick start.
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        }
        command.addAll(List.of("-Daeron.cluster.clock=" + FileClock.class.getName()));
        command.addAll(List.of("-D" + FileClock.FILE + "=" + clock(id), "-cp"));
        Path build = builds.get(id);
        String before = build == null ? "" : build + File.pathSeparator;
        command.addAll(List.of(before + System.getProperty("java.class.path"), NodeMain.class.getName()));
        command.addAll(List.of(order, file().toString(), String.valueOf(id)));
        if (order.equals("obey")) {
            command.add(orders().toString());
        }
        if (order.equals("restore")) {
            command.add(restored().toString());
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("node-" + id + ".log").toFile()));
    }

    /** From here on a member is launched with these classes before all others; null: with those of now. */
    void build(int id, @Nullable Path classes) {
        if (classes == null) {
            builds.remove(id);
        } else {
            builds.put(id, classes);
        }
    }

    /** Waits until so many members have ended by themselves; their ids. */
    List<Integer> awaitEnded(int count) {
        return Awaitility.await(count + " members have ended")
                .atMost(PATIENCE)
                .until(
                        () -> processes.entrySet().stream()
                                .filter(each -> !each.getValue().isAlive())
                                .map(Map.Entry::getKey)
                                .toList(),
                        ended -> ended.size() >= count);
    }

    /** Waits until a member that was launched ends by itself; its exit code. */
    int exitCode(int id) {
        return Objects.requireNonNull(processes.remove(id)).onExit().join().exitValue();
    }

    /** Launches a process that ends by itself; its exit code. */
    int end(String order, int id) {
        try {
            return command(order, id).start().onExit().join().exitValue();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What the processes of a member have said. */
    String log(int id) {
        try {
            return Files.readString(directory.resolve("node-" + id + ".log"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void launchAll(String order) {
        IntStream.range(0, size).forEach(id -> launch(order, id));
    }

    /** From now on a member stands at another address of this machine, as at another host; the gateway knows it. */
    void move(int id) {
        kill(id);
        String of = "member." + id + ".";
        lines.removeIf(
                line -> line.startsWith(of + "host") || line.contains(of + "first-") || line.contains(of + "hea"));
        lines.add(of + "host = 127.0.0.2");
        lines.add(of + "first-port = " + ports.next());
        lines.add(of + "health-port = " + ports.next());
        grow(size);
    }

    void awaitReady() {
        awaitReady(IntStream.range(0, size).boxed().toList());
    }

    void awaitReady(List<Integer> ids) {
        Awaitility.await("members " + ids + " are ready").atMost(PATIENCE).untilAsserted(() -> {
            for (int id : ids) {
                Properties said = said(id);
                assertThat(said.getProperty("ready"))
                        .as("%s; %s", said, Files.readString(directory.resolve("node-" + id + ".log")))
                        .isEqualTo("true");
            }
        });
    }

    /** The member that says it leads. */
    int leader() {
        return Awaitility.await("a leader")
                .atMost(PATIENCE)
                .until(
                        () -> IntStream.range(0, size)
                                .filter(id -> said(id).getProperty("leads", "").equals("true"))
                                .findFirst()
                                .orElse(-1),
                        id -> id >= 0);
    }

    /** State hash of all members at one and the same tick, at which they have all answered. */
    void awaitSameHash() {
        Awaitility.await("all members say the same of one tick")
                .atMost(PATIENCE)
                .untilAsserted(() -> {
                    List<String> said = IntStream.range(0, size)
                            .mapToObj(this::said)
                            .map(each -> each.getProperty("sequence") + " " + each.getProperty("stateHash"))
                            .distinct()
                            .toList();
                    assertThat(said).as("%s", words()).hasSize(1).doesNotContain("null null");
                });
    }

    /** What the member says of itself; nothing when it does not answer. */
    Properties said(int id) {
        Properties lines = new Properties();
        try {
            lines.load(new StringReader(get(id, "/status").body()));
        } catch (IOException dead) {
            lines.clear();
        }
        return lines;
    }

    HttpResponse<String> get(int id, String path) throws IOException {
        URI uri = ClusterFile.read(file()).doors().at(id, path);
        try {
            return http.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** SIGKILL. */
    void kill(int id) {
        Process process = processes.remove(id);
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    /** Sets the clock of a member's host so much ahead of the real one. */
    void setClock(int id, long aheadMs) {
        try {
            Files.writeString(clock(id), String.valueOf(aheadMs));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private Path clock(int id) {
        return directory.resolve("clock-" + id);
    }

    /** SIGSTOP or SIGCONT to a member that runs. */
    void signal(String name, int id) {
        try {
            new ProcessBuilder(
                            "kill",
                            "-" + name,
                            String.valueOf(
                                    Objects.requireNonNull(processes.get(id)).pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts what has ended by itself or was killed, as a host's service would. */
    List<Integer> startTheDead() {
        List<Integer> dead = IntStream.range(0, size)
                .filter(id -> !processes.containsKey(id) || !processes.get(id).isAlive())
                .boxed()
                .toList();
        dead.forEach(id -> launch("start", id));
        return dead;
    }

    /** What all members together take of this machine's memory, bytes. */
    long residentBytes() {
        return processes.values().stream().mapToLong(Nodes::residentBytes).sum();
    }

    private static long residentBytes(Process process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1_024)
                    .sum();
        } catch (IOException gone) {
            return 0;
        }
    }

    int size() {
        return size;
    }

    /** What the members say that neither follow nor lead, and what their processes said last. */
    List<String> notServing() {
        return IntStream.range(0, size)
                .filter(id -> !said(id).getProperty("serves", "").equals("true"))
                .mapToObj(this::words)
                .toList();
    }

    /** What all members say, and what their processes said last. */
    List<String> words() {
        return IntStream.range(0, size).mapToObj(this::words).toList();
    }

    private String words(int id) {
        return said(id) + " "
                + log(id).lines().toList().reversed().stream().limit(20).toList();
    }

    /** SIGTERM to one; it ends in order. */
    void stop(int id) {
        Process process = processes.remove(id);
        if (process != null) {
            process.destroy();
            process.onExit().join();
        }
    }

    /** SIGTERM to all; their exit codes do not count, only that they end. */
    void stopAll() {
        List<Process> all = List.copyOf(processes.values());
        processes.clear();
        all.forEach(Process::destroy);
        all.forEach(each -> each.onExit().join());
    }

    @Override
    public void close() {
        List.copyOf(processes.keySet()).forEach(this::kill);
        gateway.close();
    }
}
