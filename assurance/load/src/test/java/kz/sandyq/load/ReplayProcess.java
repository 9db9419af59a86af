package kz.sandyq.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A replay of a node's log in a process of its own, under settings of the virtual machine of its own. */
final class ReplayProcess {
    private static final String SEEN = "@ ";

    private ReplayProcess() {}

    /** The child's part. */
    public static void main(String[] args) {
        ReplayedLog log = ReplayedLog.read(Path.of(args[0]), Long.parseLong(args[1]));
        Arrays.stream(log.view()).forEach(number -> System.out.println(SEEN + number));
    }

    /** Sequence and both halves of the state hash after a replay under these settings. */
    static List<Long> replay(Path aeronDirectory, long sequence, List<String> settings) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(settings);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ReplayProcess.class.getName()));
        command.addAll(List.of(aeronDirectory.toString(), Long.toString(sequence)));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            List<Long> view = Arrays.stream(said.split("\n"))
                    .filter(line -> line.startsWith(SEEN))
                    .map(line -> Long.parseLong(line.substring(SEEN.length())))
                    .toList();
            if (view.isEmpty()) {
                throw new IllegalStateException(settings + " said " + said);
            }
            return view;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
