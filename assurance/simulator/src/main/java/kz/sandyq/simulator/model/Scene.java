package kz.sandyq.simulator.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/**
 * Commands in a row that lead somewhere. Each is drawn when those before it are done; what one of them makes may have a
 * name, and where it is refused the rest is left out.
 */
final class Scene {
    /** In place of a command: time passes. */
    static final Message BEAT = new Message("Beat");

    private static final String NAMELESS = "";

    private record Step(String name, BooleanSupplier wanted, Supplier<Message> draft) {}

    private final World world;
    private final Deque<Step> steps = new ArrayDeque<>();
    private final Map<String, Long> names = new HashMap<>();
    private String awaited = NAMELESS;

    Scene(World world) {
        this.world = world;
    }

    Scene then(Supplier<Message> draft) {
        return naming(NAMELESS, draft);
    }

    Scene naming(String name, Supplier<Message> draft) {
        steps.add(new Step(name, () -> true, draft));
        return this;
    }

    /** So many times, each only where it is still wanted. */
    Scene repeating(int most, BooleanSupplier wanted, Supplier<Message> draft) {
        for (int i = 0; i < most; i++) {
            steps.add(new Step(NAMELESS, wanted, draft));
        }
        return this;
    }

    Scene naming(String name, long id) {
        names.put(name, id);
        return this;
    }

    /** What has this name; 0 before it is there. */
    long the(String name) {
        return names.getOrDefault(name, 0L);
    }

    /** The next command, null at the end. */
    @Nullable
    Message next() {
        if (!awaited.equals(NAMELESS)) {
            names.put(awaited, world.resultId);
            if (world.resultId == 0) {
                steps.clear();
            }
            awaited = NAMELESS;
        }
        while (!steps.isEmpty()) {
            Step step = steps.removeFirst();
            if (step.wanted.getAsBoolean()) {
                awaited = step.name;
                return step.draft.get();
            }
        }
        return null;
    }
}
