package kz.sandyq.operator.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kz.sandyq.operator.life.LiveOperator.Answer;
import kz.sandyq.operator.life.Scene.Client;
import kz.sandyq.operator.life.Tally.Part;
import kz.sandyq.platform.time.SandyqClock;
import tools.jackson.databind.JsonNode;

/** What happens to the units of an issue, each act through the API and told to the tally. */
final class Circulation {
    private static final int ROUNDS = 20;
    private static final byte[] GROUND = "%PDF-1.7 негіз құжат".getBytes(StandardCharsets.UTF_8);

    private final Scene scene;
    private final LiveOperator operator;
    private final Tally tally;
    private final String issue;
    private long lastSequence;
    private String pledge = "";
    private String arrest = "";
    private List<String> released = List.of();

    Circulation(Scene scene, Tally tally, String issue) {
        this.scene = scene;
        this.operator = scene.operator;
        this.tally = tally;
        this.issue = issue;
    }

    /** Remembers this moment: after the last answer and before whatever comes next. */
    void note(String name) {
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        tally.note(name, lastSequence, now);
        while (System.currentTimeMillis() <= now.toEpochMilli()) {
            Thread.onSpinWait();
        }
    }

    void mint(String outstanding) {
        int quantity = outstanding.equals("1000") ? 400 : Integer.parseInt(outstanding);
        Answer proposed = operator.post(scene.officer, "/issues/" + issue + "/mints", "{\"quantity\":" + quantity + "}")
                .ok();
        scene.approveNewest(scene.approver);
        lastSequence = act(proposed.text("id"));
        operator.await(scene.officer, "/issues/" + issue, view -> Scene.is(view, "outstanding", outstanding));
    }

    private long act(String id) {
        Answer acts = operator.await(
                scene.officer,
                "/issues/" + issue + "/acts",
                all -> all.valueStream()
                        .anyMatch(each -> Scene.is(each, "id", id)
                                && each.path("sequence").isNumber()));
        JsonNode act = acts.body()
                .valueStream()
                .filter(each -> Scene.is(each, "id", id))
                .findFirst()
                .orElseThrow();
        assertThat(act.path("rejectCode").asInt(0)).as("%s", act).isZero();
        return act.path("sequence").asLong();
    }

    void place(Client issuer, Map<Client, Long> wanted, int offered) {
        String id = operator.post(issuer.token(), "/placements", """
                        {"issueId":"%s","from":"%s","until":"%s","minimumQuantity":100,"maximumQuantity":%d,
                         "price":"950.00","lotQuantity":1,"investorCapQuantity":0,"method":"PRO_RATA"}""".formatted(
                        issue, Instant.now().minusSeconds(1), Instant.now().plusSeconds(3_600), offered))
                .ok()
                .text("id");
        operator.post(scene.officer, "/placements/" + id + "/open", "{}").ok();
        String placement = operator.await(
                        scene.officer,
                        "/placements/" + id,
                        view -> !view.path("placementId").asString("").isEmpty())
                .text("placementId");
        Map<Client, String> subscriptions = new HashMap<>();
        wanted.forEach((investor, quantity) -> {
            Answer accepted = operator.post(investor.token(), "/subscriptions", """
                            {"placementId":"%s","quantity":%d}""".formatted(placement, quantity))
                    .ok();
            lastSequence = accepted.number("sequence");
            subscriptions.put(investor, accepted.text("id"));
        });
        note("inside the placement of " + offered);
        operator.post(scene.officer, "/placements/" + id + "/close", "{}").ok();
        operator.await(scene.officer, "/placements/" + id, view -> Scene.is(view.path("state"), "status", "PLACED"));
        subscriptions.forEach((investor, subscription) -> {
            long allocated = operator.get(investor.token(), "/subscriptions/" + subscription)
                    .ok()
                    .number("allocatedQuantity");
            tally.add(investor.account(), Part.AVAILABLE, allocated, lastSequence + 1);
        });
    }

    String openBook() {
        Answer proposed = operator.post(
                        scene.supervisor,
                        "/books",
                        "{\"assetId\":\"%s\",\"lot\":\"1\",\"tick\":\"0.01\"}".formatted(issue))
                .ok();
        scene.approveNewest(scene.approver);
        Answer open = operator.await(
                scene.supervisor, "/books/" + proposed.text("id"), view -> Scene.is(view, "status", "OPEN"));
        lastSequence = open.number("sequence");
        return open.text("instrumentId");
    }

    private Answer order(Client client, String instrument, String side, int quantity, String price) {
        return operator.post(client.token(), "/orders", """
                        {"instrumentId":"%s","side":"%s","price":"%s","quantity":"%d"}""".formatted(instrument, side, price, quantity))
                .ok();
    }

    /** Rounds of purchases at once, until two deals were recorded in one millisecond. */
    void dealsInOneMillisecond(String instrument, Client seller, List<Client> buyers)
            throws ExecutionException, InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < 6; i++) {
                Answer offer = order(seller, instrument, "SELL", 1, "960.00");
                tally.move(seller.account(), Part.AVAILABLE, Part.HELD, 1, offer.number("sequence"));
            }
            if (boughtTwiceInOneMillisecond(instrument, seller, buyers)) {
                return;
            }
        }
        throw new AssertionError("no two deals came in one millisecond");
    }

    private boolean boughtTwiceInOneMillisecond(String instrument, Client seller, List<Client> buyers)
            throws ExecutionException, InterruptedException {
        List<Future<Answer>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                Client buyer = buyers.get(i % buyers.size());
                answers.add(threads.submit(() -> order(buyer, instrument, "BUY", 1, "960.00")));
            }
        }
        Map<Instant, List<Long>> sequencesByTime = new HashMap<>();
        for (int i = 0; i < answers.size(); i++) {
            Answer bought = answers.get(i).get();
            assertThat(bought.text("filledQuantity")).isEqualTo("1");
            long sequence = bought.number("sequence");
            tally.add(seller.account(), Part.HELD, -1, sequence);
            tally.add(buyers.get(i % buyers.size()).account(), Part.AVAILABLE, 1, sequence);
            lastSequence = Math.max(lastSequence, sequence);
            Instant time =
                    Instant.parse(bought.body().path("order").path("time").asString());
            sequencesByTime.computeIfAbsent(time, none -> new ArrayList<>()).add(sequence);
        }
        for (var entry : sequencesByTime.entrySet()) {
            List<Long> sequences = entry.getValue().stream().sorted().toList();
            if (sequences.size() > 1) {
                tally.note("the first deal of the millisecond", sequences.getFirst(), null);
                tally.note("the millisecond of two deals", sequences.getLast(), entry.getKey());
                return true;
            }
        }
        return false;
    }

    void restingOrder(String instrument, Client seller) {
        Answer offer = order(seller, instrument, "SELL", 40, "1100.00");
        lastSequence = offer.number("sequence");
        tally.move(seller.account(), Part.AVAILABLE, Part.HELD, 40, lastSequence);
        note("an order rests in the book");
        Answer cancelled = operator.send(
                        seller.token(), "DELETE", "/orders/" + offer.text("id"), null, "", operator.key())
                .ok();
        lastSequence = cancelled.number("sequence");
        tally.move(seller.account(), Part.HELD, Part.AVAILABLE, 40, lastSequence);
    }

    void pledgeAndArrest(Client pledger, Client pledgee) {
        pledge = entered(
                "/encumbrances", """
                {"kind":"PLEDGE","accountId":"%s","assetId":"%s","quantity":"50","pledgeeClientId":"%s",%s}""".formatted(pledger.account(), issue, pledgee.id(), ground("PLEDGE_AGREEMENT", "")));
        tally.move(pledger.account(), Part.AVAILABLE, Part.BLOCKED, 50, lastSequence);
        note("under pledge");
        arrest = entered("/encumbrances", """
                {"kind":"ARREST","accountId":"%s","assetId":"%s","quantity":"30",%s}""".formatted(
                        pledgee.account(), issue, ground("BAILIFF_ORDER", "Жеке сот орындаушысы")));
        tally.move(pledgee.account(), Part.AVAILABLE, Part.BLOCKED, 30, lastSequence);
        note("under pledge and arrest");
        released = List.of(pledger.account(), pledgee.account());
    }

    void transfer(Client from, Client to) {
        entered("/transfers", """
                {"fromAccountId":"%s","toAccountId":"%s","assetId":"%s","quantity":"20",%s}""".formatted(from.account(), to.account(), issue, ground("GIFT_AGREEMENT", "")));
        tally.add(from.account(), Part.AVAILABLE, -20, lastSequence);
        tally.add(to.account(), Part.AVAILABLE, 20, lastSequence);
        note("after a gift");
    }

    void release() {
        release(pledge, "{\"quantity\":\"50\"," + ground("PLEDGEE_RELEASE", "") + "}");
        tally.move(released.getFirst(), Part.BLOCKED, Part.AVAILABLE, 50, lastSequence);
        release(arrest, "{\"quantity\":\"30\"," + ground("BAILIFF_ORDER", "Жеке сот орындаушысы") + "}");
        tally.move(released.getLast(), Part.BLOCKED, Part.AVAILABLE, 30, lastSequence);
        note("released");
    }

    private void release(String encumbrance, String body) {
        operator.post(scene.registrar, "/encumbrances/" + encumbrance + "/release", body)
                .ok();
        scene.approveNewest(scene.approver);
        Answer done = operator.await(
                scene.registrar,
                "/encumbrances/" + encumbrance,
                view -> view.path("releases").path(0).path("sequence").isNumber());
        JsonNode release = done.body().path("releases").path(0);
        assertThat(release.path("refusal").isNull()).as("%s", release).isTrue();
        lastSequence = release.path("sequence").asLong();
    }

    private String entered(String path, String body) {
        String id = operator.post(scene.registrar, path, body).ok().text("id");
        scene.approveNewest(scene.approver);
        Answer done = operator.await(
                scene.registrar, path + "/" + id, view -> view.path("sequence").isNumber());
        assertThat(done.body().path("refusal").isNull()).as("%s", done.body()).isTrue();
        lastSequence = done.number("sequence");
        return id;
    }

    private static String ground(String kind, String issuedBy) {
        try {
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(GROUND));
            return """
                    "ground":{"kind":"%s","number":"15/2","date":"%s","issuedBy":"%s",
                     "document":{"name":"ground.pdf","contentBase64":"%s","sha256":"%s"}}""".formatted(
                            kind,
                            LocalDate.now(SandyqClock.LEGAL_ZONE),
                            issuedBy,
                            Base64.getEncoder().encodeToString(GROUND),
                            hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Pays everybody at par and takes the units out of existence. */
    void redeem(Map<String, Client> holders) {
        note("before the redemption");
        Map<String, BigDecimal> before = new HashMap<>();
        holders.forEach((account, client) -> before.put(account, money(client)));
        Answer proposed = operator.post(
                        scene.officer,
                        "/redemptions",
                        "{\"issueId\":\"%s\",\"ground\":\"EARLY_BY_ISSUER\"}".formatted(issue))
                .ok();
        scene.approveNewest(scene.approver);
        long sequence = act(proposed.text("id"));
        operator.await(
                scene.officer,
                "/redemptions",
                page -> page.path("items")
                        .path(0)
                        .path("state")
                        .path("finished")
                        .asBoolean(false));
        holders.forEach((account, client) -> {
            long units = tally.free(account);
            assertThat(money(client).subtract(Objects.requireNonNull(before.get(account))))
                    .isEqualByComparingTo(BigDecimal.valueOf(units * 1000));
            // Three holders fit into the first step of the task, which is taken with the command itself.
            tally.add(account, Part.AVAILABLE, -units, sequence);
        });
        Answer now =
                operator.get(scene.registrar, "/issues/" + issue + "/holders").ok();
        lastSequence = now.body().path("moment").path("sequence").asLong();
    }

    private BigDecimal money(Client client) {
        return new BigDecimal(scene.money(client, "CLIENT"));
    }
}
