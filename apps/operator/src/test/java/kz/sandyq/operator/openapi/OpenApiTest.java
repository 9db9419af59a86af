package kz.sandyq.operator.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import kz.sandyq.operator.OperatorTest;
import kz.sandyq.platform.login.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The committed description of the API is that of the running operator. */
class OpenApiTest extends OperatorTest {
    private static final Path COMMITTED = Path.of(System.getProperty("sandyq.root"), "docs/api/openapi.json");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    @Test
    void theCommittedDescriptionIsTrue() throws Exception {
        String running = description();
        if (Boolean.getBoolean("sandyq.write")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, running);
        }
        assertThat(Files.readString(COMMITTED))
                .as("docs/api/openapi.json; .ci/derive writes it anew")
                .isEqualTo(running);
    }

    @Test
    void everyOperationHasItsWordsAndItsRefusals() throws Exception {
        JsonNode api = JsonMapper.shared().readTree(description());
        assertThat(api.path("openapi").asString()).startsWith("3.1.");
        Set<String> silent = new TreeSet<>();
        Set<String> known = new TreeSet<>();
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> {
                            String operation = method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey();
                            known.add(operation);
                            if (method.getValue().path("summary").asString("").isEmpty()) {
                                silent.add(operation);
                            }
                            JsonNode responses = method.getValue().path("responses");
                            assertThat(responses.propertyNames()).as(operation).contains("400", "401", "403", "500");
                            if (!method.getKey().equals("get")) {
                                assertThat(responses.propertyNames())
                                        .as(operation)
                                        .contains("409", "422", "503");
                                assertThat(method.getValue().path("parameters").toString())
                                        .as(operation)
                                        .contains("Idempotency-Key");
                            }
                        }));
        assertThat(silent)
                .as("operations without a line in openapi/operations.txt")
                .isEmpty();
        assertThat(new Operations().all().keySet())
                .as("lines of openapi/operations.txt")
                .isEqualTo(known);
    }

    @Test
    void onlyWhoIsSignedInReadsIt() throws Exception {
        web.perform(get("/api/v1/openapi.json")).andExpect(status().isUnauthorized());
    }

    private String description() throws Exception {
        return web.perform(get("/api/v1/openapi.json")
                                .header("Authorization", user(Role.CLIENT).bearer()))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(java.nio.charset.StandardCharsets.UTF_8)
                + "\n";
    }
}
