package kz.sandyq.market;

import kz.sandyq.protocol.sbe.AcceptBuyBackDecoder;
import kz.sandyq.protocol.sbe.ActivateRulesDecoder;
import kz.sandyq.protocol.sbe.AdvanceDemoClockDecoder;
import kz.sandyq.protocol.sbe.AffirmSettlementDecoder;
import kz.sandyq.protocol.sbe.AnswerMoveDecoder;
import kz.sandyq.protocol.sbe.AssignFeeScheduleDecoder;
import kz.sandyq.protocol.sbe.BatchDecoder;
import kz.sandyq.protocol.sbe.BlockForMoveDecoder;
import kz.sandyq.protocol.sbe.BookBankCreditDecoder;
import kz.sandyq.protocol.sbe.BookBankDebitDecoder;
import kz.sandyq.protocol.sbe.BookPayoutDecoder;
import kz.sandyq.protocol.sbe.BooleanFlag;
import kz.sandyq.protocol.sbe.BurnStablecoinDecoder;
import kz.sandyq.protocol.sbe.BurnUnsoldDecoder;
import kz.sandyq.protocol.sbe.CancelAllOrdersDecoder;
import kz.sandyq.protocol.sbe.CancelIncomeDecoder;
import kz.sandyq.protocol.sbe.CancelIssueDecoder;
import kz.sandyq.protocol.sbe.CancelOrderDecoder;
import kz.sandyq.protocol.sbe.CancelPlacementDecoder;
import kz.sandyq.protocol.sbe.CancelTradeDecoder;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.ChargeFeeDecoder;
import kz.sandyq.protocol.sbe.ClosePlacementDecoder;
import kz.sandyq.protocol.sbe.ConfirmClockDecoder;
import kz.sandyq.protocol.sbe.ConvertIssueDecoder;
import kz.sandyq.protocol.sbe.CreateAssetDecoder;
import kz.sandyq.protocol.sbe.CreateFeeScheduleDecoder;
import kz.sandyq.protocol.sbe.DeclareDefaultDecoder;
import kz.sandyq.protocol.sbe.DeclareOverdueDecoder;
import kz.sandyq.protocol.sbe.EncumbranceKind;
import kz.sandyq.protocol.sbe.EndDayDecoder;
import kz.sandyq.protocol.sbe.EndOrderWatchDecoder;
import kz.sandyq.protocol.sbe.EndSettlementDecoder;
import kz.sandyq.protocol.sbe.EnforcePledgeDecoder;
import kz.sandyq.protocol.sbe.ForcedTransferDecoder;
import kz.sandyq.protocol.sbe.GenesisDecoder;
import kz.sandyq.protocol.sbe.MintDecoder;
import kz.sandyq.protocol.sbe.MintStablecoinDecoder;
import kz.sandyq.protocol.sbe.OfferBuyBackDecoder;
import kz.sandyq.protocol.sbe.OpenAccountDecoder;
import kz.sandyq.protocol.sbe.OpenInstrumentDecoder;
import kz.sandyq.protocol.sbe.OpenOrderWatchDecoder;
import kz.sandyq.protocol.sbe.OpenPlacementDecoder;
import kz.sandyq.protocol.sbe.OpenWalletDecoder;
import kz.sandyq.protocol.sbe.PayDueDecoder;
import kz.sandyq.protocol.sbe.PlaceEncumbranceDecoder;
import kz.sandyq.protocol.sbe.PlaceOrderDecoder;
import kz.sandyq.protocol.sbe.ProceedMoveDecoder;
import kz.sandyq.protocol.sbe.ProposeSettlementDecoder;
import kz.sandyq.protocol.sbe.RaiseLimitsDecoder;
import kz.sandyq.protocol.sbe.ReceiveMoveMessageDecoder;
import kz.sandyq.protocol.sbe.ReceiveMoveNoticeDecoder;
import kz.sandyq.protocol.sbe.RecordFactsDecoder;
import kz.sandyq.protocol.sbe.RecordIncomeDecoder;
import kz.sandyq.protocol.sbe.RecoverHoldingDecoder;
import kz.sandyq.protocol.sbe.RedeemPartDecoder;
import kz.sandyq.protocol.sbe.RefundFeeDecoder;
import kz.sandyq.protocol.sbe.RefuseTransferDecoder;
import kz.sandyq.protocol.sbe.RegisterIssueDecoder;
import kz.sandyq.protocol.sbe.ReleaseEncumbranceDecoder;
import kz.sandyq.protocol.sbe.ReleasePayoutDecoder;
import kz.sandyq.protocol.sbe.ReleaseTransferDecoder;
import kz.sandyq.protocol.sbe.RenewOrderWatchDecoder;
import kz.sandyq.protocol.sbe.ReplaceOrderDecoder;
import kz.sandyq.protocol.sbe.ReservePayoutDecoder;
import kz.sandyq.protocol.sbe.ReverseBankCreditDecoder;
import kz.sandyq.protocol.sbe.RightsBasis;
import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import kz.sandyq.protocol.sbe.SetAccountPermissionsDecoder;
import kz.sandyq.protocol.sbe.SetBackingValidUntilDecoder;
import kz.sandyq.protocol.sbe.SetClearanceDecoder;
import kz.sandyq.protocol.sbe.SetClearanceRegimeDecoder;
import kz.sandyq.protocol.sbe.SetFeeStatusDecoder;
import kz.sandyq.protocol.sbe.SetHolderNoticeDecoder;
import kz.sandyq.protocol.sbe.SetInstrumentRulesDecoder;
import kz.sandyq.protocol.sbe.SetInteractionAgreementDecoder;
import kz.sandyq.protocol.sbe.SetIssueRulesDecoder;
import kz.sandyq.protocol.sbe.SetIssueSuspendedDecoder;
import kz.sandyq.protocol.sbe.SetPlatformStatusDecoder;
import kz.sandyq.protocol.sbe.SetTradingStatusDecoder;
import kz.sandyq.protocol.sbe.SettleSuspenseDecoder;
import kz.sandyq.protocol.sbe.SettlementEnd;
import kz.sandyq.protocol.sbe.StartFeePeriodDecoder;
import kz.sandyq.protocol.sbe.StartPurchasePeriodDecoder;
import kz.sandyq.protocol.sbe.StartRedemptionDecoder;
import kz.sandyq.protocol.sbe.SubscribeDecoder;
import kz.sandyq.protocol.sbe.SuspendTransferDecoder;
import kz.sandyq.protocol.sbe.TransferDecoder;
import kz.sandyq.protocol.sbe.TransferRightsDecoder;
import kz.sandyq.protocol.sbe.WithdrawSubscriptionDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Every command and what of it stays possible when an activity takes no new clients or issues, and when its services
 * are prohibited: then only what cancels, states, gives back, hands over, or is an act of a court or of law. A command
 * without a line is refused as soon as an activity is not open.
 */
enum Service {
    // The log and the clock
    GENESIS(GenesisDecoder.TEMPLATE_ID),
    RAISE_LIMITS(RaiseLimitsDecoder.TEMPLATE_ID),
    CONFIRM_CLOCK(ConfirmClockDecoder.TEMPLATE_ID),
    ADVANCE_DEMO_CLOCK(AdvanceDemoClockDecoder.TEMPLATE_ID),
    ACTIVATE_RULES(ActivateRulesDecoder.TEMPLATE_ID),
    /** Its items are asked one by one. */
    BATCH(BatchDecoder.TEMPLATE_ID),
    SET_PLATFORM_STATUS(SetPlatformStatusDecoder.TEMPLATE_ID),
    RECORD_FACTS(RecordFactsDecoder.TEMPLATE_ID),

    // Clients: the operator's own accounts are no client's
    CREATE_ASSET(CreateAssetDecoder.TEMPLATE_ID, Reach.EITHER, Possible.UNTIL_PROHIBITED),
    OPEN_WALLET(OpenWalletDecoder.TEMPLATE_ID, Reach.EITHER, Possible.WHILE_OPEN),
    OPEN_ACCOUNT(
            OpenAccountDecoder.TEMPLATE_ID,
            Reach.ACTIVITY_FIELD,
            Possible.WHILE_OPEN,
            OpenAccountDecoder.activityEncodingOffset(),
            OpenAccountDecoder.capacityEncodingOffset(),
            bits(
                    Capacity.OPERATOR_OWN.value(),
                    Capacity.FEES.value(),
                    Capacity.SUSPENSE.value(),
                    Capacity.BANK_SIDE.value(),
                    Capacity.OTHER_PLATFORM.value(),
                    Capacity.CLAIM.value())),
    SET_ACCOUNT_PERMISSIONS(
            SetAccountPermissionsDecoder.TEMPLATE_ID,
            Reach.ACCOUNT,
            Possible.UNTIL_PROHIBITED,
            SetAccountPermissionsDecoder.accountIdEncodingOffset()),
    SET_CLEARANCE(SetClearanceDecoder.TEMPLATE_ID),
    SET_HOLDER_NOTICE(SetHolderNoticeDecoder.TEMPLATE_ID),
    SET_CLEARANCE_REGIME(SetClearanceRegimeDecoder.TEMPLATE_ID, Reach.EITHER, Possible.UNTIL_PROHIBITED),
    START_PURCHASE_PERIOD(StartPurchasePeriodDecoder.TEMPLATE_ID, Reach.EITHER, Possible.UNTIL_PROHIBITED),

    // Money: what is the client's goes back to him
    BOOK_BANK_CREDIT(BookBankCreditDecoder.TEMPLATE_ID),
    RESERVE_PAYOUT(ReservePayoutDecoder.TEMPLATE_ID),
    BOOK_PAYOUT(BookPayoutDecoder.TEMPLATE_ID),
    RELEASE_PAYOUT(ReleasePayoutDecoder.TEMPLATE_ID),
    BOOK_BANK_DEBIT(BookBankDebitDecoder.TEMPLATE_ID),
    REVERSE_BANK_CREDIT(ReverseBankCreditDecoder.TEMPLATE_ID),
    SETTLE_SUSPENSE(SettleSuspenseDecoder.TEMPLATE_ID),

    // Issues
    REGISTER_ISSUE(RegisterIssueDecoder.TEMPLATE_ID, Reach.DFA, Possible.WHILE_OPEN),
    SET_BACKING_VALID_UNTIL(SetBackingValidUntilDecoder.TEMPLATE_ID, Reach.DFA, Possible.UNTIL_PROHIBITED),
    SET_ISSUE_RULES(SetIssueRulesDecoder.TEMPLATE_ID, Reach.DFA, Possible.UNTIL_PROHIBITED),
    MINT(MintDecoder.TEMPLATE_ID, Reach.DFA, Possible.UNTIL_PROHIBITED),
    MINT_STABLECOIN(MintStablecoinDecoder.TEMPLATE_ID, Reach.DFA, Possible.UNTIL_PROHIBITED),
    BURN_STABLECOIN(BurnStablecoinDecoder.TEMPLATE_ID),
    BURN_UNSOLD(BurnUnsoldDecoder.TEMPLATE_ID),
    SET_ISSUE_SUSPENDED(SetIssueSuspendedDecoder.TEMPLATE_ID),
    CANCEL_ISSUE(CancelIssueDecoder.TEMPLATE_ID),
    OFFER_BUY_BACK(OfferBuyBackDecoder.TEMPLATE_ID, Reach.DFA, Possible.UNTIL_PROHIBITED),
    ACCEPT_BUY_BACK(AcceptBuyBackDecoder.TEMPLATE_ID, Reach.DFA, Possible.UNTIL_PROHIBITED),
    CONVERT_ISSUE(ConvertIssueDecoder.TEMPLATE_ID, Reach.DFA, Possible.UNTIL_PROHIBITED),

    // Placement
    OPEN_PLACEMENT(OpenPlacementDecoder.TEMPLATE_ID, Reach.DFA, Possible.UNTIL_PROHIBITED),
    SUBSCRIBE(SubscribeDecoder.TEMPLATE_ID, Reach.DFA, Possible.UNTIL_PROHIBITED),
    WITHDRAW_SUBSCRIPTION(WithdrawSubscriptionDecoder.TEMPLATE_ID),
    CLOSE_PLACEMENT(ClosePlacementDecoder.TEMPLATE_ID, Reach.DFA, Possible.UNTIL_PROHIBITED),
    CANCEL_PLACEMENT(CancelPlacementDecoder.TEMPLATE_ID),

    // Trading
    OPEN_INSTRUMENT(OpenInstrumentDecoder.TEMPLATE_ID, Reach.TRADING, Possible.WHILE_OPEN),
    SET_INSTRUMENT_RULES(SetInstrumentRulesDecoder.TEMPLATE_ID, Reach.TRADING, Possible.UNTIL_PROHIBITED),
    SET_TRADING_STATUS(
            SetTradingStatusDecoder.TEMPLATE_ID,
            Reach.TRADING,
            Possible.UNTIL_PROHIBITED,
            0,
            SetTradingStatusDecoder.statusEncodingOffset(),
            bits(SecurityTradingStatus.TRADING_HALT.value(), SecurityTradingStatus.NOT_AVAILABLE_FOR_TRADING.value())),
    PLACE_ORDER(PlaceOrderDecoder.TEMPLATE_ID, Reach.TRADING, Possible.UNTIL_PROHIBITED),
    REPLACE_ORDER(ReplaceOrderDecoder.TEMPLATE_ID, Reach.TRADING, Possible.UNTIL_PROHIBITED),
    CANCEL_ORDER(CancelOrderDecoder.TEMPLATE_ID),
    CANCEL_ALL_ORDERS(CancelAllOrdersDecoder.TEMPLATE_ID),
    END_DAY(EndDayDecoder.TEMPLATE_ID),
    OPEN_ORDER_WATCH(OpenOrderWatchDecoder.TEMPLATE_ID, Reach.TRADING, Possible.UNTIL_PROHIBITED),
    RENEW_ORDER_WATCH(RenewOrderWatchDecoder.TEMPLATE_ID),
    END_ORDER_WATCH(EndOrderWatchDecoder.TEMPLATE_ID),
    CANCEL_TRADE(CancelTradeDecoder.TEMPLATE_ID),

    // Fees: that somebody pays none stays to be said
    CREATE_FEE_SCHEDULE(CreateFeeScheduleDecoder.TEMPLATE_ID, Reach.TRADING, Possible.UNTIL_PROHIBITED),
    ASSIGN_FEE_SCHEDULE(AssignFeeScheduleDecoder.TEMPLATE_ID, Reach.TRADING, Possible.UNTIL_PROHIBITED),
    START_FEE_PERIOD(StartFeePeriodDecoder.TEMPLATE_ID, Reach.TRADING, Possible.UNTIL_PROHIBITED),
    SET_FEE_STATUS(SetFeeStatusDecoder.TEMPLATE_ID),
    CHARGE_FEE(
            ChargeFeeDecoder.TEMPLATE_ID,
            Reach.ACCOUNT,
            Possible.UNTIL_PROHIBITED,
            ChargeFeeDecoder.accountIdEncodingOffset()),
    REFUND_FEE(RefundFeeDecoder.TEMPLATE_ID),

    // Holdings: acts of courts and of law, and whatever only gives back
    TRANSFER(
            TransferDecoder.TEMPLATE_ID,
            Reach.ACCOUNT,
            Possible.UNTIL_PROHIBITED,
            TransferDecoder.fromAccountIdEncodingOffset()),
    SUSPEND_TRANSFER(
            SuspendTransferDecoder.TEMPLATE_ID,
            Reach.ACCOUNT,
            Possible.UNTIL_PROHIBITED,
            SuspendTransferDecoder.fromAccountIdEncodingOffset()),
    RELEASE_TRANSFER(
            ReleaseTransferDecoder.TEMPLATE_ID,
            Reach.TRANSFER,
            Possible.UNTIL_PROHIBITED,
            ReleaseTransferDecoder.transferIdEncodingOffset()),
    REFUSE_TRANSFER(RefuseTransferDecoder.TEMPLATE_ID),
    PLACE_ENCUMBRANCE(
            PlaceEncumbranceDecoder.TEMPLATE_ID,
            Reach.ACCOUNT,
            Possible.UNTIL_PROHIBITED,
            PlaceEncumbranceDecoder.accountIdEncodingOffset(),
            PlaceEncumbranceDecoder.kindEncodingOffset(),
            bits(EncumbranceKind.ARREST.value(), EncumbranceKind.FREEZE.value())),
    RELEASE_ENCUMBRANCE(ReleaseEncumbranceDecoder.TEMPLATE_ID),
    ENFORCE_PLEDGE(
            EnforcePledgeDecoder.TEMPLATE_ID,
            Reach.ENCUMBRANCE,
            Possible.UNTIL_PROHIBITED,
            EnforcePledgeDecoder.encumbranceIdEncodingOffset()),
    TRANSFER_RIGHTS(
            TransferRightsDecoder.TEMPLATE_ID,
            Reach.LEGS,
            Possible.UNTIL_PROHIBITED,
            TransferRightsDecoder.LegsDecoder.sbeBlockLength(),
            TransferRightsDecoder.basisEncodingOffset(),
            bits(RightsBasis.SUCCESSION.value())),
    FORCED_TRANSFER(ForcedTransferDecoder.TEMPLATE_ID),
    RECOVER_HOLDING(RecoverHoldingDecoder.TEMPLATE_ID),

    // Moves to other platforms are a handover; new ones from there are a service
    SET_INTERACTION_AGREEMENT(SetInteractionAgreementDecoder.TEMPLATE_ID),
    BLOCK_FOR_MOVE(BlockForMoveDecoder.TEMPLATE_ID),
    PROCEED_MOVE(ProceedMoveDecoder.TEMPLATE_ID),
    RECEIVE_MOVE_MESSAGE(ReceiveMoveMessageDecoder.TEMPLATE_ID),
    RECEIVE_MOVE_NOTICE(ReceiveMoveNoticeDecoder.TEMPLATE_ID, Reach.EITHER, Possible.UNTIL_PROHIBITED),
    ANSWER_MOVE(
            AnswerMoveDecoder.TEMPLATE_ID,
            Reach.EITHER,
            Possible.UNTIL_PROHIBITED,
            0,
            AnswerMoveDecoder.acceptEncodingOffset(),
            bits(BooleanFlag.FALSE.value())),

    // Many-leg instructions
    PROPOSE_SETTLEMENT(
            ProposeSettlementDecoder.TEMPLATE_ID,
            Reach.LEGS,
            Possible.UNTIL_PROHIBITED,
            ProposeSettlementDecoder.LegsDecoder.sbeBlockLength()),
    AFFIRM_SETTLEMENT(
            AffirmSettlementDecoder.TEMPLATE_ID,
            Reach.INSTRUCTION,
            Possible.UNTIL_PROHIBITED,
            AffirmSettlementDecoder.instructionIdEncodingOffset()),
    END_SETTLEMENT(
            EndSettlementDecoder.TEMPLATE_ID,
            Reach.INSTRUCTION,
            Possible.UNTIL_PROHIBITED,
            EndSettlementDecoder.instructionIdEncodingOffset(),
            EndSettlementDecoder.endEncodingOffset(),
            bits(SettlementEnd.CANCEL.value())),

    // What issuers owe to holders
    START_REDEMPTION(StartRedemptionDecoder.TEMPLATE_ID),
    REDEEM_PART(RedeemPartDecoder.TEMPLATE_ID),
    RECORD_INCOME(RecordIncomeDecoder.TEMPLATE_ID),
    PAY_DUE(PayDueDecoder.TEMPLATE_ID),
    DECLARE_OVERDUE(DeclareOverdueDecoder.TEMPLATE_ID),
    DECLARE_DEFAULT(DeclareDefaultDecoder.TEMPLATE_ID),
    CANCEL_INCOME(CancelIncomeDecoder.TEMPLATE_ID);

    /** How the activity of a command is found. */
    enum Reach {
        /** It is of no activity alone: refused when both refuse it. */
        EITHER,
        DFA,
        TRADING,
        ACTIVITY_FIELD,
        ACCOUNT,
        ENCUMBRANCE,
        LEGS,
        INSTRUCTION,
        TRANSFER
    }

    /** Up to which status of the platform it can be done. */
    enum Possible {
        WHILE_OPEN,
        UNTIL_PROHIBITED,
        ALWAYS
    }

    private static final @Nullable Service[] BY_TEMPLATE = new Service[100];

    static {
        for (Service service : values()) {
            BY_TEMPLATE[service.template] = service;
        }
    }

    final int template;
    final Reach reach;
    /** Where in the block what {@link #reach} asks for stands; of legs, how long each is at least. */
    final int at;

    private final Possible possible;
    private final int exceptAt;
    /** Values of the field there with which it stays possible, one bit each. */
    private final int except;

    Service(int template) {
        this(template, Reach.EITHER, Possible.ALWAYS);
    }

    Service(int template, Reach reach, Possible possible) {
        this(template, reach, possible, 0);
    }

    Service(int template, Reach reach, Possible possible, int at) {
        this(template, reach, possible, at, 0, 0);
    }

    Service(int template, Reach reach, Possible possible, int at, int exceptAt, int except) {
        this.template = template;
        this.reach = reach;
        this.possible = possible;
        this.at = at;
        this.exceptAt = exceptAt;
        this.except = except;
    }

    private static int bits(int... values) {
        int bits = 0;
        for (int value : values) {
            bits |= 1 << value;
        }
        return bits;
    }

    /** The line of a command, or null when it has none. */
    static @Nullable Service of(int template) {
        return template < BY_TEMPLATE.length ? BY_TEMPLATE[template] : null;
    }

    boolean staysPossible(Command command) {
        if (possible == Possible.ALWAYS) {
            return true;
        }
        int value = except == 0 ? 0 : command.buffer.getByte(command.offset + exceptAt);
        return except != 0 && value >= 0 && value < Integer.SIZE && (except >>> value & 1) != 0;
    }

    boolean isNewBusiness() {
        return possible == Possible.WHILE_OPEN;
    }
}
