package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import kz.sandyq.protocol.Rules;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.command.Limits;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.IssueStatus;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.PlacementChangedDecoder;
import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import kz.sandyq.protocol.sbe.TradingPhase;
import kz.sandyq.protocol.sbe.WalletKind;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Plays a scenario: one line a step, {@code [name =] verb arguments [option=value] -> OUTCOME}. {@code market} opens a
 * new market with the people and accounts of {@link #open}; {@code balance account asset available held blocked},
 * {@code lien name remaining covered rank}, {@code book pair} (each order as price x lots, in the order in which it
 * will trade), {@code order name status lots reason} and {@code shown pair status phase reason lastPrice auctionPrice}
 * and {@code stands issue status} compare, and so do {@code posted account asset KIND available held blocked} (the last
 * posting of a balance), {@code paid issue amount} (what was said to be paid for its redemption), {@code declined move
 * reason}, {@code traded lots} (what the last answer says), {@code placed placement status} and {@code place issue
 * platform}, as they were told last, and {@code task KIND done total TRUE}, as the last task of a kind was told to
 * stand; {@code quarantine begins} and {@code quarantine ends} stand around commands that hosts were told not to
 * apply; {@code name = nth account asset 2} is the second encumbrance of a balance. {@code batch MODE command ; command
 * -> OUTCOME OUTCOME} sends many at once; {@code restart} goes on from a snapshot; {@code later} lets time pass without
 * a beat. Every command takes {@code again=TIMES}, to be sent so often more, and what {@link AlteredCommand} does to
 * it: {@code cut=BYTES}, which it lacks at its end, {@code longer=BYTES}, by which the entries of its group say to be
 * longer than they are, and {@code byte=AT/VALUE} for a value that no name stands for.
 */
final class Script {
    private static final List<String> PAIR_IS_OPEN = List.of(
            "market",
            "credit alice 10000000 -> OK",
            "credit bob 1100000 -> OK",
            "bond = issue BOND N-1 -> OK",
            "mint bond 1000 -> OK",
            "p = offer bond max=1000 -> OK",
            "subscribe p bob 1000 -> OK",
            "close p -> OK",
            "pair = pair bond KZT -> OK");

    private Floor floor = new Floor();
    private final List<Floor> floors = new ArrayList<>();
    private final Map<String, Long> names = new HashMap<>();
    private final Map<String, Key> keys = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();

    /** Lines that did not end as they say. */
    List<String> wrong() {
        return wrong;
    }

    Floor floor() {
        return floor;
    }

    /** Every market that was opened. */
    List<Floor> floors() {
        return floors;
    }

    void play(String where, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                try {
                    play(where + ":" + (i + 1) + " " + line, line);
                } catch (NumberFormatException e) {
                    wrong.add(where + ":" + (i + 1) + " " + e.getMessage());
                }
            }
        }
        assertThat(Floor.hash(floor.replayed())).as(where + ": replay").isEqualTo(Floor.hash(floor.core));
        MarketCore restored = floor.restored(EventSink.NONE);
        assertThat(Floor.hash(restored)).as(where + ": restore").isEqualTo(Floor.hash(floor.core));
        assertThat(Derived.of(restored.stateOrNull()))
                .as(where + ": restored beside the rows")
                .isEqualTo(Derived.of(floor.core.stateOrNull()));
        Told.wrong(floor).forEach(told -> wrong.add(where + ": " + told));
        Summed.wrong(floor).forEach(sum -> wrong.add(where + ": " + sum));
    }

    private void play(String where, String line) {
        String[] sides = line.split("->");
        Step step = new Step(sides[0].strip());
        switch (step.verb) {
            case "market" -> open(step);
            case "trading" -> PAIR_IS_OPEN.forEach(each -> play(where + " " + each, each));
            case "tick" -> floor.tick(step.number(0));
            case "quarantine" -> floor.quarantine(step.words.getFirst().equals("begins"));
            case "later" -> floor.nowMs += step.number(0);
            case "balance" ->
                compare(
                        where,
                        balance(step).toString(),
                        step.words.subList(2, 5).toString());
            case "lien" ->
                compare(
                        where,
                        lien(step).subList(0, step.words.size() - 1).toString(),
                        step.words.subList(1, step.words.size()).toString());
            case "nth" -> names.put(step.result, Seen.nth(floor, step.number(0), step.number(1), step.number(2)));
            case "book" ->
                compare(
                        where,
                        BookView.of(floor, step.number(0)).toString(),
                        step.words.subList(1, step.words.size()).toString());
            case "order" ->
                compare(
                        where,
                        BookView.order(floor, step.number(0)).toString(),
                        step.words.subList(1, step.words.size()).toString());
            case "stands" -> compare(where, stands(step), step.words.get(1));
            case "placed" -> compare(where, placed(step), step.words.get(1));
            case "paid" -> compare(where, Seen.paid(floor, step.number(0)), step.words.get(1));
            case "task" ->
                compare(
                        where,
                        Seen.task(floor, step.words.get(0)).toString(),
                        step.words.subList(1, step.words.size()).toString());
            case "place" -> compare(where, Seen.place(floor, step.number(0)), step.words.get(1));
            case "declined" -> compare(where, Seen.declined(floor, step.number(0)), step.words.get(1));
            case "posted" ->
                compare(
                        where,
                        Seen.posted(floor, step.number(0), step.number(1)).toString(),
                        step.words.subList(2, 6).toString());
            case "traded" ->
                compare(where, Long.toString(floor.answers(0).getLast().resultAmount()), step.words.getFirst());
            case "restart" -> floor.core = floor.restored(floor::onEvent);
            case "shown" ->
                compare(
                        where,
                        shown(step).toString(),
                        step.words.subList(1, step.words.size()).toString());
            case "batch" -> batch(where, step, sides[1].strip());
            default -> {
                for (long more = step.option("again", 0); more >= 0; more--) {
                    Floor.Answer answer = step.verb.equals("raw") ? floor.submit(raw(step)) : submit(step);
                    compare(where, answer.code(), sides[1].strip());
                    names.put(step.result, answer.resultId());
                }
            }
        }
    }

    /** What a batch is answered, item by item; what item i made is called name.i. */
    private void batch(String where, Step step, String expected) {
        int said = floor.events.size();
        submit(step);
        List<Floor.Answer> answers = floor.answers(said);
        compare(where, answers.stream().map(Floor.Answer::code).collect(Collectors.joining(" ")), expected);
        for (int i = 0; i < answers.size(); i++) {
            names.put(step.result + "." + (i + 1), answers.get(i).resultId());
        }
    }

    /** What a step is answered. */
    String answer(String step) {
        return submit(new Step(step)).code();
    }

    private void compare(String where, String actual, String expected) {
        if (!actual.equals(expected)) {
            wrong.add(where + " but was " + actual);
        }
    }

    private List<String> balance(Step step) {
        State state = Objects.requireNonNull(floor.core.stateOrNull());
        int slot = state.balanceKeys.find(step.number(0) << 32 | step.number(1));
        return Arrays.stream(new int[] {Rows.Balance.AVAILABLE, Rows.Balance.HELD, Rows.Balance.BLOCKED})
                .mapToObj(column -> slot < 0 ? "0" : Long.toString(state.balances.get(slot, column)))
                .toList();
    }

    /** What is left of an encumbrance, what it covers, its rank, 1 when it stops circulation, 1 when it is behind. */
    private List<String> lien(Step step) {
        State state = Objects.requireNonNull(floor.core.stateOrNull());
        int slot = state.encumbrances.find(step.number(0));
        return Arrays.stream(new int[] {
                    Rows.Encumbrance.REMAINING,
                    Rows.Encumbrance.COVERED,
                    Rows.Encumbrance.RANK,
                    Rows.Encumbrance.STOPS_CIRCULATION,
                    Rows.Encumbrance.BEHIND
                })
                .mapToObj(column -> slot < 0 ? "0" : Long.toString(state.encumbrances.get(slot, column)))
                .toList();
    }

    private String stands(Step step) {
        State state = Objects.requireNonNull(floor.core.stateOrNull());
        int issue = state.assets.getInt((int) step.number(0) - 1, Rows.Asset.ISSUE) - 1;
        return IssueStatus.get((short) state.issues.get(issue, Rows.Issue.STATUS))
                .name();
    }

    /** As what a placement was told last to stand. */
    private String placed(Step step) {
        PlacementChangedDecoder in = new PlacementChangedDecoder();
        return floor.events.reversed().stream()
                .filter(event -> event.template() == PlacementChangedDecoder.TEMPLATE_ID)
                .map(event -> in.wrapAndApplyHeader(new UnsafeBuffer(event.bytes()), 0, new MessageHeaderDecoder()))
                .filter(told -> told.placementId() == step.number(0))
                .map(told -> told.status().name())
                .findFirst()
                .orElse("UNKNOWN");
    }

    /** Status, phase, reason, last price and last auction price of a pair. */
    private List<String> shown(Step step) {
        Table pairs = Objects.requireNonNull(floor.core.stateOrNull()).instruments;
        int slot = (int) step.number(0) - 1;
        return List.of(
                SecurityTradingStatus.get((short) pairs.get(slot, Rows.Instrument.STATUS))
                        .name(),
                TradingPhase.get((short) pairs.get(slot, Rows.Instrument.PHASE)).name(),
                HaltReason.get((short) pairs.get(slot, Rows.Instrument.HALT_REASON))
                        .name(),
                Long.toString(pairs.get(slot, Rows.Instrument.LAST_PRICE)),
                Long.toString(pairs.get(slot, Rows.Instrument.AUCTION_PRICE)));
    }

    private static byte[] raw(Step step) {
        byte[] bytes = new byte[step.words.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(step.words.get(i));
        }
        return bytes;
    }

    private Floor.Answer submit(Step step) {
        CommandBody body = AlteredCommand.of(step);
        long first = step.option("first", 11);
        long second = step.option("second", 12);
        if (!step.options.containsKey("key") && !step.options.containsKey("ahead")) {
            return floor.submit(body, first, second);
        }
        String name = step.options.getOrDefault("key", "ahead" + floor.log.size());
        Key key = keys.computeIfAbsent(
                name, k -> new Key(k.hashCode(), 4_000_000_007L, floor.nowMs + step.option("ahead", 0)));
        return floor.submit(body, key, first, second);
    }

    /**
     * Operator, issuer, Alice and Bob with their wallets and accounts, tenge, and money for Alice, Bob and the issuer.
     */
    private void open(Step step) {
        floor = new Floor();
        floors.add(floor);
        if (step.options.containsKey("empty")) {
            return;
        }
        floor.genesis(step.option("demo", 1) == 1, 0, step.fills(), step.limits(Floor.SMALL), (int)
                step.option("rules", Rules.NEWEST));
        floor.submit(AccountCommands.createAsset(AssetKind.MONEY, 2, "KZT"));
        for (int i = 1; i <= 4; i++) {
            floor.submit(
                    AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(i))));
        }
        names.put("KZT", 1L);
        account("bank", 1, Capacity.BANK_SIDE);
        account("own", 1, Capacity.OPERATOR_OWN);
        account("suspense", 1, Capacity.SUSPENSE);
        account("issuer", 2, Capacity.ISSUER);
        account("alice", 3, Capacity.CLIENT);
        account("bob", 4, Capacity.CLIENT);
        account("claim", 3, Capacity.CLAIM);
    }

    private void account(String name, long wallet, Capacity capacity) {
        names.put(
                name,
                floor.submit(AccountCommands.openAccount(wallet, capacity, Activity.DFA))
                        .resultId());
    }

    /** One line, taken apart. */
    final class Step {
        final String result;
        final String verb;
        final List<String> words = new ArrayList<>();
        final Map<String, String> options = new HashMap<>();
        private final String line;

        Step(String line) {
            this.line = line;
            String[] parts = line.split("\\s+");
            int at = 0;
            if (parts.length > 1 && parts[1].equals("=")) {
                result = parts[0];
                at = 2;
            } else {
                result = "last";
            }
            verb = parts[at++];
            for (; at < parts.length; at++) {
                int equals = parts[at].indexOf('=');
                if (equals > 0) {
                    options.put(parts[at].substring(0, equals), parts[at].substring(equals + 1));
                } else {
                    words.add(parts[at]);
                }
            }
        }

        /** The commands of a batch: what stands behind its mode, parted by semicolons. */
        List<Step> items() {
            String mode = words.getFirst();
            return Arrays.stream(
                            line.substring(line.indexOf(mode) + mode.length()).split(";"))
                    .filter(item -> !item.isBlank())
                    .map(item -> new Step(item.strip()))
                    .toList();
        }

        long number(int word) {
            return value(words.get(word));
        }

        long option(String name, long otherwise) {
            String value = options.get(name);
            return value == null ? otherwise : value(value);
        }

        String text(String name, String otherwise) {
            return options.getOrDefault(name, otherwise);
        }

        long now() {
            return floor.nowMs;
        }

        long value(String word) {
            if (word.startsWith("now")) {
                return floor.nowMs + (word.length() > 3 ? Long.parseLong(word.substring(3)) : 0);
            }
            Long named = names.get(word);
            return named == null ? Long.parseLong(word) : named;
        }

        int fills() {
            return (int) option("fills", Floor.MOST_FILLS);
        }

        Limits limits(Limits base) {
            return new Limits(
                    (int) option("assets", base.maxAssets()),
                    (int) option("wallets", base.maxWallets()),
                    (int) option("accounts", base.maxAccounts()),
                    (int) option("balances", base.maxBalances()),
                    (int) option("holds", base.maxHolds()),
                    (int) option("orders", base.maxOrders()),
                    (int) option("instruments", base.maxInstruments()),
                    (int) option("placements", base.maxPlacements()),
                    (int) option("subscriptions", base.maxSubscriptions()),
                    (int) option("encumbrances", base.maxEncumbrances()),
                    (int) option("claims", base.maxClaims()),
                    (int) option("tasks", base.maxTasks()),
                    (int) option("keys", base.maxKeys()));
        }
    }
}
