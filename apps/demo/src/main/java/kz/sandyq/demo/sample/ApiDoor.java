package kz.sandyq.demo.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public address of Sandyq, entered as anybody enters it: sign-in by password, then requests with a token. */
final class ApiDoor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BUSY_MAX = 40;
    private static final long BUSY_PAUSE_MS = 250;
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern REVOKE = Pattern.compile("/credentials/[0-9]+/revoke");
    private static final Pattern TOKEN = Pattern.compile("<code[^>]*data-copy[^>]*>([^<]+)</code>");

    private final String address;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SecureRandom random = new SecureRandom();
    private final JsonMapper json = JsonMapper.shared();

    /** A door at an address such as {@code http://localhost:8080}. */
    ApiDoor(String address) {
        this.address = address;
    }

    /** Signs in by the form. */
    Session signIn(String login, String password) {
        Session session = new Session();
        session.get("/sign-in");
        String entered = session.post("/sign-in", Map.of("loginName", login, "password", password));
        if (entered.contains("/sign-in")) {
            throw new SampleFaultException(login + " could not sign in: " + entered);
        }
        return session;
    }

    /** Uses an invitation: the invited person sets his password. */
    void acceptInvitation(String path, String password) {
        Session session = new Session();
        session.get(path);
        String next = session.post(path, Map.of("password", password, "again", password));
        if (!next.contains("invited")) {
            throw new SampleFaultException("an invitation was not taken: " + next);
        }
    }

    /** One request; asked again with the same key while the server is busy. */
    Answer send(String token, String method, String path, @Nullable Object body, String etag) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key().toString())
                .header("Accept", "application/json");
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (!etag.isEmpty()) {
            request.header("If-Match", etag);
        }
        request.method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json.writeValueAsString(body)));
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> response = exchange(request.build());
            if (response.statusCode() != 503 || attempt == BUSY_MAX) {
                String text = response.body();
                JsonNode read = text.isBlank() ? json.createObjectNode() : json.readTree(text);
                String version = response.headers().firstValue("ETag").orElse("");
                return new Answer(method + " " + path, response.statusCode(), read, version);
            }
            pause(BUSY_PAUSE_MS);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SampleFaultException("stopped");
        }
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SampleFaultException("stopped");
        }
    }

    /** A UUID of version 7 by real time: the log compares keys with real time. */
    private UUID key() {
        long high = System.currentTimeMillis() << 16 | 0x7000L | random.nextInt(0x1000);
        return new UUID(high, random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    /** A browser without a window: its cookie, the page it shows, the hidden field against forged requests. */
    final class Session {
        private String cookie = "";
        private String page = "";

        /** Opens a page; gives what it shows. */
        String get(String path) {
            open(HttpRequest.newBuilder(URI.create(address + path)).GET());
            return page;
        }

        /** What is shown now. */
        String page() {
            return page;
        }

        /** Sends a form of the page that is shown; gives where it leads, or an empty text. */
        String post(String path, Map<String, String> form) {
            Matcher csrf = CSRF.matcher(page);
            if (!csrf.find()) {
                throw new SampleFaultException("the page before " + path + " has no form");
            }
            String fields = form.entrySet().stream()
                    .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                    .collect(Collectors.joining("&", "", "&_csrf=" + encoded(csrf.group(1))));
            return open(HttpRequest.newBuilder(URI.create(address + path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(fields)));
        }

        /** Makes an API credential on the page of credentials; gives its token. */
        String makeToken(int days) {
            get("/credentials");
            post("/credentials", Map.of("name", "sample", "scopes", "READ,WRITE", "days", String.valueOf(days)));
            Matcher token = TOKEN.matcher(page);
            if (!token.find()) {
                throw new SampleFaultException("no token was given");
            }
            return token.group(1).strip();
        }

        /** Revokes every API credential of the login and signs out. */
        void leave() {
            get("/credentials");
            for (String path :
                    REVOKE.matcher(page).results().map(each -> each.group()).toList()) {
                post(path, Map.of());
                get("/credentials");
            }
            post("/sign-out", Map.of());
        }

        private String open(HttpRequest.Builder request) {
            if (!cookie.isEmpty()) {
                request.header("Cookie", cookie);
            }
            HttpResponse<String> response = exchange(request.timeout(PATIENCE).build());
            response.headers().allValues("Set-Cookie").stream()
                    .filter(each -> each.startsWith("sandyq_session="))
                    .forEach(each -> cookie = each.split(";", 2)[0]);
            page = response.body();
            return response.headers().firstValue("Location").orElse("");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
