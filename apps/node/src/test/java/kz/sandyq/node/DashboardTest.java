package kz.sandyq.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.sandyq.cluster.ClusterFile;
import kz.sandyq.cluster.NodeStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard asks for what a member says, and for all of it. */
class DashboardTest {
    private static final Pattern NAME = Pattern.compile("\\b(?:sandyq|jvm)_[a-z_]+");

    @TempDir
    Path directory;

    @Test
    void everyMeasureOfTheDashboardIsSaidAndEveryOneOfOursIsShown() throws IOException {
        Set<String> shown = names(Files.readString(Path.of("../../deploy/grafana/cluster.json")));
        MemberProofs proofs = new MemberProofs(cluster(), 0, Clock.systemUTC());
        try (NodeMetrics metrics = new NodeMetrics("node-0", "1.0", 0, () -> NodeStatus.NONE, proofs)) {
            Set<String> said = names(metrics.text());
            assertThat(said).containsAll(shown);
            said.removeIf(each -> each.startsWith("jvm"));
            said.remove("sandyq_node_elected");
            assertThat(shown).containsAll(said);
        }
    }

    @Test
    void theManualReadsEveryPanel() throws IOException {
        String manual = Files.readString(Path.of("../../docs/operations/dashboard.md"));
        Matcher panel = Pattern.compile("\"title\": \"([^\"]+)\"")
                .matcher(Files.readString(Path.of("../../deploy/grafana/cluster.json")));
        int panels = 0;
        for (; panel.find(); panels++) {
            if (!panel.group(1).startsWith("Sandyq: ")) {
                assertThat(manual).contains("| " + panel.group(1) + " |");
            }
        }
        assertThat(panels).isGreaterThan(10);
    }

    private ClusterFile cluster() throws IOException {
        List<String> lines = new ArrayList<>(List.of("cluster.number = 7"));
        for (int id = 0; id < 3; id++) {
            String of = "member." + id + ".";
            lines.add(of + "name = node-" + id);
            lines.add(of + "host = 127.0.0.1");
            lines.add(of + "first-port = " + (9_000 + 10 * id));
            lines.add(of + "health-port = " + (9_090 + id));
            lines.add(of + "directory = " + directory.resolve("node-" + id));
        }
        return ClusterFile.read(Files.write(directory.resolve("cluster.properties"), lines));
    }

    private static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }
}
