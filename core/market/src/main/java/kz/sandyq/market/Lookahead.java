package kz.sandyq.market;

import kz.sandyq.market.Rows.Account;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Order;
import kz.sandyq.protocol.sbe.CancelOrderDecoder;
import kz.sandyq.protocol.sbe.CommandHeaderDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.PlaceOrderDecoder;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;
import org.agrona.DirectBuffer;

/**
 * Reads what a few commands will need before the first of them is applied. The reads of different commands do not wait
 * for one another, so that the memory answers many at once; when a command is applied its rows are in the cache. It
 * only reads: whatever it is shown, and whether it is asked at all, no outcome changes.
 */
final class Lookahead {
    private static final int NOTHING = 0;
    private static final int PLACE = 1;
    private static final int CANCEL = 2;

    private final State state;
    private final Levels levels;
    private final MessageHeaderDecoder message = new MessageHeaderDecoder();
    private final CommandHeaderDecoder header = new CommandHeaderDecoder();
    private final PlaceOrderDecoder place = new PlaceOrderDecoder();
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();
    private final int[] kinds = new int[MarketCore.MOST_EXPECTED];
    /** Row of the account of a new order, of the order of a cancel. */
    private final int[] rows = new int[MarketCore.MOST_EXPECTED];

    private final int[] instruments = new int[MarketCore.MOST_EXPECTED];
    private final boolean[] buys = new boolean[MarketCore.MOST_EXPECTED];
    private final boolean[] takes = new boolean[MarketCore.MOST_EXPECTED];
    private final long[] prices = new long[MarketCore.MOST_EXPECTED];
    private int count;
    /** What was read, so that reading it is not left out as useless. */
    private long read;

    Lookahead(State state) {
        this.state = state;
        levels = new Levels(state.levels);
    }

    /** Takes note of a command, and reads what stands at places that it names itself. */
    void expect(DirectBuffer buffer, int offset, int length) {
        int block = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        int needed = MessageHeaderDecoder.ENCODED_LENGTH + PlaceOrderDecoder.BLOCK_LENGTH;
        if (count == MarketCore.MOST_EXPECTED || length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return;
        }
        int template = message.wrap(buffer, offset).templateId();
        kinds[count] = NOTHING;
        if (template == PlaceOrderDecoder.TEMPLATE_ID && length >= needed) {
            place.wrap(buffer, block, message.blockLength(), message.version());
            expectPlace();
        } else if (template == CancelOrderDecoder.TEMPLATE_ID
                && length >= MessageHeaderDecoder.ENCODED_LENGTH + CancelOrderDecoder.BLOCK_LENGTH) {
            cancel.wrap(buffer, block, message.blockLength(), message.version());
            expectCancel();
        }
        if (kinds[count] != NOTHING) {
            header.wrap(buffer, block);
            read += state.keyWindow.peek(header.keyHigh(), header.keyLow());
            count++;
        }
    }

    private void expectPlace() {
        int account = State.dense(state.accounts, place.accountId());
        int instrument = State.dense(state.instruments, place.instrumentId());
        if (account != Table.NONE && instrument != Table.NONE) {
            kinds[count] = PLACE;
            rows[count] = account;
            instruments[count] = instrument;
            buys[count] = place.sideRaw() == Side.BUY.value();
            takes[count] = place.timeInForceRaw() == TimeInForce.IOC.value();
            prices[count] = place.priceTicks();
            read += state.accounts.get(account, Account.WALLET);
        }
    }

    private void expectCancel() {
        int order = state.orders.find(cancel.orderId());
        if (order != Table.NONE) {
            kinds[count] = CANCEL;
            rows[count] = order;
        }
    }

    /** Reads what stands behind the first reads, then what stands behind those. */
    void fetch() {
        read += state.keyWindow.peekOldest(count);
        for (int i = 0; i < count; i++) {
            read += kinds[i] == PLACE ? behindPlace(i) : behindCancel(rows[i]);
        }
        for (int i = 0; i < count; i++) {
            if (kinds[i] == PLACE) {
                read += balance(i, Instrument.BASE) + balance(i, Instrument.QUOTE);
            }
        }
        count = 0;
    }

    private long behindPlace(int i) {
        Table pairs = state.instruments;
        long account = rows[i] + 1L;
        long seen = state.balanceKeys.peek(account << 32 | pairs.get(instruments[i], Instrument.BASE))
                + state.balanceKeys.peek(account << 32 | pairs.get(instruments[i], Instrument.QUOTE));
        boolean bids = buys[i] != takes[i];
        int root = pairs.getInt(instruments[i], bids ? Instrument.BID_ROOT : Instrument.ASK_ROOT);
        int level = takes[i] ? bids ? levels.highest(root) : levels.lowest(root) : levels.find(root, prices[i]);
        if (level == 0) {
            return seen;
        }
        int met = (takes[i] ? levels.first(level) : levels.last(level)) - 1;
        return met < 0 ? seen : seen + (takes[i] ? behindCancel(met) : state.orders.get(met, Order.LINKS));
    }

    private long balance(int i, int assetColumn) {
        long key = rows[i] + 1L << 32 | state.instruments.get(instruments[i], assetColumn);
        int slot = state.balanceKeys.find(key);
        return slot == Table.NONE ? 0 : state.balances.get(slot, Rows.Balance.HELD);
    }

    private long behindCancel(int order) {
        Table orders = state.orders;
        long both = orders.get(order, Order.BALANCES);
        long links = orders.get(order, Order.LINKS);
        long seen = state.balances.get((int) (both >>> 32), Rows.Balance.HELD) + neighbour((int) links);
        return seen + neighbour((int) (links >>> 32)) + state.accountOrders.peek(order);
    }

    private long neighbour(int link) {
        return link > 0 ? state.orders.get(link - 1, Order.LINKS) : 0;
    }
}
