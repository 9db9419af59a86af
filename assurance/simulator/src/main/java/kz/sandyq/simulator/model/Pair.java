package kz.sandyq.simulator.model;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kz.sandyq.simulator.schema.Message;
import kz.sandyq.simulator.schema.Schema;

/** Both markets side by side: each entry to both, each answer compared. */
final class Pair {
    private final Model model = new Model();
    private final CoreSide core = new CoreSide();
    private long entries;
    private List<Message> said = List.of();

    /** The two do not say the same. */
    static final class Differs extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Differs(String message, Throwable cause) {
            super(message, cause);
        }

        Differs(String message) {
            super(message);
        }
    }

    Model model() {
        return model;
    }

    CoreSide core() {
        return core;
    }

    /** Entries so far. */
    long entries() {
        return entries;
    }

    /** What both said to the last entry. */
    List<Message> said() {
        return said;
    }

    void apply(Entry entry) {
        entries++;
        List<Message> expected;
        List<byte[]> heard;
        try {
            expected =
                    entry.isTick() ? model.tick(entry.timestampMs()) : model.apply(entry.timestampMs(), entry.bytes());
        } catch (RuntimeException e) {
            throw new Differs("entry " + entries + ", " + entry + ": the model fails", e);
        }
        try {
            heard = core.hear(entry);
        } catch (RuntimeException e) {
            throw new Differs("entry " + entries + ", " + entry + ": the core fails with " + e.getMessage(), e);
        }
        if (!agree(expected, heard)) {
            List<Message> given = CoreSide.read(heard);
            if (!expected.equals(given)) {
                throw new Differs("entry " + entries + ", " + entry + "\n" + compare(expected, given));
            }
        }
        said = expected;
    }

    /** Every event says, field by field, what the model says. */
    private static boolean agree(List<Message> expected, List<byte[]> heard) {
        if (expected.size() != heard.size()) {
            return false;
        }
        for (int i = 0; i < heard.size(); i++) {
            Message event = expected.get(i);
            if (!Schema.market().layout(event.name()).says(heard.get(i), event)) {
                return false;
            }
        }
        return true;
    }

    private static String compare(List<Message> expected, List<Message> given) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.max(expected.size(), given.size()); i++) {
            Message left = i < expected.size() ? expected.get(i) : new Message("nothing");
            Message right = i < given.size() ? given.get(i) : new Message("nothing");
            if (left.equals(right)) {
                text.append("    both   ").append(left.name()).append('\n');
            } else {
                text.append("    model  ").append(left).append('\n');
                text.append("    core   ").append(right).append('\n');
                return text.append("    differs in ")
                        .append(left.differences(right))
                        .toString();
            }
        }
        return text.toString();
    }

    /** Compares the whole state. */
    void compareState() {
        Set<String> expected = model.isStarted() ? model.world.rows() : Set.of();
        Set<String> given = core.rows();
        if (expected.equals(given)) {
            return;
        }
        Set<String> onlyModel = new TreeSet<>(expected);
        onlyModel.removeAll(given);
        Set<String> onlyCore = new TreeSet<>(given);
        onlyCore.removeAll(expected);
        throw new Differs("state after entry " + entries + "\n    model  " + String.join("\n           ", onlyModel)
                + "\n    core   " + String.join("\n           ", onlyCore));
    }
}
