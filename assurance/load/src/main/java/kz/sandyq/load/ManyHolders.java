package kz.sandyq.load;

import java.util.List;
import java.util.SplittableRandom;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.cluster.LogHandler;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.Limits;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.WalletKind;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A log made as it is read: so many clients, each with a wallet, an account and one credit of money. Its last two
 * entries, which end a block, come when they are let go.
 */
final class ManyHolders implements EntryLog {
    static final int CLUSTER = 1;
    static final long MONEY = 1;

    private static final long BANK_ACCOUNT = 1;
    private static final long START_MS = 1_790_000_000_000L;
    private static final long END_OF_BLOCK_MS = 600;
    private static final long LARGEST_MINOR = 100_000_000;
    private static final int OPENING = 4;
    private static final int EACH = 3;

    private final int holders;
    private final long[] creditsMinor;
    private final CommandPress press = new CommandPress(1, () -> START_MS);
    private boolean ends;
    private long given;

    /** Of at least two holders. */
    ManyHolders(int holders, long seed) {
        this.holders = holders;
        creditsMinor =
                new SplittableRandom(seed).longs(holders, 1, LARGEST_MINOR).toArray();
    }

    /** The account of a holder by his number from 0. */
    static long accountId(int holder) {
        return holder + BANK_ACCOUNT + 1;
    }

    /** All credits together, minor units. */
    long totalMinor() {
        long total = 0;
        for (long credit : creditsMinor) {
            total += credit;
        }
        return total;
    }

    /** Whether the reader has everything but the last two entries. */
    boolean isFull() {
        return given >= last() - 1;
    }

    /** Lets the last two go. */
    void end() {
        ends = true;
    }

    private long last() {
        return OPENING + (long) EACH * holders + 1;
    }

    @Override
    public Reader from(long logPosition) {
        if (logPosition != 0) {
            throw new IllegalArgumentException("this log is read from its beginning only");
        }
        return this::poll;
    }

    private int poll(LogHandler entry, int limit) {
        int taken = 0;
        while (taken < limit && given < (ends ? last() + 1 : last() - 1)) {
            boolean tick = given == last();
            byte[] bytes = tick ? new byte[0] : press.encode(said());
            long timestampMs = START_MS + given / 1_000 + (tick ? END_OF_BLOCK_MS : 0);
            given++;
            taken++;
            entry.onEntry(given, timestampMs, tick, new UnsafeBuffer(bytes), 0, bytes.length);
        }
        return taken;
    }

    private CommandBody said() {
        if (given < OPENING) {
            return opening((int) given);
        }
        int holder = (int) ((given - OPENING) / EACH);
        if (holder == holders) {
            // Beyond the limits: refused, a record all the same.
            return wallet(1);
        }
        return switch ((int) ((given - OPENING) % EACH)) {
            case 0 -> wallet(holder + 2L);
            case 1 -> AccountCommands.openAccount(holder + 2L, Capacity.CLIENT, Activity.DFA);
            default ->
                MoneyCommands.bookBankCredit(
                        BANK_ACCOUNT, accountId(holder), MONEY, creditsMinor[holder], new byte[32], TradingFloor.PAPER);
        };
    }

    private static CommandBody wallet(long person) {
        return AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(person)));
    }

    private CommandBody opening(int line) {
        int room = holders + 1;
        return switch (line) {
            case 0 ->
                SystemCommands.genesis(
                        CLUSTER,
                        true,
                        0,
                        300,
                        60_000,
                        60_000,
                        256,
                        256,
                        new Limits(16, room, room, room, 100, 100, 16, 16, 16, 16, 16, 16, 200_000));
            case 1 -> AccountCommands.createAsset(AssetKind.MONEY, 2, "KZT");
            case 2 -> wallet(1);
            default -> AccountCommands.openAccount(1, Capacity.BANK_SIDE, Activity.DFA);
        };
    }
}
