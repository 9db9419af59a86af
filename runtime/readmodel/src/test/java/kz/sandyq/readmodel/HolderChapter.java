package kz.sandyq.readmodel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.Ground;
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

/** An issue whose units pass between many accounts until nobody has any; then some do. A tally says who had what. */
final class HolderChapter {
    private static final Ground PAPER = new Ground(3, 20_000, 9, 0, new byte[32]);
    private static final Limits LIMITS =
            new Limits(64, 1_000, 2_000, 8_000, 400, 800, 16, 16, 400, 200, 40, 16, 40_000);
    private static final int TALLY_EVERY = 90;

    final Log log = new Log();
    final long issue;
    final long firstMinted;
    /** Units of each holder after a sequence. */
    final TreeMap<Long, Map<Long, Long>> tallies = new TreeMap<>();

    final long sameTimeMs;
    final long sameTimeLast;
    /** After this sequence nobody has any. */
    final long soldOut;

    private final Random random;
    private final Map<Long, Long> units = new TreeMap<>();
    private final List<Long> accounts = new ArrayList<>();

    HolderChapter(Random random, int count, int moves) {
        this.random = random;
        log.say(SystemCommands.genesis(7, true, 0, 300, 60_000, 3_600_000, 4, 8, LIMITS));
        long money = log.say(AccountCommands.createAsset(AssetKind.MONEY, 2, "KZT"));
        long own = wallet(1);
        long bank = log.say(AccountCommands.openAccount(own, Capacity.BANK_SIDE, Activity.DFA));
        long issuer = log.say(AccountCommands.openAccount(own, Capacity.ISSUER, Activity.DFA));
        issue = log.say(IssueCommands.registerIssue(
                DfaKind.STABLECOIN,
                issuer,
                money,
                0,
                100,
                1_000_000,
                0,
                0,
                0,
                true,
                Long.MAX_VALUE,
                "KZS",
                "N-1",
                false,
                PAPER));
        for (int i = 0; i < count; i++) {
            long account = log.say(AccountCommands.openAccount(wallet(i + 2L), Capacity.CLIENT, Activity.DFA));
            accounts.add(account);
            log.say(MoneyCommands.bookBankCredit(bank, account, money, 1_000_000, new byte[32], PAPER));
        }
        tally();
        firstMinted = log.sequence() + 1;
        // The last accounts first: early pages begin where nobody holds yet.
        for (int move = 0; move < moves; move++) {
            int known = Math.min(count, 5 + move / 2);
            move(accounts.get(count - 1 - random.nextInt(known)), accounts.get(count - 1 - random.nextInt(known)));
            if (move % TALLY_EVERY == 0) {
                tally();
            }
        }
        sameTimeMs = log.nowMs + 1;
        log.say(IssueCommands.mintStablecoin(issue, accounts.getFirst(), 5));
        log.sayNow(IssueCommands.mintStablecoin(issue, accounts.get(1), 5));
        units.merge(accounts.getFirst(), 5L, Long::sum);
        units.merge(accounts.get(1), 5L, Long::sum);
        sameTimeLast = log.sequence();
        sellOut();
        soldOut = log.sequence();
        for (int i = 0; i < count; i += count / 5) {
            move(accounts.get(i), accounts.get(i));
        }
        tally();
    }

    private long wallet(long holder) {
        return log.say(
                AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(holder))));
    }

    private void move(long from, long to) {
        long has = units.getOrDefault(from, 0L);
        if (has == 0) {
            log.say(IssueCommands.mintStablecoin(issue, from, 10));
            units.put(from, 10L);
        } else if (from != to) {
            long moved = random.nextBoolean() ? has : 1 + random.nextInt((int) has);
            log.say(HoldingCommands.transfer(from, to, issue, moved, PAPER));
            take(from, moved);
            units.merge(to, moved, Long::sum);
        }
    }

    private void sellOut() {
        int left = 0;
        for (Map.Entry<Long, Long> each : new TreeMap<>(units).entrySet()) {
            log.say(IssueCommands.burnStablecoin(issue, each.getKey(), each.getValue()));
            take(each.getKey(), each.getValue());
            if (++left % TALLY_EVERY == 0) {
                tally();
            }
        }
        tally();
    }

    private void take(long account, long moved) {
        units.compute(account, (key, has) -> has == null || has == moved ? null : has - moved);
    }

    private void tally() {
        tallies.put(log.sequence(), new TreeMap<>(units));
    }
}
