package kz.sandyq.market;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import kz.sandyq.market.MoneyRows.Hold;
import kz.sandyq.protocol.sbe.ClaimChangedDecoder;
import kz.sandyq.protocol.sbe.DistributionChangedEncoder;
import kz.sandyq.protocol.sbe.EncumbranceChangedDecoder;
import kz.sandyq.protocol.sbe.EncumbranceChangedEncoder;
import kz.sandyq.protocol.sbe.ExecInst;
import kz.sandyq.protocol.sbe.GroundDecoder;
import kz.sandyq.protocol.sbe.HoldChangedDecoder;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.InstructionChangedEncoder;
import kz.sandyq.protocol.sbe.InstrumentChangedEncoder;
import kz.sandyq.protocol.sbe.IssueChangedEncoder;
import kz.sandyq.protocol.sbe.IssuePlaceChangedDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.MoveChangedEncoder;
import kz.sandyq.protocol.sbe.OrderChangedDecoder;
import kz.sandyq.protocol.sbe.PostingDecoder;
import kz.sandyq.protocol.sbe.PurchaseLimitSpentDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Holds what a market has told to how it stands: the last event of an object says what it would be told as now. */
final class Told {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int NO_GROUND = -1;
    private static final Set<Integer> TOLD_WHEN_CHANGED =
            Set.of(ClaimChangedDecoder.TEMPLATE_ID, OrderChangedDecoder.TEMPLATE_ID);

    /** Template and what it begins with, the id of an object. */
    private record Of(int template, long id) {}

    private final State state;
    private final Map<Of, byte[]> last = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private byte[] now = new byte[0];

    private Told(Floor floor, State state) {
        this.state = state;
        for (Floor.Event event : floor.events) {
            if (event.bytes().length < HEADER + Long.BYTES) {
                continue;
            }
            byte[] before =
                    last.put(new Of(event.template(), new UnsafeBuffer(event.bytes()).getLong(HEADER)), event.bytes());
            if (TOLD_WHEN_CHANGED.contains(event.template()) && Arrays.equals(before, event.bytes())) {
                wrong.add("template " + event.template() + " of entry " + event.sequence() + " says nothing new");
            }
        }
    }

    /** What was told otherwise than it is. */
    static List<String> wrong(Floor floor) {
        State state = floor.core.stateOrNull();
        if (state == null) {
            return List.of();
        }
        Told told = new Told(floor, state);
        told.objects();
        told.balances(floor);
        told.orders();
        told.places();
        told.limits();
        told.ended();
        return told.wrong;
    }

    private void objects() {
        Events events = new Events((sequence, index, from, offset, length) -> {
            now = new byte[length];
            from.getBytes(offset, now);
        });
        MarketEvents market = new MarketEvents(state, events);
        SettlementEvents settlement = new SettlementEvents(state, events);
        MoveEvents moves = new MoveEvents(state, events);
        each(state.encumbrances, market::encumbranceChanged, EncumbranceChangedEncoder.groundEncodingOffset());
        each(state.claims, market::claimChanged, NO_GROUND);
        each(state.issues, market::issueChanged, IssueChangedEncoder.groundEncodingOffset());
        each(state.instruments, market::instrumentChanged, InstrumentChangedEncoder.groundEncodingOffset());
        each(state.distributions, settlement::distributionChanged, DistributionChangedEncoder.groundEncodingOffset());
        each(state.instructions, settlement::instructionChanged, InstructionChangedEncoder.groundEncodingOffset());
        each(state.transfers.moves, moves::moveChanged, MoveChangedEncoder.groundEncodingOffset());
        each(
                state.holds,
                slot -> events.hold(
                        state.holds.get(slot, Hold.ID),
                        state.holds.get(slot, Hold.ACCOUNT),
                        state.holds.get(slot, Hold.ASSET),
                        HoldReason.get((short) state.holds.get(slot, Hold.REASON)),
                        state.holds.get(slot, Hold.SUBJECT),
                        state.holds.get(slot, Hold.OPENED),
                        state.holds.get(slot, Hold.REMAINING)),
                NO_GROUND);
    }

    private void each(Table table, IntConsumer tell, int ground) {
        for (int slot = 0; slot < table.high(); slot++) {
            if (table.isLive(slot)) {
                tell.accept(slot);
                UnsafeBuffer is = new UnsafeBuffer(now);
                int template = is.getShort(2) & 0xFFFF;
                byte[] said = last.get(new Of(template, is.getLong(HEADER)));
                if (said == null || !Arrays.equals(without(ground, said), without(ground, now))) {
                    wrong.add("template " + template + " of " + is.getLong(HEADER) + " was told otherwise");
                }
            }
        }
    }

    private static byte[] without(int ground, byte[] event) {
        byte[] bytes = event.clone();
        if (ground != NO_GROUND) {
            Arrays.fill(bytes, HEADER + ground, HEADER + ground + GroundDecoder.ENCODED_LENGTH, (byte) 0);
        }
        return bytes;
    }

    /** The last posting of each balance has what it holds, and its postings sum up to it. */
    private void balances(Floor floor) {
        PostingDecoder in = new PostingDecoder();
        Map<Long, long[]> sums = new HashMap<>();
        for (Floor.Event event : floor.events) {
            if (event.template() == PostingDecoder.TEMPLATE_ID) {
                in.wrapAndApplyHeader(new UnsafeBuffer(event.bytes()), 0, new MessageHeaderDecoder());
                long[] sum = sums.computeIfAbsent(in.accountId() << 32 | in.assetId(), key -> new long[3]);
                sum[0] += in.availableDelta();
                sum[1] += in.heldDelta();
                sum[2] += in.blockedDelta();
                if (in.availableDelta() == 0 && in.heldDelta() == 0 && in.blockedDelta() == 0) {
                    wrong.add("posting of entry " + event.sequence() + " moves nothing");
                }
                if (sum[0] != in.available() || sum[1] != in.held() || sum[2] != in.blocked()) {
                    wrong.add("posting of entry " + event.sequence() + " is not the sum of those before it");
                }
            }
        }
        for (int slot = 0; slot < state.balances.high(); slot++) {
            long key = state.balances.get(slot, Rows.Balance.KEY);
            long[] is = {
                state.balances.get(slot, Rows.Balance.AVAILABLE),
                state.balances.get(slot, Rows.Balance.HELD),
                state.balances.get(slot, Rows.Balance.BLOCKED)
            };
            if (!Arrays.equals(is, sums.getOrDefault(key, new long[3]))) {
                wrong.add("account " + (key >>> 32) + " asset " + (key & 0xFFFF_FFFFL) + " is not its postings");
            }
        }
    }

    private void orders() {
        OrderChangedDecoder in = new OrderChangedDecoder();
        Orders orders = new Orders(state);
        for (int slot = 0; slot < state.orders.high(); slot++) {
            if (state.orders.isLive(slot)) {
                long id = state.orders.get(slot, Rows.Order.ID);
                byte[] said = last.get(new Of(OrderChangedDecoder.TEMPLATE_ID, id));
                in.wrapAndApplyHeader(new UnsafeBuffer(Objects.requireNonNull(said)), 0, new MessageHeaderDecoder());
                if (in.leavesLots() != state.orders.get(slot, Rows.Order.LEAVES)
                        || in.displayedLots() != orders.displayed(slot, in.leavesLots())
                        || in.priceTicks() != state.orders.get(slot, Rows.Order.PRICE)
                        || (in.execInst() == ExecInst.PARTICIPATE_DONT_INITIATE)
                                != Orders.isPostOnly(state.orders.get(slot, Rows.Order.TERMS))
                        || !holdsWhatItPays(slot)) {
                    wrong.add("order " + id + " was told otherwise");
                }
            }
        }
    }

    /** Where units of an issue were last said to be they are: away, on their way there or here. */
    private void places() {
        IssuePlaceChangedDecoder in = new IssuePlaceChangedDecoder();
        for (int slot = 0; slot < state.issues.high(); slot++) {
            long id = state.issues.get(slot, Rows.Issue.ID);
            byte[] said = last.get(new Of(IssuePlaceChangedDecoder.TEMPLATE_ID, id));
            if (said == null) {
                continue;
            }
            in.wrapAndApplyHeader(new UnsafeBuffer(said), 0, new MessageHeaderDecoder());
            if (in.movedOutQuantity() != state.issues.get(slot, Rows.Issue.MOVED_OUT)
                    || in.inTransitQuantity() != state.issues.get(slot, Rows.Issue.IN_TRANSIT)
                    || in.arrivingQuantity() != state.issues.get(slot, Rows.Issue.ARRIVING)) {
                wrong.add("issue " + id + " was told to be elsewhere");
            }
        }
    }

    /** Of an account that has a limit, what of it was said last to be spent is. */
    private void limits() {
        PurchaseLimitSpentDecoder in = new PurchaseLimitSpentDecoder();
        for (int slot = 0; slot < state.accounts.high(); slot++) {
            byte[] said = last.get(new Of(PurchaseLimitSpentDecoder.TEMPLATE_ID, slot + 1L));
            if (said != null) {
                in.wrapAndApplyHeader(new UnsafeBuffer(said), 0, new MessageHeaderDecoder());
                if (in.spentMinor() != state.accounts.get(slot, Rows.Account.SPENT)) {
                    wrong.add("account " + (slot + 1) + " was told to have spent " + in.spentMinor());
                }
            }
        }
    }

    /** Without a fee it holds what it pays and not a unit more. */
    private boolean holdsWhatItPays(int order) {
        Orders orders = new Orders(state);
        int pair = orders.instrument(order);
        long perLot = orders.isBuy(order)
                ? state.orders.get(order, Rows.Order.PRICE) * state.instruments.get(pair, Rows.Instrument.TICK)
                : state.instruments.get(pair, Rows.Instrument.LOT);
        byte[] said = last.get(new Of(HoldChangedDecoder.TEMPLATE_ID, state.orders.get(order, Rows.Order.ID)));
        HoldChangedDecoder in = new HoldChangedDecoder();
        in.wrapAndApplyHeader(new UnsafeBuffer(Objects.requireNonNull(said)), 0, new MessageHeaderDecoder());
        return orders.rates(order) != 0
                || in.remainingQuantity() == perLot * state.orders.get(order, Rows.Order.LEAVES)
                        && in.openedQuantity() == perLot * state.orders.get(order, Rows.Order.QUANTITY);
    }

    /** What has nothing left is no more, and what is no more was told to have nothing left. */
    private void ended() {
        EncumbranceChangedDecoder encumbrance = new EncumbranceChangedDecoder();
        ClaimChangedDecoder claim = new ClaimChangedDecoder();
        HoldChangedDecoder hold = new HoldChangedDecoder();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        last.forEach((of, said) -> {
            UnsafeBuffer bytes = new UnsafeBuffer(said);
            switch (of.template()) {
                case EncumbranceChangedDecoder.TEMPLATE_ID -> {
                    encumbrance.wrapAndApplyHeader(bytes, 0, header);
                    boolean lives = state.encumbrances.find(of.id()) != Table.NONE;
                    left(of, lives, encumbrance.openedQuantity(), encumbrance.remainingQuantity());
                }
                case ClaimChangedDecoder.TEMPLATE_ID -> {
                    claim.wrapAndApplyHeader(bytes, 0, header);
                    boolean lives = state.claims.find(of.id()) != Table.NONE;
                    left(of, lives, claim.openedMinor(), claim.remainingMinor());
                }
                case HoldChangedDecoder.TEMPLATE_ID -> {
                    hold.wrapAndApplyHeader(bytes, 0, header);
                    if (!holdsItself(of.id())) {
                        boolean lives = state.holds.find(of.id()) != Table.NONE;
                        left(of, lives, hold.openedQuantity(), hold.remainingQuantity());
                    }
                }
                default -> {}
            }
        });
    }

    private void left(Of of, boolean lives, long opened, long remaining) {
        if (lives != (remaining > 0) || remaining < 0 || remaining > opened) {
            wrong.add("template " + of.template() + " of " + of.id() + " was told to have left " + remaining + " of "
                    + opened + (lives ? " and stands" : " and has ended"));
        }
    }

    /** An order, a subscription and a placement hold under their own id. */
    private boolean holdsItself(long id) {
        return state.orders.find(id) != Table.NONE
                || state.subscriptions.find(id) != Table.NONE
                || state.placements.find(id) != Table.NONE;
    }
}
