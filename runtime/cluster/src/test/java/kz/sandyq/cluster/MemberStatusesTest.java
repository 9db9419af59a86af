package kz.sandyq.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who counts as somebody at the address of a member: a lost one must not be replaced while its process lives. */
@Timeout(60)
class MemberStatusesTest {
    @TempDir
    Path directory;

    @Test
    void whoeverHangsUpOrStaysSilentIsSomebodyAndSaysNothing() throws IOException {
        try (ServerSocket rude = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> hangUp(rude));
            Path file = file(rude.getLocalPort(), freePort(), silent.getLocalPort());
            try (MemberStatuses statuses = new MemberStatuses(ClusterFile.read(file))) {
                statuses.awaitRound();
                assertThat(statuses.answers(0)).isTrue();
                assertThat(statuses.of(0)).isEqualTo(NodeStatus.NONE);
                assertThat(statuses.answers(1)).isFalse();
                assertThat(statuses.answers(2)).isTrue();
                assertThat(statuses.of(2)).isEqualTo(NodeStatus.NONE);
            }
        }
    }

    private static void hangUp(ServerSocket door) {
        try {
            while (true) {
                try (Socket caller = door.accept()) {
                    // Its request is read, so that it hears an end and no reset.
                    assertThat(caller.getInputStream().read()).isPositive();
                }
            }
        } catch (IOException closed) {
            assertThat(door.isClosed()).isTrue();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Path file(int... healthPorts) throws IOException {
        List<String> lines = new ArrayList<>(List.of("cluster.number = 1"));
        for (int id = 0; id < healthPorts.length; id++) {
            String of = "member." + id + ".";
            lines.add(of + "name = node-" + id);
            lines.add(of + "host = 127.0.0.1");
            lines.add(of + "first-port = " + (9_000 + 10 * id));
            lines.add(of + "health-port = " + healthPorts[id]);
            lines.add(of + "directory = data-" + id);
        }
        return Files.write(directory.resolve("cluster.properties"), lines);
    }
}
