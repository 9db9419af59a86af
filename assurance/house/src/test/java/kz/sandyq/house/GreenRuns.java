package kz.sandyq.house;

import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which tests ran green when their module was tested last, as the listener in {@code assurance/evidence} wrote it down.
 */
final class GreenRuns {
    private final Set<String> green = new HashSet<>();
    private final Map<String, Set<String>> heirs = new TreeMap<>();
    private final Set<String> untested = new TreeSet<>();

    private GreenRuns() {}

    /** Reads {@code target/legal-basis} of every module. */
    static GreenRuns ofLastTest() {
        GreenRuns runs = new GreenRuns();
        for (Path module : Repository.modules()) {
            List<Path> files = Repository.list(module.resolve("target/legal-basis"));
            for (Path file : files) {
                String type = file.getFileName().toString().replaceAll("\\.txt$", "");
                runs.green.add(type);
                Repository.lines(file).forEach(method -> runs.green.add(type + "#" + method));
            }
            if (files.isEmpty() && Repository.isProduct(module) && Files.isDirectory(module.resolve("src/main/java"))) {
                runs.untested.add(Repository.name(module));
            }
        }
        for (JavaClass type : Repository.classes(Repository.modules(), "test-classes")) {
            Set<String> names = new TreeSet<>(Set.of(type.getName()));
            type.getAllSubclasses().forEach(each -> names.add(each.getName()));
            runs.heirs.put(type.getName(), names);
        }
        return runs;
    }

    /** Modules with code none of whose tests has run since they were built. */
    Set<String> untested() {
        return untested;
    }

    /** Whether a test class, or a method as {@code class#method}, ran green itself or in a class that inherits it. */
    boolean contain(String place) {
        String type = place.replaceAll("#.*", "");
        String method = place.substring(type.length());
        return heirs.getOrDefault(type, Set.of()).stream().anyMatch(heir -> green.contains(heir + method));
    }
}
