package kz.sandyq.operator.money.iso;

import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlSchemaType;
import jakarta.xml.bind.annotation.XmlValue;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The structure table as the library's annotations give it. */
final class LibraryStructure {
    private static final String TYPES = "com.prowidesoftware.swift.model.mx.dic.";

    private LibraryStructure() {}

    static List<String> lines() throws ReflectiveOperationException {
        Set<Class<?>> seen = new LinkedHashSet<>();
        var queue = new ArrayDeque<Class<?>>();
        for (IsoMessage message : IsoMessage.values()) {
            Class<?> root = Class.forName(TYPES + message.rootType());
            seen.add(root);
            queue.add(root);
        }
        List<String> lines = new ArrayList<>();
        while (!queue.isEmpty()) {
            Class<?> type = queue.remove();
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                boolean many = field.getType() == List.class;
                Class<?> target = many
                        ? (Class<?>) ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0]
                        : field.getType();
                lines.add(
                        String.join("\t", type.getSimpleName(), name(field), bounds(field, many), kind(field, target)));
                if (target.getName().startsWith(TYPES) && !target.isEnum() && seen.add(target)) {
                    queue.add(target);
                }
            }
        }
        return lines;
    }

    private static String name(Field field) {
        XmlElement element = field.getAnnotation(XmlElement.class);
        if (element != null) {
            return element.name();
        }
        XmlAttribute attribute = field.getAnnotation(XmlAttribute.class);
        if (attribute != null) {
            return "@" + attribute.name();
        }
        if (field.isAnnotationPresent(XmlValue.class)) {
            return "#";
        }
        if (field.isAnnotationPresent(XmlAnyElement.class)) {
            return "*";
        }
        throw new IllegalStateException("no XML annotation on " + field);
    }

    private static String bounds(Field field, boolean many) {
        XmlElement element = field.getAnnotation(XmlElement.class);
        XmlAttribute attribute = field.getAnnotation(XmlAttribute.class);
        boolean required = element != null && element.required() || attribute != null && attribute.required();
        return (required ? "1" : "0") + (many ? "n" : "1");
    }

    private static String kind(Field field, Class<?> target) {
        if (target.isEnum()) {
            return "="
                    + Arrays.stream(target.getFields())
                            .filter(Field::isEnumConstant)
                            .map(LibraryStructure::code)
                            .collect(Collectors.joining("|"));
        }
        if (target == String.class) {
            return "string";
        }
        if (target == BigDecimal.class) {
            return "decimal";
        }
        if (target == Boolean.class || target == boolean.class) {
            return "boolean";
        }
        XmlSchemaType schemaType = field.getAnnotation(XmlSchemaType.class);
        return schemaType != null ? schemaType.name() : target.getSimpleName();
    }

    private static String code(Field constant) {
        XmlEnumValue value = constant.getAnnotation(XmlEnumValue.class);
        return value != null ? value.value() : constant.getName();
    }
}
