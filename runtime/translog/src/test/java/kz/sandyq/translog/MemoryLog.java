package kz.sandyq.translog;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.cluster.LogHandler;
import kz.sandyq.market.EventSink;
import kz.sandyq.market.MarketCore;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.BatchCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.command.Limits;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.BatchMode;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.WalletKind;
import org.agrona.concurrent.UnsafeBuffer;

/** A log in memory by seed: ticks, credits, batches, refusals and garbage, with random header salts. */
final class MemoryLog implements EntryLog {
    static final int CLUSTER = 7;

    private static final long START_MS = 1_790_000_000_000L;
    private static final Ground GROUND = new Ground(3, 20_000, 9, 0, new byte[32]);

    private record Line(long timestampMs, byte[] bytes) {}

    private final List<Line> lines = new ArrayList<>();
    private final SplittableRandom random;
    private long nowMs = START_MS;

    MemoryLog(long seed) {
        random = new SplittableRandom(seed);
        tick();
        tick();
        say(SystemCommands.genesis(CLUSTER, true, 0, 300, 60_000, 3_600_000, 4, 8, Limits.DEMO));
        say(AccountCommands.createAsset(AssetKind.MONEY, 2, "KZT"));
        say(AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(1))));
        say(AccountCommands.openAccount(1, Capacity.BANK_SIDE, Activity.DFA));
        say(AccountCommands.openAccount(1, Capacity.CLIENT, Activity.DFA));
    }

    /** So many entries more. */
    MemoryLog grow(int entries) {
        for (int entry = 0; entry < entries; entry++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> tick();
                case 3 -> say(BatchCommands.batch(BatchMode.INDEPENDENT, List.of(credit(2), credit(99), credit(2))));
                case 4 -> add(bytes(random.nextInt(1, 120)));
                default -> say(credit(random.nextInt(9) == 0 ? 99 : 2));
            }
        }
        return this;
    }

    /** A command and ticks until the block with it must have ended. */
    MemoryLog settle() {
        say(credit(2));
        for (int tick = 0; tick < 4; tick++) {
            tick();
        }
        return this;
    }

    /** Nothing for a day. */
    MemoryLog nextDay() {
        nowMs += 86_400_000L;
        return this;
    }

    int entries() {
        return lines.size();
    }

    private CommandBody credit(long account) {
        return MoneyCommands.bookBankCredit(1, account, 1, random.nextLong(1L << 48, 1L << 49), new byte[32], GROUND);
    }

    private void say(CommandBody body) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
        Key key = new Key(7, lines.size() + 1L, nowMs);
        int length = body.encode(buffer, 0, new Header(key, 5, 11, 12, new byte[32], bytes(16)));
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        add(bytes);
    }

    private void tick() {
        nowMs += 200;
        lines.add(new Line(nowMs, new byte[0]));
    }

    private void add(byte[] bytes) {
        nowMs += random.nextInt(40);
        lines.add(new Line(nowMs, bytes));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The same log up to an entry, and then another one. */
    MemoryLog forkedAt(int entries) {
        MemoryLog other = new MemoryLog(1_000);
        other.lines.clear();
        other.lines.addAll(lines.subList(0, entries));
        other.nowMs = other.lines.getLast().timestampMs();
        return other;
    }

    /** The same log without its first entries, as a node has it whose recording was purged. */
    EntryLog purgedUpTo(long position) {
        return from -> {
            if (from < position) {
                throw new IllegalStateException("the log begins at " + position);
            }
            return from(from);
        };
    }

    /** A core that has executed everything. */
    MarketCore executed() {
        MarketCore core = new MarketCore(EventSink.NONE);
        from(0).poll(
                        (position, timestampMs, tick, buffer, offset, length) -> {
                            if (tick) {
                                core.tick(timestampMs);
                            } else {
                                core.apply(timestampMs, buffer, offset, length);
                            }
                        },
                        Integer.MAX_VALUE);
        return core;
    }

    @Override
    public Reader from(long logPosition) {
        int[] at = {Math.toIntExact(logPosition)};
        return (LogHandler handler, int limit) -> {
            int taken = 0;
            while (taken < limit && at[0] < lines.size()) {
                Line line = lines.get(at[0]++);
                taken++;
                UnsafeBuffer buffer = new UnsafeBuffer(line.bytes());
                handler.onEntry(at[0], line.timestampMs(), line.bytes().length == 0, buffer, 0, line.bytes().length);
            }
            return taken;
        };
    }
}
