package kz.sandyq.market;

import kz.sandyq.market.MoneyRows.Claim;
import kz.sandyq.market.Rows.Encumbrance;
import kz.sandyq.market.Rows.Instrument;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.market.Rows.Order;
import kz.sandyq.market.Rows.Placement;
import kz.sandyq.market.Rows.Subscription;
import kz.sandyq.market.Rows.Task;
import kz.sandyq.market.TradingRows.Auction;
import kz.sandyq.market.TradingRows.RecentTrade;
import kz.sandyq.market.TradingRows.Rule;
import kz.sandyq.protocol.sbe.AllocationMethod;
import kz.sandyq.protocol.sbe.AuctionEndedEncoder;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.ClaimChangedEncoder;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.protocol.sbe.EncumbranceChangedEncoder;
import kz.sandyq.protocol.sbe.EncumbranceKind;
import kz.sandyq.protocol.sbe.ExecInst;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.protocol.sbe.InstrumentChangedEncoder;
import kz.sandyq.protocol.sbe.InstrumentRulesChangedEncoder;
import kz.sandyq.protocol.sbe.IssueChangedEncoder;
import kz.sandyq.protocol.sbe.IssueRegisteredEncoder;
import kz.sandyq.protocol.sbe.IssueStatus;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.OrdStatus;
import kz.sandyq.protocol.sbe.OrderChangedEncoder;
import kz.sandyq.protocol.sbe.PlacementChangedEncoder;
import kz.sandyq.protocol.sbe.PlacementStatus;
import kz.sandyq.protocol.sbe.PledgeIncome;
import kz.sandyq.protocol.sbe.RedemptionChangedEncoder;
import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.SubscriptionChangedEncoder;
import kz.sandyq.protocol.sbe.SubscriptionStatus;
import kz.sandyq.protocol.sbe.TaskChangedEncoder;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.protocol.sbe.TradeCancelledEncoder;
import kz.sandyq.protocol.sbe.TradeExecutedEncoder;
import kz.sandyq.protocol.sbe.TradingPhase;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Events about issues, placements, trading, encumbrances and tasks, each written from the row it speaks of. */
final class MarketEvents {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final Events events;
    private final State state;
    private final Orders orders;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024]);
    private final IssueRegisteredEncoder issueRegistered = new IssueRegisteredEncoder();
    private final IssueChangedEncoder issueChanged = new IssueChangedEncoder();
    private final PlacementChangedEncoder placementChanged = new PlacementChangedEncoder();
    private final SubscriptionChangedEncoder subscriptionChanged = new SubscriptionChangedEncoder();
    private final InstrumentChangedEncoder instrumentChanged = new InstrumentChangedEncoder();
    private final EventBytes orderChanged =
            new EventBytes(OrderChangedEncoder.TEMPLATE_ID, OrderChangedEncoder.BLOCK_LENGTH);
    private final EventBytes tradeExecuted =
            new EventBytes(TradeExecutedEncoder.TEMPLATE_ID, TradeExecutedEncoder.BLOCK_LENGTH);
    private final EncumbranceChangedEncoder encumbranceChanged = new EncumbranceChangedEncoder();
    private final ClaimChangedEncoder claimChanged = new ClaimChangedEncoder();
    private final RedemptionChangedEncoder redemptionChanged = new RedemptionChangedEncoder();
    private final TaskChangedEncoder taskChanged = new TaskChangedEncoder();
    private final InstrumentRulesChangedEncoder instrumentRulesChanged = new InstrumentRulesChangedEncoder();
    private final TradeCancelledEncoder tradeCancelled = new TradeCancelledEncoder();
    private final AuctionEndedEncoder auctionEnded = new AuctionEndedEncoder();

    MarketEvents(State state, Events events) {
        this.state = state;
        this.events = events;
        orders = new Orders(state);
    }

    void issueRegistered(int slot, int scale, DirectBuffer in, int codeOffset, int numberOffset) {
        Table issues = state.issues;
        issueRegistered
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .issueId(issues.get(slot, Issue.ID))
                .dfaKind(DfaKind.get((short) issues.get(slot, Issue.DFA_KIND)))
                .issuerAccountId(issues.get(slot, Issue.ISSUER_ACCOUNT))
                .issuerSideAccountId(issues.get(slot, Issue.ISSUER_SIDE))
                .unsoldAccountId(issues.get(slot, Issue.UNSOLD))
                .reserveAccountId(issues.get(slot, Issue.RESERVE))
                .moneyAssetId(issues.get(slot, Issue.MONEY_ASSET))
                .scale((short) scale)
                .nominalMinor(issues.get(slot, Issue.NOMINAL))
                .authorisedVolume(issues.get(slot, Issue.AUTHORISED))
                .maturityEpochDay(issues.getInt(slot, Issue.MATURITY))
                .redemptionPriceMinor(issues.get(slot, Issue.REDEMPTION_PRICE));
        buffer.putBytes(HEADER + IssueRegisteredEncoder.codeEncodingOffset(), in, codeOffset, 12);
        buffer.putBytes(HEADER + IssueRegisteredEncoder.registrationNumberEncodingOffset(), in, numberOffset, 200);
        events.copyGround(buffer, IssueRegisteredEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + IssueRegisteredEncoder.BLOCK_LENGTH);
    }

    void issueChanged(int slot) {
        Table issues = state.issues;
        issueChanged
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .issueId(issues.get(slot, Issue.ID))
                .status(IssueStatus.get((short) issues.get(slot, Issue.STATUS)))
                .suspended(Events.flag(issues.get(slot, Issue.SUSPENDED) != 0))
                .backingValidUntilMs(issues.get(slot, Issue.BACKING_UNTIL))
                .mintedQuantity(issues.get(slot, Issue.MINTED))
                .redeemedQuantity(issues.get(slot, Issue.REDEEMED))
                .burnedQuantity(issues.get(slot, Issue.BURNED));
        events.copyGround(buffer, IssueChangedEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + IssueChangedEncoder.BLOCK_LENGTH);
    }

    void placementChanged(int slot) {
        Table placements = state.placements;
        placementChanged
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .placementId(placements.get(slot, Placement.ID))
                .issueId(placements.get(slot, Placement.ISSUE))
                .status(PlacementStatus.get((short) placements.get(slot, Placement.STATUS)))
                .fromMs(placements.get(slot, Placement.FROM))
                .untilMs(placements.get(slot, Placement.UNTIL))
                .minimumQuantity(placements.get(slot, Placement.MINIMUM))
                .maximumQuantity(placements.get(slot, Placement.MAXIMUM))
                .priceMinor(placements.get(slot, Placement.PRICE))
                .lotQuantity(placements.get(slot, Placement.LOT))
                .investorCapQuantity(placements.get(slot, Placement.CAP))
                .method(AllocationMethod.get((short) placements.get(slot, Placement.METHOD)))
                .subscribedQuantity(placements.get(slot, Placement.SUBSCRIBED))
                .allocatedQuantity(placements.get(slot, Placement.ALLOCATED))
                .proceedsMinor(placements.get(slot, Placement.PROCEEDS));
        events.emit(buffer, HEADER + PlacementChangedEncoder.BLOCK_LENGTH);
    }

    void subscriptionChanged(int slot, SubscriptionStatus status, long allocated, long paidMinor, long refundedMinor) {
        Table subscriptions = state.subscriptions;
        subscriptionChanged
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .subscriptionId(subscriptions.get(slot, Subscription.ID))
                .placementId(subscriptions.get(slot, Subscription.PLACEMENT))
                .accountId(subscriptions.get(slot, Subscription.ACCOUNT))
                .status(status)
                .quantity(subscriptions.get(slot, Subscription.QUANTITY))
                .allocatedQuantity(allocated)
                .paidMinor(paidMinor)
                .refundedMinor(refundedMinor);
        events.emit(buffer, HEADER + SubscriptionChangedEncoder.BLOCK_LENGTH);
    }

    void instrumentChanged(int slot) {
        Table instruments = state.instruments;
        instrumentChanged
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .instrumentId(instruments.get(slot, Instrument.ID))
                .baseAssetId(instruments.get(slot, Instrument.BASE))
                .quoteAssetId(instruments.get(slot, Instrument.QUOTE))
                .lotQuantity(instruments.get(slot, Instrument.LOT))
                .tickMinor(instruments.get(slot, Instrument.TICK))
                .status(SecurityTradingStatus.get((short) instruments.get(slot, Instrument.STATUS)))
                .haltReason(HaltReason.get((short) instruments.get(slot, Instrument.HALT_REASON)))
                .phase(TradingPhase.get((short) instruments.get(slot, Instrument.PHASE)))
                .callEndsAtMs(instruments.get(slot, Instrument.CALL_ENDS));
        for (int i = 0; i < 3; i++) {
            buffer.putLong(
                    HEADER + InstrumentChangedEncoder.symbolEncodingOffset() + i * Long.BYTES,
                    instruments.get(slot, Instrument.SYMBOL + i));
        }
        events.copyGround(buffer, InstrumentChangedEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + InstrumentChangedEncoder.BLOCK_LENGTH);
    }

    void instrumentRulesChanged(int slot) {
        Table rules = state.rules;
        instrumentRulesChanged
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .instrumentId(slot + 1L)
                .largestOrderLots(rules.get(slot, Rule.LARGEST_LOTS))
                .largestOrderMinor(rules.get(slot, Rule.LARGEST_MINOR))
                .minimumNotionalMinor(rules.get(slot, Rule.MINIMUM_MINOR))
                .referencePriceTicks(rules.get(slot, Rule.REFERENCE))
                .collarTicks(rules.get(slot, Rule.COLLAR_TICKS))
                .collarBasisPoints(rules.getInt(slot, Rule.COLLAR_BASIS_POINTS))
                .dynamicBandBasisPoints(rules.getInt(slot, Rule.DYNAMIC_BASIS_POINTS))
                .staticBandBasisPoints(rules.getInt(slot, Rule.STATIC_BASIS_POINTS))
                .interruptionMs(rules.get(slot, Rule.INTERRUPTION_MS))
                .cancelWindowMs(rules.get(slot, Rule.CANCEL_WINDOW_MS));
        events.copyGround(buffer, InstrumentRulesChangedEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + InstrumentRulesChangedEncoder.BLOCK_LENGTH);
    }

    void tradeCancelled(int slot) {
        Table trades = state.recentTrades;
        tradeCancelled
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .tradeId(trades.get(slot, RecentTrade.ID))
                .instrumentId(trades.get(slot, RecentTrade.INSTRUMENT))
                .buyerAccountId(trades.get(slot, RecentTrade.BUYER))
                .sellerAccountId(trades.get(slot, RecentTrade.SELLER))
                .quantity(trades.get(slot, RecentTrade.QUANTITY))
                .moneyMinor(trades.get(slot, RecentTrade.MONEY))
                .buyerFeeMinor(trades.get(slot, RecentTrade.BUYER_FEE))
                .sellerFeeMinor(trades.get(slot, RecentTrade.SELLER_FEE));
        events.copyGround(buffer, TradeCancelledEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + TradeCancelledEncoder.BLOCK_LENGTH);
    }

    void auctionEnded(int slot) {
        Table auctions = state.auctions;
        int instrument = auctions.getInt(slot, Auction.INSTRUMENT) - 1;
        long last = state.instruments.get(instrument, Instrument.LAST_PRICE);
        auctionEnded
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .instrumentId(instrument + 1L)
                .phase(TradingPhase.get((short) state.instruments.get(instrument, Instrument.PHASE)))
                .priceTicks(auctions.get(slot, Auction.TRADES) == 0 ? 0 : last)
                .lots(auctions.get(slot, Auction.TRADED))
                .trades(auctions.get(slot, Auction.TRADES));
        events.emit(buffer, HEADER + AuctionEndedEncoder.BLOCK_LENGTH);
    }

    void orderChanged(int slot, long leavesLots, OrdStatus status, CancelReason reason) {
        if (events.isSilent()) {
            return;
        }
        Table rows = state.orders;
        long terms = rows.get(slot, Order.TERMS);
        long quantity = rows.get(slot, Order.QUANTITY);
        orderChanged.putLong(OrderChangedEncoder.orderIdEncodingOffset(), rows.get(slot, Order.ID));
        orderChanged.putLong(OrderChangedEncoder.instrumentIdEncodingOffset(), Orders.instrumentId(terms));
        orderChanged.putLong(OrderChangedEncoder.accountIdEncodingOffset(), Orders.account(terms));
        orderChanged.putByte(OrderChangedEncoder.sideEncodingOffset(), Orders.side(terms));
        orderChanged.putByte(OrderChangedEncoder.ordTypeEncodingOffset(), Orders.ordType(terms));
        orderChanged.putByte(OrderChangedEncoder.timeInForceEncodingOffset(), Orders.timeInForce(terms));
        orderChanged.putLong(OrderChangedEncoder.priceTicksEncodingOffset(), rows.get(slot, Order.PRICE));
        orderChanged.putLong(OrderChangedEncoder.quantityLotsEncodingOffset(), quantity);
        orderChanged.putLong(OrderChangedEncoder.leavesLotsEncodingOffset(), leavesLots);
        orderChanged.putLong(OrderChangedEncoder.cumLotsEncodingOffset(), quantity - rows.get(slot, Order.LEAVES));
        orderChanged.putByte(OrderChangedEncoder.statusEncodingOffset(), status.value());
        orderChanged.putByte(OrderChangedEncoder.cancelReasonEncodingOffset(), reason.value());
        orderChanged.putByte(
                OrderChangedEncoder.execInstEncodingOffset(),
                (Orders.isPostOnly(terms) ? ExecInst.PARTICIPATE_DONT_INITIATE : ExecInst.NONE).value());
        orderChanged.putByte(
                OrderChangedEncoder.selfTradePreventionEncodingOffset(), Orders.selfTradePrevention(terms));
        orderChanged.putByte(OrderChangedEncoder.workingIndicatorEncodingOffset(), Orders.isWaiting(terms) ? 0 : 1);
        boolean special = orders.record(slot) != Table.NONE;
        orderChanged.putLong(OrderChangedEncoder.clOrdRefEncodingOffset(), orders.clientRef(slot));
        orderChanged.putLong(OrderChangedEncoder.displayLotsEncodingOffset(), special ? orders.display(slot) : 0);
        orderChanged.putLong(
                OrderChangedEncoder.displayedLotsEncodingOffset(),
                special ? orders.displayed(slot, leavesLots) : leavesLots);
        orderChanged.putLong(OrderChangedEncoder.stopPriceTicksEncodingOffset(), special ? orders.stopPrice(slot) : 0);
        orderChanged.putLong(OrderChangedEncoder.expireTimeMsEncodingOffset(), special ? orders.expires(slot) : 0);
        events.emit(orderChanged);
    }

    void tradeExecuted(
            long tradeId,
            int buySlot,
            int sellSlot,
            Side aggressor,
            long priceTicks,
            long lots,
            long quantity,
            long money,
            long buyerFee,
            long sellerFee) {
        if (events.isSilent()) {
            return;
        }
        Table rows = state.orders;
        long bought = rows.get(buySlot, Order.TERMS);
        int instrument = (int) Orders.instrumentId(bought) - 1;
        tradeExecuted.putLong(TradeExecutedEncoder.tradeIdEncodingOffset(), tradeId);
        tradeExecuted.putLong(TradeExecutedEncoder.instrumentIdEncodingOffset(), instrument + 1L);
        tradeExecuted.putLong(TradeExecutedEncoder.buyOrderIdEncodingOffset(), rows.get(buySlot, Order.ID));
        tradeExecuted.putLong(TradeExecutedEncoder.sellOrderIdEncodingOffset(), rows.get(sellSlot, Order.ID));
        tradeExecuted.putLong(TradeExecutedEncoder.buyerAccountIdEncodingOffset(), Orders.account(bought));
        tradeExecuted.putLong(TradeExecutedEncoder.sellerAccountIdEncodingOffset(), orders.account(sellSlot));
        tradeExecuted.putByte(TradeExecutedEncoder.aggressorEncodingOffset(), aggressor.value());
        tradeExecuted.putLong(TradeExecutedEncoder.priceTicksEncodingOffset(), priceTicks);
        tradeExecuted.putLong(TradeExecutedEncoder.lotsEncodingOffset(), lots);
        tradeExecuted.putLong(TradeExecutedEncoder.quantityEncodingOffset(), quantity);
        tradeExecuted.putLong(TradeExecutedEncoder.moneyMinorEncodingOffset(), money);
        tradeExecuted.putByte(
                TradeExecutedEncoder.phaseEncodingOffset(), state.instruments.get(instrument, Instrument.PHASE));
        tradeExecuted.putLong(TradeExecutedEncoder.buyerFeeMinorEncodingOffset(), buyerFee);
        tradeExecuted.putLong(TradeExecutedEncoder.sellerFeeMinorEncodingOffset(), sellerFee);
        events.emit(tradeExecuted);
    }

    void encumbranceChanged(int slot) {
        Table encumbrances = state.encumbrances;
        encumbranceChanged
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .encumbranceId(encumbrances.get(slot, Encumbrance.ID))
                .kind(EncumbranceKind.get((short) encumbrances.get(slot, Encumbrance.ENCUMBRANCE_KIND)))
                .accountId(encumbrances.get(slot, Encumbrance.ACCOUNT))
                .assetId(encumbrances.get(slot, Encumbrance.ASSET))
                .openedQuantity(encumbrances.get(slot, Encumbrance.OPENED))
                .remainingQuantity(encumbrances.get(slot, Encumbrance.REMAINING))
                .coveredQuantity(encumbrances.get(slot, Encumbrance.COVERED))
                .pledgeeRef(encumbrances.get(slot, Encumbrance.PLEDGEE))
                .rank(encumbrances.getInt(slot, Encumbrance.RANK))
                .stopsCirculation(Events.flag(encumbrances.get(slot, Encumbrance.STOPS_CIRCULATION) != 0))
                .stopsIncome(Events.flag(encumbrances.get(slot, Encumbrance.STOPS_INCOME) != 0))
                .stopsRedemption(Events.flag(encumbrances.get(slot, Encumbrance.STOPS_REDEMPTION) != 0))
                .expiresAtMs(encumbrances.get(slot, Encumbrance.EXPIRES))
                .ofEncumbranceId(encumbrances.get(slot, Encumbrance.OF_ENCUMBRANCE))
                .pledgeeAccountId(encumbrances.get(slot, Encumbrance.PLEDGEE_ACCOUNT))
                .incomeTo(PledgeIncome.get((short) encumbrances.get(slot, Encumbrance.INCOME_TO)))
                .waitsBehind(Events.flag(encumbrances.get(slot, Encumbrance.BEHIND) != 0));
        events.copyGround(buffer, EncumbranceChangedEncoder.groundEncodingOffset());
        events.emit(buffer, HEADER + EncumbranceChangedEncoder.BLOCK_LENGTH);
    }

    void claimChanged(int slot) {
        Table claims = state.claims;
        claimChanged
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .claimId(claims.get(slot, Claim.ID))
                .accountId(claims.get(slot, Claim.ACCOUNT))
                .claimAccountId(claims.get(slot, Claim.CLAIM_ACCOUNT))
                .assetId(claims.get(slot, Claim.ASSET))
                .openedMinor(claims.get(slot, Claim.OPENED))
                .remainingMinor(claims.get(slot, Claim.REMAINING));
        events.emit(buffer, HEADER + ClaimChangedEncoder.BLOCK_LENGTH);
    }

    void redemptionChanged(int issueSlot, long outstanding, boolean finished) {
        redemptionChanged
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .issueId(state.issues.get(issueSlot, Issue.ID))
                .priceMinor(state.issues.get(issueSlot, Issue.REDEMPTION_PRICE))
                .outstandingQuantity(outstanding)
                .redeemedQuantity(state.issues.get(issueSlot, Issue.REDEEMED))
                .paidMinor(state.issues.get(issueSlot, Issue.PAID))
                .finished(Events.flag(finished));
        events.emit(buffer, HEADER + RedemptionChangedEncoder.BLOCK_LENGTH);
    }

    void taskChanged(int slot, boolean finished) {
        Table tasks = state.tasks;
        taskChanged
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .taskId(tasks.get(slot, Task.ID))
                .kind(TaskKind.get((short) tasks.get(slot, Task.TASK_KIND)))
                .subjectId(tasks.get(slot, Task.SUBJECT))
                .done(tasks.get(slot, Task.DONE))
                .total(tasks.get(slot, Task.TOTAL))
                .finished(Events.flag(finished));
        events.emit(buffer, HEADER + TaskChangedEncoder.BLOCK_LENGTH);
    }
}
