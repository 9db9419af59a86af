package kz.sandyq.operator.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import kz.sandyq.operator.OperatorApplication;
import kz.sandyq.platform.login.ApiCredentials;
import kz.sandyq.platform.login.Logins;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.person.NationalId;
import kz.sandyq.platform.person.Person;
import kz.sandyq.platform.person.Persons;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator's own log does not believe the time after a standstill until two administrators confirm it. */
class ClockConfirmationTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @TempDir
    Path data;

    private String port = "";
    private String first = "";
    private String second = "";

    @Test
    void afterAStandstillTwoAdministratorsConfirmTheTime() throws Exception {
        try (ConfigurableApplicationContext context = start()) {
            first = administrator(context, iin(1), "admin1");
            second = administrator(context, iin(2), "admin2");
            JsonNode refused =
                    post(first, "/settings/clock/confirmations", "{\"cause\":\"PLANNED_DOWNTIME\"}", "", 422);
            assertThat(refused.path("code").asString()).isEqualTo("CLOCK_NOT_SUSPECT");
        }
        Instant stopped = Instant.now();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> Instant.now().isAfter(stopped.plus(LIMIT).plusSeconds(2)));
        try (ConfigurableApplicationContext context = start()) {
            assertThat(context.isRunning()).isTrue();
            assertThat(clock().path("suspect").asBoolean()).isTrue();
            assertThat(Instant.parse(clock().path("logTime").asString())).isBefore(stopped.plusSeconds(2));
            assertThat(get("/settings/unset").toString()).contains("\"clock\"");
            post(first, "/settings/clock/confirmations", "{\"cause\":\"DEMO_START\"}", "", 422);
            String approval = post(first, "/settings/clock/confirmations", "{\"cause\":\"PLANNED_DOWNTIME\"}", "", 202)
                    .path("approvalId")
                    .asString();
            String approve = "/approvals/" + approval + "/approve";
            String seen = "\"v" + get("/approvals/" + approval).path("version").asInt() + "\"";
            assertThat(post(first, approve, "{}", seen, 422).path("code").asString())
                    .isEqualTo("SECOND_PERSON_SAME");
            assertThat(clock().path("suspect").asBoolean()).isTrue();
            post(second, approve, "{}", seen, 200);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> !clock().path("suspect").asBoolean());
            assertThat(Instant.parse(clock().path("logTime").asString())).isAfter(stopped.plus(LIMIT));
            assertThat(get("/settings/unset").toString()).doesNotContain("\"clock\"");
        }
    }

    private ConfigurableApplicationContext start() {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(OperatorApplication.class)
                .run(
                        "--server.port=0",
                        "--sandyq.operator.bin=050140001238",
                        "--sandyq.database.directory=" + data.resolve("database"),
                        "--sandyq.cluster.directory=" + data.resolve("cluster"),
                        "--sandyq.cluster.clock-jump-limit=" + LIMIT);
        port = context.getEnvironment().getRequiredProperty("local.server.port");
        return context;
    }

    private static String administrator(ConfigurableApplicationContext context, String iin, String name) {
        long person = context.getBean(Persons.class).add(Person.Kind.INDIVIDUAL, iin, name);
        long login = context.getBean(Logins.class).create(name, person, Set.of(Role.ADMINISTRATOR));
        return context.getBean(ApiCredentials.class)
                .create(login, "test", EnumSet.allOf(ApiCredentials.Scope.class), Duration.ofDays(1));
    }

    /** The n-th valid IIN of somebody born on 1 January 1990. */
    private static String iin(int n) {
        return IntStream.range(0, 100_000)
                .mapToObj(tail -> "9001013%05d".formatted(tail))
                .filter(candidate -> NationalId.parse(candidate).isPresent())
                .skip(n)
                .findFirst()
                .orElseThrow();
    }

    private JsonNode clock() throws Exception {
        return get("/settings/clock");
    }

    private JsonNode get(String path) throws Exception {
        return send(request(first, path).GET(), 200);
    }

    private JsonNode post(String token, String path, String body, String seen, int status) throws Exception {
        HttpRequest.Builder request =
                request(token, path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        return send(seen.isEmpty() ? request : request.header("If-Match", seen), status);
    }

    private HttpRequest.Builder request(String token, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    private static JsonNode send(HttpRequest.Builder request, int status) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).as("%s", response.body()).isEqualTo(status);
            return JsonMapper.shared().readTree(response.body());
        }
    }
}
