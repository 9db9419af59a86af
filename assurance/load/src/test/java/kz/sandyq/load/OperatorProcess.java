package kz.sandyq.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The operator's process as the one who kills it sees it. */
final class OperatorProcess implements AutoCloseable {
    /** Kept after the test, for whoever looks for a cause. */
    private static final Path LOG = Path.of("target", "operator.log");

    private static final String ENDED = "ended";
    private static final long PATIENCE_S = 300;

    private final Path data;
    private final Process process;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private int port;
    private long restoredSequence;

    private OperatorProcess(Path data, Process process) {
        this.data = data;
        this.process = process;
        Thread.ofPlatform().daemon().name("lines of the operator").start(this::listen);
    }

    /** Starts the process; it may not serve yet. */
    static OperatorProcess start(Path data) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED"));
        // Two cores of the market live as long as the process and fill the old generation.
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx3g", "-Xmn512m"));
        // Its life is short: it is compiled once, for a quick start.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
        command.addAll(List.of(System.getProperty("java.class.path"), OperatorMain.class.getName(), data.toString()));
        try {
            Files.createDirectories(data);
            return new OperatorProcess(
                    data, new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void listen() {
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                var log = Files.newBufferedWriter(LOG, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(OperatorMain.SAID)) {
                    said.add(line.substring(OperatorMain.SAID.length()));
                } else {
                    log.write(line);
                    log.newLine();
                    log.flush();
                }
            }
        } catch (IOException gone) {
            said.add(ENDED);
        }
        said.add(ENDED);
    }

    /** Waits until the process says something that begins so. */
    String await(String beginning) {
        try {
            for (String line = next(); !line.equals(ENDED); line = next()) {
                if (line.startsWith(beginning)) {
                    return line;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("no \"" + beginning + "\"; the log of the operator ends in " + lastLines());
    }

    private String next() throws InterruptedException {
        return Objects.requireNonNullElse(said.poll(PATIENCE_S, TimeUnit.SECONDS), ENDED);
    }

    private String lastLines() {
        try (Stream<String> lines = Files.lines(LOG)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - 40), all.size()));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    void awaitServing() {
        String[] words = await("serving").split(" ", 3);
        port = Integer.parseInt(words[1]);
        restoredSequence = Long.parseLong(words[2]);
    }

    int port() {
        return port;
    }

    /** Sequence of the snapshot it began with, 0 when it began with the log alone. */
    long restoredSequence() {
        return restoredSequence;
    }

    String ask(String order) {
        begin(order);
        return await("");
    }

    /** Orders and does not wait. */
    void begin(String order) {
        try {
            process.getOutputStream().write((order + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Sequence and both halves of the state hash of the node. */
    long[] view() {
        return Stream.of(ask("view").split(" ", 3)).mapToLong(Long::parseLong).toArray();
    }

    /** SIGKILL of the operator, and of its database server with it when asked; else the server is left an orphan. */
    void kill(boolean withDatabase) {
        process.destroyForcibly().onExit().join();
        if (withDatabase) {
            killDatabase();
        }
    }

    private void killDatabase() {
        Path lock = data.resolve("database/data/postmaster.pid");
        try {
            if (!Files.exists(lock)) {
                return;
            }
            long pid = Long.parseLong(Files.readAllLines(lock).getFirst().strip());
            ProcessHandle.of(pid)
                    .filter(server -> server.info().command().orElse("").contains("postgres"))
                    .ifPresent(server -> {
                        List<ProcessHandle> children = server.descendants().toList();
                        server.destroyForcibly();
                        children.forEach(ProcessHandle::destroyForcibly);
                        server.onExit().join();
                    });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        kill(true);
    }
}
