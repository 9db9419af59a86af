package kz.sandyq.simulator.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The schema file of the market. */
public final class Schema {
    static final int ID = 39;
    /** Version that is written. */
    static final int VERSION = 1;
    /** Templates from here on are events. */
    private static final int FIRST_EVENT = 100;

    private static final Map<String, Integer> SIZES =
            Map.of("char", 1, "uint8", 1, "int8", 1, "uint16", 2, "int16", 2, "int32", 4, "int64", 8);
    private static final Schema MARKET = read();

    private record Type(
            int size,
            boolean signed,
            boolean bytes,
            @Nullable Layout part) {}

    private final Map<String, Type> types = new HashMap<>();
    private final Map<String, Layout> byName = new HashMap<>();
    private final Map<Integer, Layout> byTemplate = new TreeMap<>();

    private Schema() {}

    public static Schema market() {
        return MARKET;
    }

    public Layout layout(String name) {
        return Objects.requireNonNull(byName.get(name), name);
    }

    public @Nullable Layout layout(int template) {
        return byTemplate.get(template);
    }

    /** The layout of a command, else null. */
    public @Nullable Layout command(int template) {
        return template < FIRST_EVENT ? byTemplate.get(template) : null;
    }

    /** Names of all commands, in the order of their templates. */
    public List<String> commands() {
        return byTemplate.values().stream()
                .filter(layout -> layout.template < FIRST_EVENT)
                .map(Layout::name)
                .toList();
    }

    /** An event as the core wrote it. */
    public Message event(ByteBuffer bytes) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        Layout layout = Objects.requireNonNull(byTemplate.get(bytes.getShort(2) & 0xFFFF));
        return Objects.requireNonNull(layout.readWhole(bytes));
    }

    /** The block of a command and its group; null when the group does not fit. Its header was checked. */
    public @Nullable Message command(Layout layout, ByteBuffer bytes) {
        return layout.readWhole(bytes.order(ByteOrder.LITTLE_ENDIAN));
    }

    /** A block and its group; null when the group does not fit. */
    public @Nullable Message command(Layout layout, Message block, ByteBuffer bytes) {
        return layout.withGroup(block, bytes.order(ByteOrder.LITTLE_ENDIAN));
    }

    /** The block alone. */
    public Message block(Layout layout, ByteBuffer bytes) {
        return layout.read(bytes.order(ByteOrder.LITTLE_ENDIAN), Layout.HEADER);
    }

    private static Schema read() {
        Schema schema = new Schema();
        try (InputStream file = Objects.requireNonNull(Schema.class.getResourceAsStream("/sbe/market.xml"))) {
            Element root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file)
                    .getDocumentElement();
            for (Element type : children(children(root, "types").getFirst(), "")) {
                schema.addType(type);
            }
            for (Element message : children(root, "sbe:message")) {
                schema.addMessage(message);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
        return schema;
    }

    private void addType(Element element) {
        String name = element.getAttribute("name");
        switch (element.getTagName()) {
            case "type" -> types.put(name, primitive(element));
            case "enum" -> types.put(name, new Type(size(element.getAttribute("encodingType")), false, false, null));
            default -> {
                Layout part = new Layout(name, 0);
                for (Element field : children(element, "type")) {
                    add(part, field.getAttribute("name"), primitive(field));
                }
                types.put(name, new Type(part.length, false, false, part));
            }
        }
    }

    private static Type primitive(Element element) {
        String primitive = element.getAttribute("primitiveType");
        String length = element.getAttribute("length");
        return length.isEmpty()
                ? new Type(size(primitive), primitive.startsWith("int"), false, null)
                : new Type(size(primitive) * Integer.parseInt(length), false, true, null);
    }

    private static int size(String primitive) {
        return Objects.requireNonNull(SIZES.get(primitive), primitive);
    }

    private void addMessage(Element element) {
        Layout layout = new Layout(element.getAttribute("name"), Integer.parseInt(element.getAttribute("id")));
        addFields(layout, element);
        for (Element group : children(element, "group")) {
            Layout entry = new Layout(group.getAttribute("name"), 0);
            addFields(entry, group);
            for (Element data : children(group, "data")) {
                entry.data = data.getAttribute("name");
            }
            layout.groupName = entry.name;
            layout.group = entry;
        }
        byName.put(layout.name, layout);
        byTemplate.put(layout.template, layout);
    }

    private void addFields(Layout layout, Element element) {
        for (Element field : children(element, "field")) {
            String type = field.getAttribute("type");
            Integer size = SIZES.get(type);
            Type known = size == null
                    ? Objects.requireNonNull(types.get(type), type)
                    : new Type(size, type.startsWith("int"), false, null);
            add(layout, field.getAttribute("name"), known);
        }
    }

    private static void add(Layout layout, String name, Type type) {
        layout.add(name, type.size(), type.signed(), type.bytes(), type.part());
    }

    private static List<Element> children(Element parent, String tag) {
        List<Element> found = new ArrayList<>();
        for (Node at = parent.getFirstChild(); at != null; at = at.getNextSibling()) {
            if (at instanceof Element element
                    && (tag.isEmpty() || element.getTagName().equals(tag))) {
                found.add(element);
            }
        }
        return found;
    }
}
