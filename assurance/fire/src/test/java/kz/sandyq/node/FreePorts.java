package kz.sandyq.node;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports of this machine for members, each given once. */
final class FreePorts {
    private static final int PORTS_OF_MEMBER = 5;

    private final Set<Integer> given = new HashSet<>();

    /**
     * The first of five ports side by side that are free and not given before, below those that the system hands out by
     * itself: a connection of somebody else's must not take one before a node does.
     */
    int next() {
        while (true) {
            int first = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            List<Integer> five =
                    IntStream.range(first, first + PORTS_OF_MEMBER).boxed().toList();
            if (five.stream().noneMatch(given::contains) && five.stream().allMatch(FreePorts::isFree)) {
                given.addAll(five);
                return first;
            }
        }
    }

    private static boolean isFree(int port) {
        InetSocketAddress place = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (DatagramSocket udp = new DatagramSocket(place);
                ServerSocket tcp = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return udp.isBound() && tcp.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
