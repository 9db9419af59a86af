package kz.sandyq.demo.sample;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.cluster.FollowedLog;
import kz.sandyq.cluster.LogHost;
import kz.sandyq.cluster.NodeView;
import kz.sandyq.demo.DemoApplication;
import kz.sandyq.demo.start.LocalNodes;
import kz.sandyq.market.MarketCore;
import kz.sandyq.translog.ArchivedLog;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;

/** A demonstration over a directory, started as {@code ./run} starts it. */
final class RunningDemo implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final ConfigurableApplicationContext context;
    private final String address;
    private final ApiDoor door;

    private RunningDemo(ConfigurableApplicationContext context) {
        this.context = context;
        this.address = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
        this.door = new ApiDoor(address);
    }

    static RunningDemo start(Path home, int deals, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--server.port=0", "--sandyq.demo.deals=" + deals));
        return new RunningDemo(DemoApplication.start(home, Locale.ENGLISH, all.toArray(String[]::new)));
    }

    SampleProgress.View progress() {
        return context.getBean(SampleProgress.class).view();
    }

    SampleProgress.View awaitEnd() {
        return Awaitility.await().atMost(PATIENCE).until(this::progress, view -> !view.running());
    }

    ApiUser user(String login) {
        return ApiUser.enter(door, login, password(login));
    }

    ApiDoor.Session browser(String login) {
        return door.signIn(login, password(login));
    }

    private String password(String login) {
        return context.getBean(DemoLogins.class).passwords().getOrDefault(login, "");
    }

    /** What a visitor without a login sees at a path. */
    String visitorSees(String path) throws Exception {
        try (HttpClient visitor =
                HttpClient.newBuilder().followRedirects(Redirect.ALWAYS).build()) {
            return visitor.send(
                            HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    /** What a login is given by the API at a path, byte by byte; without a login, what anybody is given. */
    byte[] file(String login, String path) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        if (!login.isEmpty()) {
            request.header("Authorization", "Bearer " + browser(login).makeToken(1));
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofByteArray()).body();
        }
    }

    LogHost log() {
        return context.getBean(LogHost.class);
    }

    LocalNodes members() {
        return context.getBean(LocalNodes.class);
    }

    NodeView node() {
        return log().view();
    }

    /** Executes the log from its beginning up to a sequence: what is sealed, then what the node or a member gives. */
    MarketCore replayed(long sequence) {
        MarketCore core = new MarketCore((at, index, buffer, offset, length) -> {});
        Path proofs = Path.of(context.getEnvironment().getRequiredProperty("sandyq.cluster.directory"), "proof");
        try (FollowedLog behind = new FollowedLog(log())) {
            EntryLog.Reader reader = new ArchivedLog(proofs, 1, behind).from(0);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        reader.poll(
                                (position, timestampMs, tick, buffer, offset, length) -> {
                                    if (core.sequence() == sequence) {
                                        return;
                                    }
                                    if (tick) {
                                        core.tick(timestampMs);
                                    } else {
                                        core.apply(timestampMs, buffer, offset, length);
                                    }
                                },
                                1_000);
                        return core.sequence() == sequence;
                    });
        }
        return core;
    }

    @Override
    public void close() {
        door.close();
        context.close();
    }
}
