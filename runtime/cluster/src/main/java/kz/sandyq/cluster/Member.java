package kz.sandyq.cluster;

/**
 * A voter of the cluster. Its endpoints lie side by side: ingress, consensus, log, catch-up and archive at the first
 * port and the four after it.
 *
 * @param id from 0, for ever the same voter, whatever host it stands on
 * @param name for people and metrics
 * @param host name or address at which the other members and the gateways reach it
 * @param firstPort of five, 1 to 65531
 */
public record Member(int id, String name, String host, int firstPort) {
    private static final int PORTS = 5;
    private static final int LAST_PORT = 65_535;

    /** @throws IllegalArgumentException when something of it cannot be */
    public Member {
        if (id < 0 || name.isBlank() || host.isBlank() || host.contains(",") || host.contains("|")) {
            throw new IllegalArgumentException("a member needs an id from 0 on, a name and a host: " + id + " " + name);
        }
        if (firstPort < 1 || firstPort + PORTS - 1 > LAST_PORT) {
            throw new IllegalArgumentException("member " + id + " has no five ports from " + firstPort + " on");
        }
    }

    String ingress() {
        return endpoint(0);
    }

    String consensus() {
        return endpoint(1);
    }

    String catchUp() {
        return endpoint(3);
    }

    String archive() {
        return endpoint(PORTS - 1);
    }

    /** As Aeron Cluster writes a member. */
    String line() {
        StringBuilder line = new StringBuilder().append(id);
        for (int index = 0; index < PORTS; index++) {
            line.append(',').append(endpoint(index));
        }
        return line.toString();
    }

    private String endpoint(int index) {
        String at = host.contains(":") ? "[" + host + "]" : host;
        return at + ":" + (firstPort + index);
    }
}
