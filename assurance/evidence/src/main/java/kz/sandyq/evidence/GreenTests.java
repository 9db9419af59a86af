package kz.sandyq.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes the names of test methods all of whose runs succeeded: a file per class in {@code target/legal-basis} of the
 * module, a line per method. A class that failed as a whole has an empty file.
 */
public final class GreenTests implements TestExecutionListener {
    private final Path directory;
    private final Map<String, Set<String>> ran = new TreeMap<>();
    private final Set<String> failed = new HashSet<>();
    private @Nullable TestPlan plan;

    /** Writes below the working directory, which Surefire sets to the module. */
    public GreenTests() {
        this(Path.of("target", "legal-basis"));
    }

    GreenTests(Path directory) {
        this.directory = directory;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        place(test).ifPresent(failed::add);
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Optional<String> place = place(test);
        if (place.isEmpty()) {
            return;
        }
        if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            failed.add(place.get());
        } else if (test.isTest()) {
            int hash = place.get().indexOf('#');
            if (hash > 0) {
                ran.computeIfAbsent(place.get().substring(0, hash), key -> new TreeSet<>())
                        .add(place.get().substring(hash + 1));
            }
        }
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan finished) {
        try {
            Files.createDirectories(directory);
            for (Map.Entry<String, Set<String>> each : ran.entrySet()) {
                String name = each.getKey();
                each.getValue().removeIf(method -> failed.contains(name) || failed.contains(name + "#" + method));
                Files.write(directory.resolve(name + ".txt"), each.getValue());
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** {@code class#method} of a test, of the method that made it, or the name of a class. */
    private Optional<String> place(TestIdentifier test) {
        Optional<TestIdentifier> at = Optional.of(test);
        while (at.isPresent()) {
            TestSource source = at.get().getSource().orElse(null);
            if (source instanceof MethodSource method) {
                return Optional.of(method.getClassName() + "#" + method.getMethodName());
            }
            if (source instanceof ClassSource type) {
                return Optional.of(type.getClassName());
            }
            at = plan == null ? Optional.empty() : plan.getParent(at.get());
        }
        return Optional.empty();
    }
}
