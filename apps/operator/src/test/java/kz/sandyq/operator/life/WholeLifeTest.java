package kz.sandyq.operator.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kz.sandyq.operator.backup.BackupMain;
import kz.sandyq.operator.life.LiveOperator.Answer;
import kz.sandyq.operator.life.Scene.Client;
import kz.sandyq.operator.life.Tally.Moment;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From application to the last redemption, through the API alone; then the holders at moments of the past. */
class WholeLifeTest {
    @TempDir
    Path data;

    private final Tally tally = new Tally();

    @Test
    void anIssueLivesAndItsHoldersAreKnownForEveryMoment() throws Exception {
        try (LiveOperator operator = new LiveOperator(data)) {
            operator.start();
            Scene scene = new Scene(operator);
            scene.registeredOperatorWithABankAccount();
            Client issuer = scene.client("Алтын дала ЖШС", true);
            Client aigul = scene.client("Айгүл Сәрсенова", false);
            Client bolat = scene.client("Болат Ахметов", false);
            Client saule = scene.client("Сәуле Ким", false);
            for (Client investor : List.of(aigul, bolat, saule)) {
                scene.payIn(investor, "CLIENT", "2000000.00");
            }
            String issue = scene.registeredNote(issuer);

            Circulation life = new Circulation(scene, tally, issue);
            life.mint("600");
            life.note("before the first holder");
            life.place(issuer, Map.of(aigul, 299L, bolat, 200L, saule, 251L), 600);
            assertThat(List.of(tally.free(aigul.account()), tally.free(bolat.account()), tally.free(saule.account())))
                    .containsExactly(239L, 160L, 201L);
            life.mint("1000");
            life.place(issuer, Map.of(aigul, 150L, saule, 250L), 400);
            String instrument = life.openBook();
            life.dealsInOneMillisecond(instrument, aigul, List.of(bolat, saule));
            life.restingOrder(instrument, saule);
            life.pledgeAndArrest(bolat, saule);
            life.transfer(saule, bolat);
            life.release();
            new DistrustfulHolders(operator, scene).findThemselves(issue, issuer, List.of(aigul, bolat, saule));
            new ForgottenRecord(operator, scene).staysProven(saule);
            scene.payOut(issuer, "ISSUER", "950000.00");
            scene.payIn(issuer, "ISSUER", "1000000.00");
            life.redeem(Map.of(aigul.account(), aigul, bolat.account(), bolat, saule.account(), saule));
            life.note("after the last");

            assertThat(tally.moments()).hasSizeGreaterThanOrEqualTo(8);
            Map<String, String> live = told(operator, scene.registrar, issue);
            SegmentObserver observer = new SegmentObserver(operator, data);
            operator.restart(observer.options());
            assertThat(told(operator, scene.registrar, issue)).isEqualTo(live);
            DistrustfulClient distrustful = new DistrustfulClient(operator, bolat);
            distrustful.checksHisDealsAndEntries(issue, saule);
            distrustful.checksPapers(issue, scene.registrar, tally.lastChange());
            assertThat(operator.post(bolat.token(), "/log/purges", "{}").status())
                    .isEqualTo(403);
            assertThat(operator.post(scene.administrator, "/log/purges", "{}").text("code"))
                    .isEqualTo("NOTHING_TO_PURGE");
            observer.readsTheWholeLog(scene.registrar, tally.lastChange());
            PurgedLife purged = new PurgedLife(operator, scene);
            purged.growsBeyondAFile();
            backUpAndRestore(operator, scene, bolat.token());
            purged.isPurged();
            new PublicScan(operator).findsNothing(data.resolve("cluster/proof/public"));
            operator.close();
            purged.makesEveryRowAnew(data);
            operator.restartWithoutReadModel();
            assertThat(told(operator, scene.registrar, issue)).isEqualTo(live);
            assertThat(new BigDecimal(scene.money(issuer, "ISSUER"))).isZero();
        }
    }

    /** Two administrators back up what lives; in another place it is whole, and its log names nothing that lacks. */
    private void backUpAndRestore(LiveOperator operator, Scene scene, String client) {
        assertThat(operator.post(client, "/backups", "{}").status()).isEqualTo(403);
        operator.post(scene.administrator, "/backups", "{}").ok();
        operator.approve(scene.secondAdministrator, "backup.take");
        String name = operator.await(
                        scene.administrator,
                        "/backups",
                        standing -> !standing.path("running").asBoolean())
                .body()
                .path("complete")
                .path(0)
                .path("name")
                .asString();
        Path backups = data.resolve("backups");
        List<String> said = new ArrayList<>();
        List<String> words = List.of(
                "restore",
                backups.resolve(name).toString(),
                data.resolve("restored").toString(),
                "--keys=" + backups.resolve(name + ".keys"),
                "--passphrase-file=" + operator.passphrase());
        assertThat(BackupMain.run(Locale.ENGLISH, said::add, words))
                .as("%s", said)
                .isZero();
        assertThat(said)
                .anyMatch(line -> line.startsWith("Requests") && line.contains(": 0."))
                .anyMatch(line -> line.startsWith("Papers") && line.endsWith(": 0."))
                .anyMatch(line -> line.startsWith("Payments") && line.contains(": 0."));
        Path proofs = data.resolve("cluster/proof");
        for (String place : List.of("public/liabilities", "liabilities")) {
            assertThat(names(data.resolve("restored/cluster/proof").resolve(place)))
                    .as(place)
                    .isNotEmpty()
                    .isEqualTo(names(proofs.resolve(place)));
        }
    }

    private static List<String> names(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(each -> String.valueOf(each.getFileName())).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Compares every moment, by time and by sequence, with the tally; gives what was told. */
    private Map<String, String> told(LiveOperator operator, String staff, String issue) {
        Map<String, String> told = new TreeMap<>();
        SoftAssertions softly = new SoftAssertions();
        for (Moment moment : tally.moments()) {
            Map<String, List<BigInteger>> expected = tally.after(moment.sequence());
            var bySequence = holders(operator, staff, issue, "sequence=" + moment.sequence());
            softly.assertThat(bySequence).as("%s, by sequence", moment.name()).isEqualTo(expected);
            Instant time = moment.time();
            if (time != null) {
                var byTime = holders(operator, staff, issue, "at=" + time);
                softly.assertThat(byTime).as("%s, by time", moment.name()).isEqualTo(expected);
            }
            told.put(moment.name(), bySequence.toString());
        }
        softly.assertAll();
        return told;
    }

    private static Map<String, List<BigInteger>> holders(
            LiveOperator operator, String staff, String issue, String moment) {
        Map<String, List<BigInteger>> holders = new TreeMap<>();
        String cursor = "";
        do {
            Answer page = operator.get(staff, "/issues/" + issue + "/holders?limit=2&" + moment + "&cursor=" + cursor)
                    .ok();
            for (JsonNode row : page.body().path("items")) {
                holders.put(
                        row.path("accountId").asString(),
                        List.of(
                                new BigInteger(row.path("available").asString()),
                                new BigInteger(row.path("held").asString()),
                                new BigInteger(row.path("blocked").asString())));
            }
            JsonNode next = page.body().path("nextCursor");
            cursor = next.isNull() ? "" : next.asString();
        } while (!cursor.isEmpty());
        return holders;
    }
}
