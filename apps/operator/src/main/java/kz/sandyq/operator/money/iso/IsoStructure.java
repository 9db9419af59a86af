package kz.sandyq.operator.money.iso;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types of the three messages, read from two committed tables: {@code structure.tsv} (names, order, required,
 * codes; equal to the library's annotations, which a test compares) and {@code simple-types.tsv} (lengths and patterns,
 * which the library does not carry).
 */
final class IsoStructure {
    static final String STRUCTURE = "/iso20022/structure.tsv";
    static final String SIMPLE_TYPES = "/iso20022/simple-types.tsv";

    private static final IsoStructure INSTANCE = new IsoStructure(lines(STRUCTURE), lines(SIMPLE_TYPES));

    private final Map<String, IsoType> types = new HashMap<>();
    private final Map<String, String> simpleTypeNames = new HashMap<>();

    private IsoStructure(List<String> structure, List<String> simpleTypes) {
        for (String line : simpleTypes) {
            String[] columns = line.split("\t");
            if (simpleTypeNames.put(columns[0], columns[1]) != null) {
                throw new IllegalStateException(columns[0] + " stands twice in " + SIMPLE_TYPES);
            }
        }
        Map<String, List<String[]>> rows = new LinkedHashMap<>();
        for (String line : structure) {
            String[] columns = line.split("\t");
            rows.computeIfAbsent(columns[0], key -> new ArrayList<>()).add(columns);
        }
        rows.forEach((name, fields) -> types.put(name, type(name, fields)));
    }

    static IsoStructure get() {
        return INSTANCE;
    }

    /** The type of a name; the table is closed, so a missing one is our fault. */
    IsoType type(String name) {
        return Objects.requireNonNull(types.get(name), () -> "no type " + name);
    }

    private IsoType type(String name, List<String[]> fields) {
        List<IsoType.Element> elements = new ArrayList<>();
        Map<String, Integer> indexes = new HashMap<>();
        Map<String, IsoType.Attribute> attributes = new HashMap<>();
        SimpleType content = null;
        boolean open = false;
        for (String[] field : fields) {
            String element = field[1];
            boolean required = field[2].charAt(0) == '1';
            SimpleType simple = simple(name, element, field[3]);
            if (element.equals("*")) {
                open = true;
            } else if (element.equals("#")) {
                content = Objects.requireNonNull(simple);
            } else if (element.startsWith("@")) {
                String attribute = element.substring(1);
                attributes.put(attribute, new IsoType.Attribute(attribute, required, Objects.requireNonNull(simple)));
            } else {
                indexes.put(element, elements.size());
                boolean many = field[2].charAt(1) == 'n';
                elements.add(new IsoType.Element(element, required, many, simple, simple == null ? field[3] : ""));
            }
        }
        return new IsoType(name, name.endsWith("Choice"), elements, indexes, attributes, content, open);
    }

    private @Nullable SimpleType simple(String type, String element, String kind) {
        if (kind.startsWith("=")) {
            return SimpleType.codes(Set.of(kind.substring(1).split("\\|")));
        }
        return switch (kind) {
            case "string", "decimal" -> SimpleType.named(simpleTypeName(type, element));
            case "date", "dateTime", "gYearMonth", "boolean" -> SimpleType.named(kind);
            default -> null;
        };
    }

    private String simpleTypeName(String type, String element) {
        String exact = simpleTypeNames.get(type + "." + element);
        String name = exact != null ? exact : simpleTypeNames.get(element);
        return Objects.requireNonNull(name, () -> type + "." + element + " has no line in " + SIMPLE_TYPES);
    }

    static List<String> lines(String resource) {
        try (InputStream stream = Objects.requireNonNull(IsoStructure.class.getResourceAsStream(resource), resource);
                var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isEmpty() && !(line.startsWith("#") && line.startsWith(" ", 1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
