package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.law.LegalBasis.Shows;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.EntryKind;
import org.junit.jupiter.api.Test;

/** Own and clients' assets, of DFAs and of trading: every pair of accounts in every kind of entry. */
class CapacitiesTest {
    private static final Path TABLE = Path.of("src/test/resources/tables/capacities.txt");
    private static final List<Capacity> CAPACITIES = Arrays.stream(Capacity.values())
            .filter(capacity -> capacity != Capacity.NULL_VAL)
            .toList();
    private static final List<Activity> ACTIVITIES = List.of(Activity.DFA, Activity.TRADING);

    /** An account as the table sees it. */
    private record Sort(Capacity capacity, Activity activity) {
        int set() {
            return Capacities.set(capacity.value(), activity.value());
        }

        boolean isOwn() {
            return capacity == Capacity.OPERATOR_OWN || capacity == Capacity.FEES;
        }

        String name() {
            return capacity + "_" + activity;
        }
    }

    private static List<Sort> sorts() {
        return ACTIVITIES.stream()
                .flatMap(activity -> CAPACITIES.stream().map(capacity -> new Sort(capacity, activity)))
                .toList();
    }

    private static Set<String> allowed() throws IOException {
        Set<String> all = new TreeSet<>();
        for (String line : Files.readAllLines(TABLE)) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s+");
            for (Sort from : sorts()) {
                for (Sort to : sorts()) {
                    boolean common = switch (words[1]) {
                        case "set" -> from.activity == to.activity && from.isOwn() == to.isOwn();
                        case "activity" -> from.activity == to.activity;
                        default -> true;
                    };
                    if (common
                            && List.of(words[2].split(",")).contains(from.capacity.name())
                            && List.of(words[3].split(",")).contains(to.capacity.name())) {
                        all.add(words[0] + " " + from.name() + " " + to.name());
                    }
                }
            }
        }
        return all;
    }

    @Test
    void theMarketAllowsWhatTheTableSays() throws IOException {
        Set<String> actual = new TreeSet<>();
        Set<String> mirrored = new TreeSet<>();
        for (EntryKind kind : EntryKind.values()) {
            for (Sort from : kind == EntryKind.NULL_VAL ? List.<Sort>of() : sorts()) {
                for (Sort to : sorts()) {
                    String pair = kind + " " + from.name() + " " + to.name();
                    if ((Capacities.receivers(kind, from.set()) >>> to.set() & 1) != 0) {
                        actual.add(pair);
                    }
                    if ((Capacities.givers(kind, to.set()) >>> from.set() & 1) != 0) {
                        mirrored.add(pair);
                    }
                }
            }
        }
        assertThat(actual).isEqualTo(allowed());
        assertThat(mirrored).isEqualTo(actual);
    }

    /** A market with an account of every sort; the accounts of issues come with two stablecoins. */
    private static Script everySort() {
        List<String> lines = new ArrayList<>(List.of("market", "coin = asset COIN kind=UNBACKED -> OK"));
        for (Sort sort : sorts()) {
            if (Capacities.mayBeOpened(sort.capacity.value())) {
                lines.add("w = wallet SOLE 1/1 -> OK");
                lines.add(sort.name() + " = account w " + sort.capacity + " for=" + sort.activity + " -> OK");
            }
        }
        for (Activity activity : ACTIVITIES) {
            lines.add("i = issue " + activity + " N-" + activity
                    + " kind=STABLECOIN nominal=100 price=100 backed=1 until=now+99999 issuer=ISSUER_" + activity
                    + " -> OK");
        }
        Script script = new Script();
        script.play("every sort", lines);
        assertThat(script.wrong()).isEmpty();
        return script;
    }

    private static Map<Sort, Long> accounts(State state) {
        Map<Sort, Long> found = new LinkedHashMap<>();
        for (int slot = 0; slot < state.accounts.high(); slot++) {
            int at = slot;
            sorts().stream()
                    .filter(sort -> state.accounts.get(at, Rows.Account.CAPACITY) == sort.capacity.value())
                    .filter(sort -> state.accounts.get(at, Rows.Account.ACTIVITY) == sort.activity.value())
                    .forEach(sort -> found.put(sort, at + 1L));
        }
        return found;
    }

    @Test
    @LegalBasis(
            value = "RUL-53",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void everyPostingThatWouldMixIsRefused() throws IOException {
        Set<String> allowed = allowed();
        State state = Objects.requireNonNull(everySort().floor().core.stateOrNull());
        Map<Sort, Long> accounts = accounts(state);
        assertThat(accounts).hasSize(22);
        Allowances allowances = new Allowances(state, new PermissionEvents(state, new Events(EventSink.NONE)));
        int refused = 0;
        for (EntryKind kind : EntryKind.values()) {
            for (Sort from : kind == EntryKind.NULL_VAL ? List.<Sort>of() : sorts()) {
                for (Sort to : sorts()) {
                    Balances balances = new Balances(state, new Events(EventSink.NONE), allowances);
                    int giver = balances.open(Objects.requireNonNull(accounts.get(from)), 1);
                    int receiver = balances.open(Objects.requireNonNull(accounts.get(to)), 1);
                    if (allowed.contains(kind + " " + from.name() + " " + to.name())) {
                        balances.move(giver, receiver, kind, 1, 1);
                        balances.post(receiver, kind, 1, 0, 0, 1);
                        balances.post(giver, kind, -1, 0, 0, 1);
                    } else {
                        refused++;
                        assertThatThrownBy(() -> balances.move(giver, receiver, kind, 1, 1))
                                .as("%s %s %s", kind, from, to)
                                .isInstanceOf(InvariantViolation.class);
                    }
                }
            }
        }
        assertThat(refused).isGreaterThan(10_000);
    }

    /** What is said between two accounts, and the kind of its entry. */
    private record Way(String step, EntryKind kind) {}

    @Test
    void everyCommandBetweenTwoAccountsAsksTheTable() throws IOException {
        Set<String> allowed = allowed();
        List<Way> ways = List.of(
                new Way("credit %2$s 5 bank=%1$s", EntryKind.BANK_CREDIT),
                new Way("debit %1$s 5 bank=%2$s", EntryKind.BANK_DEBIT),
                new Way("settle %1$s %2$s KZT 5", EntryKind.SUSPENSE_SETTLEMENT),
                new Way("transfer %1$s %2$s coin 5", EntryKind.TRANSFER),
                new Way("force %1$s %2$s KZT 5", EntryKind.FORCED_TRANSFER),
                new Way("propose %1$s>%2$s:KZT:5", EntryKind.SETTLEMENT));
        List<String> wrong = new ArrayList<>();
        Script script = everySort();
        for (Way way : ways) {
            for (Sort from : sorts()) {
                for (Sort to : sorts()) {
                    boolean known = Capacities.mayBeOpened(from.capacity.value())
                            && Capacities.mayBeOpened(to.capacity.value());
                    if (!known || from.equals(to)) {
                        continue;
                    }
                    boolean fits = allowed.contains(way.kind + " " + from.name() + " " + to.name());
                    String answer = script.answer(way.step.formatted(from.name(), to.name()));
                    if (answer.equals("CAPACITY_MISMATCH") == fits) {
                        wrong.add(way.kind + " " + from.name() + " " + to.name() + " " + answer);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
