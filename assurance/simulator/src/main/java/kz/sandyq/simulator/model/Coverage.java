package kz.sandyq.simulator.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.simulator.schema.Layout;
import kz.sandyq.simulator.schema.Message;
import kz.sandyq.simulator.schema.Schema;

/** How often each command was applied, refused for each of its reasons, and each kind of task run to its end. */
final class Coverage {
    private static final String APPLIED = "applied";
    private static final String BATCH = "Batch";

    private final Map<String, Map<String, Long>> seen = new TreeMap<>();
    private final Map<String, Long> tasks = new TreeMap<>();
    private long commands;

    void count(Entry entry, List<Message> said) {
        for (Message event : said) {
            if (event.name().equals("TaskChanged") && event.flag("finished")) {
                tasks.merge(TaskKind.get((short) event.number("kind")).name(), 1L, Long::sum);
            }
        }
        if (entry.isTick()) {
            return;
        }
        commands++;
        said.stream().filter(event -> event.number("item") > 0).forEach(this::countItem);
        Message reply = said.getLast();
        if (reply.number("item") > 0) {
            return;
        }
        Layout layout = entry.bytes().length < 8
                ? null
                : Schema.market()
                        .command(ByteBuffer.wrap(entry.bytes())
                                        .order(ByteOrder.LITTLE_ENDIAN)
                                        .getShort(2)
                                & 0xFFFF);
        if (layout != null && !reply.flag("repeated")) {
            int code = (int) reply.number("rejectCode");
            String outcome = code == 0 ? APPLIED : RejectCode.of(code).name();
            seen.computeIfAbsent(layout.name(), k -> new TreeMap<>()).merge(outcome, 1L, Long::sum);
        }
    }

    /** An item counts as the command that it is; what the batch alone is refused for counts for the batch. */
    private void countItem(Message reply) {
        Layout layout = Schema.market().command((int) reply.number("commandTemplate"));
        if (layout == null || reply.flag("repeated")) {
            return;
        }
        int code = (int) reply.number("rejectCode");
        String outcome = code == 0 ? APPLIED : RejectCode.of(code).name();
        boolean ofTheBatch = outcome.startsWith("BATCH_");
        seen.computeIfAbsent(ofTheBatch ? BATCH : layout.name(), k -> new TreeMap<>())
                .merge(outcome, 1L, Long::sum);
        seen.computeIfAbsent(BATCH, k -> new TreeMap<>()).merge(APPLIED, 1L, Long::sum);
    }

    void add(Coverage other) {
        other.seen.forEach((command, outcomes) -> outcomes.forEach((outcome, count) ->
                seen.computeIfAbsent(command, k -> new TreeMap<>()).merge(outcome, count, Long::sum)));
        other.tasks.forEach((kind, count) -> tasks.merge(kind, count, Long::sum));
        commands += other.commands;
    }

    long commands() {
        return commands;
    }

    /** Pairs of command and outcome, and tasks, that were declared and not seen. */
    List<String> missing(Contract contract) {
        List<String> missing = new ArrayList<>();
        for (String command : contract.commands()) {
            Map<String, Long> outcomes = seen.getOrDefault(command, Map.of());
            contract.refusals(command).stream()
                    .filter(code -> !outcomes.containsKey(code.name()))
                    .forEach(code -> missing.add(command + " " + code));
            if (!outcomes.containsKey(APPLIED)) {
                missing.add(command + " " + APPLIED);
            }
        }
        for (TaskKind kind : TaskKind.values()) {
            if (kind != TaskKind.NULL_VAL && !tasks.containsKey(kind.name())) {
                missing.add("task " + kind);
            }
        }
        return missing;
    }

    /** Refusals that were seen and not declared. */
    List<String> undeclared(Contract contract) {
        List<String> undeclared = new ArrayList<>();
        seen.forEach((command, outcomes) -> {
            Set<String> declared =
                    contract.refusals(command).stream().map(Enum::name).collect(Collectors.toSet());
            outcomes.keySet().stream()
                    .filter(outcome -> !outcome.equals(APPLIED) && !declared.contains(outcome))
                    .forEach(outcome -> undeclared.add(command + " " + outcome));
        });
        return undeclared;
    }

    /** Takes in what {@link #lines} said of so many commands. */
    void add(long commandsBefore, List<String> lines) {
        commands += commandsBefore;
        for (String line : lines) {
            int brace = line.indexOf(" {");
            Map<String, Long> into = line.startsWith("tasks {")
                    ? tasks
                    : seen.computeIfAbsent(line.substring(0, brace), k -> new TreeMap<>());
            for (String each : line.substring(brace + 2, line.length() - 1).split(", ", 0)) {
                int equals = each.indexOf('=');
                into.merge(each.substring(0, equals), Long.parseLong(each.substring(equals + 1)), Long::sum);
            }
        }
    }

    /** A line a command, a line for the tasks. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        seen.forEach((command, outcomes) -> lines.add(command + " " + outcomes));
        lines.add("tasks " + tasks);
        return lines;
    }
}
