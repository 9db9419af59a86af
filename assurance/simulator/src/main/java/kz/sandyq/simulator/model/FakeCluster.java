package kz.sandyq.simulator.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/**
 * Some markets behind a replicated log that does its worst: one thread, one seed. The slow market follows what is
 * committed and says what each node must answer; clients keep journals of what they were told.
 */
final class FakeCluster {
    private static final int NODES = 3;

    /** What goes wrong. Each can be left out without changing when the others come. */
    enum Fault {
        DROP,
        DOUBLE,
        REORDER,
        LOSE_REPLY,
        CHANGE_LEADER,
        CRASH,
        SNAPSHOT,
        STALL_CLOCK,
        JUMP_CLOCK
    }

    /** A node: its market, how far it has applied the log, and its last snapshot. */
    private static final class Node {
        @Nullable
        CoreSide core = new CoreSide();

        int applied;

        @Nullable
        CoreSide snapshot;

        int snapshotAt;
    }

    private final Random random;
    private final Set<Fault> faults;
    private final Model model = new Model();
    private final RandomWorld world;
    private final List<Entry> log = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<byte[]> flying = new ArrayList<>();
    /** Commands that were sent and not answered, by key. */
    private final Map<Keys.Name, byte[]> journal = new HashMap<>();
    /** What the log answered to a key first; what clients were told must be the same. */
    private final Map<Keys.Name, Message> answers = new HashMap<>();

    private final List<String> hashes = new ArrayList<>();
    private final List<List<Message>> expected = new ArrayList<>();
    /** Kinds of tasks that run after each entry. */
    private final List<Set<Long>> running = new ArrayList<>();

    private final Set<Fault> happened = EnumSet.noneOf(Fault.class);
    private final Set<Long> crashedInside = new HashSet<>();
    private int committed;
    private int leader;
    private long clockMs = 1_780_000_000_000L;

    FakeCluster(long seed, Set<Fault> faults) {
        random = new Random(seed);
        this.faults = faults;
        world = new RandomWorld(seed, model);
        for (int i = 0; i < NODES; i++) {
            nodes.add(new Node());
        }
    }

    /** Faults that came. */
    Set<Fault> happened() {
        return happened;
    }

    /** Kinds of tasks inside of which a node crashed. */
    Set<Long> crashedInside() {
        return crashedInside;
    }

    private boolean goesWrong(Fault fault, int oneIn) {
        boolean drawn = random.nextInt(oneIn) == 0;
        if (drawn && faults.contains(fault)) {
            happened.add(fault);
            return true;
        }
        return false;
    }

    void play(int steps) {
        for (int i = 0; i < steps; i++) {
            send();
            deliver();
            commit(random.nextInt(3));
            nodes.forEach(node -> apply(node, random.nextInt(4)));
            trouble();
        }
        commit(log.size());
        for (Node node : nodes) {
            restart(node);
            apply(node, committed);
            CoreSide core = node.core;
            boolean same = core != null && (hashes.isEmpty() || core.hash().equals(hashes.getLast()));
            check(same, "a node ends in another state");
        }
    }

    private void send() {
        Entry entry = world.next();
        if (entry.isTick()) {
            append(new byte[0]);
            return;
        }
        flying.add(entry.bytes());
        Keys.Name key = Answer.keyOf(entry.bytes());
        if (key != null) {
            journal.put(key, entry.bytes());
        }
        if (!journal.isEmpty() && random.nextInt(4) == 0) {
            List<byte[]> unanswered = List.copyOf(journal.values());
            flying.add(unanswered.get(random.nextInt(unanswered.size())));
        }
    }

    private void deliver() {
        while (flying.size() > random.nextInt(4)) {
            int at = goesWrong(Fault.REORDER, 3) ? random.nextInt(flying.size()) : 0;
            byte[] bytes = flying.remove(at);
            if (goesWrong(Fault.DROP, 12)) {
                continue;
            }
            append(bytes);
            if (goesWrong(Fault.DOUBLE, 12)) {
                append(bytes);
            }
        }
    }

    private void append(byte[] bytes) {
        boolean stalls = goesWrong(Fault.STALL_CLOCK, 20);
        clockMs += stalls ? 0 : random.nextInt(120);
        long timestampMs = goesWrong(Fault.JUMP_CLOCK, 300) ? clockMs + 100_000 : clockMs;
        log.add(new Entry(timestampMs, bytes));
    }

    /** A majority has so many more entries: the slow market says what they mean. */
    private void commit(int count) {
        for (int i = 0; i < count && committed < log.size(); i++) {
            Entry entry = log.get(committed++);
            List<Message> said =
                    entry.isTick() ? model.tick(entry.timestampMs()) : model.apply(entry.timestampMs(), entry.bytes());
            expected.add(said);
            Set<Long> kinds = new HashSet<>();
            model.world.tasks.all().forEach(task -> kinds.add(task.kind));
            running.add(kinds);
            Keys.Name key = Answer.keyOf(entry.bytes());
            Message reply = entry.isTick() ? null : said.getLast();
            if (key != null && reply != null && Answer.isOfTheKey(reply)) {
                Message first = answers.putIfAbsent(key, reply);
                check(first == null || reply.flag("repeated"), "applied twice " + entry);
            }
        }
    }

    private void apply(Node node, int count) {
        CoreSide core = node.core;
        for (int i = 0; core != null && i < count && node.applied < committed; i++) {
            int at = node.applied++;
            List<Message> said = core.apply(log.get(at));
            check(said.equals(expected.get(at)), "a node differs at " + log.get(at));
            if (at == hashes.size()) {
                hashes.add(core.hash());
            }
            check(core.hash().equals(hashes.get(at)), "two nodes differ after " + log.get(at));
            if (node == nodes.get(leader) && !log.get(at).isTick() && !goesWrong(Fault.LOSE_REPLY, 8)) {
                answer(log.get(at), said.getLast());
            }
        }
    }

    /** A client hears: it strikes the command out of its journal and compares with what the log says. */
    private void answer(Entry entry, Message reply) {
        Keys.Name key = Answer.keyOf(entry.bytes());
        if (key == null || !Answer.isOfTheKey(reply)) {
            return;
        }
        Message first = answers.get(key);
        boolean same = first != null
                && first.number("rejectCode") == reply.number("rejectCode")
                && first.number("resultId") == reply.number("resultId")
                && first.number("resultAmount") == reply.number("resultAmount");
        check(same, "told otherwise than the log says " + entry);
        journal.remove(key);
    }

    private void trouble() {
        if (goesWrong(Fault.CHANGE_LEADER, 40)) {
            leader = random.nextInt(NODES);
            log.subList(committed, log.size()).clear();
        }
        Node node = nodes.get(random.nextInt(NODES));
        CoreSide core = node.core;
        if (core == null) {
            restart(node);
        } else if (goesWrong(Fault.SNAPSHOT, 30)) {
            node.snapshot = new CoreSide(core.core());
            node.snapshotAt = node.applied;
        } else if (goesWrong(Fault.CRASH, 30)) {
            if (node.applied > 0) {
                crashedInside.addAll(running.get(node.applied - 1));
            }
            node.core = null;
        }
    }

    private static void restart(Node node) {
        if (node.core == null) {
            CoreSide snapshot = node.snapshot;
            node.core = snapshot == null ? new CoreSide() : new CoreSide(snapshot.core());
            node.applied = snapshot == null ? 0 : node.snapshotAt;
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new Pair.Differs(otherwise);
        }
    }
}
