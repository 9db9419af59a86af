package kz.sandyq.demo.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kz.sandyq.cluster.NodeView;
import kz.sandyq.market.MarketCore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** The sample market, made small; then the same market in a copy of its stopped directory. Others go on beside it. */
@Execution(ExecutionMode.CONCURRENT)
class SampleMarketTest {
    private static final int DEALS = 30;

    @TempDir
    Path place;

    @Test
    void isMadeThroughTheApiAndStandsInACopyOfItsDirectory() throws Exception {
        Path home = place.resolve("home");
        cutOff(home);
        Map<String, String> holdings;
        NodeView before;
        try (RunningDemo demo = RunningDemo.start(home, DEALS)) {
            SampleProgress.View end = demo.awaitEnd();
            assertThat(end.fault()).isEmpty();
            assertThat(end.deals()).isEqualTo(DEALS);
            market(demo.user("auditor"), demo.user("aigul"));
            entries(demo.user("registrar"));
            desks(demo.user("registrar"), demo.user("money"));
            holdings = holdings(demo);
            before = demo.node();
        }
        assertThat(Files.getPosixFilePermissions(home.resolve("demo/demo-logins.txt")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

        Path restored = place.resolve("restored");
        copy(home, restored);
        try (RunningDemo demo = RunningDemo.start(restored, DEALS)) {
            assertThat(demo.progress().step()).isEqualTo(SampleProgress.Step.READY);
            assertThat(holdings(demo)).isEqualTo(holdings);
            MarketCore replayed = demo.replayed(before.sequence());
            assertThat(replayed.stateHashHigh()).isEqualTo(before.stateHashHigh());
            assertThat(replayed.stateHashLow()).isEqualTo(before.stateHashLow());
            assertThat(demo.visitorSees("/")).doesNotContain("<progress");
            clock(demo.user("admin"));
            bank(demo.user("admin"));
            pages(demo.browser("admin"));
        }
    }

    /** A production that is stopped in the middle is not taken for a market: the next start makes it anew. */
    private static void cutOff(Path home) throws Exception {
        try (RunningDemo demo = RunningDemo.start(home, DEALS)) {
            assertThat(demo.visitorSees("/")).contains("<progress");
            assertThat(demo.progress().running()).isTrue();
        }
        assertThat(Files.readString(home.resolve("demo/sample-state.txt"))).isEqualTo("PRODUCING");
    }

    private static void pages(ApiDoor.Session administrator) {
        assertThat(administrator.get("/demo/clock")).contains("name=\"advance\"");
        assertThat(administrator.post("/demo/clock", Map.of("advance", "PT1H"))).contains("/demo/clock?moved");
        assertThat(administrator.get("/demo/bank")).contains("Айгүл Сәрсенова");
        Map<String, String> credit =
                Map.of("iban", OpeningStep.IBAN, "amount", "-7", "payerName", "Жомарт Әлиев", "text", "Сыйлық");
        assertThat(administrator.post("/demo/bank/credit", credit)).isEmpty();
        assertThat(administrator.page()).contains("value=\"-7\"").contains("value=\"Жомарт Әлиев\"");
        Map<String, String> good = new TreeMap<>(credit);
        good.put("amount", "7.00");
        assertThat(administrator.post("/demo/bank/credit", good)).contains("/demo/bank?done");
        assertThat(administrator.get("/demo/bank")).contains("Жомарт Әлиев");
    }

    private static void clock(ApiUser administrator) {
        LocalDate day = LocalDate.parse(administrator.get("/demo/clock").text("legalDay"));
        Answer moved = administrator.post("/demo/clock", Map.of("advance", "P2D"));
        assertThat(LocalDate.parse(moved.text("legalDay"))).isAfterOrEqualTo(day.plusDays(2));
        for (String step : List.of("soon", "-P1D", "P4000D")) {
            assertThatThrownBy(() -> administrator.post("/demo/clock", Map.of("advance", step)))
                    .hasMessageContaining("\"code\":\"CLOCK_STEP");
        }
    }

    private static void bank(ApiUser administrator) {
        for (String amount : List.of("0", "-1", "0.001", "much")) {
            Map<String, String> credit = Map.of("amount", amount, "payerName", "A", "text", "B");
            assertThatThrownBy(() -> administrator.post("/demo/bank/" + OpeningStep.IBAN + "/credits", credit))
                    .hasMessageContaining("\"code\":\"BANK_AMOUNT\"");
        }
        assertThatThrownBy(() -> administrator.get("/demo/bank/KZ00/lines"))
                .hasMessageContaining("\"code\":\"BANK_ACCOUNT_UNKNOWN\"");
    }

    private static void market(ApiUser auditor, ApiUser investor) {
        List<JsonNode> pairs =
                investor.get("/instruments").body().path("items").valueStream().toList();
        assertThat(pairs).hasSize(SampleIssue.ALL.size());
        int trades = 0;
        for (JsonNode pair : pairs) {
            String path = "/instruments/" + pair.path("id").asString();
            JsonNode book = investor.get(path + "/book").body();
            assertThat(book.path("bids").size()).as("%s", book).isPositive();
            assertThat(book.path("asks").size()).as("%s", book).isPositive();
            List<Instant> times = investor.get(path + "/trades")
                    .body()
                    .path("items")
                    .valueStream()
                    .map(trade -> Instant.parse(trade.path("time").asString()))
                    .toList();
            trades += times.size();
            assertThat(times).isSortedAccordingTo((one, other) -> other.compareTo(one));
            assertThat(times.getLast()).isBefore(Instant.now().minusSeconds(20L * 86_400));
        }
        assertThat(trades).isEqualTo(DEALS);
        for (SampleIssue issue : SampleIssue.ALL) {
            JsonNode shown = auditor.get("/issues")
                    .body()
                    .path("items")
                    .valueStream()
                    .filter(each -> each.path("code").asString().equals(issue.code()))
                    .findFirst()
                    .orElseThrow();
            assertThat(shown.path("kind").asString()).isEqualTo(issue.kind());
        }
    }

    private static void desks(ApiUser registrar, ApiUser money) {
        JsonNode schedules = money.get("/fees/schedules").body().path("items");
        assertThat(schedules.size()).isEqualTo(1);
        assertThat(schedules.path(0).path("tiers").size()).isEqualTo(2);
        JsonNode instructions = registrar.get("/instructions").body().path("items");
        assertThat(instructions.size()).isEqualTo(1);
        assertThat(instructions.path(0).path("affirmedLegs").asInt()).isEqualTo(1);
    }

    private static void entries(ApiUser registrar) {
        for (String path : List.of("/encumbrances", "/transfers")) {
            JsonNode items = registrar.get(path).body().path("items");
            assertThat(items.size()).isEqualTo(1);
            assertThat(items.path(0).path("state").asString()).isEqualTo("ENTERED");
        }
    }

    /** What every investor owns of everything; the units of a placed issue are all there. */
    private static Map<String, String> holdings(RunningDemo demo) {
        Map<String, String> holdings = new TreeMap<>();
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        for (SampleClient client : SampleClient.investors()) {
            demo.user(client.login()).get("/me/holdings").body().valueStream().forEach(each -> {
                String code = each.path("code").asString();
                holdings.put(client.login() + " " + code, each.toString());
                for (String part : List.of("available", "held", "blocked")) {
                    sums.merge(code, new BigDecimal(each.path(part).asString()), BigDecimal::add);
                }
            });
        }
        for (SampleIssue issue : SampleIssue.ALL) {
            if (!issue.stablecoin()) {
                assertThat(sums.get(issue.code())).isEqualByComparingTo(issue.volume());
            }
        }
        return holdings;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
