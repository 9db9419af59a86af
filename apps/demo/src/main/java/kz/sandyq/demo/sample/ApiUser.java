package kz.sandyq.demo.sample;

import java.time.Duration;
import java.util.Comparator;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Somebody with a login who speaks by the API. */
final class ApiUser {
    /** Longer than the history, which the lifetime of a credential runs through. */
    private static final int TOKEN_DAYS = 180;

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long PAUSE_MS = 40;

    private final ApiDoor door;
    private final ApiDoor.Session session;
    private final String token;

    private ApiUser(ApiDoor door, ApiDoor.Session session) {
        this.door = door;
        this.session = session;
        this.token = session.makeToken(TOKEN_DAYS);
    }

    static ApiUser enter(ApiDoor door, String login, String password) {
        return new ApiUser(door, door.signIn(login, password));
    }

    /** Gives the credential back. */
    void leave() {
        session.leave();
    }

    Answer get(String path) {
        return door.send(token, "GET", path, null, "").ok();
    }

    Answer post(String path, Object body) {
        return door.send(token, "POST", path, body, "").ok();
    }

    Answer post(String path, Object body, String etag) {
        return door.send(token, "POST", path, body, etag).ok();
    }

    Answer put(String path, Object body, String etag) {
        return door.send(token, "PUT", path, body, etag).ok();
    }

    /** Approves the newest proposal of a kind, as the second person. */
    void approve(String kind) {
        JsonNode newest = get("/approvals?search=" + kind)
                .body()
                .path("items")
                .valueStream()
                .filter(each -> each.path("kind").asString().equals(kind))
                .max(Comparator.comparingLong(each -> each.path("id").asLong()))
                .orElseThrow(() -> new SampleFaultException("nothing of " + kind + " waits for approval"));
        String etag = "\"v" + newest.path("version").asInt() + "\"";
        post("/approvals/" + newest.path("id").asString() + "/approve", java.util.Map.of(), etag);
    }

    /** Asks until the answer is as wanted. */
    Answer await(String path, Predicate<JsonNode> wanted) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Answer answer = get(path);
            if (wanted.test(answer.body())) {
                return answer;
            }
            if (System.nanoTime() > until) {
                throw new SampleFaultException(path + " did not become what was awaited: " + answer.body());
            }
            ApiDoor.pause(PAUSE_MS);
        }
    }
}
