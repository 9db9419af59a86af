package kz.sandyq.market;

import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.TradingRows.RecentTrade;
import kz.sandyq.market.TradingRows.Rule;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.CancelTradeDecoder;
import kz.sandyq.protocol.sbe.EntryKind;

/** Undoes a trade by reversing entries, while its window is open and both sides still have it free. */
final class TradeCancels {
    private final State state;
    private final Events events;
    private final MarketEvents marketEvents;
    private final Balances balances;
    private final Issues issues;
    private final Tasks tasks;
    private final Restrictions restrictions;
    private final Fees fees;
    private final CancelTradeDecoder cancel = new CancelTradeDecoder();

    TradeCancels(
            State state,
            Events events,
            MarketEvents marketEvents,
            Balances balances,
            Issues issues,
            Tasks tasks,
            Restrictions restrictions,
            Fees fees) {
        this.state = state;
        this.events = events;
        this.marketEvents = marketEvents;
        this.balances = balances;
        this.issues = issues;
        this.tasks = tasks;
        this.restrictions = restrictions;
        this.fees = fees;
    }

    int cancel(Command command) {
        CancelTradeDecoder in = cancel.wrap(command.buffer, command.offset, command.blockLength, command.version);
        if (in.tradeId() < 1 || in.tradeId() > state.scalars.get(Scalars.TRADES)) {
            return RejectCode.UNKNOWN_TRADE.number();
        }
        if (!command.hasTwoPersons()) {
            return RejectCode.SECOND_PERSON_REQUIRED.number();
        }
        int trade = state.recentTradeIds.find(in.tradeId());
        if (trade != Table.NONE) {
            goOn(instrument(trade));
            // What traded meanwhile may have taken its row.
            trade = state.recentTradeIds.find(in.tradeId());
        }
        int refused = checkWindow(trade);
        if (refused == Command.OK) {
            refused = checkOpen(trade);
        }
        if (refused == Command.OK) {
            refused = checkSides(trade);
        }
        if (refused == Command.OK) {
            refused = Command.checkGround(in.ground(), state.legalDay(), true, true);
        }
        if (refused != Command.OK) {
            return refused;
        }
        events.ground(in.ground(), Command.effectiveDay(in.ground(), state.legalDay()));
        command.resultId = in.tradeId();
        reverse(trade, in.tradeId());
        return Command.OK;
    }

    /** A trade is remembered from the rule on; what is not remembered any more is too old. */
    private int checkWindow(int trade) {
        if (trade == Table.NONE) {
            return RejectCode.TRADE_WINDOW_CLOSED.number();
        }
        if (state.recentTrades.get(trade, RecentTrade.CANCELLED) != 0) {
            return RejectCode.TRADE_ALREADY_CANCELLED.number();
        }
        long age = state.logicalNowMs() - state.recentTrades.get(trade, RecentTrade.EXECUTED);
        return age > state.rules.get(instrument(trade), Rule.CANCEL_WINDOW_MS)
                ? RejectCode.TRADE_WINDOW_CLOSED.number()
                : Command.OK;
    }

    private int instrument(int trade) {
        return state.recentTrades.getInt(trade, RecentTrade.INSTRUMENT) - 1;
    }

    private void goOn(int instrument) {
        tasks.stepOfInstrument(instrument);
        tasks.stepOfIssue(issues.find(state.instruments.get(instrument, Instrument.BASE)));
        tasks.stepOfIssue(issues.find(state.instruments.get(instrument, Instrument.QUOTE)));
    }

    /** Nothing runs on what goes back, and no redemption is owed to who has it now. */
    private int checkOpen(int trade) {
        int instrument = instrument(trade);
        long base = state.instruments.get(instrument, Instrument.BASE);
        long quote = state.instruments.get(instrument, Instrument.QUOTE);
        if (issues.isFixed(base) || issues.isFixed(quote)) {
            return RejectCode.UNITS_FIXED.number();
        }
        boolean busy =
                state.instruments.get(instrument, Instrument.TASK) != 0 || issues.isBusy(base) || issues.isBusy(quote);
        return busy ? RejectCode.TASK_RUNNING.number() : Command.OK;
    }

    private int units(int trade, int side) {
        long asset = state.instruments.get(instrument(trade), Instrument.BASE);
        return balances.find(state.recentTrades.get(trade, side), asset);
    }

    private int money(int trade, int side) {
        long asset = state.instruments.get(instrument(trade), Instrument.QUOTE);
        return balances.find(state.recentTrades.get(trade, side), asset);
    }

    /** A party that may not dispose of what it has gives nothing back either; what is held or blocked has moved on. */
    private int checkSides(int trade) {
        Table trades = state.recentTrades;
        int refused = restrictions.checkDisposal(trades.get(trade, RecentTrade.BUYER));
        if (refused == Command.OK) {
            refused = restrictions.checkDisposal(trades.get(trade, RecentTrade.SELLER));
        }
        if (refused != Command.OK) {
            return refused;
        }
        long freeUnits = state.balances.get(units(trade, RecentTrade.BUYER), Balance.AVAILABLE);
        long freeMoney = state.balances.get(money(trade, RecentTrade.SELLER), Balance.AVAILABLE);
        boolean moved = freeUnits < trades.get(trade, RecentTrade.QUANTITY)
                || freeMoney < trades.get(trade, RecentTrade.MONEY) - trades.get(trade, RecentTrade.SELLER_FEE)
                || !returnsFees(trade);
        return moved ? RejectCode.GOODS_MOVED.number() : Command.OK;
    }

    private long feesOf(int trade) {
        return state.recentTrades.get(trade, RecentTrade.BUYER_FEE)
                + state.recentTrades.get(trade, RecentTrade.SELLER_FEE);
    }

    private boolean returnsFees(int trade) {
        return feesOf(trade) == 0
                || state.balances.get(money(trade, RecentTrade.FEE_ACCOUNT), Balance.AVAILABLE) >= feesOf(trade);
    }

    private void reverse(int trade, long tradeId) {
        Table trades = state.recentTrades;
        trades.set(trade, RecentTrade.CANCELLED, 1);
        marketEvents.tradeCancelled(trade);
        EntryKind kind = EntryKind.TRADE_CANCELLATION;
        int buyer = units(trade, RecentTrade.BUYER);
        int seller = units(trade, RecentTrade.SELLER);
        balances.move(buyer, seller, kind, trades.get(trade, RecentTrade.QUANTITY), tradeId);
        int payer = money(trade, RecentTrade.BUYER);
        int payee = money(trade, RecentTrade.SELLER);
        returnFee(trade, payee, trades.get(trade, RecentTrade.SELLER_FEE));
        returnFee(trade, payer, trades.get(trade, RecentTrade.BUYER_FEE));
        balances.move(payee, payer, kind, trades.get(trade, RecentTrade.MONEY), tradeId);
        discount(trade);
    }

    private void returnFee(int trade, int to, long feeMinor) {
        if (feeMinor != 0) {
            int from = money(trade, RecentTrade.FEE_ACCOUNT);
            long tradeId = state.recentTrades.get(trade, RecentTrade.ID);
            balances.move(from, to, EntryKind.TRADE_CANCELLATION, feeMinor, tradeId);
        }
    }

    /** What did not happen counts in no turnover. */
    private void discount(int trade) {
        Table trades = state.recentTrades;
        long counted = trades.get(trade, RecentTrade.COUNTED);
        long money = trades.get(trade, RecentTrade.MONEY);
        if ((counted & 1) != 0) {
            fees.discount(trades.get(trade, RecentTrade.BUYER), instrument(trade), money, counted >>> 2);
        }
        if ((counted & 2) != 0) {
            fees.discount(trades.get(trade, RecentTrade.SELLER), instrument(trade), money, counted >>> 2);
        }
    }
}
