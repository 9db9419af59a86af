package kz.sandyq.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** exchange-core in a process of its own, on an older JDK if the machine has one: it is of its time. */
final class PeerProcess {
    private static final Path ROOT = Path.of(System.getProperty("sandyq.root", "."));
    private static final Path JAR = Path.of(System.getProperty(
            "sandyq.peer.jar", ROOT.resolve("assurance/peer/target/peer.jar").toString()));
    private static final Path MACHINE = Path.of("/usr/lib/jvm");
    /** What it and its serialiser reach into. */
    private static final List<String> OPEN = List.of(
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED");

    private PeerProcess() {}

    /** Runs it to its end and returns what it said: {@code name=value}, a line each. */
    static Map<String, String> run(String heap, List<String> flags, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java(), "-Xms" + heap, "-Xmx" + heap));
        command.addAll(flags);
        command.addAll(OPEN);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(arguments);
        Path complaints = Files.createTempFile("peer", ".txt");
        Process process =
                new ProcessBuilder(command).redirectError(complaints.toFile()).start();
        Map<String, String> said = new TreeMap<>();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().filter(line -> line.contains("=")).forEach(line -> {
                String[] pair = line.split("=", 2);
                said.put(pair[0], pair[1]);
            });
        }
        if (process.waitFor() != 0 || !said.containsKey("lines")) {
            throw new IllegalStateException("exchange-core ended with " + process.exitValue() + ", said " + said
                    + ", complained " + Files.readString(complaints));
        }
        Files.delete(complaints);
        return said;
    }

    /** Whether the machine has a JDK that it runs on: its serialiser reaches for what newer ones have no more. */
    static boolean isThere() throws IOException {
        return !System.getProperty("sandyq.peer.java", "").isEmpty() || older().isPresent();
    }

    private static String java() throws IOException {
        String given = System.getProperty("sandyq.peer.java", "");
        Path own = Path.of(System.getProperty("java.home"), "bin", "java");
        return given.isEmpty() ? older().orElse(own).toString() : given;
    }

    private static Optional<Path> older() throws IOException {
        if (!Files.isDirectory(MACHINE)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(MACHINE)) {
            return homes.filter(home -> home.toString().matches(".*\\b1[17]\\b.*"))
                    .map(home -> home.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .sorted()
                    .findFirst();
        }
    }
}
