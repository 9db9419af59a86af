package kz.sandyq.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import kz.sandyq.cluster.ClusterFile;
import kz.sandyq.cluster.ClusterFileException;
import kz.sandyq.cluster.ClusterNode;
import kz.sandyq.cluster.DiskFullException;
import kz.sandyq.cluster.Member;
import kz.sandyq.cluster.MemberDoors;
import kz.sandyq.cluster.MemberSeed;
import kz.sandyq.cluster.MemberWatch;
import kz.sandyq.cluster.NodeStatus;
import kz.sandyq.cluster.RestoredLog;
import kz.sandyq.cluster.StateMismatchException;
import kz.sandyq.market.MarketCore;
import kz.sandyq.market.ReplicaStop;
import kz.sandyq.node.NodeDoor.Answer;
import kz.sandyq.translog.MemberCosigners;
import kz.sandyq.translog.PurgeOrder;
import org.jspecify.annotations.Nullable;

/** Founds, restores, starts, asks or replaces one member of a cluster. */
public final class NodeMain {
    private static final String USAGE = """
            usage: node found FILE ID     begins a cluster, on every member at once, each with an empty directory
                   node start FILE ID     starts a member that was founded or replaced
                   node ready FILE ID     asks it whether it is ready: ends with 0, or with 1 and why not
                   node replace FILE ID   fills the empty directory of a lost member with the others' log, and ends
                   node restore FILE ID LOG
                                          begins a cluster in the same way, with the log in the directory LOG, which
                                          a restored backup or a stopped node alone has
                   node obey FILE ID ORDERS
                                          does what the file member.ID in the directory ORDERS says: found, start or
                                          replace; starts when there is none
            FILE is the configuration that all members share, ID the number of the member on this host.""";
    private static final List<String> ORDERS = List.of("found", "start", "replace");
    private static final String READY = "/health/ready";
    private static final String BUILD =
            Objects.requireNonNullElse(MarketCore.class.getPackage().getImplementationVersion(), "unreleased");
    private static final int OK = 200;
    private static final long MEET_EVERY_MS = 250;
    private static final long TEND_EVERY_MS = 250;

    private final ClusterFile file;
    private final int id;
    private final MemberMark mark;
    private final Member member;
    private final MemberDoors doors;
    private final String members;
    private final MemberProofs proofs;
    private final MemberPurge purge;
    private final AtomicReference<@Nullable ClusterNode> running = new AtomicReference<>();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private NodeMain(ClusterFile file, int id) {
        this.file = file;
        this.id = id;
        this.member = file.members(id).own();
        this.mark = new MemberMark(file.directory(id), file.clusterNumber(), id);
        this.members = file.members(id).fingerprint();
        this.doors = file.doors();
        this.proofs = new MemberProofs(file, id, Clock.systemUTC());
        this.purge = new MemberPurge(file, id, running::get, proofs);
    }

    /**
     * Whether a process that ended so is not to be started again before somebody has looked: another try would end
     * alike. The units of systemd say the same.
     *
     * @param exitCode with which the process of a member ended
     */
    public static boolean waitsForAPerson(int exitCode) {
        return exitCode == NodeFault.WRONG_DIRECTORY
                || exitCode == NodeFault.STATE_DIFFERS
                || exitCode == NodeFault.RULES_UNKNOWN
                || exitCode == NodeFault.ENTRY_FAULT;
    }

    /**
     * The process; exit codes 3 taken, 4 configuration, 5 directory, 6 not copied, 7 state differs, 8 rules not known,
     * 9 an entry that the core cannot take, 10 disk full, 1 not ready or anything else.
     */
    public static void main(String[] arguments) {
        int exitCode = 0;
        try {
            run(arguments);
        } catch (NodeFault fault) {
            NodeConsole.fault(String.valueOf(fault.getMessage()));
            exitCode = fault.exitCode();
        } catch (ClusterFileException wrong) {
            NodeConsole.fault(String.valueOf(wrong.getMessage()));
            exitCode = NodeFault.WRONG_CONFIGURATION;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            NodeConsole.fault(broken);
            exitCode = 1;
        }
        if (exitCode != 0) {
            // Threads of a half-started node must not keep the process.
            Runtime.getRuntime().halt(exitCode);
        }
    }

    private static void run(String[] arguments) throws InterruptedException {
        boolean obeys = arguments.length == 4 && arguments[0].equals("obey");
        boolean restores = arguments.length == 4 && arguments[0].equals("restore");
        boolean known = obeys
                || restores
                || arguments.length == 3 && (ORDERS.contains(arguments[0]) || arguments[0].equals("ready"));
        if (!known || !arguments[2].matches("[0-9]{1,3}")) {
            throw new NodeFault(NodeFault.WRONG_CONFIGURATION, USAGE);
        }
        int id = Integer.parseInt(arguments[2]);
        NodeMain node = new NodeMain(ClusterFile.read(Path.of(arguments[1])), id);
        String order = obeys ? order(Path.of(arguments[3]).resolve("member." + id)) : arguments[0];
        switch (order) {
            case "replace" -> node.replace();
            case "ready" -> node.ask();
            case "found" -> node.found();
            case "restore" -> node.restore(Path.of(arguments[3]));
            default -> node.start();
        }
    }

    /** What a person has laid down for a member that something else than a person starts. */
    private static String order(Path laidDown) {
        try {
            String order = Files.exists(laidDown) ? Files.readString(laidDown).strip() : "start";
            if (!ORDERS.contains(order)) {
                throw new NodeFault(NodeFault.WRONG_CONFIGURATION, laidDown + " says '" + order + "', not " + ORDERS);
            }
            return order;
        } catch (IOException unreadable) {
            throw new NodeFault(NodeFault.WRONG_CONFIGURATION, "cannot read " + laidDown + ": " + unreadable);
        }
    }

    /** The mark is written last: a copy that was broken off is no member. */
    private void replace() {
        mark.checkEmpty();
        long copied;
        try {
            copied = MemberSeed.copy(file, id);
        } catch (IllegalStateException impossible) {
            throw new NodeFault(NodeFault.NOT_COPIED, String.valueOf(impossible.getMessage()));
        }
        mark.write();
        NodeConsole.say(member.name() + " has the log up to " + copied + " bytes; start it");
    }

    /** Its own door, as others see it: under its name, with the certificate of this host. */
    private void ask() throws InterruptedException {
        URI ready = doors.at(id, READY);
        try (HttpClient http = doors.client(Founding.PATIENCE)) {
            HttpRequest request =
                    HttpRequest.newBuilder(ready).timeout(Founding.PATIENCE).build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new NodeFault(NodeFault.NOT_READY, answer.body());
            }
        } catch (IOException silent) {
            throw new NodeFault(NodeFault.NOT_READY, ready + " does not answer: " + silent);
        }
    }

    private void found() throws InterruptedException {
        mark.checkEmpty();
        serve(new Founding(id, ""));
    }

    /** The copy is whole before the others are met; without its mark it is no member. */
    private void restore(Path log) throws InterruptedException {
        mark.checkEmpty();
        String copied;
        try {
            copied = RestoredLog.copy(log, file.directory(id));
        } catch (IllegalStateException | UncheckedIOException impossible) {
            throw new NodeFault(NodeFault.NOT_COPIED, String.valueOf(impossible.getMessage()));
        }
        serve(new Founding(id, copied));
    }

    private void start() throws InterruptedException {
        mark.check();
        mark.checkNotStopped();
        serve(null);
    }

    private void serve(@Nullable Founding founding) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "node-end"));
        try (NodeDoor door = NodeDoor.at(doors.place(id), doors.certificates());
                NodeMetrics metrics =
                        new NodeMetrics(member.name(), BUILD, doors.certificateEndsS(), this::status, proofs)) {
            door.answer("/health/live", () -> Answer.ok("live\n"))
                    .answer(READY, this::readiness)
                    .answer("/status", () -> Answer.ok(lines(founding == null ? Map.of() : founding.said())))
                    .answer("/metrics", () -> Answer.ok(metrics.text()))
                    .answer("/proof/key", proofs::key)
                    .answer("/proof/size", proofs::newest)
                    .answerBelow(MemberCosigners.PATH, proofs::cosigned)
                    .take(PurgeOrder.PATH, purge::room, PurgeOrder.LONGEST, purge::order)
                    .open();
            if (founding != null) {
                if (!awaitAll(founding)) {
                    return;
                }
                mark.write();
            }
            try (ClusterNode node = ClusterNode.start(file.config(id));
                    MemberWatch watch = new MemberWatch(file, id, node);
                    MemberProofs beside = proofs) {
                running.set(node);
                beside.begin(node);
                NodeConsole.say(member.name() + " stands; health at " + doors.at(id, READY));
                tend(node, watch);
            } catch (StateMismatchException alone) {
                String reason = stops(alone);
                mark.stop(reason);
                throw new NodeFault(NodeFault.STATE_DIFFERS, reason);
            } catch (DiskFullException full) {
                throw new NodeFault(
                        NodeFault.DISK_FULL,
                        stops(full) + ". Nothing is lost: make room on that disk, and start it again");
            } catch (ReplicaStop stop) {
                throw stopped(stop);
            }
        } finally {
            ended.countDown();
        }
    }

    private String stops(RuntimeException reason) {
        return member.name() + " of cluster " + file.clusterNumber() + " stops: " + reason.getMessage();
    }

    /** The same would happen at every start, so that nothing has to be kept in mind for the next one. */
    private NodeFault stopped(ReplicaStop stop) {
        return switch (stop.reason()) {
            case RULES_UNKNOWN ->
                new NodeFault(
                        NodeFault.RULES_UNKNOWN, stops(stop) + ". Install a build that knows them, and start it again");
            case WRONG_QUARANTINE -> new NodeFault(NodeFault.WRONG_CONFIGURATION, stops(stop));
            case FAULT -> {
                mark.keep(stop);
                yield new NodeFault(NodeFault.ENTRY_FAULT, stops(stop));
            }
        };
    }

    /** Until the process is told to end. Nobody is told how the node stands once it is about to close. */
    private void tend(ClusterNode node, MemberWatch watch) throws InterruptedException {
        try {
            while (!ending.await(TEND_EVERY_MS, TimeUnit.MILLISECONDS)) {
                node.tend();
                watch.look();
            }
        } finally {
            running.set(null);
        }
    }

    private boolean awaitAll(Founding founding) throws InterruptedException {
        NodeConsole.say(member.name() + " waits for the other members");
        try (HttpClient http = doors.client(Founding.PATIENCE)) {
            while (!founding.meet(doors, http)) {
                if (ending.await(MEET_EVERY_MS, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The process is told to end: the node leaves the cluster in order before it does. */
    private void end() {
        ending.countDown();
        try {
            ended.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private NodeStatus status() {
        ClusterNode node = running.get();
        return node == null ? NodeStatus.NONE : node.status();
    }

    private Answer readiness() {
        String text = lines(Map.of());
        return status().ready() ? Answer.ok(text) : Answer.unavailable(text);
    }

    private String lines(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(more);
        all.putAll(status().lines());
        all.putAll(proofs.lines());
        all.put("cluster", String.valueOf(file.clusterNumber()));
        all.put("member", String.valueOf(id));
        all.put("name", member.name());
        all.put("members", members);
        all.put("build", BUILD);
        return all.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
