package kz.sandyq.operator.money.iso;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A complex type: its elements in order, or a choice of exactly one of them, or text with attributes.
 *
 * @param name name in the standard
 * @param choice exactly one of the elements stands
 * @param elements elements in order
 * @param indexes place of each element in {@code elements}
 * @param attributes attributes by name
 * @param content type of the text, null where elements stand
 * @param open anything well-formed may stand here (supplementary data)
 */
record IsoType(
        String name,
        boolean choice,
        List<Element> elements,
        Map<String, Integer> indexes,
        Map<String, Attribute> attributes,
        @Nullable SimpleType content,
        boolean open) {

    /**
     * An element of a type.
     *
     * @param name XML name
     * @param required must stand at least once
     * @param many may repeat
     * @param simple type of its text, null for a complex element
     * @param complex name of its complex type, empty for a simple element
     */
    record Element(
            String name,
            boolean required,
            boolean many,
            @Nullable SimpleType simple,
            String complex) {}

    /** An attribute and whether it must stand. */
    record Attribute(String name, boolean required, SimpleType type) {}
}
