package kz.sandyq.simulator.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import kz.sandyq.simulator.schema.Bytes;
import kz.sandyq.simulator.schema.Layout;
import kz.sandyq.simulator.schema.Message;
import kz.sandyq.simulator.schema.Schema;

/** Commands that fit the market as it stands, mostly: one supplier a command. */
final class Drafts {
    private static final int MESSAGE_HEADER = 8;
    private static final int COMMAND_HEADER = 2 + 6 * Long.BYTES + 32 + 16;
    private static final String[] IN_BATCHES = {
        "PlaceOrder",
        "PlaceOrder",
        "PlaceOrder",
        "CancelOrder",
        "ReplaceOrder",
        "Transfer",
        "ReservePayout",
        "Subscribe",
        "CancelAllOrders",
        "AffirmSettlement"
    };

    private final Chance chance;
    private final World world;
    private final List<String> names;
    private final Map<String, Supplier<Message>> all = new TreeMap<>();

    Drafts(Chance chance) {
        this.chance = chance;
        world = chance.world;
        all.put("Genesis", () -> Opening.genesis(chance, 20_000, 1));
        all.put("RaiseLimits", this::raise);
        all.put("ConfirmClock", this::confirm);
        all.put(
                "AdvanceDemoClock",
                () -> message("AdvanceDemoClock")
                        .with(
                                "clockOffsetMs",
                                world.scalar("CLOCK_OFFSET") + chance.of(0L, 10L, 1_000L, -5L, 90_000L, 86_400_000L)));
        all.put("ActivateRules", () -> message("ActivateRules").with("rulesVersion", chance.from(1, 4)));
        all.put(
                "CreateAsset",
                () -> message("CreateAsset")
                        .with("assetKind", chance.of(1, 3, 3))
                        .with("scale", chance.below(4))
                        .with("code", chance.code("M")));
        all.put("OpenWallet", this::openWallet);
        all.put(
                "OpenAccount",
                () -> message("OpenAccount")
                        .with("walletId", chance.from(1, Math.max(1, world.wallets.size())))
                        .with("capacity", chance.of(1, 1, 11, 3, 6, 5))
                        .with("activity", chance.oneIn(8) ? 2 : 1)
                        .with("selfTradeGroup", chance.oneIn(2) ? chance.from(1, 2) : 0));
        new MoneyDrafts(chance).addTo(all);
        TradingDrafts trading = new TradingDrafts(chance);
        trading.addTo(all);
        new IssueDrafts(chance, trading).addTo(all);
        new SessionDrafts(chance, trading).addTo(all);
        new PermissionDrafts(chance, trading).addTo(all);
        new HoldingDrafts(chance).addTo(all);
        new ForcedDrafts(chance).addTo(all);
        new SuspendedDrafts(chance, () -> draft("Transfer")).addTo(all);
        new BuyBackDrafts(chance).addTo(all);
        new MoveDrafts(chance).addTo(all);
        PaymentDrafts payments = new PaymentDrafts(chance);
        payments.addTo(all);
        new SettlementDrafts(chance, payments).addTo(all);
        all.put("Batch", this::batch);
        all.put("RecordFacts", this::recordFacts);
        new WatchDrafts(chance).addTo(all);
        new FeeDrafts(chance, trading).addTo(all);
        all.put("SetPlatformStatus", this::setPlatformStatus);
        names = List.copyOf(all.keySet());
    }

    static Message message(String name) {
        return new Message(name);
    }

    /** Commands that can be drafted. */
    List<String> names() {
        return names;
    }

    Message draft(String name) {
        Supplier<Message> draft = all.get(name);
        if (draft == null) {
            throw new IllegalArgumentException("no draft of " + name);
        }
        return draft.get();
    }

    private Message raise() {
        Message message = message("RaiseLimits");
        for (String limit : World.LIMITS) {
            long now = world.limit(limit);
            long raised = now + (chance.oneIn(6) ? chance.from(1, 2) : 0) - (chance.oneIn(40) ? 1 : 0);
            message.with("max" + limit.charAt(0) + limit.substring(1).toLowerCase(java.util.Locale.ROOT), raised);
        }
        return message;
    }

    /** What is closed mostly opens again; what is open closes now and then, the other activity with it. */
    private Message setPlatformStatus() {
        boolean closed = world.platform.status(1) != 0 || world.platform.status(2) != 0;
        long first = world.platform.status(1) != 0 ? 1 : 2;
        boolean opens = closed && !chance.oneIn(3);
        return message("SetPlatformStatus")
                .with("activity", opens ? first : closed ? 3 - first : chance.from(1, 2))
                .with("status", opens ? 0 : chance.oneIn(3) ? 1 : 2)
                .with("ground", chance.ground());
    }

    private Message confirm() {
        boolean stale = chance.oneIn(5);
        return message("ConfirmClock")
                .with("lastMs", world.scalar("NOW") - (stale ? 1 : 0))
                .with("nowMs", world.scalar("SUSPECT_TIME") + chance.below(2_000))
                .with("cause", chance.from(1, 3));
    }

    private Message openWallet() {
        int count = chance.oneIn(3) ? (int) chance.from(2, 4) : 1;
        List<Message> holders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            holders.add(new Message("holders")
                    .with("holderRef", i + 1L)
                    .with("shareNumerator", 1)
                    .with("shareDenominator", chance.oneIn(12) ? count + 1 : count));
        }
        if (chance.oneIn(40)) {
            holders = chance.of(finely(), many());
        }
        return message("OpenWallet")
                .with("walletKind", chance.from(1, 3))
                .with("holdingKind", holders.size() == 1 ? chance.of(1, 1, 3, 4) : chance.of(2, 2, 3, 4, 1))
                .with("keyRef", chance.below(5))
                .with("holders", holders);
    }

    private static List<Message> finely() {
        List<Message> holders = new ArrayList<>();
        for (long prime : new long[] {2_147_483_647L, 2_147_483_629L, 2_147_483_587L}) {
            holders.add(new Message("holders")
                    .with("holderRef", 1)
                    .with("shareNumerator", 1)
                    .with("shareDenominator", prime));
        }
        return holders;
    }

    private static List<Message> many() {
        List<Message> holders = new ArrayList<>();
        for (int i = 0; i < 65; i++) {
            holders.add(new Message("holders")
                    .with("holderRef", 1)
                    .with("shareNumerator", 1)
                    .with("shareDenominator", 65));
        }
        return holders;
    }

    private Message recordFacts() {
        long count = chance.oneIn(12) ? chance.of(0L, 65L) : chance.from(1, 4);
        List<Message> facts = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            long kind = chance.oneIn(30) ? chance.of(0L, 6L, 255L) : chance.from(1, 5);
            facts.add(new Message("facts")
                    .with("kind", kind)
                    .with("commitment", hash(chance.oneIn(30) ? 0 : chance.from(1, 200))));
        }
        return message("RecordFacts").with("facts", facts);
    }

    /** Mostly what clients do many of at once; now and then anything, or too much. */
    private Message batch() {
        boolean any = chance.oneIn(4);
        long count = chance.oneIn(60) ? chance.of(0L, 65L) : chance.from(1, 6);
        List<Message> items = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            items.add(item(draft(any ? names.get(chance.random.nextInt(names.size())) : chance.of(IN_BATCHES))));
        }
        return message("Batch").with("mode", chance.from(1, 2)).with("items", items);
    }

    /** A command without its header; now and then one that cannot be read. */
    private Message item(Message command) {
        Layout layout = Schema.market().layout(command.name());
        byte[] bytes = layout.write(command);
        int bodyAt = bytes.length - bodyLength(bytes);
        int cut = chance.oneIn(40) ? (int) chance.below(bodyLength(bytes) + 1L) : 0;
        return message("items")
                .with("commandTemplate", chance.oneIn(80) ? RandomWorld.NO_COMMAND : layout.template())
                .with("commandBlockLength", layout.length() - (chance.oneIn(80) ? 1 : 0))
                .with("body", new Bytes(Arrays.copyOfRange(bytes, bodyAt, bytes.length - cut)));
    }

    private static int bodyLength(byte[] bytes) {
        return bytes.length - MESSAGE_HEADER - COMMAND_HEADER;
    }

    static Message hash(long value) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) value;
        return new Message("Hash256").with("bytes", new Bytes(bytes));
    }
}
