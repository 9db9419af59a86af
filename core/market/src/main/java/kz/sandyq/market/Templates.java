package kz.sandyq.market;

import kz.sandyq.protocol.Rules;
import kz.sandyq.protocol.command.Header;
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
import kz.sandyq.protocol.sbe.BurnStablecoinDecoder;
import kz.sandyq.protocol.sbe.BurnUnsoldDecoder;
import kz.sandyq.protocol.sbe.CancelAllOrdersDecoder;
import kz.sandyq.protocol.sbe.CancelIncomeDecoder;
import kz.sandyq.protocol.sbe.CancelIssueDecoder;
import kz.sandyq.protocol.sbe.CancelOrderDecoder;
import kz.sandyq.protocol.sbe.CancelPlacementDecoder;
import kz.sandyq.protocol.sbe.CancelTradeDecoder;
import kz.sandyq.protocol.sbe.ChargeFeeDecoder;
import kz.sandyq.protocol.sbe.ClosePlacementDecoder;
import kz.sandyq.protocol.sbe.ConfirmClockDecoder;
import kz.sandyq.protocol.sbe.ConvertIssueDecoder;
import kz.sandyq.protocol.sbe.CreateAssetDecoder;
import kz.sandyq.protocol.sbe.CreateFeeScheduleDecoder;
import kz.sandyq.protocol.sbe.DeclareDefaultDecoder;
import kz.sandyq.protocol.sbe.DeclareOverdueDecoder;
import kz.sandyq.protocol.sbe.EndDayDecoder;
import kz.sandyq.protocol.sbe.EndOrderWatchDecoder;
import kz.sandyq.protocol.sbe.EndSettlementDecoder;
import kz.sandyq.protocol.sbe.EnforcePledgeDecoder;
import kz.sandyq.protocol.sbe.ForcedTransferDecoder;
import kz.sandyq.protocol.sbe.GenesisDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
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
import kz.sandyq.protocol.sbe.StartFeePeriodDecoder;
import kz.sandyq.protocol.sbe.StartPurchasePeriodDecoder;
import kz.sandyq.protocol.sbe.StartRedemptionDecoder;
import kz.sandyq.protocol.sbe.SubscribeDecoder;
import kz.sandyq.protocol.sbe.SuspendTransferDecoder;
import kz.sandyq.protocol.sbe.TransferDecoder;
import kz.sandyq.protocol.sbe.TransferRightsDecoder;
import kz.sandyq.protocol.sbe.WithdrawSubscriptionDecoder;

/** Which commands exist, and the least length of their blocks. */
final class Templates {
    private static final int[] BLOCK_LENGTHS = new int[100];

    static {
        // As written before there were rules to choose from.
        BLOCK_LENGTHS[GenesisDecoder.TEMPLATE_ID] = GenesisDecoder.rulesVersionEncodingOffset();
        BLOCK_LENGTHS[RaiseLimitsDecoder.TEMPLATE_ID] = RaiseLimitsDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[ConfirmClockDecoder.TEMPLATE_ID] = ConfirmClockDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[AdvanceDemoClockDecoder.TEMPLATE_ID] = AdvanceDemoClockDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[ActivateRulesDecoder.TEMPLATE_ID] = ActivateRulesDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[CreateAssetDecoder.TEMPLATE_ID] = CreateAssetDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[OpenWalletDecoder.TEMPLATE_ID] = OpenWalletDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[OpenAccountDecoder.TEMPLATE_ID] = OpenAccountDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[BookBankCreditDecoder.TEMPLATE_ID] = BookBankCreditDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[ReservePayoutDecoder.TEMPLATE_ID] = ReservePayoutDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[BookPayoutDecoder.TEMPLATE_ID] = BookPayoutDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[ReleasePayoutDecoder.TEMPLATE_ID] = ReleasePayoutDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[BookBankDebitDecoder.TEMPLATE_ID] = BookBankDebitDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[ReverseBankCreditDecoder.TEMPLATE_ID] = ReverseBankCreditDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[SettleSuspenseDecoder.TEMPLATE_ID] = SettleSuspenseDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[RegisterIssueDecoder.TEMPLATE_ID] = RegisterIssueDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[SetBackingValidUntilDecoder.TEMPLATE_ID] = SetBackingValidUntilDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[MintDecoder.TEMPLATE_ID] = MintDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[MintStablecoinDecoder.TEMPLATE_ID] = MintStablecoinDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[BurnStablecoinDecoder.TEMPLATE_ID] = BurnStablecoinDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[BurnUnsoldDecoder.TEMPLATE_ID] = BurnUnsoldDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[SetIssueSuspendedDecoder.TEMPLATE_ID] = SetIssueSuspendedDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[CancelIssueDecoder.TEMPLATE_ID] = CancelIssueDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[OpenPlacementDecoder.TEMPLATE_ID] = OpenPlacementDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[SubscribeDecoder.TEMPLATE_ID] = SubscribeDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[WithdrawSubscriptionDecoder.TEMPLATE_ID] = WithdrawSubscriptionDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[ClosePlacementDecoder.TEMPLATE_ID] = ClosePlacementDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[CancelPlacementDecoder.TEMPLATE_ID] = CancelPlacementDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[OpenInstrumentDecoder.TEMPLATE_ID] = OpenInstrumentDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[SetTradingStatusDecoder.TEMPLATE_ID] = SetTradingStatusDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[PlaceOrderDecoder.TEMPLATE_ID] = PlaceOrderDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[CancelOrderDecoder.TEMPLATE_ID] = CancelOrderDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[CancelAllOrdersDecoder.TEMPLATE_ID] = CancelAllOrdersDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[EndDayDecoder.TEMPLATE_ID] = EndDayDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[ReplaceOrderDecoder.TEMPLATE_ID] = ReplaceOrderDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[TransferDecoder.TEMPLATE_ID] = TransferDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[PlaceEncumbranceDecoder.TEMPLATE_ID] = PlaceEncumbranceDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[ReleaseEncumbranceDecoder.TEMPLATE_ID] = ReleaseEncumbranceDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[EnforcePledgeDecoder.TEMPLATE_ID] = EnforcePledgeDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[SetHolderNoticeDecoder.TEMPLATE_ID] = SetHolderNoticeDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[TransferRightsDecoder.TEMPLATE_ID] = TransferRightsDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[SetAccountPermissionsDecoder.TEMPLATE_ID] = SetAccountPermissionsDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[SetClearanceDecoder.TEMPLATE_ID] = SetClearanceDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[SetClearanceRegimeDecoder.TEMPLATE_ID] = SetClearanceRegimeDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[SetIssueRulesDecoder.TEMPLATE_ID] = SetIssueRulesDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[SetPlatformStatusDecoder.TEMPLATE_ID] = SetPlatformStatusDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[StartPurchasePeriodDecoder.TEMPLATE_ID] = StartPurchasePeriodDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[StartRedemptionDecoder.TEMPLATE_ID] = StartRedemptionDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[ForcedTransferDecoder.TEMPLATE_ID] = ForcedTransferDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[RecoverHoldingDecoder.TEMPLATE_ID] = RecoverHoldingDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[RedeemPartDecoder.TEMPLATE_ID] = RedeemPartDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[RecordIncomeDecoder.TEMPLATE_ID] = RecordIncomeDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[PayDueDecoder.TEMPLATE_ID] = PayDueDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[DeclareOverdueDecoder.TEMPLATE_ID] = DeclareOverdueDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[DeclareDefaultDecoder.TEMPLATE_ID] = DeclareDefaultDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[CancelIncomeDecoder.TEMPLATE_ID] = CancelIncomeDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[SetInstrumentRulesDecoder.TEMPLATE_ID] = SetInstrumentRulesDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[ProposeSettlementDecoder.TEMPLATE_ID] = ProposeSettlementDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[AffirmSettlementDecoder.TEMPLATE_ID] = AffirmSettlementDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[EndSettlementDecoder.TEMPLATE_ID] = EndSettlementDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[CancelTradeDecoder.TEMPLATE_ID] = CancelTradeDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[OfferBuyBackDecoder.TEMPLATE_ID] = OfferBuyBackDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[AcceptBuyBackDecoder.TEMPLATE_ID] = AcceptBuyBackDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[ConvertIssueDecoder.TEMPLATE_ID] = ConvertIssueDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[SuspendTransferDecoder.TEMPLATE_ID] = SuspendTransferDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[ReleaseTransferDecoder.TEMPLATE_ID] = ReleaseTransferDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[RefuseTransferDecoder.TEMPLATE_ID] = RefuseTransferDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[CreateFeeScheduleDecoder.TEMPLATE_ID] = CreateFeeScheduleDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[AssignFeeScheduleDecoder.TEMPLATE_ID] = AssignFeeScheduleDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[SetFeeStatusDecoder.TEMPLATE_ID] = SetFeeStatusDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[StartFeePeriodDecoder.TEMPLATE_ID] = StartFeePeriodDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[SetInteractionAgreementDecoder.TEMPLATE_ID] = SetInteractionAgreementDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[BlockForMoveDecoder.TEMPLATE_ID] = BlockForMoveDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[ReceiveMoveNoticeDecoder.TEMPLATE_ID] = ReceiveMoveNoticeDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[AnswerMoveDecoder.TEMPLATE_ID] = AnswerMoveDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[ReceiveMoveMessageDecoder.TEMPLATE_ID] = ReceiveMoveMessageDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[ProceedMoveDecoder.TEMPLATE_ID] = ProceedMoveDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[OpenOrderWatchDecoder.TEMPLATE_ID] = OpenOrderWatchDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[RenewOrderWatchDecoder.TEMPLATE_ID] = RenewOrderWatchDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[EndOrderWatchDecoder.TEMPLATE_ID] = EndOrderWatchDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[RecordFactsDecoder.TEMPLATE_ID] = RecordFactsDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[BatchDecoder.TEMPLATE_ID] = BatchDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[ChargeFeeDecoder.TEMPLATE_ID] = ChargeFeeDecoder.BLOCK_LENGTH;
        BLOCK_LENGTHS[RefundFeeDecoder.TEMPLATE_ID] = RefundFeeDecoder.BLOCK_LENGTH;
    }

    private Templates() {}

    /** Least length of the block of a command, 0 when there is no such command. */
    static int blockLength(int template) {
        return template < BLOCK_LENGTHS.length ? BLOCK_LENGTHS[template] : 0;
    }

    /** Whether there is this command by some rules. */
    static boolean isSpoken(int template, long rules) {
        return template != RecordFactsDecoder.TEMPLATE_ID || rules >= Rules.FACTS;
    }

    /** False for what is about the log itself, and for a batch. */
    static boolean mayBeItem(int template) {
        return template > BatchDecoder.TEMPLATE_ID;
    }

    /** True for a version of schema and header that this core understands. */
    static boolean knows(Command command) {
        return command.version >= 1
                && command.version <= MessageHeaderDecoder.SCHEMA_VERSION
                && command.headerVersion == Header.VERSION;
    }
}
