package kz.sandyq.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public API of the operator; the address changes with each start of it. */
final class OperatorApi implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private volatile int port;

    /** What a request was answered. */
    record Answer(int status, JsonNode body, String etag) {
        Answer ok() {
            if (status < 200 || status > 299) {
                throw new IllegalStateException(status + " " + body);
            }
            return this;
        }

        String text(String... path) {
            JsonNode node = body;
            for (String field : path) {
                node = node.path(field);
            }
            return node.asString("");
        }
    }

    void at(int newPort) {
        port = newPort;
    }

    Answer get(String token, String path) {
        return must(token, "GET", path, "", "");
    }

    Answer post(String token, String path, String body) {
        return must(token, "POST", path, body, "");
    }

    /** Sends once with a new key; the answer has to be a good one. */
    Answer must(String token, String method, String path, String body, String etag) {
        try {
            return send(token, method, path, body, etag, key()).ok();
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        } catch (IllegalStateException refused) {
            throw new IllegalStateException(method + " " + path + ": " + refused.getMessage(), refused);
        }
    }

    /** Sends once. */
    Answer send(String token, String method, String path, String body, String etag, UUID key) throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key.toString())
                .header("Accept", "application/json");
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!etag.isEmpty()) {
            request.header("If-Match", etag);
        }
        request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            String text = response.body();
            boolean json = text.startsWith("{") || text.startsWith("[");
            return new Answer(
                    response.statusCode(),
                    json
                            ? JsonMapper.shared().readTree(text)
                            : JsonMapper.shared().createObjectNode(),
                    response.headers().firstValue("ETag").orElse(""));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    /** A second person approves the newest proposal. */
    void approveNewest(String token) {
        JsonNode newest = get(token, "/approvals")
                .body()
                .path("items")
                .valueStream()
                .max(java.util.Comparator.comparingLong(each -> each.path("id").asLong()))
                .orElseThrow();
        must(
                token,
                "POST",
                "/approvals/" + newest.path("id").asString() + "/approve",
                "{}",
                "\"v" + newest.path("version").asInt() + "\"");
    }

    /** Asks until the answer is as wanted. */
    Answer await(String token, String path, Predicate<Answer> wanted) {
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        Answer answer = get(token, path);
        while (!wanted.test(answer)) {
            if (System.nanoTime() > deadlineNs) {
                throw new IllegalStateException(path + " stays " + answer);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            answer = get(token, path);
        }
        return answer;
    }

    /** A new idempotency key, a UUID of version 7. */
    static UUID key() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = System.currentTimeMillis() << 16 | 0x7000L | random.nextInt(0x1000);
        return new UUID(high, random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
