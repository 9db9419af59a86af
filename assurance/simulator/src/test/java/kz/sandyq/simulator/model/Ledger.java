package kz.sandyq.simulator.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kz.sandyq.evidence.Evidence;

/**
 * How far the long campaign has come, in {@code docs/evidence/model.md}: it may be played in parts, each of which goes
 * on with the next world, while the commit stays the same.
 */
final class Ledger {
    private static final String COMMIT = "- commit: ";
    private static final String SEED = "- seed: ";
    private static final String WORLDS = "- worlds: ";
    private static final String COMMANDS = "- commands: ";
    private static final String DURATION = "- duration in seconds: ";
    private static final String DIFFERENCE = "- difference: ";

    private final Path file;
    private final String commit;
    private final Coverage coverage = new Coverage();
    private long seed;
    private long worlds;
    private long durationSeconds;

    /** Of a campaign that goes on if there is one of this commit that wants more, else begins with this seed. */
    Ledger(Path file, String commit, long freshSeed, long wanted) throws IOException {
        this.file = file;
        this.commit = commit;
        seed = freshSeed;
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        boolean goesOn = lines.contains(COMMIT + commit)
                && lines.stream().noneMatch(line -> line.startsWith(DIFFERENCE))
                && number(lines, COMMANDS) < wanted;
        if (goesOn) {
            seed = number(lines, SEED);
            worlds = number(lines, WORLDS);
            durationSeconds = number(lines, DURATION);
            coverage.add(
                    number(lines, COMMANDS),
                    lines.stream()
                            .filter(line -> line.startsWith("- ") && line.contains(" {") && line.endsWith("}"))
                            .map(line -> line.substring(2))
                            .toList());
        }
    }

    private static long number(List<String> lines, String name) {
        String value = lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).replace(",", ""))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(value);
    }

    Coverage coverage() {
        return coverage;
    }

    /** Seed of the world that is played next. */
    long nextWorld() {
        return seed + worlds;
    }

    void played(long more, long seconds) {
        worlds += more;
        durationSeconds += seconds;
    }

    private static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code difference}: how to see it again; empty while both markets agree. */
    void write(String difference) throws IOException {
        List<String> facts = new ArrayList<>();
        if (!difference.isEmpty()) {
            facts.add(DIFFERENCE.substring(2) + difference);
        }
        facts.add(WORLDS.substring(2) + grouped(worlds));
        facts.add(COMMANDS.substring(2) + grouped(coverage.commands()));
        facts.add(DURATION.substring(2) + grouped(durationSeconds));
        facts.add("agreed at each command and tick: every answer, every event, every touched balance; every "
                + grouped(Campaign.STATE_EVERY) + " entries and at the end of each world: the whole state");
        facts.add("a world has " + grouped(Campaign.WORLD)
                + " entries, and the seed of the next one is greater by one; " + "`./simulate SEED` plays one again");
        facts.addAll(coverage.lines());
        new Evidence(file, commit, "The market beside a slow and obvious one", "./test long", seed).write(facts);
    }
}
