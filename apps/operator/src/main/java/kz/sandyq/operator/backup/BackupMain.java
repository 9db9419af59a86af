package kz.sandyq.operator.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import kz.sandyq.cluster.BackupFault;
import kz.sandyq.cluster.NodeView;
import kz.sandyq.platform.database.WalArchive;
import kz.sandyq.platform.i18n.ConsoleText;
import org.jspecify.annotations.Nullable;

/** Checks a backup, or restores one: {@code backup verify DIR} and {@code backup restore DIR TARGET}. */
public final class BackupMain {
    /** Done. */
    public static final int DONE = 0;
    /** The backup is not what it says, or cannot be restored as asked. */
    public static final int REFUSED = 1;
    /** The command line is not understood. */
    public static final int USAGE = 2;

    private static final String REPORT = "restore-report.txt";
    private static final String PERSON = "person.";

    private final List<String> words = new ArrayList<>();
    private final Map<String, String> options = new TreeMap<>();
    private final ConsoleText text;
    private final Consumer<String> say;

    private BackupMain(List<String> arguments, ConsoleText text, Consumer<String> say) {
        this.text = text;
        this.say = say;
        for (String each : arguments) {
            int equals = each.indexOf('=');
            if (each.startsWith("--") && equals > 0) {
                options.put(each.substring(2, equals), each.substring(equals + 1));
            } else {
                words.add(each);
            }
        }
    }

    /**
     * Does what the words say.
     *
     * @param machine language of the console
     * @param say takes lines for whoever started it
     * @param arguments words behind {@code backup}
     * @return exit code, one of the constants
     */
    public static int run(Locale machine, Consumer<String> say, List<String> arguments) {
        ConsoleText text = new ConsoleText("messages/backup", machine);
        BackupMain main = new BackupMain(arguments, text, say);
        try {
            if (main.words.size() == 2 && main.words.getFirst().equals("verify")) {
                return main.verify();
            }
            if (main.words.size() == 3 && main.words.getFirst().equals("restore")) {
                return main.restore();
            }
            say.accept(text.of("backup.usage"));
            return USAGE;
        } catch (BackupFault fault) {
            say.accept(text.of("backup.fault." + fault.code(), fault.words().toArray()));
            return REFUSED;
        } catch (IOException | RuntimeException failed) {
            say.accept(text.of("backup.fault.OTHER", String.valueOf(failed.getMessage())));
            return REFUSED;
        }
    }

    private BackupCheck check(Path directory) throws BackupFault, IOException {
        Map<String, String> persons = new TreeMap<>();
        options.forEach((name, value) -> {
            if (name.startsWith(PERSON)) {
                persons.put(name.substring(PERSON.length()), value);
            }
        });
        return BackupCheck.of(directory, path("quarantine"), persons);
    }

    private @Nullable Path path(String option) {
        String value = options.get(option);
        return value == null ? null : Path.of(value);
    }

    private int verify() throws BackupFault, IOException {
        BackupCheck backup = check(Path.of(words.get(1)));
        Restore.open(path("keys"), path("passphrase-file"), backup);
        // Only the state is compared: which requests lack is asked of a database.
        NodeView end =
                backup.replay(backup.log(backup.directory()), (sequence, timestampMs, buffer, offset, length) -> {});
        say.accept(text.of(
                "backup.verified",
                String.valueOf(backup.manifest().files().size()),
                String.valueOf(end.sequence()),
                end.stateHash(),
                backup.manifest().fact("taken")));
        say.accept(text.of(path("keys") == null ? "backup.unsealed" : "backup.sealed"));
        return DONE;
    }

    private int restore() throws BackupFault, IOException {
        Path target = Path.of(words.get(2));
        BackupCheck database = check(Path.of(words.get(1)));
        Path other = path("log");
        BackupCheck log = other == null ? database : check(other);
        Path archive = path("archive");
        Restore restore = new Restore(
                database,
                log,
                Restore.open(path("keys"), path("passphrase-file"), database, log),
                archive == null ? null : new WalArchive(archive),
                Clock.systemUTC());
        List<String> report = report(restore.run(target));
        Files.write(target.resolve(REPORT), report);
        report.forEach(say);
        return DONE;
    }

    private List<String> report(Restore.Result result) {
        List<String> lines = new ArrayList<>();
        lines.add(text.of(
                "backup.restored",
                String.valueOf(result.end().sequence()),
                result.end().stateHash()));
        lines.add(text.of(
                "backup.point",
                String.valueOf(result.end().sequence()),
                Instant.ofEpochMilli(result.end().nowMs()).toString(),
                String.valueOf(result.age().toSeconds())));
        lines.add(text.of("backup.took", String.valueOf(result.took().toMillis())));
        lines.add(text.of("backup.rows", String.valueOf(result.held().sequence())));
        lines.add(text.of("backup.lacks", String.valueOf(result.requests().size())));
        for (Lacks.Request each : result.requests()) {
            lines.add("  " + each.sequence() + " " + each.at() + " " + each.template() + " " + each.sha256()
                    + (each.approved() ? " " + text.of("backup.approved") : ""));
        }
        lines.add(text.of("backup.papers", String.valueOf(result.papers().size())));
        for (Lacks.Paper each : result.papers()) {
            lines.add("  " + each.sequence() + " " + each.table() + " " + each.sha256());
        }
        if (result.held().sequence() < result.end().sequence()) {
            lines.add(text.of(
                    "backup.audit",
                    Instant.ofEpochMilli(result.held().recordedAtMs()).toString()));
        }
        lines.add(text.of("backup.held", String.valueOf(result.waiting().files().size())));
        result.waiting().files().forEach(each -> lines.add("  " + each));
        lines.add(text.of(
                "backup.payments", String.valueOf(result.waiting().payments().size())));
        result.waiting().payments().forEach(each -> lines.add("  " + each));
        lines.add(text.of(result.keys() ? "backup.keys" : "backup.noKeys"));
        return lines;
    }
}
