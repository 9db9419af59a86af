package kz.sandyq.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import kz.sandyq.protocol.Rules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** docs/operations/upgrade.md: member after member gets another build, then the log goes on by later rules. */
@Timeout(300)
class UpgradeTest {
    private static final String LATER = String.valueOf(OtherBuild.LATER_RULES);

    @TempDir
    Path directory;

    @Test
    void membersAreUpgradedOneByOneAndALeaderLeftBehindDoesNotGoOn() throws IOException {
        Path later = OtherBuild.later(directory.resolve("later"));
        try (Nodes nodes = new Nodes(directory, 3);
                Traffic traffic = new Traffic(nodes.gateway().address(), 7)) {
            nodes.launchAll("found");
            nodes.awaitReady();
            traffic.open();
            traffic.start(2, 300);
            long beganNs = System.nanoTime();
            assertThat(nodes.gateway().withoutRules(Rules.NEWEST)).isEmpty();
            List<Integer> leaderLast = new ArrayList<>(List.of(0, 1, 2));
            leaderLast.add(leaderLast.remove(nodes.leader()));
            int leader = leaderLast.getLast();
            for (int id : leaderLast.subList(0, 2)) {
                upgrade(nodes, id, later);
            }
            assertThat(nodes.gateway().withoutRules(OtherBuild.LATER_RULES))
                    .as("a member that would be left behind, and the gateway of this test")
                    .containsExactly("node-" + leader, "this process");
            traffic.activateRules(OtherBuild.LATER_RULES);
            assertThat(nodes.exitCode(leader)).as(nodes.log(leader)).isEqualTo(NodeFault.RULES_UNKNOWN);
            assertThat(nodes.log(leader))
                    .contains("the log goes by rules " + LATER)
                    .contains("Install a build");
            upgrade(nodes, leader, later);
            nodes.awaitSameHash();
            assertThat(IntStream.range(0, 3).mapToObj(nodes::said))
                    .allSatisfy(said -> assertThat(said).containsEntry("rules", LATER));
            new Fire(nodes, null, traffic)
                    .judge((System.nanoTime() - beganNs) / 1e9)
                    .forEach(System.out::println);
        }
    }

    private static void upgrade(Nodes nodes, int id, Path build) {
        nodes.stop(id);
        nodes.build(id, build);
        nodes.launch("start", id);
        nodes.awaitReady();
        assertThat(nodes.said(id)).containsEntry("knownRules", LATER);
    }
}
