package kz.sandyq.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Writes what a campaign has shown into {@code docs/evidence}. */
public final class Evidence {
    private static final Path ROOT = Path.of(System.getProperty("sandyq.root", "."));

    private final Path file;
    private final String title;
    private final String command;
    private final long seed;
    private final String commit;

    /** Of a campaign that begins now, at the commit that is checked out now. */
    public Evidence(String name, String title, String command, long seed) throws IOException {
        this(file(name), commit(), title, command, seed);
    }

    public Evidence(Path file, String commit, String title, String command, long seed) {
        this.file = file;
        this.commit = commit;
        this.title = title;
        this.command = command;
        this.seed = seed;
    }

    /** Where evidence of this name stands. */
    public static Path file(String name) {
        return ROOT.resolve("docs/evidence").resolve(name + ".md");
    }

    public void write(List<String> facts) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("# " + title);
        lines.add("");
        lines.add("Written by `" + command + "` on " + LocalDate.now(ZoneOffset.UTC) + ".");
        lines.add("");
        lines.add("- commit: " + commit);
        lines.add("- seed: " + seed);
        lines.add("- machine: " + Machine.words());
        facts.forEach(fact -> lines.add("- " + fact));
        Files.createDirectories(file.getParent());
        Files.write(file, lines, StandardCharsets.UTF_8);
    }

    /** What is checked out now. */
    public static String commit() throws IOException {
        Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD")
                .directory(ROOT.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return commit.isEmpty() ? "unknown" : commit;
    }
}
