package kz.sandyq.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * Who votes, and which of them stands here. A cluster has three or five members, or one alone, whose endpoints nobody
 * needs to know.
 *
 * @param voters in the order of their ids; empty for a node alone
 * @param ownId id of the member that stands here
 */
public record Members(List<Member> voters, int ownId) {
    private static final Set<Integer> SIZES = Set.of(0, 3, 5);

    /** @throws IllegalArgumentException when they cannot be a cluster */
    public Members {
        voters = List.copyOf(voters);
        if (!SIZES.contains(voters.size())) {
            throw new IllegalArgumentException("a cluster has 3 or 5 members, not " + voters.size());
        }
        Set<String> names = new HashSet<>();
        Set<String> places = new HashSet<>();
        for (int id = 0; id < voters.size(); id++) {
            Member member = voters.get(id);
            if (member.id() != id) {
                throw new IllegalArgumentException("the members are numbered from 0 on; there is no member " + id);
            }
            if (!names.add(member.name()) || !places.add(member.ingress())) {
                throw new IllegalArgumentException("member " + id + " has the name or the endpoint of another one");
            }
        }
        if (!voters.isEmpty() && (ownId < 0 || ownId >= voters.size())) {
            throw new IllegalArgumentException("there is no member " + ownId);
        }
    }

    /** One node, in the process that uses it. */
    public static Members alone() {
        return new Members(List.of(), 0);
    }

    /** Whether there is no other member. */
    public boolean isAlone() {
        return voters.isEmpty();
    }

    /** The member that stands here. */
    public Member own() {
        return voters.get(ownId);
    }

    /** Where gateways knock, as Aeron Cluster writes it. */
    public String ingressEndpoints() {
        return voters.stream().map(each -> each.id() + "=" + each.ingress()).collect(Collectors.joining(","));
    }

    /** The same on every member whose configuration names the same voters at the same places. */
    public String fingerprint() {
        CRC32C sum = new CRC32C();
        sum.update(lines().getBytes(StandardCharsets.UTF_8));
        return voters.size() + "-" + Long.toHexString(sum.getValue());
    }

    String lines() {
        return voters.stream().map(Member::line).collect(Collectors.joining("|"));
    }

    /**
     * The traffic between members is not encrypted: it may go over loopback and private addresses only.
     *
     * @throws IllegalStateException naming the members that are reached elsewhere, or cannot be found
     */
    public void checkPrivate() {
        List<String> open = voters.stream()
                .filter(each -> !isPrivate(each.host()))
                .map(each -> each.name() + " at " + each.host())
                .toList();
        if (!open.isEmpty()) {
            throw new IllegalStateException("neither on loopback nor on a private address: " + open);
        }
    }

    /** Whether what goes there stays on its host; not where the name is not known. */
    static boolean isLoopback(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    static boolean isPrivate(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                boolean unique = address.getAddress().length == 16 && (address.getAddress()[0] & 0xFE) == 0xFC;
                if (!address.isLoopbackAddress()
                        && !address.isSiteLocalAddress()
                        && !address.isLinkLocalAddress()
                        && !unique) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
