package kz.sandyq.foreign;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The verifier in Python as one process that answers a line with a line. */
final class Python implements AutoCloseable {
    private static final Path VERIFIER =
            Path.of(System.getProperty("sandyq.root")).resolve("assurance/foreign/src/test/python/verifier.py");

    private final Process process;
    private final BufferedWriter ask;
    private final BufferedReader answer;

    private Python(Process process) {
        this.process = process;
        this.ask = process.outputWriter(StandardCharsets.UTF_8);
        this.answer = process.inputReader(StandardCharsets.UTF_8);
    }

    /** The interpreter, where there is one. */
    static Optional<Path> interpreter() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(folder -> Path.of(folder).resolve("python3"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Python start() {
        try {
            return new Python(new ProcessBuilder(interpreter().orElseThrow().toString(), "-I", VERIFIER.toString(), "-")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What it says to a line of words. */
    String asked(Object... words) {
        try {
            ask.write(String.join(" ", Arrays.stream(words).map(String::valueOf).toList()) + "\n");
            ask.flush();
            return String.valueOf(answer.readLine());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
