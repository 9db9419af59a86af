package kz.sandyq.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A member whose build has a fault makes something else of the log, and stops; the others go on. */
@Timeout(300)
class StateMismatchTest {
    @TempDir
    Path directory;

    @Test
    void aFaultyMemberStopsAndComesBackWithTheRightBuild() throws IOException {
        try (Nodes nodes = new Nodes(directory, 3);
                Traffic traffic = new Traffic(nodes.gateway().address(), 7)) {
            begin(nodes, traffic);

            traffic.transfer(OtherBuild.AMOUNT_MINOR);
            assertThat(nodes.exitCode(2)).isEqualTo(NodeFault.STATE_DIFFERS);
            traffic.newcomerNs();
            assertThat(nodes.log(2)).contains("node-2 of cluster 7 stops").contains("first seen at sequence");
            assertThat(nodes.end("start", 2))
                    .as("not before a person has looked")
                    .isEqualTo(NodeFault.STATE_DIFFERS);
            assertThat(nodes.log(2)).contains("remove that file");

            nodes.build(2, null);
            Files.delete(nodes.data(2).resolve("state-differs"));
            nodes.launch("start", 2);
            nodes.awaitReady();
            nodes.awaitSameHash();
            traffic.transfer(OtherBuild.AMOUNT_MINOR);
            nodes.awaitSameHash();
        }
    }

    @Test
    void withoutAMajorityNobodyServes() throws IOException {
        try (Nodes nodes = new Nodes(directory, 3);
                Traffic traffic = new Traffic(nodes.gateway().address(), 7)) {
            begin(nodes, traffic);
            nodes.kill(0);
            traffic.transfer(OtherBuild.AMOUNT_MINOR);
            int first = nodes.awaitEnded(1).getFirst();
            assertThat(nodes.exitCode(first)).isEqualTo(NodeFault.STATE_DIFFERS);
            Awaitility.await("the other one ends too, or stands alone without a leader")
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(nodes.said(first == 1 ? 2 : 1)).doesNotContainEntry("serves", "true"));
        }
    }

    /** Member 2 has the fault, and nothing has shown it yet. */
    private void begin(Nodes nodes, Traffic traffic) throws IOException {
        nodes.build(2, OtherBuild.faulty(directory.resolve("faulty")));
        nodes.launchAll("found");
        nodes.awaitReady();
        traffic.open();
        nodes.awaitSameHash();
    }
}
