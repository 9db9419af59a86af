package kz.sandyq.demo.start;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import kz.sandyq.cluster.ClusterFile;
import kz.sandyq.cluster.ClusterFileException;
import kz.sandyq.node.NodeMain;
import kz.sandyq.operator.proof.LogKey;
import kz.sandyq.platform.i18n.ConsoleText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Three members of a cluster on this host, each a process of its own beside this one. They end with it; those of a
 * killed process are ended before new ones start. One that ends by itself is started again, as its unit of systemd has
 * it; one that somebody ends stays away until the next start of all.
 */
public final class LocalNodes implements AutoCloseable {
    private static final int SIZE = 3;
    private static final String ORIGIN = "localhost/sandyq/1";
    private static final int PORTS_OF_MEMBER = 5;
    /** Below those that the system hands out by itself. */
    private static final int FIRST_PORT = 20_000;

    private static final int LAST_PORT = 32_000;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long AGAIN_AFTER_S = 5;
    /** Ended from outside: by its terminal, by a person at it, killed, in order. */
    private static final Set<Integer> ENDED_BY_SOMEBODY = Set.of(0, 128 + 1, 128 + 2, 128 + 9, 128 + 15);

    private static final Logger LOG = LoggerFactory.getLogger(LocalNodes.class);
    private static final String LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

    private final Path directory;
    private final ConsoleText text;
    private final List<Process> processes = new CopyOnWriteArrayList<>();
    private final List<String> proofKeys = new ArrayList<>();
    private boolean closing;

    private LocalNodes(Path directory, ConsoleText text) {
        this.directory = directory;
        this.text = text;
    }

    /** The configuration that the members share, in the directory of the deployment. */
    public static Path file(Path directory) {
        return directory.resolve("cluster.properties");
    }

    /**
     * Starts the members and returns when each answers; they may still elect their leader.
     *
     * @param directory of the deployment; the members live in {@code node-0} to {@code node-2}
     * @param keys directory of the operator's keys: what the log's signs, the members obey
     * @param firstClockOffset of the clock when the log begins
     * @throws StartRefusedException when a member does not start; what it said is in {@code node-N.log}
     */
    public static LocalNodes start(Path directory, Path keys, Duration firstClockOffset, ConsoleText text)
            throws IOException, StartRefusedException {
        stopOrphans(directory);
        LocalNodes nodes = new LocalNodes(directory, text);
        boolean begun = Files.exists(file(directory));
        if (!begun) {
            Files.write(file(directory), lines(directory, LogKey.known(keys, ORIGIN), firstClockOffset));
        }
        try {
            nodes.launch(begun ? "start" : "found");
            nodes.askForProofKeys();
            IntStream.range(0, SIZE).forEach(nodes::watch);
            return nodes;
        } catch (IOException | StartRefusedException | RuntimeException failed) {
            nodes.close();
            throw failed;
        }
    }

    private static List<String> lines(Path directory, String logKey, Duration firstClockOffset) {
        Set<Integer> given = new HashSet<>();
        List<String> lines = new ArrayList<>(List.of(
                "cluster.number = 1",
                "cluster.demo = true",
                "cluster.disk-reserve-mib = 256",
                "proof.origin = " + ORIGIN,
                "proof.log-key = " + logKey,
                "cluster.first-clock-offset = " + firstClockOffset));
        for (int id = 0; id < SIZE; id++) {
            String of = "member." + id + ".";
            lines.add(of + "name = node-" + id);
            lines.add(of + "host = 127.0.0.1");
            lines.add(of + "first-port = " + ports(given));
            lines.add(of + "health-port = " + ports(given));
            lines.add(of + "directory = "
                    + directory.resolve("node-" + id).toString().replace("\\", "/"));
        }
        return lines;
    }

    /** The first of five ports side by side that are free and not given before. */
    private static int ports(Set<Integer> given) {
        RandomGenerator random = RandomGenerator.getDefault();
        while (true) {
            int first = random.nextInt(FIRST_PORT, LAST_PORT);
            List<Integer> five =
                    IntStream.range(first, first + PORTS_OF_MEMBER).boxed().toList();
            if (five.stream().noneMatch(given::contains) && five.stream().allMatch(LocalNodes::isFree)) {
                given.addAll(five);
                return first;
            }
        }
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

    private void launch(String order) throws IOException, StartRefusedException {
        for (int id = 0; id < SIZE; id++) {
            processes.add(process(order, id));
        }
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        for (int id = 0; id < SIZE; id++) {
            while (!answers(id)) {
                if (!processes.get(id).isAlive() || System.nanoTime() > deadlineNs) {
                    throw new StartRefusedException(
                            StartRefusedException.NODE_FAILED,
                            text.of("demo.start.nodeFailed", String.valueOf(id), lastLine(id)));
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    private Process process(String order, int id) throws IOException {
        Process process = new ProcessBuilder(command(order, id))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(log(directory, id).toFile()))
                .start();
        process.getOutputStream().close();
        Files.writeString(pid(directory, id), String.valueOf(process.pid()));
        return process;
    }

    private void watch(int id) {
        var unused = processes
                .get(id)
                .onExit()
                .thenAcceptAsync(
                        ended -> startAgain(id, ended.exitValue()),
                        CompletableFuture.delayedExecutor(AGAIN_AFTER_S, TimeUnit.SECONDS));
    }

    private synchronized void startAgain(int id, int exitCode) {
        if (closing || ENDED_BY_SOMEBODY.contains(exitCode) || NodeMain.waitsForAPerson(exitCode)) {
            return;
        }
        LOG.warn("member {} ended with {} and is started again; its words are in {}", id, exitCode, log(directory, id));
        try {
            processes.set(id, process("start", id));
        } catch (IOException failed) {
            LOG.error("member {} could not be started again", id, failed);
            return;
        }
        watch(id);
    }

    /** In a packed jar another main class than its own is started by its loader. */
    private List<String> command(String order, int id) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        // First of all, as a system may tell only the beginning of a command: by this an orphan is known.
        command.add("-Dsandyq.cluster=" + file(directory));
        command.addAll(List.of("--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx512m", "-XX:+UseSerialGC"));
        boolean packed = LocalNodes.class.getClassLoader().getResource(LAUNCHER.replace('.', '/') + ".class") != null;
        if (packed) {
            command.add("-Dloader.main=" + NodeMain.class.getName());
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(packed ? LAUNCHER : NodeMain.class.getName());
        command.addAll(List.of(order, file(directory).toString(), String.valueOf(id)));
        return command;
    }

    private boolean answers(int id) {
        try (Socket socket = new Socket()) {
            socket.connect(ClusterFile.read(file(directory)).health(id), 500);
            return true;
        } catch (IOException | ClusterFileException notYet) {
            // A file that cannot be read is what the member says, before it ends.
            return false;
        }
    }

    /** The public keys with which the members cosign; none in a directory that was begun before they did. */
    public List<String> proofKeys() {
        return List.copyOf(proofKeys);
    }

    private void askForProofKeys() throws IOException, StartRefusedException {
        ClusterFile file = ClusterFile.read(file(directory));
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        for (int id = 0; id < SIZE && file.proofOrigin().isPresent(); id++) {
            Optional<String> key = proofKey(file, id);
            while (key.isEmpty()) {
                if (!processes.get(id).isAlive() || System.nanoTime() > deadlineNs) {
                    throw new StartRefusedException(
                            StartRefusedException.NODE_FAILED,
                            text.of("demo.start.nodeFailed", String.valueOf(id), lastLine(id)));
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                key = proofKey(file, id);
            }
            proofKeys.add(key.get());
        }
    }

    private static Optional<String> proofKey(ClusterFile file, int id) {
        try {
            URLConnection asked = file.doors().at(id, "/proof/key").toURL().openConnection();
            asked.setConnectTimeout(1_000);
            asked.setReadTimeout(2_000);
            try (InputStream answer = asked.getInputStream()) {
                return Optional.of(new String(answer.readAllBytes(), StandardCharsets.US_ASCII).strip());
            }
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    private String lastLine(int id) throws IOException {
        List<String> lines = Files.readAllLines(log(directory, id));
        return lines.isEmpty() ? log(directory, id).toString() : lines.getLast();
    }

    private static Path log(Path directory, int id) {
        return directory.resolve("node-" + id + ".log");
    }

    private static Path pid(Path directory, int id) {
        return directory.resolve("node-" + id + ".pid");
    }

    /** Ends members that outlived the process which started them. */
    public static void stopOrphans(Path directory) throws IOException {
        for (int id = 0; id < SIZE; id++) {
            Path file = pid(directory, id);
            if (Files.exists(file)) {
                String pid = Files.readString(file).strip();
                Optional<ProcessHandle> orphan = Optional.of(pid)
                        .filter(each -> each.matches("[0-9]{1,18}"))
                        .flatMap(each -> ProcessHandle.of(Long.parseLong(each)))
                        .filter(each -> each.info()
                                .commandLine()
                                .orElse("")
                                .contains(file(directory).toString()));
                orphan.ifPresent(LocalNodes::end);
                Files.delete(file);
            }
        }
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException stays) {
            process.destroyForcibly();
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Process of the member with this id. */
    public ProcessHandle process(int id) {
        return processes.get(id).toHandle();
    }

    /** Ends all members in order. */
    @Override
    public synchronized void close() throws IOException {
        closing = true;
        processes.forEach(Process::destroy);
        processes.stream().map(Process::toHandle).forEach(LocalNodes::end);
        for (int id = 0; id < SIZE; id++) {
            Files.deleteIfExists(pid(directory, id));
        }
    }
}
