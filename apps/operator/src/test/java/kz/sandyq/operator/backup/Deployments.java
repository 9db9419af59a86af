package kz.sandyq.operator.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import kz.sandyq.cluster.BackupManifest;
import kz.sandyq.cluster.LogHost;
import kz.sandyq.operator.OperatorApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Operators in directories of one place, the backups that are taken of them, and what the command does with them. */
final class Deployments {
    private final Path place;
    private final List<String> said = new ArrayList<>();

    /** With passphrases and further secret files beside them. */
    Deployments(Path place) throws IOException {
        this.place = place;
        secret(place.resolve("phrase"), "correct horse battery staple");
        secret(place.resolve("other"), "correct horse battery stable");
        secret(Files.createDirectories(place.resolve("one")).resolve("tls.key"), "of the operator");
        secret(Files.createDirectories(place.resolve("two")).resolve("tls.key"), "of the witness");
    }

    private static void secret(Path file, String words) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, words + "\n");
    }

    /** An operator in a directory, with further settings. */
    ConfigurableApplicationContext start(String name, String... more) {
        Path data = place.resolve(name);
        List<String> words = new ArrayList<>(List.of(
                "--server.port=0",
                "--sandyq.operator.bin=050140001238",
                "--sandyq.data.directory=" + data,
                "--sandyq.database.directory=" + data.resolve("database"),
                "--sandyq.cluster.directory=" + data.resolve("cluster"),
                "--sandyq.cluster.demo=true",
                "--sandyq.backup.directory=" + place.resolve("backups"),
                "--sandyq.backup.keys=" + place.resolve("keys"),
                "--sandyq.backup.sealed=" + place.resolve("one/tls.key") + "," + place.resolve("two/tls.key"),
                "--sandyq.backup.passphrase-file=" + place.resolve("phrase")));
        words.addAll(List.of(more));
        return new SpringApplicationBuilder(OperatorApplication.class).run(words.toArray(String[]::new));
    }

    /** A backup of a running operator, under a name. */
    void take(ConfigurableApplicationContext operator, String name) throws Exception {
        take(operator, operator.getBean(LogHost.class), name);
    }

    /** The same with a log of its own. */
    void take(ConfigurableApplicationContext operator, LogHost log, String name) throws Exception {
        new BackupRun(
                        operator.getBean(BackupPlaces.class),
                        operator.getBean(BackupSources.class),
                        operator.getBean(DataSource.class),
                        log)
                .take(name, Instant.now());
    }

    Path backup(String name) {
        return place.resolve("backups").resolve(name);
    }

    /** The last entry of the log in a backup. */
    static long end(Path backup) throws Exception {
        return BackupManifest.read(backup).number("log.sequence");
    }

    /** As {@code ./run backup} does; gives its exit code. */
    int run(Object... words) {
        said.clear();
        List<String> arguments = new ArrayList<>();
        for (Object each : words) {
            arguments.add(each.toString());
        }
        return BackupMain.run(Locale.ENGLISH, said::add, arguments);
    }

    /** What it said the last time. */
    List<String> said() {
        return said;
    }

    /** Requests that the last report says the database lacks: the hash by which the log names each, by its sequence. */
    SortedMap<Long, String> lacking() {
        int from = said.indexOf(said.stream()
                .filter(line -> line.startsWith("Requests"))
                .findFirst()
                .orElseThrow());
        SortedMap<Long, String> lacking = new TreeMap<>();
        said.stream().skip(from + 1).takeWhile(line -> line.startsWith("  ")).forEach(line -> {
            String[] words = line.strip().split(" ");
            lacking.put(Long.valueOf(words[0]), words[3]);
        });
        assertThat(said.get(from)).contains(": " + lacking.size() + ".");
        return lacking;
    }

    /** The sealed keys of a backup, as a word of the command. */
    String keys(String name) {
        return "--keys=" + place.resolve("keys").resolve(name + ".keys");
    }

    /** A passphrase, as a word of the command. */
    String phrase(String name) {
        return "--passphrase-file=" + place.resolve(name);
    }

    /** A person decides that the name of the proof log goes on in a restored directory. */
    void goOnWithTheLogKey(String name) throws IOException {
        Path keys = place.resolve(name).resolve("cluster/proof/keys");
        Files.move(keys.resolve("log.key.held"), keys.resolve("log.key"));
    }
}
