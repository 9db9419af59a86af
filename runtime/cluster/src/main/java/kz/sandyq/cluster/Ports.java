package kz.sandyq.cluster;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Local UDP ports that were free a moment ago; a node that loses one to another process starts again with others. */
record Ports(int... numbers) {
    private static final int COUNT = 6;

    static Ports free() {
        List<DatagramSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < COUNT; i++) {
                sockets.add(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
            }
            return new Ports(
                    sockets.stream().mapToInt(DatagramSocket::getLocalPort).toArray());
        } catch (SocketException e) {
            throw new IllegalStateException("no free local port", e);
        } finally {
            sockets.forEach(DatagramSocket::close);
        }
    }

    /** Where the archive is asked. */
    String archive() {
        return "localhost:" + numbers[COUNT - 1];
    }

    /** Endpoints on a host, each at a port of its own. */
    List<String> on(String host) {
        String at = host.contains(":") ? "[" + host + "]" : host;
        return Arrays.stream(numbers).mapToObj(port -> at + ":" + port).toList();
    }

    /** The one member: ingress, consensus, log, catch-up and archive endpoints. */
    String members() {
        StringBuilder members = new StringBuilder("0");
        for (int index : new int[] {0, 1, 2, 3, 5}) {
            members.append(",localhost:").append(numbers[index]);
        }
        return members.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ports ports && Arrays.equals(numbers, ports.numbers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }
}
