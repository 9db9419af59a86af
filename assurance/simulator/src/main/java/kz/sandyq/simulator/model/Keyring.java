package kz.sandyq.simulator.model;

import java.util.ArrayList;
import java.util.List;
import kz.sandyq.simulator.schema.Bytes;
import kz.sandyq.simulator.schema.Message;

/** Keys for commands: fresh, used before, too old, from the future; and the persons behind them. */
final class Keyring {
    private static final int REMEMBERED = 40;

    record Sent(Message message) {}

    private final Chance chance;
    private final long salt;
    private final List<Message> before = new ArrayList<>();
    private long count;

    Keyring(Chance chance, long seed) {
        this.chance = chance;
        salt = seed * 0x9E3779B97F4A7C15L | 1;
    }

    Sent fresh(Message body, long latestMs, boolean mayFail) {
        count++;
        long created = latestMs - (chance.oneIn(8) ? chance.below(3_000) : 0);
        if (mayFail && chance.oneIn(60)) {
            created = latestMs + chance.of(1_001L, 1_000L, 90_000L, -40_000L, -4_000_000L);
        }
        boolean alone = mayFail && chance.oneIn(25);
        Message header = new Message("CommandHeader")
                .with("version", mayFail && chance.oneIn(120) ? 2 : 1)
                .with("keyHigh", salt * count)
                .with("keyLow", count)
                .with("keyCreatedAtMs", created)
                .with("actorRef", 5)
                .with("firstPersonRef", alone ? 12 * chance.below(2) : 11)
                .with("secondPersonRef", alone ? 12 * chance.below(2) : 12)
                .with("authorisationHash", new Bytes(new byte[32]))
                .with("salt", new Bytes(new byte[16]));
        Message sent = body.copy().with("header", header);
        if (before.size() == REMEMBERED) {
            before.removeFirst();
        }
        before.add(sent);
        return new Sent(sent);
    }

    /** Something that was sent before: the same, or another command under its key. */
    Sent again(Message body) {
        Message earlier = chance.any(before, body);
        boolean same = chance.oneIn(2) || !earlier.has("header");
        return new Sent(same ? earlier : body.copy().with("header", earlier.part("header")));
    }
}
