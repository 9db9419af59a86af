package kz.sandyq.load;

import java.util.List;
import java.util.SplittableRandom;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.cluster.LogHandler;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.HoldingCommands;
import kz.sandyq.protocol.command.IssueCommands;
import kz.sandyq.protocol.command.Limits;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.WalletKind;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A log of one issue, made as it is read, the same each time: accounts are opened over the whole history and pass units
 * to each other; some sell out and come back, and the middle tenth of the accounts sells out for good when half of the
 * history is over.
 */
final class HolderLog implements EntryLog {
    static final long ISSUE = 2;
    private static final long START_MS = 1_780_000_000_000L;
    private static final long MONEY = 1;
    private static final long BANK_ACCOUNT = 1;
    private static final long ISSUER_ACCOUNT = 2;
    private static final long UNITS = 1_000_000_000_000L;
    private static final long FIRST_PART = 10_000;
    /** Commands before the first account of a client. */
    private static final int OPENING = 6;

    private final int accounts;
    private final long transfers;
    private final long until;
    private final long seed;
    private final long firstAccountId;

    private HolderLog(int accounts, long transfers, long until, long seed, long firstAccountId) {
        this.accounts = accounts;
        this.transfers = transfers;
        this.until = until;
        this.seed = seed;
        this.firstAccountId = firstAccountId;
    }

    /**
     * The log of a whole history.
     *
     * @param accounts that are opened, at least 100
     * @param transfers between them, at least ten for each account to be opened in time
     * @param firstAccountId id of the first account that is opened after those of the issue
     */
    static HolderLog of(int accounts, long transfers, long seed, long firstAccountId) {
        return new HolderLog(accounts, transfers, transfers, seed, firstAccountId);
    }

    /** The same log, which ends after so many transfers. */
    HolderLog first(long count) {
        return new HolderLog(accounts, transfers, count, seed, firstAccountId);
    }

    /** Id of an account by its number in the order of opening, from 0. */
    long accountId(int number) {
        return firstAccountId + number;
    }

    /** How many accounts are open at the end. */
    int opened() {
        return (int) Math.min(accounts, Math.max(2, (until - 1) * accounts / transfers + 1));
    }

    /** Sequence of the last entry. */
    long lastSequence() {
        return OPENING + 2 + 2L * opened() + until;
    }

    @Override
    public Reader from(long logPosition) {
        if (logPosition != 0) {
            throw new IllegalArgumentException("this log is read from its beginning only");
        }
        Writing writing = new Writing();
        return writing::poll;
    }

    /** What is said next, given who has what by now. */
    private final class Writing {
        private final SplittableRandom random = new SplittableRandom(seed);
        private final long[] units = new long[accounts];
        private final CommandPress press = new CommandPress(1, this::nowMs);
        private long nowMs = START_MS;
        private long position;
        private long moved;
        private int opened;
        private boolean walletOpen;
        private boolean creditBooked;
        private int leaving;

        int poll(LogHandler entry, int limit) {
            int taken = 0;
            while (taken < limit && moved < until) {
                CommandBody body = next();
                nowMs += random.nextInt(3);
                byte[] command = press.encode(body);
                position++;
                taken++;
                entry.onEntry(position, nowMs, false, new UnsafeBuffer(command), 0, command.length);
            }
            return taken;
        }

        private long nowMs() {
            return nowMs;
        }

        private CommandBody next() {
            if (position < OPENING) {
                return opening((int) position);
            }
            if (walletOpen) {
                walletOpen = false;
                opened++;
                return AccountCommands.openAccount(opened + 1L, Capacity.CLIENT, Activity.DFA);
            }
            if (opened < 2 || opened < accounts && opened * transfers <= moved * accounts) {
                walletOpen = true;
                return AccountCommands.openWallet(
                        WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(opened + 2L)));
            }
            if (!creditBooked) {
                creditBooked = true;
                return MoneyCommands.bookBankCredit(
                        BANK_ACCOUNT, accountId(0), MONEY, UNITS, new byte[32], TradingFloor.PAPER);
            }
            if (moved == 0 && units[0] == 0) {
                units[0] = UNITS;
                return IssueCommands.mintStablecoin(ISSUE, accountId(0), UNITS);
            }
            moved++;
            return transfer();
        }

        private CommandBody transfer() {
            if (moved > transfers / 2 && leaving < accounts / 10 && bandStart() + leaving < opened) {
                int from = bandStart() + leaving++;
                if (units[from] > 0) {
                    return pass(from, anybody(), units[from]);
                }
            }
            int from = anybody();
            int drawn = anybody();
            int to = drawn != from ? drawn : from == 0 ? 1 : 0;
            if (units[from] == 0) {
                return pass(0, from, FIRST_PART);
            }
            boolean whole = from != 0 && random.nextInt(16) == 0;
            return pass(from, to, whole ? units[from] : 1 + random.nextLong(Math.min(units[from], FIRST_PART)));
        }

        private CommandBody pass(int from, int to, long quantity) {
            units[from] -= quantity;
            units[to] += quantity;
            return HoldingCommands.transfer(accountId(from), accountId(to), ISSUE, quantity, TradingFloor.PAPER);
        }

        private int bandStart() {
            return accounts / 10 * 4;
        }

        /** An account that is open and not one of those that have left. */
        private int anybody() {
            int number = random.nextInt(opened);
            boolean gone = number >= bandStart() && number < bandStart() + leaving;
            return gone ? 0 : number;
        }
    }

    private static CommandBody opening(int line) {
        return switch (line) {
            case 0 ->
                SystemCommands.genesis(
                        1,
                        true,
                        0,
                        300,
                        60_000,
                        60_000,
                        256,
                        256,
                        new Limits(16, 2_000_000, 2_000_000, 4_000_000, 100, 100, 16, 16, 16, 16, 16, 16, 200_000));
            case 1 -> AccountCommands.createAsset(AssetKind.MONEY, 0, "KZT");
            case 2 -> AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(1)));
            case 3 -> AccountCommands.openAccount(1, Capacity.BANK_SIDE, Activity.DFA);
            case 4 -> AccountCommands.openAccount(1, Capacity.ISSUER, Activity.DFA);
            default ->
                IssueCommands.registerIssue(
                        DfaKind.STABLECOIN,
                        ISSUER_ACCOUNT,
                        MONEY,
                        0,
                        1,
                        Long.MAX_VALUE / 1_000,
                        0,
                        0,
                        0,
                        true,
                        Long.MAX_VALUE,
                        "HOLD",
                        "N-1",
                        false,
                        TradingFloor.PAPER);
        };
    }
}
