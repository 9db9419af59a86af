package kz.sandyq.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A host for each member on this machine: network namespaces of the kernel, joined by a bridge. What one sends to
 * another can be cut off, in one direction or both, on every channel alike. Needs root and {@code ip}.
 */
final class Network implements AutoCloseable {
    /** The host of the clients. */
    static final int CLIENTS = -1;

    private static final String NET = "10.213.77.";

    private final int size;
    private final String name = "sq" + ProcessHandle.current().pid() % 1_000_000;
    private final List<int[]> cuts = new ArrayList<>();

    private Network(int size) {
        this.size = size;
    }

    /**
     * With hosts for so many members.
     *
     * @throws IllegalStateException when this machine does not let us make one
     */
    static Network of(int size) {
        Network network = new Network(size);
        try {
            network.make();
            return network;
        } catch (RuntimeException failed) {
            network.close();
            throw failed;
        }
    }

    private void make() {
        ip("link", "add", name, "type", "bridge");
        ip("addr", "add", host(CLIENTS) + "/24", "dev", name);
        ip("link", "set", name, "up");
        for (int id = 0; id < size; id++) {
            String space = space(id);
            ip("netns", "add", space);
            ip("link", "add", space, "type", "veth", "peer", "name", "eth0", "netns", space);
            ip("link", "set", space, "master", name, "up");
            ip("-n", space, "addr", "add", host(id) + "/24", "dev", "eth0");
            ip("-n", space, "link", "set", "lo", "up");
            ip("-n", space, "link", "set", "eth0", "up");
        }
    }

    private String space(int id) {
        return name + "-" + id;
    }

    /** Address of a member, or of the clients. */
    static String host(int id) {
        return NET + (id == CLIENTS ? 1 : 10 + id);
    }

    /** What a command begins with to run on the host of a member. */
    List<String> on(int id) {
        return List.of("ip", "netns", "exec", space(id));
    }

    /** Nothing that one sends reaches the other. */
    void cutOneWay(int from, int to) {
        route(from, "add", to);
        cuts.add(new int[] {from, to});
    }

    /** Neither hears the other. */
    void cut(int one, int other) {
        cutOneWay(one, other);
        cutOneWay(other, one);
    }

    /** Everybody hears everybody again. */
    void heal() {
        cuts.forEach(each -> route(each[0], "del", each[1]));
        cuts.clear();
    }

    private void route(int from, String order, int to) {
        List<String> command = new ArrayList<>(from == CLIENTS ? List.of() : List.of("-n", space(from)));
        command.addAll(List.of("route", order, "blackhole", host(to) + "/32"));
        ip(command.toArray(String[]::new));
    }

    private static void ip(String... words) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words));
        if (run(command) != 0) {
            throw new IllegalStateException(command + " failed");
        }
    }

    private static int run(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What was never made is not there to be removed. */
    @Override
    public void close() {
        cuts.stream().filter(each -> each[0] == CLIENTS).forEach(each -> route(CLIENTS, "del", each[1]));
        IntStream.range(0, size).forEach(id -> run(List.of("ip", "netns", "del", space(id))));
        run(List.of("ip", "link", "del", name));
    }
}
