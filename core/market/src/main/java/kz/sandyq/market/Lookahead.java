package kz.sandyq.market;

import kz.sandyq.market.Rows.Account;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.Rows.Order;
import kz.sandyq.protocol.sbe.CancelOrderDecoder;
import kz.sandyq.protocol.sbe.CommandHeaderDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.PlaceOrderDecoder;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;
import org.agrona.DirectBuffer;

/**
 * Reads what a few commands will need before the first of them is applied: first, for all of them, what they name
 * themselves, then what stands behind that, and so on. The reads of different commands do not wait for one another, so
 * that the memory answers many at once; when a command is applied its rows are in the cache. It only reads: whatever it
 * is shown, and whether it is asked at all, no outcome changes.
 */
final class Lookahead {
    /** Resting orders that are read for one that takes. */
    private static final int MOST_MET = 4;

    private final State state;
    private final Table orders;
    private final Levels levels;
    private final MessageHeaderDecoder message = new MessageHeaderDecoder();
    private final CommandHeaderDecoder header = new CommandHeaderDecoder();
    private final PlaceOrderDecoder place = new PlaceOrderDecoder();
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();
    private final Places places = new Places();
    /** Rows of orders that are to be cancelled. */
    private final int[] cancelled = new int[MarketCore.MOST_EXPECTED];

    private int placeCount;
    private int cancelCount;
    /** What was read, so that reading it is not left out as useless. */
    private long read;

    /** New orders, one a place of each list. */
    private static final class Places {
        final int[] accounts = new int[MarketCore.MOST_EXPECTED];
        final int[] instruments = new int[MarketCore.MOST_EXPECTED];
        final boolean[] buys = new boolean[MarketCore.MOST_EXPECTED];
        final boolean[] takes = new boolean[MarketCore.MOST_EXPECTED];
        final long[] prices = new long[MarketCore.MOST_EXPECTED];
        /** What is not yet covered by orders that were read. */
        final long[] lots = new long[MarketCore.MOST_EXPECTED];
        /** The order that is met next, or the one behind which the new one will stand. */
        final int[] met = new int[MarketCore.MOST_EXPECTED];
    }

    Lookahead(State state) {
        this.state = state;
        orders = state.orders;
        levels = new Levels(state.levels);
    }

    /** Takes note of a command, and reads what stands at places that it names itself. */
    void expect(DirectBuffer buffer, int offset, int length) {
        int block = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        if (placeCount + cancelCount == MarketCore.MOST_EXPECTED
                || length < MessageHeaderDecoder.ENCODED_LENGTH + CancelOrderDecoder.BLOCK_LENGTH) {
            return;
        }
        int template = message.wrap(buffer, offset).templateId();
        if (template == PlaceOrderDecoder.TEMPLATE_ID
                && length >= MessageHeaderDecoder.ENCODED_LENGTH + PlaceOrderDecoder.BLOCK_LENGTH) {
            place.wrap(buffer, block, message.blockLength(), message.version());
            expectPlace();
        } else if (template == CancelOrderDecoder.TEMPLATE_ID) {
            cancel.wrap(buffer, block, message.blockLength(), message.version());
            expectCancel();
        } else {
            return;
        }
        header.wrap(buffer, block);
        read += state.keyWindow.peek(header.keyHigh(), header.keyLow());
    }

    /** Takes note of an item of a batch: its key is known, its block as long as a command's, its header elsewhere. */
    void expectItem(Command item, int template, int block, int blockLength, int bodyLength) {
        int length = CommandHeaderDecoder.ENCODED_LENGTH + bodyLength;
        if (placeCount + cancelCount == MarketCore.MOST_EXPECTED) {
            return;
        }
        if (template == PlaceOrderDecoder.TEMPLATE_ID && length >= PlaceOrderDecoder.BLOCK_LENGTH) {
            place.wrap(item.buffer, block, blockLength, item.version);
            expectPlace();
        } else if (template == CancelOrderDecoder.TEMPLATE_ID && length >= CancelOrderDecoder.BLOCK_LENGTH) {
            cancel.wrap(item.buffer, block, blockLength, item.version);
            expectCancel();
        }
    }

    private void expectPlace() {
        int account = State.dense(state.accounts, place.accountId());
        int instrument = State.dense(state.instruments, place.instrumentId());
        if (account == Table.NONE || instrument == Table.NONE) {
            return;
        }
        int i = placeCount++;
        places.accounts[i] = account;
        places.instruments[i] = instrument;
        places.buys[i] = place.sideRaw() == Side.BUY.value();
        places.takes[i] = place.timeInForceRaw() == TimeInForce.IOC.value();
        places.prices[i] = place.priceTicks();
        places.lots[i] = place.quantityLots();
        read += state.accounts.get(account, Account.WALLET)
                + state.accountOrders.peekAccount(account)
                + state.balanceKeys.peek(balanceKey(i, Instrument.BASE))
                + state.balanceKeys.peek(balanceKey(i, Instrument.QUOTE));
    }

    private long balanceKey(int i, int assetColumn) {
        return places.accounts[i] + 1L << 32 | state.instruments.get(places.instruments[i], assetColumn);
    }

    private void expectCancel() {
        int order = orders.place(cancel.orderId());
        if (order != Table.NONE) {
            cancelled[cancelCount++] = order;
            read += orders.get(order, Order.LINKS) + state.accountOrders.peekLinks(order);
        }
    }

    /** Reads what stands behind the first reads, then what stands behind those. */
    void fetch() {
        read += state.keyWindow.peekOldest(placeCount + cancelCount);
        for (int i = 0; i < placeCount; i++) {
            read += balance(i, Instrument.BASE)
                    + balance(i, Instrument.QUOTE)
                    + meet(i)
                    + state.accountOrders.peekLast(places.accounts[i])
                    + issueOf(places.instruments[i]);
        }
        for (int i = 0; i < cancelCount; i++) {
            read += orders.isLive(cancelled[i]) ? behind(cancelled[i]) : 0;
        }
        boolean more = true;
        for (int round = 0; more && round < MOST_MET; round++) {
            more = false;
            for (int i = 0; i < placeCount; i++) {
                more |= places.takes[i] && places.met[i] >= 0 && goOn(i);
            }
        }
        placeCount = 0;
        cancelCount = 0;
    }

    private long issueOf(int instrument) {
        int asset = state.instruments.getInt(instrument, Instrument.BASE) - 1;
        int issue = state.assets.getInt(asset, Rows.Asset.ISSUE) - 1;
        long seen = state.rules.get(instrument, TradingRows.Rule.LARGEST_MINOR);
        return issue == Table.NONE
                ? seen
                : seen
                        + state.issues.get(issue, Issue.STATUS)
                        + state.issues.get(issue, Issue.MONEY_ASSET)
                        + state.issues.get(issue, Issue.TASK)
                        + state.issues.get(issue, Issue.PRINCIPAL);
    }

    private long balance(int i, int assetColumn) {
        int slot = state.balanceKeys.find(balanceKey(i, assetColumn));
        return slot == Table.NONE ? 0 : state.balances.get(slot, Rows.Balance.HELD);
    }

    private long meet(int i) {
        boolean takes = places.takes[i];
        boolean bids = places.buys[i] != takes;
        long both = state.instruments.get(places.instruments[i], bids ? Instrument.BID_ROOT : Instrument.ASK_ROOT);
        int level = takes ? (int) (both >>> 32) : levels.find((int) both, places.prices[i]);
        int met = level == 0 ? Table.NONE : (takes ? levels.first(level) : levels.last(level)) - 1;
        places.met[i] = met;
        return met < 0 ? 0 : orders.get(met, Order.LINKS) + state.accountOrders.peekLinks(met);
    }

    /** Reads what stands behind the next order that is met; true when there may be one more. */
    private boolean goOn(int i) {
        int order = places.met[i];
        read += behind(order);
        places.lots[i] -= orders.get(order, Order.LEAVES);
        places.met[i] = (int) (orders.get(order, Order.LINKS) >>> 32) - 1;
        return places.lots[i] > 0;
    }

    /** Reads what the end of an order will write. */
    private long behind(int order) {
        long both = orders.get(order, Order.BALANCES);
        long links = orders.get(order, Order.LINKS);
        int account = (int) Orders.account(orders, order) - 1;
        return state.balances.get((int) (both >>> 32), Rows.Balance.HELD)
                + state.balances.get((int) both, Rows.Balance.HELD)
                + neighbour((int) links)
                + neighbour((int) (links >>> 32))
                + state.accounts.get(account, Account.WALLET)
                + state.accountOrders.peek(order, account);
    }

    private long neighbour(int link) {
        return link > 0 ? orders.get(link - 1, Order.LINKS) : 0;
    }
}
