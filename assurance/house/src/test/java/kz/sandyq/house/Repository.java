package kz.sandyq.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The repository on disk: its modules, sources and compiled classes. */
final class Repository {
    static final Path ROOT = Path.of(System.getProperty("sandyq.root"));
    private static final List<String> ROOMS = List.of("core", "runtime", "apps", "assurance");
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".sandyq", ".idea", ".mvn");

    private Repository() {}

    /** Directories of the modules, such as {@code core/law}. */
    static List<Path> modules() {
        return ROOMS.stream()
                .flatMap(room -> list(ROOT.resolve(room)).stream())
                .filter(directory -> Files.exists(directory.resolve("pom.xml")))
                .toList();
    }

    /** Whether a module is deployed, unlike the demonstration and what assures it. */
    static boolean isProduct(Path module) {
        String name = ROOT.relativize(module).toString();
        return !name.startsWith("assurance") && !name.equals("apps/demo");
    }

    /** Compiled classes of a directory under {@code target} of the given modules. */
    static JavaClasses classes(List<Path> modules, String... directories) {
        List<Path> roots = new ArrayList<>();
        for (Path module : modules) {
            for (String directory : directories) {
                Path root = module.resolve("target").resolve(directory);
                if (Files.isDirectory(root)) {
                    roots.add(root);
                }
            }
        }
        return new ClassFileImporter().importPaths(roots);
    }

    /** Every file of ours, built and hidden directories left out. */
    static List<Path> files() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(directory.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()
                            && !file.getFileName().toString().equals(".git")) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Collections.sort(files);
        return files;
    }

    /** Files of ours whose name ends so. */
    static List<Path> files(String ending) {
        return files().stream().filter(file -> file.toString().endsWith(ending)).toList();
    }

    /** A path as people read it. */
    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<Path> list(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
