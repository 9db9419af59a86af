package kz.sandyq.platform.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A proposal's before and after, field by field. */
@Component
class ApprovalChange {
    private final ObjectMapper json;

    ApprovalChange(ObjectMapper json) {
        this.json = json;
    }

    /**
     * One field.
     *
     * @param name path of the field, e.g. {@code terms.volume}
     * @param changed whether before and after differ
     */
    record Line(String name, String before, String after, boolean changed) {}

    List<Line> lines(String beforeAfterJson) {
        JsonNode change = json.readTree(beforeAfterJson);
        List<Line> lines = new ArrayList<>();
        walk("", change.path("before"), change.path("after"), lines);
        return lines;
    }

    private static void walk(String path, JsonNode before, JsonNode after, List<Line> lines) {
        if (before.isObject() || after.isObject()) {
            Set<String> names = new TreeSet<>(before.propertyNames());
            names.addAll(after.propertyNames());
            for (String name : names) {
                walk(path.isEmpty() ? name : path + "." + name, before.path(name), after.path(name), lines);
            }
            return;
        }
        String one = text(before);
        String other = text(after);
        if (!path.isEmpty() || !one.isEmpty() || !other.isEmpty()) {
            lines.add(new Line(path, one, other, !one.equals(other)));
        }
    }

    private static String text(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        return node.isValueNode() ? node.asString() : node.toString();
    }
}
