package kz.sandyq.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import kz.sandyq.market.TransferRows.Move;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.IssueCommands;
import kz.sandyq.protocol.command.Limits;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.MoveCommands;
import kz.sandyq.protocol.command.PlacementCommands;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AllocationMethod;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.MoveChangedDecoder;
import kz.sandyq.protocol.sbe.MoveStatus;
import kz.sandyq.protocol.sbe.WalletKind;
import org.agrona.concurrent.UnsafeBuffer;

/** One of two platforms: a market with one issue, of which one client has a part and a part is unsold. */
final class PlatformSide {
    private static final Limits LIMITS = new Limits(4, 8, 16, 32, 64, 8, 4, 8, 8, 64, 4, 4, 1_000);
    private static final long BANK = 1;
    private static final long ISSUER = 2;

    final Floor floor = new Floor();
    final int number;
    final int beyond;
    final long client;
    final long issue;
    final long unsold;

    PlatformSide(int number, int beyond, long minted) {
        this.number = number;
        this.beyond = beyond;
        floor.submit(SystemCommands.genesis(number, true, 0, 300, 60_000, 3_600_000, 4, 8, LIMITS));
        floor.submit(AccountCommands.createAsset(AssetKind.MONEY, 2, "KZT"));
        for (int i = 1; i <= 2; i++) {
            floor.submit(
                    AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(i))));
        }
        open(1, Capacity.BANK_SIDE);
        open(1, Capacity.ISSUER);
        client = open(2, Capacity.CLIENT);
        int today = (int) Math.floorDiv(floor.nowMs + 5 * 3_600_000L, 86_400_000L);
        issue = floor.submit(IssueCommands.registerIssue(
                        DfaKind.FINANCIAL_INSTRUMENT,
                        ISSUER,
                        1,
                        0,
                        1_000,
                        TwoPlatforms.ISSUED,
                        today,
                        1_000,
                        0,
                        false,
                        0,
                        "BOND",
                        "N-1",
                        false,
                        RandomMarket.PAPER))
                .resultId();
        unsold = state().issues.get(0, Rows.Issue.UNSOLD);
        if (minted > 0) {
            place(minted);
        }
        floor.submit(MoveCommands.setInteractionAgreement(beyond, true, RandomMarket.PAPER));
    }

    private long open(long wallet, Capacity capacity) {
        return floor.submit(AccountCommands.openAccount(wallet, capacity, Activity.DFA))
                .resultId();
    }

    /** Mints it all and places the larger part. */
    private void place(long minted) {
        long part = minted * 2 / 3;
        floor.submit(IssueCommands.mint(issue, minted, RandomMarket.PAPER));
        floor.submit(MoneyCommands.bookBankCredit(BANK, client, 1, part, new byte[32], RandomMarket.PAPER));
        long placement = floor.submit(PlacementCommands.openPlacement(
                        issue,
                        floor.nowMs,
                        floor.nowMs + 60_000,
                        0,
                        part,
                        1,
                        1,
                        0,
                        AllocationMethod.FIRST_COME,
                        RandomMarket.PAPER))
                .resultId();
        floor.submit(PlacementCommands.subscribe(placement, client, part));
        floor.submit(PlacementCommands.closePlacement(placement, RandomMarket.PAPER));
        floor.tick(250);
    }

    State state() {
        return Objects.requireNonNull(floor.core.stateOrNull());
    }

    String say(CommandBody body) {
        return floor.submit(body).code();
    }

    /** Comes back from a snapshot, or from its whole log. */
    void die(boolean snapshot) {
        if (snapshot) {
            floor.core = floor.restored(floor::onEvent);
            return;
        }
        List<Floor.Event> before = List.copyOf(floor.events);
        floor.events.clear();
        MarketCore again = new MarketCore(floor::onEvent);
        floor.log.forEach(entry -> Floor.apply(again, entry));
        Check.that(before.size() == floor.events.size(), "events said again", floor.events.size());
        floor.core = again;
    }

    long anyAccount(Random random) {
        return random.nextBoolean() ? client : unsold;
    }

    List<Integer> moves(boolean incoming) {
        Table rows = state().transfers.moves;
        List<Integer> slots = new ArrayList<>();
        for (int slot = 0; slot < rows.high(); slot++) {
            if (rows.isLive(slot) && (rows.get(slot, Move.WAY) & 1) != 0 == incoming) {
                slots.add(slot);
            }
        }
        return slots;
    }

    long move(int slot, int column) {
        return state().transfers.moves.get(slot, column);
    }

    boolean is(int slot, MoveStatus status) {
        return move(slot, Move.STATUS) == status.value();
    }

    boolean isGoing(long numberOfMove) {
        return moves(false).stream().anyMatch(slot -> move(slot, Move.NUMBER) == numberOfMove);
    }

    boolean hasMinted(long numberOfMove) {
        return moves(true).stream()
                .anyMatch(slot -> move(slot, Move.NUMBER) == numberOfMove && is(slot, MoveStatus.MINTED));
    }

    int live() {
        return state().transfers.moves.live();
    }

    long outstanding() {
        return -state().balances.get(state().balanceKeys.find(unsold - 1 << 32 | issue), Rows.Balance.AVAILABLE);
    }

    /** Every status that a move has had here, with its direction. */
    Set<String> seen() {
        Set<String> seen = new TreeSet<>();
        MoveChangedDecoder decoder = new MoveChangedDecoder();
        for (Floor.Event event : floor.events) {
            if (event.template() == MoveChangedDecoder.TEMPLATE_ID) {
                decoder.wrapAndApplyHeader(new UnsafeBuffer(event.bytes()), 0, new MessageHeaderDecoder());
                seen.add((decoder.incomingRaw() == 1 ? "in " : "out ") + decoder.status());
            }
        }
        return seen;
    }
}
