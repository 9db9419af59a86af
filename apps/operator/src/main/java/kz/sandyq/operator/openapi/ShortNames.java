package kz.sandyq.operator.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of schemas without packages: two controllers may both have a View, which then are BookApiView and IssueApiView.
 */
final class ShortNames {
    private static final Pattern PACKAGE =
            Pattern.compile("[Kk]z\\.sandyq\\.(?:[a-z0-9]+\\.)+|(?<![A-Za-z0-9])(?:[a-z0-9]+\\.)+");
    private static final String REF = "#/components/schemas/";

    private final Components components;

    ShortNames(Components components) {
        this.components = components;
    }

    static String of(String name) {
        return PACKAGE.matcher(name).replaceAll("").replaceAll("[.$]", "");
    }

    void apply(OpenAPI api) {
        Map<String, Schema> renamed = new TreeMap<>();
        components.getSchemas().forEach((name, schema) -> {
            if (renamed.put(of(name), schema) != null) {
                throw new IllegalStateException("two schemas would be named " + of(name));
            }
            shorten(schema);
        });
        components.setSchemas(renamed);
        api.getPaths().values().stream()
                .flatMap(item -> item.readOperations().stream())
                .forEach(this::operation);
    }

    private void operation(Operation operation) {
        if (operation.getRequestBody() != null) {
            content(operation.getRequestBody().getContent());
        }
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(each -> shorten(each.getSchema()));
        }
        operation.getResponses().values().forEach(each -> content(each.getContent()));
    }

    private void content(@Nullable Content content) {
        if (content != null) {
            content.values().forEach(each -> shorten(each.getSchema()));
        }
    }

    private void shorten(@Nullable Schema<?> schema) {
        if (schema == null) {
            return;
        }
        if (schema.get$ref() != null && schema.get$ref().startsWith(REF)) {
            schema.set$ref(REF + of(schema.get$ref().substring(REF.length())));
        }
        for (Schema<?> part : parts(schema)) {
            shorten(part);
        }
    }

    @SuppressWarnings("rawtypes")
    private static List<Schema<?>> parts(Schema<?> schema) {
        List<Schema<?>> parts = new ArrayList<>();
        for (List<Schema> list : java.util.Arrays.asList(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())) {
            if (list != null) {
                list.forEach(parts::add);
            }
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(parts::add);
        }
        if (schema.getItems() != null) {
            parts.add(schema.getItems());
        }
        if (schema.getAdditionalProperties() instanceof Schema<?> additional) {
            parts.add(additional);
        }
        return parts;
    }
}
