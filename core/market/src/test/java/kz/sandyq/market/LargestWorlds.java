package kz.sandyq.market;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Markets in which every structure stands at its limit, as scenarios: what a step could touch is a hundred times what
 * it may. A step of a task moves four objects, an order fills eight.
 */
final class LargestWorlds {
    /** Encumbrances of a balance, legs of an instruction, parts of a move, accounts of a watch, holders of a wallet. */
    private static final int MANY = 64;

    private static final int CLIENTS = 70;
    private static final int ORDERS = 400;
    private final List<String> lines = new ArrayList<>();

    private LargestWorlds() {}

    static Map<String, List<String>> all() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("book", new LargestWorlds().book());
        all.put("auction", new LargestWorlds().auction());
        all.put("recalls", new LargestWorlds().recalls());
        all.put("liens", new LargestWorlds().liens());
        all.put("legs", new LargestWorlds().legs());
        all.put("rights", new LargestWorlds().rights());
        all.put("placement", new LargestWorlds().placement());
        all.put("deadlines", new LargestWorlds().deadlines());
        all.put("services", new LargestWorlds().services());
        all.put("keys", new LargestWorlds().keys());
        all.put("batch", new LargestWorlds().batch());
        return all;
    }

    private void say(String... said) {
        for (String line : said) {
            lines.add(
                    line.contains("->") || line.startsWith("tick") || line.startsWith("market")
                            ? line
                            : line + " -> OK");
        }
    }

    private void times(int count, String line) {
        IntStream.range(0, count).forEach(i -> say(line.replace("#", Integer.toString(i))));
    }

    private static String each(int count, String separator, String part) {
        return IntStream.range(0, count)
                .mapToObj(i -> part.replace("#", Integer.toString(i)))
                .collect(Collectors.joining(separator));
    }

    /** Clients with a wallet each, money and units. */
    private void open(String options) {
        say("market keys=9000 orders=4000 balances=4000 accounts=900 encumbrances=3000 subscriptions=900 "
                + "placements=90 holds=3000 "
                + options);
        say("credit alice 900000000", "credit issuer 900000000");
        say("bond = issue BOND N-1 volume=1000000 price=10 nominal=10 early=1 income=9", "mint bond 500000");
        for (int i = 0; i < CLIENTS; i++) {
            say("w = wallet SOLE 1/1", "c" + i + " = account w CLIENT", "credit c" + i + " 900000");
        }
        say("p = offer bond max=200000 price=1 method=FIRST_COME", "subscribe p alice 200000", "close p", "tick 250");
        times(CLIENTS, "transfer alice c# bond 500");
        say("pair = pair bond KZT");
    }

    private void arrests(String account, String asset, int count) {
        Collections.nCopies(count, "arrest " + account + " " + asset + " 1").forEach(this::say);
    }

    /** Prices that make the tree of levels as deep as it gets, and fills that pay into arrested balances. */
    private List<String> book() {
        open("");
        say("f = account 1 FEES");
        say("t = tariff KZT f " + each(16, " ", "#:1000:2000:1500"), "charges pair t");
        say("setrules pair window=1000000");
        for (int i = 0; i < ORDERS; i++) {
            say(
                    "sell pair c" + i % CLIENTS + " 1 at=" + (2_000 + i),
                    "buy pair c" + i % CLIENTS + " 1 at=" + (1_000 - i));
        }
        for (int i = 0; i < 9; i++) {
            say("z" + i + " = account w CLIENT", "transfer alice z" + i + " bond 50");
            arrests("z" + i, "KZT", MANY);
            say("sell pair z" + i + " 1 at=1900");
        }
        say("credit z8 900", "buy pair alice 8 at=1900 tif=IOC");
        times(8, "sell pair z# 1 at=1900");
        say("buy pair alice 9 at=1900 tif=FOK -> FOK_NOT_FILLABLE");
        say("i = sell pair c1 200 at=1800 show=1");
        times(4, "sell pair c# 1 at=1800");
        say("buy pair alice 8 at=1800 tif=FOK", "buy pair alice 20 at=1800");
        say("r = buy pair alice 1 at=500", "replace r alice 1 at=501", "cancel r alice");
        for (int i = 0; i < 40; i++) {
            say("buy pair c" + i + " 1 type=STOP at=1999 stop=" + (1_810 + i));
        }
        say("buy pair alice 9 at=1850", "tick 250", "tick 250");
        say("endday pair");
        Collections.nCopies(300, "tick 250").forEach(this::say);
        say("cancelall c1");
        say("status pair TRADING_HALT reason=TECHNICAL cancel=1");
        Collections.nCopies(20, "tick 250").forEach(this::say);
        return lines;
    }

    private List<String> auction() {
        open("");
        say("status pair POST_CLOSE", "status pair PRE_OPEN phase=OPENING_AUCTION");
        times(60, "arrest c# KZT 900001 -> OK");
        for (int i = 0; i < 60; i++) {
            arrests("c" + i, "KZT", 20);
            say("sell pair c" + i + " 2 at=" + (100 - i));
        }
        times(60, "buy pair alice 2 at=10# ");
        say("status pair READY_TO_TRADE");
        Collections.nCopies(60, "tick 250").forEach(this::say);
        return lines;
    }

    /** Restrictions that catch many orders of one account among those of others. */
    private List<String> recalls() {
        open("");
        for (int i = 0; i < ORDERS; i++) {
            say("sell pair c" + i % CLIENTS + " 1 at=" + (2_000 + i), "sell pair c1 1 at=" + (3_000 + i));
        }
        say("f = freeze c1", "tick 250", "tick 250", "free f 1");
        say("f = arrest c2 bond 500", "tick 250", "free f 500");
        say("notice 7 DEATH", "tick 250", "notice 7 NONE");
        say("s = watch " + each(MANY, " ", "c#"), "gone s");
        Collections.nCopies(250, "tick 250").forEach(this::say);
        say("s = watch " + each(MANY, " ", "c#") + " timer=60000", "alive s", "logout s");
        return lines;
    }

    /** As many encumbrances as a balance of units may have, and their money in every way it can come. */
    private List<String> liens() {
        open("");
        for (int i = 0; i < MANY; i++) {
            say("e" + i + " = arrest c1 bond 1 income=1 rights=1");
        }
        for (int i = 0; i < MANY; i++) {
            say("l" + i + " = pledge c2 bond 1 rank=" + (i + 1) + " income=1");
        }
        for (int i = 3; i < 20; i++) {
            arrests("c" + i, "bond", MANY - 2);
            arrests("c" + i, "KZT", MANY - 2);
        }
        say("enforce l0 1 alice alice value=10 debt=5");
        say("c = income bond 5 1");
        Collections.nCopies(30, "tick 250").forEach(this::say);
        say("pay c");
        Collections.nCopies(60, "tick 250").forEach(this::say);
        say("redeempart bond 1 2 early=1");
        Collections.nCopies(90, "tick 250").forEach(this::say);
        say("free e0 1", "free l1 1");
        say("new = issue NEW N-2 early=1 volume=1000000 price=10", "mint new 500000");
        say("convert bond new 1 2 residue=10");
        Collections.nCopies(60, "tick 250").forEach(this::say);
        say("redeem bond");
        Collections.nCopies(90, "tick 250").forEach(this::say);
        return lines;
    }

    /** Sixty-four legs, parts, holders. */
    private List<String> legs() {
        open("");
        say("w = wallet SOLE 1/1 -> OK");
        times(MANY, "a# = account w CLIENT");
        times(MANY, "transfer alice a# bond 100");
        for (int i = 0; i < 5; i++) {
            arrests("c" + i, "bond", 40);
            arrests("c" + i, "KZT", 40);
        }
        say("i = propose " + each(MANY, " ", "alice>c#:bond:1"), "affirm i alice");
        say("i = propose " + each(32, " ", "alice>c#:bond:1") + " "
                + each(32, " ", "c6>c#:KZT:1").replace("c6>c6", "c6>c7"));
        say("affirm i c6", "affirm i alice");
        say("i = propose alice>bob:bond:1x64 mediator=5", "affirm i alice", "settleby i 5");
        say("i = propose alice>bob:bond:1x64", "drop i by=alice");
        say("agree 8");
        for (String end : List.of("MINTED", "REFUSED")) {
            String number = end.equals("MINTED") ? "1" : "2";
            say("m = block 8 bond " + each(MANY, " ", "a#:1"), "proceed m NOTIFY", "told 8 " + number + " ACCEPTED 64");
            say("proceed m BURN", "told 8 " + number + " " + end + " 64");
        }
        say("m = block 8 bond " + each(MANY, " ", "a#:1"), "proceed m CANCEL");
        say(
                "m = ready 8 1 64 origin=7",
                "accept m bond " + each(MANY, " ", "a#:1"),
                "told 8 1 BURNED 64",
                "told 8 1 ENDED");
        say("notice 3 DEATH", "rights 3 SUCCESSION " + each(MANY, " ", "alice,c#,bond,1"), "notice 3 NONE");
        say("w = wallet JOINT " + each(MANY, " ", "1/64/9#"), "j = account w CLIENT");
        say("w = wallet JOINT " + each(MANY, " ", "1/64/9#"), "k = account w CLIENT");
        say("transfer alice j bond 5", "recover j k bond");
        return lines;
    }

    /** Sixty-four encumbered legs: to heirs whose holdings bear all but one, and with all that waits behind them. */
    private List<String> rights() {
        open("encumbrances=9000");
        for (int i = 0; i < MANY; i++) {
            arrests("c" + i, "bond", MANY - 1);
            say("e" + i + " = pledge alice bond 1 rank=" + (i + 1) + " -> OK");
        }
        say("notice 3 DEATH", "rights 3 SUCCESSION " + each(MANY, " ", "alice,c#,bond,1,e#"));
        say("w = wallet SOLE 1/1");
        times(MANY, "h# = account w CLIENT");
        say("notice 3 NONE", "e = pledge alice bond 64 rank=1");
        for (int i = 2; i <= MANY; i++) {
            say("pledge alice bond 64 subsequent=1 rank=" + i);
        }
        say("notice 3 LIQUIDATION", "rights 3 SUCCESSION " + each(MANY, " ", "alice,h#,bond,1,e"));
        return lines;
    }

    private List<String> placement() {
        open("");
        say("q = offer bond max=1000 price=1 cap=300 min=10");
        for (int i = 0; i < 250; i++) {
            say("subscribe q c" + i % CLIENTS + " 7");
        }
        times(20, "arrest c# KZT 900000");
        say("close q");
        Collections.nCopies(300, "tick 250").forEach(this::say);
        say("q = offer bond max=1000 price=1");
        say("s = subscribe q c30 7");
        times(150, "subscribe q c30 1");
        say("withdraw s c30", "cancelplacement q");
        Collections.nCopies(60, "tick 250").forEach(this::say);
        return lines;
    }

    /** Everything ends in one and the same beat. */
    private List<String> deadlines() {
        open("");
        times(60, "buy pair c# 1 at=5 tif=GTD until=now20000");
        times(60, "pledge c# bond 1 until=now20000");
        times(60, "arrest c# KZT 1 until=now20000");
        times(40, "propose alice>c#:bond:1x64 until=now20000".replace("x64", "x2"));
        times(8, "propose alice>c#:KZT:1x64 until=now20000");
        say("agree 8");
        times(8, "block 8 bond c#:1 until=now20000");
        say("buyback bond 10 5 until=now20000");
        times(16, "watch c# timer=20000");
        say("tick 20000");
        Collections.nCopies(60, "tick 250").forEach(this::say);
        times(16, "k# = credit alice 10");
        say("reserve alice 899800160");
        times(16, "reverse k# alice 10 claim=claim");
        say("credit alice 100000");
        return lines;
    }

    /** A window of keys that is full: each command makes one forgotten, and time makes others forgotten besides. */
    private List<String> keys() {
        say("market keys=30");
        for (int i = 0; i < 60; i++) {
            say("tick 1", "credit alice 1", "tick 1", "transfer alice bob KZT 1");
        }
        say("tick 3600000", "confirm now-3600000 now", "credit alice 1", "tick 250");
        return lines;
    }

    private List<String> services() {
        open("");
        times(60, "buy pair c# 1 at=5");
        times(30, "propose alice>c#:bond:1x2");
        say("buyback bond 10 5", "q = offer bond max=1000 price=1");
        times(60, "subscribe q c# 1");
        say("platform TRADING SERVICES_PROHIBITED", "platform DFA SERVICES_PROHIBITED");
        Collections.nCopies(120, "tick 250").forEach(this::say);
        return lines;
    }

    /** As many items as a batch may have, each of which fills all it may, and pays into balances full of arrests. */
    private List<String> batch() {
        open("");
        for (int i = 0; i < 40; i++) {
            arrests("c" + i, "KZT", MANY - 1);
            say("arrest c" + i + " KZT 9000000");
        }
        for (String mode : List.of("INDEPENDENT", "ALL_OR_NOTHING")) {
            for (int i = 0; i < 8 * MANY; i++) {
                say("sell pair c" + i % 40 + " 1 at=" + (100 + i % 99));
            }
            say("batch " + mode + " " + each(MANY, " ; ", "buy pair alice 8 at=900") + " -> " + each(MANY, " ", "OK"));
        }
        return lines;
    }
}
