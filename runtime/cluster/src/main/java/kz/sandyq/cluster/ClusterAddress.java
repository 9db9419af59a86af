package kz.sandyq.cluster;

import io.aeron.CommonContext;
import io.aeron.cluster.client.AeronCluster;
import java.nio.file.Path;

/**
 * How a client reaches the cluster: through a media driver on its own host.
 *
 * @param aeronDirectory of that driver
 * @param ingressEndpoints of the members, {@code 0=host:port,1=host:port}; empty for a node alone, with its driver
 * @param egressHost at which members reach the client; nothing for a node alone
 */
public record ClusterAddress(Path aeronDirectory, String ingressEndpoints, String egressHost) {
    private static final String TERM = "term-length=4m";

    /** A node alone, in this process or on this host. */
    public static ClusterAddress of(Path aeronDirectory) {
        return new ClusterAddress(aeronDirectory, "", "");
    }

    AeronCluster.Context context() {
        var context = new AeronCluster.Context().aeronDirectoryName(aeronDirectory.toString());
        if (ingressEndpoints.isEmpty()) {
            String channel = CommonContext.IPC_CHANNEL + "?" + TERM;
            return context.ingressChannel(channel).egressChannel(channel);
        }
        return context.ingressChannel("aeron:udp?" + TERM)
                .ingressEndpoints(ingressEndpoints)
                .egressChannel("aeron:udp?endpoint=" + egressHost + ":0|" + TERM);
    }
}
