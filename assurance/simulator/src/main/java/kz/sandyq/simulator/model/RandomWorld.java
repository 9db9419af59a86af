package kz.sandyq.simulator.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import kz.sandyq.simulator.schema.Bytes;
import kz.sandyq.simulator.schema.Message;
import kz.sandyq.simulator.schema.Schema;

/**
 * A market made from a seed, entry by entry. What comes next is drawn with an eye on the slow market, so that most of
 * it fits and the rest fails in every way there is.
 */
final class RandomWorld {
    private static final long START_MS = 1_780_000_000_000L;
    /** Seen more often than the others. */
    private static final List<String> OFTEN = List.of(
            "PlaceOrder",
            "PlaceOrder",
            "PlaceOrder",
            "PlaceOrder",
            "PlaceOrder",
            "PlaceOrder",
            "PlaceOrder",
            "PlaceOrder",
            "PlaceOrder",
            "ReplaceOrder",
            "ReplaceOrder",
            "OpenPlacement",
            "Subscribe",
            "Subscribe",
            "Subscribe",
            "Transfer",
            "SuspendTransfer",
            "ReleaseTransfer",
            "AcceptBuyBack",
            "ProceedMove",
            "AnswerMove",
            "ReceiveMoveMessage",
            "BookBankCredit",
            "PlaceEncumbrance",
            "ReleaseEncumbrance",
            "OpenPlacement",
            "RegisterIssue",
            "Mint",
            "MintStablecoin",
            "ReservePayout",
            "ReverseBankCredit",
            "SetTradingStatus",
            "SetIssueRules",
            "OpenInstrument",
            "RedeemPart",
            "RecordIncome",
            "RecordIncome",
            "PayDue",
            "PayDue",
            "DeclareOverdue",
            "ConvertIssue",
            "ProposeSettlement",
            "AffirmSettlement",
            "EndSettlement",
            "EndSettlement",
            "Batch");

    /** Templates that no command has, one between the commands and one behind them all. */
    static final int NO_COMMAND = 13;

    private static final int NO_COMMAND_BEHIND = 255;

    private static final int BEAT_MS = 250;

    private final Model model;
    private final Chance chance;
    private final Drafts drafts;
    private final Spoiler spoiler;
    private final Keyring keyring;
    private final Scenes scenes;
    private final Deque<Supplier<Message>> opening = new ArrayDeque<>();
    private final long keyWindowMs;
    private final int cramped;
    private long nowMs = START_MS;

    RandomWorld(long seed, Model model) {
        this.model = model;
        boolean grand = Math.floorMod(seed, 7) == 3;
        long purse = grand ? Numbers.LARGEST.longValueExact() - 5 : 400_000;
        chance = new Chance(seed, model.world, purse);
        drafts = new Drafts(chance);
        spoiler = new Spoiler(chance);
        keyring = new Keyring(chance, seed);
        scenes = new Scenes(chance);
        keyWindowMs = chance.of(5_000L, 60_000L, 3_600_000L);
        cramped = chance.of(0, 3, 6);
    }

    Entry next() {
        if (!model.isStarted()) {
            return beforeTheStart();
        }
        if (!opening.isEmpty()) {
            return command(opening.removeFirst().get(), false);
        }
        Message played = scenes.next();
        if (played != null) {
            return played == Scene.BEAT ? beat() : command(played, false);
        }
        if (chance.oneIn(7)) {
            return tick();
        }
        nowMs += chance.oneIn(3) ? chance.below(50) : 0;
        return command(drafts.draft(nextName()), true);
    }

    private String nextName() {
        Platform platform = model.world.platform;
        if (model.world.scalar("SUSPECT") != 0 && chance.oneIn(6)) {
            return "ConfirmClock";
        }
        if (platform.status(1) + platform.status(2) != 0 && chance.oneIn(14)) {
            return "SetPlatformStatus";
        }
        List<String> names = chance.oneIn(3) ? drafts.names() : OFTEN;
        return names.get(chance.random.nextInt(names.size()));
    }

    private Entry beforeTheStart() {
        if (opening.isEmpty()) {
            Opening.commands(chance).forEach(message -> opening.add(() -> message));
            if (!chance.oneIn(4)) {
                opening.addAll(Opening.firstIssue(chance));
            }
        }
        return switch (chance.random.nextInt(10)) {
            case 0 -> tick();
            case 1, 2, 3, 4, 5, 6 ->
                command(
                        drafts.draft(drafts.names()
                                .get(chance.random.nextInt(drafts.names().size()))),
                        true);
            default -> command(Opening.genesis(chance, keyWindowMs, cramped), chance.oneIn(3));
        };
    }

    private Entry beat() {
        nowMs += BEAT_MS;
        return new Entry(nowMs, new byte[0]);
    }

    /** Mostly a beat; now and then a pause, a step back, or a jump that is not believed. */
    private Entry tick() {
        nowMs += switch (chance.random.nextInt(40)) {
            case 0, 1 -> 20_000;
            case 2 -> 60_000;
            case 3 -> -300;
            case 4 -> chance.oneIn(3) ? 60_001 + chance.below(300_000) : 250;
            case 5 -> model.world.scalar("SUSPECT") == 0 ? 250 : -400_000;
            case 6 -> chance.oneIn(4) ? 50_000 : 250;
            default -> 250;
        };
        return new Entry(nowMs, new byte[0]);
    }

    private Entry command(Message message, boolean maySpoil) {
        Message body = maySpoil && chance.oneIn(6) ? spoiler.spoil(message) : message;
        Keyring.Sent sent =
                maySpoil && chance.oneIn(30) ? keyring.again(body) : keyring.fresh(body, latestMs(), maySpoil);
        byte[] bytes = Schema.market().layout(sent.message().name()).write(sent.message());
        if (maySpoil && chance.oneIn(150)) {
            bytes = broken(bytes);
        }
        return new Entry(nowMs, bytes);
    }

    private long latestMs() {
        return model.isStarted() ? Math.max(model.nowMs(), model.world.scalar("SUSPECT_TIME")) : nowMs;
    }

    /** Too short, of another schema or version, or with a group longer than the rest. */
    private byte[] broken(byte[] bytes) {
        List<byte[]> ways = new ArrayList<>();
        ways.add(new Bytes(bytes).padded((int) chance.below(bytes.length)).content());
        ways.add(changed(bytes, 4, 40));
        ways.add(changed(bytes, 6, 2));
        ways.add(changed(bytes, 0, bytes[0] - 1));
        ways.add(changed(bytes, 2, NO_COMMAND));
        ways.add(changed(bytes, 2, NO_COMMAND_BEHIND));
        ways.add(changed(bytes, bytes.length - 1, 9));
        if (Set.of(6, 11, 67, 77, 82, 88, 95, 97).contains((int) bytes[2]) && bytes[3] == 0) {
            int group = 8 + (bytes[0] & 0xFF) + 256 * bytes[1];
            ways.add(changed(bytes, group + 2, 99));
            ways.add(changed(bytes, group, 3));
            ways.add(new Bytes(bytes).padded(group + 2).content());
        }
        return ways.get(chance.random.nextInt(ways.size()));
    }

    private static byte[] changed(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }
}
