package kz.sandyq.operator.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import kz.sandyq.platform.api.EntityVersion;
import kz.sandyq.platform.api.IdempotencyKey;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/** What the controllers do not say themselves: words, keys, refusals, how a program signs in. */
@Component
class ApiDescription implements OpenApiCustomizer, OperationCustomizer {
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final String KEY = "Idempotency-Key";

    private final Operations operations = new Operations();

    @Override
    public void customise(OpenAPI api) {
        api.info(new Info()
                .title("Sandyq operator")
                .version("1")
                .description("Ids are strings cluster-number, amounts decimal strings with exactly the asset's scale,"
                        + " times RFC 3339 in UTC with milliseconds."));
        api.servers(List.of(new Server().url("/")));
        Components components = api.getComponents() == null ? new Components() : api.getComponents();
        components.addSchemas("Problem", problem());
        components.addSecuritySchemes(
                "bearer",
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("A token of an API credential; scopes READ and WRITE."));
        api.components(components);
        new ShortNames(components).apply(api);
        api.security(List.of(new SecurityRequirement().addList("bearer")));
        api.tags(null);
        new TreeMap<>(api.getPaths())
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> describe(path, item, method, operation)));
    }

    /** Headers that a controller takes as values of ours. */
    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        for (MethodParameter each : method.getMethodParameters()) {
            if (each.getParameterType() == IdempotencyKey.class) {
                operation.addParametersItem(
                        new Parameter().in("header").name(KEY).required(true));
            } else if (each.getParameterType() == EntityVersion.class) {
                operation.addParametersItem(new Parameter()
                        .in("header")
                        .name("If-Match")
                        .required(true)
                        .description("The ETag of the version that was seen, such as \"v7\"")
                        .schema(typed("string")));
            }
        }
        return operation;
    }

    private void describe(String path, PathItem item, HttpMethod method, Operation operation) {
        String place = path.replaceFirst("^/api/v1/", "");
        Operations.Line line = operations.of(method + " " + path);
        operation.tags(List.of(place.replaceFirst("/.*", "")));
        operation.operationId(method.name().toLowerCase(Locale.ROOT) + "-"
                + place.replaceAll("[{}]", "").replace('/', '-'));
        if (line != null) {
            operation.summary(line.summary());
            rename(operation.getResponses(), line.status());
        }
        if (!READS.contains(method)) {
            askForKey(operation);
        }
        refusals(path, method, operation);
    }

    private static void rename(ApiResponses responses, String status) {
        ApiResponse success = responses.remove("200");
        if (success != null) {
            responses.addApiResponse(status, success.description("Done"));
        }
    }

    private static void askForKey(Operation operation) {
        List<Parameter> parameters = new ArrayList<>();
        boolean required = false;
        if (operation.getParameters() != null) {
            for (Parameter each : operation.getParameters()) {
                if (KEY.equalsIgnoreCase(each.getName())) {
                    required = Boolean.TRUE.equals(each.getRequired());
                } else {
                    parameters.add(each);
                }
            }
        }
        parameters.add(new Parameter()
                .in("header")
                .name(KEY)
                .required(required)
                .description("A UUID of version 7. The same key with the same request is answered the same again.")
                .schema(typed("string").format("uuid")));
        operation.parameters(parameters);
    }

    private static void refusals(String path, HttpMethod method, Operation operation) {
        ApiResponses responses = operation.getResponses();
        refusal(responses, "400", "Malformed: a header, a parameter or the body has another form");
        refusal(responses, "401", "Nobody is signed in, or the token is not valid");
        refusal(responses, "403", "The role or the scope is missing");
        refusal(responses, "500", "Our fault; the answer names a support code");
        if (path.contains("{")) {
            refusal(responses, "404", "It does not exist, or not for this client");
        }
        if (!READS.contains(method)) {
            refusal(responses, "409", "The key stood on another request, or somebody changed the record meanwhile");
            refusal(responses, "422", "Refused by a rule; nothing changed");
            refusal(responses, "503", "Too busy; send again with the same key");
        }
        boolean versioned = operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(each -> "If-Match".equalsIgnoreCase(each.getName()));
        if (versioned) {
            refusal(responses, "428", "If-Match with the version that was seen is required");
        }
    }

    private static void refusal(ApiResponses responses, String status, String words) {
        responses.addApiResponse(
                status,
                new ApiResponse()
                        .description(words)
                        .content(new Content()
                                .addMediaType(
                                        "application/problem+json",
                                        new MediaType()
                                                .schema(new JsonSchema().$ref("#/components/schemas/Problem")))));
    }

    /** RFC 9457 with what a refusal adds to it. */
    private static Schema<?> problem() {
        Schema<?> problem = typed("object").description("A refusal (RFC 9457), in the language of Accept-Language");
        for (String text :
                List.of("type", "title", "detail", "instance", "code", "clause", "citation", "field", "whatToDo")) {
            problem.addProperty(text, typed("string"));
        }
        problem.addProperty("status", typed("integer"));
        problem.addProperty("nothingChanged", typed("boolean"));
        problem.required(List.of("code", "detail", "nothingChanged", "status", "title", "type", "whatToDo"));
        return problem;
    }

    private static Schema<?> typed(String type) {
        Schema<?> schema = new JsonSchema();
        schema.addType(type);
        return schema;
    }
}
