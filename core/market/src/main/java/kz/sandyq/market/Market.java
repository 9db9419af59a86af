package kz.sandyq.market;

import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.Rules;
import kz.sandyq.protocol.sbe.AcceptBuyBackDecoder;
import kz.sandyq.protocol.sbe.ActivateRulesDecoder;
import kz.sandyq.protocol.sbe.AdvanceDemoClockDecoder;
import kz.sandyq.protocol.sbe.AffirmSettlementDecoder;
import kz.sandyq.protocol.sbe.BookBankCreditDecoder;
import kz.sandyq.protocol.sbe.BookBankDebitDecoder;
import kz.sandyq.protocol.sbe.BookPayoutDecoder;
import kz.sandyq.protocol.sbe.BurnStablecoinDecoder;
import kz.sandyq.protocol.sbe.BurnUnsoldDecoder;
import kz.sandyq.protocol.sbe.CancelAllOrdersDecoder;
import kz.sandyq.protocol.sbe.CancelIncomeDecoder;
import kz.sandyq.protocol.sbe.CancelIssueDecoder;
import kz.sandyq.protocol.sbe.CancelOrderDecoder;
import kz.sandyq.protocol.sbe.CancelPlacementDecoder;
import kz.sandyq.protocol.sbe.CancelTradeDecoder;
import kz.sandyq.protocol.sbe.ClosePlacementDecoder;
import kz.sandyq.protocol.sbe.ConfirmClockDecoder;
import kz.sandyq.protocol.sbe.ConvertIssueDecoder;
import kz.sandyq.protocol.sbe.CreateAssetDecoder;
import kz.sandyq.protocol.sbe.DeclareDefaultDecoder;
import kz.sandyq.protocol.sbe.DeclareOverdueDecoder;
import kz.sandyq.protocol.sbe.EndDayDecoder;
import kz.sandyq.protocol.sbe.EndSettlementDecoder;
import kz.sandyq.protocol.sbe.EnforcePledgeDecoder;
import kz.sandyq.protocol.sbe.ForcedTransferDecoder;
import kz.sandyq.protocol.sbe.GenesisDecoder;
import kz.sandyq.protocol.sbe.MintDecoder;
import kz.sandyq.protocol.sbe.MintStablecoinDecoder;
import kz.sandyq.protocol.sbe.OfferBuyBackDecoder;
import kz.sandyq.protocol.sbe.OpenAccountDecoder;
import kz.sandyq.protocol.sbe.OpenInstrumentDecoder;
import kz.sandyq.protocol.sbe.OpenPlacementDecoder;
import kz.sandyq.protocol.sbe.OpenWalletDecoder;
import kz.sandyq.protocol.sbe.PayDueDecoder;
import kz.sandyq.protocol.sbe.PlaceEncumbranceDecoder;
import kz.sandyq.protocol.sbe.PlaceOrderDecoder;
import kz.sandyq.protocol.sbe.ProposeSettlementDecoder;
import kz.sandyq.protocol.sbe.RaiseLimitsDecoder;
import kz.sandyq.protocol.sbe.RecordFactsDecoder;
import kz.sandyq.protocol.sbe.RecordIncomeDecoder;
import kz.sandyq.protocol.sbe.RecoverHoldingDecoder;
import kz.sandyq.protocol.sbe.RedeemPartDecoder;
import kz.sandyq.protocol.sbe.RegisterIssueDecoder;
import kz.sandyq.protocol.sbe.ReleaseEncumbranceDecoder;
import kz.sandyq.protocol.sbe.ReleasePayoutDecoder;
import kz.sandyq.protocol.sbe.ReplaceOrderDecoder;
import kz.sandyq.protocol.sbe.ReservePayoutDecoder;
import kz.sandyq.protocol.sbe.ReverseBankCreditDecoder;
import kz.sandyq.protocol.sbe.SetAccountPermissionsDecoder;
import kz.sandyq.protocol.sbe.SetBackingValidUntilDecoder;
import kz.sandyq.protocol.sbe.SetClearanceDecoder;
import kz.sandyq.protocol.sbe.SetClearanceRegimeDecoder;
import kz.sandyq.protocol.sbe.SetHolderNoticeDecoder;
import kz.sandyq.protocol.sbe.SetInstrumentRulesDecoder;
import kz.sandyq.protocol.sbe.SetIssueRulesDecoder;
import kz.sandyq.protocol.sbe.SetIssueSuspendedDecoder;
import kz.sandyq.protocol.sbe.SetPlatformStatusDecoder;
import kz.sandyq.protocol.sbe.SetTradingStatusDecoder;
import kz.sandyq.protocol.sbe.SettleSuspenseDecoder;
import kz.sandyq.protocol.sbe.StartPurchasePeriodDecoder;
import kz.sandyq.protocol.sbe.StartRedemptionDecoder;
import kz.sandyq.protocol.sbe.SubscribeDecoder;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.protocol.sbe.TransferDecoder;
import kz.sandyq.protocol.sbe.TransferRightsDecoder;
import kz.sandyq.protocol.sbe.WithdrawSubscriptionDecoder;

/** Sends each command to its subject. */
final class Market {
    private final State state;
    private final Events events;
    private final Clock clock;
    private final Accounts accounts;
    private final Balances balances;
    private final Money money;
    private final Claims claims;
    private final Reversals reversals;
    private final Registration registration;
    private final Issues issues;
    private final Stablecoins stablecoins;
    private final Tasks tasks;
    private final Placements placements;
    private final Subscriptions subscriptions;
    private final Liens liens;
    private final Restrictions restrictions;
    private final PermissionActs permissionActs;
    private final Encumbrances encumbrances;
    private final Enforcement enforcement;
    private final RightsTransfers rightsTransfers;
    private final Transfers transfers;
    private final TransferDesk transferDesk;
    private final InstrumentRules instrumentRules;
    private final FeeActs feeActs;
    private final TradeCancels tradeCancels;
    private final Instruments instruments;
    private final Trading trading;
    private final Replacing replacing;
    private final OrderEnds orderEnds;
    private final AccountCancels accountCancels;
    private final OrderWatches orderWatches;
    private final Redemptions redemptions;
    private final PartialRedemptions partialRedemptions;
    private final ForcedMoves forcedMoves;
    private final Distributions distributions;
    private final Overdues overdues;
    private final Payments payments;
    private final Instructions instructions;
    private final Conversions conversions;
    private final Platform platform;
    private final BuyBacks buyBacks;
    private final Facts facts;
    private final LimitValues limits = new LimitValues();
    private final RaiseLimitsDecoder raiseLimits = new RaiseLimitsDecoder();
    private final ActivateRulesDecoder activateRules = new ActivateRulesDecoder();

    Market(State state, Events events, Clock clock, Rehearsal rehearsal) {
        this.state = state;
        this.events = events;
        this.clock = clock;
        accounts = new Accounts(state, events);
        PermissionEvents permissionEvents = new PermissionEvents(state, events);
        Allowances allowances = new Allowances(state, permissionEvents);
        balances = new Balances(state, events, allowances);
        MarketEvents marketEvents = new MarketEvents(state, events);
        Holds holds = new Holds(state, events, balances);
        tasks = new Tasks(state, marketEvents);
        Book book = new Book(state);
        Fees fees = new Fees(state);
        Settlement settlement = new Settlement(state, events, marketEvents, balances, book, allowances, fees);
        EarlyEnds earlyEnds = new EarlyEnds(state, book, settlement);
        LienEvents lienEvents = new LienEvents(state, events);
        restrictions = new Restrictions(state, events, lienEvents, tasks, earlyEnds);
        Permissions permissions = new Permissions(state, restrictions, allowances);
        money = new Money(state, events, accounts, balances, holds, restrictions);
        feeActs = new FeeActs(state, events, accounts, balances, money, fees, restrictions);
        claims = new Claims(state, marketEvents, balances);
        reversals = new Reversals(state, events, accounts, balances, money, claims);
        registration = new Registration(state, events, marketEvents, accounts, balances);
        issues = new Issues(state, events, marketEvents, balances);
        permissionActs = new PermissionActs(state, events, permissionEvents, accounts, issues);
        stablecoins = new Stablecoins(state, marketEvents, accounts, balances, issues, permissions, allowances);
        placements = new Placements(state, marketEvents, balances, issues, tasks);
        subscriptions = new Subscriptions(
                state, events, marketEvents, accounts, balances, issues, tasks, permissions, allowances);
        liens = new Liens(state, marketEvents, balances, issues);
        encumbrances =
                new Encumbrances(state, events, marketEvents, accounts, balances, issues, tasks, liens, restrictions);
        enforcement = new Enforcement(
                state, events, lienEvents, accounts, balances, issues, tasks, liens, restrictions, permissions);
        rightsTransfers = new RightsTransfers(
                state, events, lienEvents, accounts, balances, issues, liens, restrictions, permissions);
        transfers = new Transfers(state, events, accounts, balances, issues, tasks, permissions);
        instrumentRules = new InstrumentRules(state, marketEvents, issues);
        Calls calls = new Calls(state, marketEvents);
        tradeCancels = new TradeCancels(state, events, marketEvents, balances, issues, tasks, restrictions, fees);
        Admission admission = new Admission(
                state, accounts, balances, issues, tasks, book, restrictions, instrumentRules, permissions, fees);
        Matching matching = new Matching(state, book, settlement, restrictions, instrumentRules, calls);
        Stops stops = new Stops(state, tasks, book, matching, settlement, issues, calls);
        Auctions auctions = new Auctions(
                state, marketEvents, tasks, book, settlement, instrumentRules, restrictions, stops, issues);
        instruments = new Instruments(state, marketEvents, accounts, issues, tasks, settlement, calls, auctions, stops);
        trading = new Trading(state, tasks, issues, admission, book, settlement, matching, stops, fees);
        replacing = new Replacing(state, admission, book, trading, settlement, matching, stops, instrumentRules, fees);
        orderEnds = new OrderEnds(state, tasks, book, settlement, earlyEnds);
        accountCancels = new AccountCancels(state, accounts, tasks, settlement);
        orderWatches = new OrderWatches(state, new WatchEvents(state, events), accounts, tasks, settlement);
        EncumbranceMoves encumbranceMoves = new EncumbranceMoves(state, marketEvents, balances, liens);
        redemptions = new Redemptions(
                state, marketEvents, balances, holds, issues, tasks, settlement, encumbranceMoves, restrictions);
        SettlementEvents settlementEvents = new SettlementEvents(state, events);
        partialRedemptions = new PartialRedemptions(
                state, marketEvents, settlementEvents, balances, holds, issues, tasks, redemptions, encumbranceMoves);
        forcedMoves = new ForcedMoves(
                state, events, settlementEvents, accounts, balances, issues, tasks, encumbranceMoves, restrictions);
        IncomeTerms terms = new IncomeTerms(state, accounts, balances, issues);
        distributions =
                new Distributions(state, marketEvents, settlementEvents, balances, issues, tasks, redemptions, terms);
        overdues = new Overdues(
                state, events, marketEvents, settlementEvents, balances, issues, tasks, redemptions, distributions);
        payments = new Payments(
                state,
                settlementEvents,
                balances,
                holds,
                issues,
                tasks,
                redemptions,
                encumbranceMoves,
                terms,
                distributions,
                overdues);
        conversions =
                new Conversions(state, marketEvents, settlementEvents, balances, holds, issues, tasks, redemptions);
        InstructionLegs instructionLegs = new InstructionLegs(
                state, settlementEvents, accounts, balances, holds, issues, tasks, restrictions, permissions);
        instructions = new Instructions(state, events, settlementEvents, accounts, issues, instructionLegs);
        rehearsal.of(state.scalars, tasks, book, balances, instructionLegs);
        platform = new Platform(state, events, permissionEvents, accounts, tasks, restrictions);
        buyBacks = new BuyBacks(
                state, settlementEvents, accounts, balances, holds, issues, tasks, redemptions, permissions);
        facts = new Facts(events);
        transferDesk = new TransferDesk(
                state,
                events,
                transfers,
                accounts,
                balances,
                holds,
                issues,
                tasks,
                restrictions,
                permissions,
                allowances);
        Allocation allocation =
                new Allocation(state, events, marketEvents, balances, issues, subscriptions, allowances);
        tasks.put(TaskKind.ALLOCATION, allocation);
        tasks.put(TaskKind.REFUND, allocation);
        tasks.put(TaskKind.STOP_ACTIVATION, stops);
        tasks.put(TaskKind.UNCROSS, auctions);
        ServicesEnd servicesEnd = new ServicesEnd(state, accounts, placements, instructions, buyBacks, settlement);
        tasks.put(TaskKind.SERVICES_END, servicesEnd);
        putTasks();
    }

    private void putTasks() {
        tasks.put(TaskKind.REDEMPTION, redemptions);
        tasks.put(TaskKind.MASS_CANCEL, instruments);
        tasks.put(TaskKind.PARTIAL_REDEMPTION, partialRedemptions);
        tasks.put(TaskKind.RECALL, restrictions);
        tasks.put(TaskKind.DAY_END, orderEnds);
        tasks.put(TaskKind.ACCOUNT_CANCEL, accountCancels);
        tasks.put(TaskKind.DISCONNECT_CANCEL, orderWatches);
        tasks.put(TaskKind.RECORD, distributions);
        tasks.put(TaskKind.PAYMENT, payments);
        tasks.put(TaskKind.CONVERSION, conversions);
        tasks.putExpiries(
                encumbrances::expire,
                placements::expire,
                orderEnds::expire,
                orderWatches::expire,
                instruments::endCalls,
                instructions::expire,
                buyBacks::expire,
                transferDesk::expireTransfers,
                transferDesk::expireMoves);
    }

    Balances balances() {
        return balances;
    }

    int execute(Command command) {
        int refused = platform.check(command);
        return refused == Command.OK ? perform(command) : refused;
    }

    private int perform(Command command) {
        return switch (command.template) {
            case GenesisDecoder.TEMPLATE_ID -> RejectCode.ALREADY_STARTED.number();
            case RaiseLimitsDecoder.TEMPLATE_ID -> raiseLimits(command);
            case ConfirmClockDecoder.TEMPLATE_ID -> clock.confirm(command);
            case AdvanceDemoClockDecoder.TEMPLATE_ID -> clock.advanceDemo(command);
            case ActivateRulesDecoder.TEMPLATE_ID -> activateRules(command);
            case CreateAssetDecoder.TEMPLATE_ID -> accounts.createAsset(command);
            case OpenWalletDecoder.TEMPLATE_ID -> accounts.openWallet(command);
            case OpenAccountDecoder.TEMPLATE_ID -> accounts.openAccount(command);
            case BookBankCreditDecoder.TEMPLATE_ID -> money.bookBankCredit(command);
            case ReservePayoutDecoder.TEMPLATE_ID -> money.reservePayout(command);
            case BookPayoutDecoder.TEMPLATE_ID -> money.bookPayout(command);
            case ReleasePayoutDecoder.TEMPLATE_ID -> money.releasePayout(command);
            case BookBankDebitDecoder.TEMPLATE_ID -> money.bookBankDebit(command);
            case ReverseBankCreditDecoder.TEMPLATE_ID -> reversals.reverseBankCredit(command);
            case SettleSuspenseDecoder.TEMPLATE_ID -> money.settleSuspense(command);
            case RegisterIssueDecoder.TEMPLATE_ID -> registration.registerIssue(command);
            case SetBackingValidUntilDecoder.TEMPLATE_ID -> issues.setBackingValidUntil(command);
            case MintDecoder.TEMPLATE_ID -> issues.mint(command);
            case MintStablecoinDecoder.TEMPLATE_ID -> stablecoins.mint(command);
            case BurnStablecoinDecoder.TEMPLATE_ID -> stablecoins.burn(command);
            case BurnUnsoldDecoder.TEMPLATE_ID -> issues.burnUnsold(command);
            case SetIssueSuspendedDecoder.TEMPLATE_ID -> issues.setSuspended(command);
            case CancelIssueDecoder.TEMPLATE_ID -> issues.cancel(command);
            case OpenPlacementDecoder.TEMPLATE_ID -> placements.open(command);
            case SubscribeDecoder.TEMPLATE_ID -> subscriptions.subscribe(command);
            case WithdrawSubscriptionDecoder.TEMPLATE_ID -> subscriptions.withdraw(command);
            case ClosePlacementDecoder.TEMPLATE_ID -> placements.close(command);
            case CancelPlacementDecoder.TEMPLATE_ID -> placements.cancel(command);
            case OpenInstrumentDecoder.TEMPLATE_ID -> instruments.open(command);
            case SetTradingStatusDecoder.TEMPLATE_ID -> instruments.setStatus(command);
            case PlaceOrderDecoder.TEMPLATE_ID -> trading.place(command);
            case CancelOrderDecoder.TEMPLATE_ID -> trading.cancel(command);
            case ReplaceOrderDecoder.TEMPLATE_ID -> replacing.replace(command);
            case EndDayDecoder.TEMPLATE_ID -> orderEnds.endDay(command);
            case CancelAllOrdersDecoder.TEMPLATE_ID -> accountCancels.cancelAll(command);
            case TransferDecoder.TEMPLATE_ID -> transfers.transfer(command);
            case PlaceEncumbranceDecoder.TEMPLATE_ID -> encumbrances.place(command);
            case ReleaseEncumbranceDecoder.TEMPLATE_ID -> encumbrances.release(command);
            case EnforcePledgeDecoder.TEMPLATE_ID -> enforcement.enforce(command);
            case SetHolderNoticeDecoder.TEMPLATE_ID -> restrictions.setNotice(command);
            case TransferRightsDecoder.TEMPLATE_ID -> rightsTransfers.transfer(command);
            case SetAccountPermissionsDecoder.TEMPLATE_ID -> permissionActs.setAccountPermissions(command);
            case SetClearanceDecoder.TEMPLATE_ID -> permissionActs.setClearance(command);
            case SetClearanceRegimeDecoder.TEMPLATE_ID -> permissionActs.setClearanceRegime(command);
            case SetIssueRulesDecoder.TEMPLATE_ID -> permissionActs.setIssueRules(command);
            case SetPlatformStatusDecoder.TEMPLATE_ID -> platform.setStatus(command);
            case StartPurchasePeriodDecoder.TEMPLATE_ID -> permissionActs.startPurchasePeriod();
            case StartRedemptionDecoder.TEMPLATE_ID -> redemptions.start(command);
            case RedeemPartDecoder.TEMPLATE_ID -> partialRedemptions.start(command);
            case ForcedTransferDecoder.TEMPLATE_ID -> forcedMoves.transfer(command);
            case RecoverHoldingDecoder.TEMPLATE_ID -> forcedMoves.recover(command);
            case RecordIncomeDecoder.TEMPLATE_ID -> distributions.recordIncome(command);
            case PayDueDecoder.TEMPLATE_ID -> payments.pay(command);
            case DeclareOverdueDecoder.TEMPLATE_ID -> overdues.declare(command);
            case DeclareDefaultDecoder.TEMPLATE_ID -> overdues.declareDefault(command);
            case CancelIncomeDecoder.TEMPLATE_ID -> payments.cancelIncome(command);
            case SetInstrumentRulesDecoder.TEMPLATE_ID -> instrumentRules.set(command);
            case ProposeSettlementDecoder.TEMPLATE_ID -> instructions.propose(command);
            case AffirmSettlementDecoder.TEMPLATE_ID -> instructions.affirm(command);
            case EndSettlementDecoder.TEMPLATE_ID -> instructions.end(command);
            case CancelTradeDecoder.TEMPLATE_ID -> tradeCancels.cancel(command);
            case ConvertIssueDecoder.TEMPLATE_ID -> conversions.start(command);
            default -> performOther(command);
        };
    }

    private int performOther(Command command) {
        if (OrderWatches.knows(command.template)) {
            return orderWatches.perform(command);
        }
        return switch (command.template) {
            case RecordFactsDecoder.TEMPLATE_ID -> facts.record(command);
            case OfferBuyBackDecoder.TEMPLATE_ID, AcceptBuyBackDecoder.TEMPLATE_ID -> buyBacks.perform(command);
            default -> FeeActs.knows(command.template) ? feeActs.perform(command) : transferDesk.execute(command);
        };
    }

    /** What follows from any command: free money settles claims, arrests take what came. */
    void afterCommand() {
        Table rows = state.balances;
        Touched touched = rows.touched();
        for (int i = 0; i < touched.count(); i++) {
            int slot = touched.slot(i);
            if (rows.get(slot, Rows.Balance.CLAIMED) > 0 && rows.get(slot, Rows.Balance.AVAILABLE) > 0) {
                claims.settle(slot);
            }
            if (rows.get(slot, Rows.Balance.UNCOVERED) > 0 && rows.get(slot, Rows.Balance.AVAILABLE) > 0) {
                liens.cover(slot);
            }
        }
    }

    /** A beat: what has expired ends, what is running takes a step. Nothing expires while the clock is suspect. */
    void tick() {
        if (!clock.isSuspect()) {
            tasks.expire();
        }
        tasks.tick();
    }

    /** Finds again, after a restore, what is not kept in rows. */
    void rebuild() {
        tasks.rebuild();
    }

    private int raiseLimits(Command command) {
        if (!command.hasTwoPersons()) {
            return RejectCode.SECOND_PERSON_REQUIRED.number();
        }
        limits.read(raiseLimits.wrap(command.buffer, command.offset, command.blockLength, command.version));
        if (!limits.inRange()) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (!limits.covers(state.scalars)) {
            return RejectCode.LIMIT_NOT_RAISED.number();
        }
        limits.write(state.scalars);
        state.grow();
        events.limitsChanged(state.scalars.getInt(Scalars.RULES));
        return Command.OK;
    }

    private int activateRules(Command command) {
        if (!command.hasTwoPersons()) {
            return RejectCode.SECOND_PERSON_REQUIRED.number();
        }
        int version = activateRules
                .wrap(command.buffer, command.offset, command.blockLength, command.version)
                .rulesVersion();
        if (version < state.scalars.get(Scalars.RULES) || version > Rules.NEWEST) {
            return RejectCode.RULES_UNKNOWN.number();
        }
        state.scalars.set(Scalars.RULES, version);
        events.limitsChanged(version);
        return Command.OK;
    }
}
