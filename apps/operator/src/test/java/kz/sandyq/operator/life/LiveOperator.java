package kz.sandyq.operator.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import kz.sandyq.operator.OperatorApplication;
import kz.sandyq.platform.login.ApiCredentials;
import kz.sandyq.platform.login.Logins;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.person.NationalId;
import kz.sandyq.platform.person.Person;
import kz.sandyq.platform.person.Persons;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An operator on a real node over a directory, spoken to by HTTP. Logins are made beside it, as an administrator would.
 */
final class LiveOperator implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path data;
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable ConfigurableApplicationContext context;
    private long keyTime = System.currentTimeMillis();
    private int people;

    LiveOperator(Path data) {
        this.data = data;
    }

    /** What a request was answered. */
    record Answer(int status, JsonNode body, String etag) {
        Answer ok() {
            assertThat(status).as("%s", body).isBetween(200, 299);
            return this;
        }

        String text(String field) {
            JsonNode node = body.path(field);
            assertThat(node.isMissingNode() || node.isNull())
                    .as("%s in %s", field, body)
                    .isFalse();
            return node.asString();
        }

        long number(String field) {
            return Long.parseLong(text(field));
        }
    }

    void start(String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of(
                "--server.port=0",
                "--sandyq.operator.bin=050140001238",
                "--sandyq.data.directory=" + data,
                "--sandyq.database.directory=" + data.resolve("database"),
                "--sandyq.cluster.directory=" + data.resolve("cluster"),
                "--sandyq.cluster.demo=true",
                "--sandyq.proof.archive=" + data.resolve("copies"),
                "--sandyq.backup.directory=" + data.resolve("backups"),
                "--sandyq.backup.passphrase-file=" + passphrase(),
                "--sandyq.money.poll-ms=50"));
        context = new SpringApplicationBuilder(OperatorApplication.class).run(arguments.toArray(String[]::new));
    }

    /** A file with the passphrase of backups, which only its owner reads. */
    Path passphrase() {
        Path file = data.resolveSibling("passphrase");
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, "сандық пен кілт бөлек");
            }
            return file;
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    void restart(String... options) {
        close();
        start(options);
    }

    /** Starts anew with a read model built from the log alone. */
    void restartWithoutReadModel() {
        close();
        start("--sandyq.readmodel.rebuild=true");
    }

    /** Of a member of staff with these roles. */
    String staff(Role... roles) {
        int number = ++people;
        long person = bean(Persons.class).add(Person.Kind.INDIVIDUAL, nationalId("9001013", number), "Адам " + number);
        EnumSet<Role> set = EnumSet.noneOf(Role.class);
        set.addAll(Set.of(roles));
        String name = "staff" + number;
        return token(bean(Logins.class).create(name, person, set));
    }

    /** Of somebody whom the operator has invited. */
    String invited(String loginName) {
        return token(bean(Logins.class).find(loginName).orElseThrow());
    }

    private String token(long login) {
        return bean(ApiCredentials.class)
                .create(login, "test", EnumSet.allOf(ApiCredentials.Scope.class), Duration.ofDays(1));
    }

    Answer get(String token, String path) {
        return send(token, "GET", path, null, "", key());
    }

    Answer post(String token, String path, String body) {
        return send(token, "POST", path, body, "", key());
    }

    Answer post(String token, String path, String body, String etag) {
        return send(token, "POST", path, body, etag, key());
    }

    Answer put(String token, String path, String body, String etag) {
        return send(token, "PUT", path, body, etag, key());
    }

    private HttpRequest.Builder request(String token, String path) {
        int port = Objects.requireNonNull(context)
                .getEnvironment()
                .getRequiredProperty("local.server.port", Integer.class);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /** A file as it comes, by its whole path; without token as anybody. */
    HttpResponse<byte[]> file(String token, String path) {
        try {
            return http.send(request(token, path).build(), BodyHandlers.ofByteArray());
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    Answer send(String token, String method, String path, @Nullable String body, String etag, UUID key) {
        var request = request(token, "/api/v1" + path)
                .header("Idempotency-Key", key.toString())
                .header("Accept", "application/json");
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (!etag.isEmpty()) {
            request.header("If-Match", etag);
        }
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            String text = response.body();
            JsonNode json = text.isBlank()
                    ? JsonMapper.shared().createObjectNode()
                    : JsonMapper.shared().readTree(text);
            return new Answer(
                    response.statusCode(),
                    json,
                    response.headers().firstValue("ETag").orElse(""));
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** A second person approves the newest proposal of a kind. */
    Answer approve(String token, String kind) {
        return tryToApprove(token, kind).ok();
    }

    /** The same, whatever it is answered. */
    Answer tryToApprove(String token, String kind) {
        JsonNode newest = get(token, "/approvals")
                .ok()
                .body()
                .path("items")
                .valueStream()
                .filter(each -> each.path("kind").asString().equals(kind))
                .max(java.util.Comparator.comparingLong(each -> each.path("id").asLong()))
                .orElseThrow();
        return post(
                token,
                "/approvals/" + newest.path("id").asString() + "/approve",
                "{}",
                "\"v" + newest.path("version").asInt() + "\"");
    }

    /** Asks until the answer is as wanted. */
    Answer await(String token, String path, Predicate<JsonNode> wanted) {
        return Awaitility.await()
                .alias(path)
                .atMost(PATIENCE)
                .until(() -> get(token, path), answer -> answer.status() == 200 && wanted.test(answer.body()));
    }

    /** Puts a message of the bank into a folder, as the bank does: under another name, then renamed. */
    void bankSays(Path folder, String name, String message) throws IOException {
        Path written = folder.resolve("in").resolve("." + name);
        Files.writeString(written, message);
        Files.move(written, folder.resolve("in").resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    <T> T bean(Class<T> type) {
        return Objects.requireNonNull(context).getBean(type);
    }

    /** A new key, a UUID of version 7, later than the one before. */
    synchronized UUID key() {
        keyTime = Math.max(keyTime + 1, System.currentTimeMillis());
        UUID random = UUID.randomUUID();
        return new UUID(
                keyTime << 16 | 0x7000L | random.getMostSignificantBits() & 0xFFFL,
                random.getLeastSignificantBits() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    }

    /** The n-th valid national number that begins with these seven digits. */
    static String nationalId(String prefix, int n) {
        int found = 0;
        for (int tail = 0; tail < 100_000; tail++) {
            String candidate = prefix + "%05d".formatted(tail);
            if (NationalId.parse(candidate).isPresent() && ++found == n) {
                return candidate;
            }
        }
        throw new IllegalStateException("no more numbers");
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
            context = null;
        }
    }
}
