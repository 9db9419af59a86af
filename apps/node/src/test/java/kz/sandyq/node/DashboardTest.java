package kz.sandyq.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.sandyq.cluster.NodeStatus;
import org.junit.jupiter.api.Test;

/** The dashboard asks for what a member says, and for all of it. */
class DashboardTest {
    private static final Pattern NAME = Pattern.compile("\\b(?:sandyq|jvm)_[a-z_]+");

    @Test
    void everyMeasureOfTheDashboardIsSaidAndEveryOneOfOursIsShown() throws IOException {
        Set<String> shown = names(Files.readString(Path.of("../../deploy/grafana/cluster.json")));
        try (NodeMetrics metrics = new NodeMetrics("node-0", "1.0", 0, () -> NodeStatus.NONE)) {
            Set<String> said = names(metrics.text());
            assertThat(said).containsAll(shown);
            said.removeIf(each -> each.startsWith("jvm"));
            said.remove("sandyq_node_elected");
            assertThat(shown).containsAll(said);
        }
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
