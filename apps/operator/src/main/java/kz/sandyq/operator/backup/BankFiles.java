package kz.sandyq.operator.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kz.sandyq.operator.backup.BackedUpDatabase.PaymentFile;

/**
 * Messages from and to banks in a backup. They are copied before the database and once more after it, so that none is
 * lost between the two: what was read meanwhile stands in the copy as unread, and a message that was already booked is
 * booked once. What waited for a bank is held back at a restore: the bank may have taken it since.
 */
final class BankFiles {
    private static final List<String> READ = List.of("done", "refused");

    private final Path folders;
    private final Path copy;

    BankFiles(Path folders, Path copy) {
        this.folders = folders;
        this.copy = copy;
    }

    /** Copies what is there. */
    void before() throws IOException {
        Files.createDirectories(copy);
        for (Path file : files(folders)) {
            take(file, copy.resolve(folders.relativize(file).toString()));
        }
    }

    /** Copies what came since. */
    void after() throws IOException {
        for (Path file : files(folders)) {
            Path relative = folders.relativize(file);
            Path target = copy.resolve(relative.toString());
            if (Files.exists(target)) {
                continue;
            }
            take(file, target);
            if (relative.getNameCount() == 3
                    && READ.contains(relative.getName(1).toString())) {
                take(
                        file,
                        copy.resolve(relative.getName(0).toString())
                                .resolve("in")
                                .resolve(relative.getName(2).toString()));
            }
        }
    }

    private static List<Path> files(Path root) throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> found = Files.find(root, 3, (file, attributes) -> attributes.isRegularFile())) {
            return found.toList();
        }
    }

    private static void take(Path file, Path target) throws IOException {
        Files.createDirectories(target.toAbsolutePath().getParent());
        try {
            if (!Files.exists(target)) {
                Files.copy(file, target);
            }
        } catch (NoSuchFileException movedOn) {
            // It stands in another folder by now, from where it is copied after the database.
            Files.deleteIfExists(target);
        }
    }

    /**
     * Puts what waited for a bank aside, in {@code held} beside {@code out}.
     *
     * @return the files, as {@code IBAN/held/NAME}
     */
    static List<String> hold(Path folders) throws IOException {
        List<String> held = new ArrayList<>();
        for (Path file : files(folders)) {
            Path relative = folders.relativize(file);
            if (relative.getNameCount() == 3 && relative.getName(1).toString().equals("out")) {
                String name = relative.getName(0) + "/held/" + relative.getName(2);
                Files.createDirectories(folders.resolve(name).toAbsolutePath().getParent());
                Files.move(file, folders.resolve(name));
                held.add(name);
            }
        }
        return held;
    }

    /**
     * Puts aside what a database knows of that is further than these folders: whether the bank has it is for a person
     * to ask.
     *
     * @return the files that stand in no folder of their account, as {@link #hold}
     */
    static List<String> holdMissing(Path folders, List<PaymentFile> known) throws IOException {
        List<String> held = new ArrayList<>();
        for (PaymentFile file : known) {
            Path account = folders.resolve(file.account());
            boolean here = files(account).stream()
                    .anyMatch(each -> String.valueOf(each.getFileName()).equals(file.name()));
            if (!here) {
                Path target = account.resolve("held").resolve(file.name());
                Files.createDirectories(target.toAbsolutePath().getParent());
                Files.write(target, file.content());
                held.add(file.account() + "/held/" + file.name());
            }
        }
        return held;
    }
}
