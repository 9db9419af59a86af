package kz.sandyq.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kz.sandyq.cluster.ClusterConfig;
import kz.sandyq.cluster.ClusterNode;
import kz.sandyq.cluster.NodeView;

/** A node in a process of its own, to be killed. It answers lines on its standard input and ends when that ends. */
final class NodeProcess implements AutoCloseable {
    private static final String SEEN = "@ ";

    private final Process process;
    private final BufferedReader lines;

    private NodeProcess(Process process) {
        this.process = process;
        lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ClusterConfig config(Path directory) {
        return ClusterConfig.demo(directory, 7, 0);
    }

    /** The child's part. */
    public static void main(String[] args) throws IOException {
        try (ClusterNode node = ClusterNode.start(config(Path.of(args[0])))) {
            System.out.println(SEEN + node.restoredSequence());
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                if (order.equals("snapshot")) {
                    node.snapshot();
                    System.out.println(SEEN + "done");
                } else {
                    NodeView view = node.view();
                    System.out.println(SEEN + view.sequence() + " " + view.stateHashHigh() + " " + view.stateHashLow());
                }
            }
        }
    }

    /** Starts the process; its node may not serve yet. */
    static NodeProcess start(Path directory) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx512m", "-cp"));
        command.addAll(List.of(System.getProperty("java.class.path"), NodeProcess.class.getName()));
        command.add(directory.toString());
        try {
            return new NodeProcess(new ProcessBuilder(command)
                    .redirectError(directory.resolve("node.err").toFile())
                    .start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Waits until the node serves; sequence of the snapshot it began with. */
    long awaitServing() {
        return Long.parseLong(answer());
    }

    void snapshot() {
        ask("snapshot");
        answer();
    }

    /** Orders a snapshot and does not wait. */
    void beginSnapshot() {
        ask("snapshot");
    }

    /** Sequence and both halves of the state hash. */
    long[] view() {
        ask("view");
        String[] words = answer().split(" ", 3);
        return new long[] {Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2])};
    }

    private void ask(String order) {
        try {
            process.getOutputStream().write((order + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String answer() {
        try {
            String line = lines.readLine();
            while (line != null && !line.startsWith(SEEN)) {
                line = lines.readLine();
            }
            return Objects.requireNonNull(line, "the node's process has ended").substring(SEEN.length());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
