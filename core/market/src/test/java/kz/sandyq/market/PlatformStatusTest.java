package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.law.LegalBasis.Shows;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What stays possible when an activity of the operator is not open: each command under each status. */
class PlatformStatusTest {
    private static final Path TABLE = Path.of("src/test/resources/tables/platform-statuses.txt");
    private static final List<String> BEFORE = List.of(
            "trading",
            "coin = issue KZS N-2 kind=STABLECOIN nominal=100 price=100 backed=1 until=now+99999 -> OK",
            "stable coin alice 20 -> OK",
            "l = pledge bob bond 10 -> OK",
            "o = buy pair alice 1 at=50 -> OK",
            "note = issue NOTE N-3 early=1 income=1 -> OK",
            "mint note 100 -> OK",
            "q = offer note max=50 -> OK",
            "s = subscribe q alice 5 -> OK",
            "h = reserve alice 100 -> OK",
            "i = propose bob>alice:bond:1 alice>bob:KZT:10 -> OK",
            "w = wallet SOLE 1/1 -> OK",
            "tess = account w CLIENT for=TRADING -> OK",
            "other = account w CLIENT for=TRADING -> OK",
            "tbank = account 1 BANK_SIDE for=TRADING -> OK",
            "credit tess 100 bank=tbank -> OK",
            "j = propose tess>other:KZT:10 -> OK",
            "m = pledge tess KZT 10 -> OK",
            "t = hold alice bob KZT 5 -> OK",
            "u = hold tess other KZT 5 -> OK",
            "agree 8 -> OK");
    private static final List<String> STATUSES = List.of(
            "platform DFA NO_NEW_CLIENTS_OR_ISSUES",
            "platform DFA SERVICES_PROHIBITED",
            "platform TRADING NO_NEW_CLIENTS_OR_ISSUES",
            "platform TRADING SERVICES_PROHIBITED");

    @Test
    void everyCommandHasItsLine() {
        Set<Integer> commands = IntStream.range(0, 100)
                .filter(template -> Templates.blockLength(template) > 0)
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Integer> lines = Arrays.stream(Service.values())
                .map(line -> line.template)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(lines).as("a command needs a line in Service").isEqualTo(commands);
    }

    @Test
    void everyCommandIsAnsweredAsTheTableSays() throws IOException {
        Set<Integer> seen = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> row =
                    Arrays.stream(line.split("\\|")).map(String::strip).toList();
            answers(wrong, seen, row.get(0), row.get(1), List.of());
            for (int i = 0; i < STATUSES.size(); i++) {
                String expected = switch (row.get(2 + i)) {
                    case "=" -> row.get(1);
                    case "no" -> "EXCLUDED_FROM_REGISTER";
                    case "new" -> "NEW_CLIENTS_AND_ISSUES_CLOSED";
                    default -> row.get(2 + i);
                };
                answers(wrong, seen, row.get(0), expected, List.of(STATUSES.get(i) + " -> OK"));
            }
        }
        assertThat(String.join("\n", wrong)).isEmpty();
        assertThat(seen)
                .as("a command needs a line in the table")
                .containsAll(Arrays.stream(Service.values())
                        .map(service -> service.template)
                        .toList());
    }

    private static void answers(
            List<String> wrong, Set<Integer> seen, String step, String expected, List<String> status) {
        Script script = new Script();
        List<String> lines = new ArrayList<>(BEFORE);
        lines.addAll(status);
        // What a status ends has ended two beats later.
        lines.addAll(List.of("tick 250", "tick 250"));
        lines.add(step + " -> " + expected);
        script.play(status + " ", lines);
        wrong.addAll(script.wrong());
        byte[] last = script.floor().log.getLast().bytes();
        seen.add(new MessageHeaderDecoder().wrap(new UnsafeBuffer(last), 0).templateId());
    }

    /** The leg behind the last one is of an earlier command, and says nothing of this one. */
    @Test
    void whatFollowsACommandSaysNothingOfItsLegs() {
        List<String> lines = new ArrayList<>(BEFORE);
        lines.addAll(List.of(
                "platform TRADING SERVICES_PROHIBITED -> OK",
                "propose bob>alice:bond:1 alice>bob:KZT:10 tess>other:KZT:1 -> EXCLUDED_FROM_REGISTER",
                "propose bob>alice:bond:1 alice>bob:KZT:10 -> OK"));
        Script script = new Script();
        script.play("", lines);
        assertThat(script.wrong()).isEmpty();
    }

    @Test
    @LegalBasis(
            value = "LAW-7.7",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    @LegalBasis(
            value = "RUL-17.L1",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void afterTheNoticeOfExclusionNothingIsServedAndAssetsGoBack() {
        plays(
                "trading",
                "o = buy pair alice 10 at=100 -> OK",
                "balance alice KZT 9999000 1000 0",
                "platform TRADING SERVICES_PROHIBITED -> OK",
                "platform DFA SERVICES_PROHIBITED -> OK",
                "balance alice KZT 10000000 0 0",
                "buy pair alice 1 at=100 -> EXCLUDED_FROM_REGISTER",
                "transfer alice bob KZT 1 -> EXCLUDED_FROM_REGISTER",
                "issue NOTE N-9 -> EXCLUDED_FROM_REGISTER",
                "offer bond -> EXCLUDED_FROM_REGISTER",
                "wallet SOLE 1/1 -> EXCLUDED_FROM_REGISTER",
                "account 3 CLIENT -> EXCLUDED_FROM_REGISTER",
                "h = reserve alice 10000000 -> OK",
                "payout h 10000000 -> OK",
                "force bob alice bond 10 -> OK");
    }

    @Test
    @LegalBasis(
            value = "LAW-7.6-p3",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void onlyADocumentedActOfTwoPersonsOpensAgain() {
        plays(
                "trading",
                "platform TRADING SERVICES_PROHIBITED -> OK",
                "platform TRADING OPEN first=5 second=5 -> SECOND_PERSON_REQUIRED",
                "platform TRADING OPEN ground=none -> GROUND_REQUIRED",
                "buy pair alice 1 at=100 -> EXCLUDED_FROM_REGISTER",
                "platform TRADING OPEN -> OK",
                "buy pair alice 1 at=100 -> OK");
    }

    private static void plays(String... lines) {
        Script script = new Script();
        script.play("law", List.of(lines));
        assertThat(script.wrong()).isEmpty();
    }
}
