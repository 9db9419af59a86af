package kz.sandyq.market;

import kz.sandyq.protocol.sbe.AccountOpenedEncoder;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AssetCreatedEncoder;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.BankEntryBookedEncoder;
import kz.sandyq.protocol.sbe.BooleanFlag;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.ClockChangedEncoder;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.GroundDecoder;
import kz.sandyq.protocol.sbe.HoldChangedEncoder;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.LimitsChangedEncoder;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.PostingEncoder;
import kz.sandyq.protocol.sbe.ReplyEncoder;
import kz.sandyq.protocol.sbe.WalletKind;
import kz.sandyq.protocol.sbe.WalletOpenedEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes events into reused buffers and hands them to the sink, numbered within their sequence. */
final class Events {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int GROUND = GroundDecoder.ENCODED_LENGTH;

    private final EventSink sink;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final UnsafeBuffer ground = new UnsafeBuffer(new byte[GROUND]);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[2_048]);
    private final EventBytes posting = new EventBytes(PostingEncoder.TEMPLATE_ID, PostingEncoder.BLOCK_LENGTH);
    private final EventBytes reply = new EventBytes(ReplyEncoder.TEMPLATE_ID, ReplyEncoder.BLOCK_LENGTH);
    private final EventBytes hold = new EventBytes(HoldChangedEncoder.TEMPLATE_ID, HoldChangedEncoder.BLOCK_LENGTH);
    private final AssetCreatedEncoder assetCreated = new AssetCreatedEncoder();
    private final WalletOpenedEncoder walletOpened = new WalletOpenedEncoder();
    private final AccountOpenedEncoder accountOpened = new AccountOpenedEncoder();
    private final ClockChangedEncoder clockChanged = new ClockChangedEncoder();
    private final LimitsChangedEncoder limitsChanged = new LimitsChangedEncoder();
    private final BankEntryBookedEncoder bankEntry = new BankEntryBookedEncoder();
    private boolean silent;
    private long sequence;
    private int index;
    private int effectiveDay;
    /** The ground is not empty. */
    private boolean grounded;
    /** Where a rehearsal began. */
    private long mutedSequence;

    private int mutedIndex;

    Events(EventSink sink) {
        this.sink = sink;
        silent = sink == EventSink.NONE;
    }

    boolean isSilent() {
        return silent;
    }

    /** Says nothing from here on. */
    void mute() {
        mutedSequence = sequence;
        mutedIndex = index;
        silent = true;
    }

    /** Goes on where it was muted. */
    void unmute(int legalDay) {
        begin(mutedSequence, legalDay);
        index = mutedIndex;
        silent = sink == EventSink.NONE;
    }

    void begin(long ofSequence, int legalDay) {
        sequence = ofSequence;
        index = 0;
        noGround(legalDay);
    }

    private void noGround(int legalDay) {
        if (grounded) {
            ground.setMemory(0, GROUND, (byte) 0);
            grounded = false;
            writePostingGround();
        }
        legalDay(legalDay);
    }

    /** The effective day of what has no ground. */
    void legalDay(int legalDay) {
        if (effectiveDay != legalDay) {
            effectiveDay = legalDay;
            posting.putInt(PostingEncoder.effectiveEpochDayEncodingOffset(), legalDay);
        }
    }

    /** The ground of every posting and change from here to the end of the command. */
    void ground(GroundDecoder given, int onEffectiveDay) {
        ground.putBytes(0, given.buffer(), given.offset(), GROUND);
        grounded = true;
        writePostingGround();
        legalDay(onEffectiveDay);
    }

    private void writePostingGround() {
        copyGround(posting.buffer, PostingEncoder.groundEncodingOffset());
    }

    void copyGround(UnsafeBuffer target, int fieldOffset) {
        target.putBytes(HEADER + fieldOffset, ground, 0, GROUND);
    }

    void emit(EventBytes event) {
        emit(event.buffer, event.length);
    }

    void emit(DirectBuffer from, int length) {
        if (!silent) {
            sink.onEvent(sequence, index++, from, 0, length);
        }
    }

    void reply(
            long keyHigh,
            long keyLow,
            long timestampMs,
            int rejectCode,
            int template,
            long resultId,
            long resultAmount,
            long answeredSequence,
            boolean repeated) {
        if (silent) {
            return;
        }
        reply.putLong(ReplyEncoder.keyHighEncodingOffset(), keyHigh);
        reply.putLong(ReplyEncoder.keyLowEncodingOffset(), keyLow);
        reply.putLong(ReplyEncoder.timestampMsEncodingOffset(), timestampMs);
        reply.putShort(ReplyEncoder.rejectCodeEncodingOffset(), rejectCode);
        reply.putShort(ReplyEncoder.commandTemplateEncodingOffset(), template);
        reply.putLong(ReplyEncoder.resultIdEncodingOffset(), resultId);
        reply.putLong(ReplyEncoder.resultAmountEncodingOffset(), resultAmount);
        reply.putLong(ReplyEncoder.answeredSequenceEncodingOffset(), answeredSequence);
        reply.putByte(ReplyEncoder.repeatedEncodingOffset(), repeated ? 1 : 0);
        emit(reply);
    }

    /** Of which item of a batch, from 1, the next replies are; 0 of 0 for a command by itself. */
    void item(int item, int items) {
        reply.putShort(ReplyEncoder.itemEncodingOffset(), item);
        reply.putShort(ReplyEncoder.itemsEncodingOffset(), items);
    }

    void posting(
            Table balances,
            int slot,
            EntryKind entryKind,
            long availableDelta,
            long heldDelta,
            long blockedDelta,
            long subjectId) {
        if (silent) {
            return;
        }
        long key = balances.get(slot, Rows.Balance.KEY);
        posting.putLong(PostingEncoder.accountIdEncodingOffset(), key >>> 32);
        posting.putLong(PostingEncoder.assetIdEncodingOffset(), key & 0xFFFF_FFFFL);
        posting.putByte(PostingEncoder.entryKindEncodingOffset(), entryKind.value());
        posting.putLong(PostingEncoder.availableDeltaEncodingOffset(), availableDelta);
        posting.putLong(PostingEncoder.heldDeltaEncodingOffset(), heldDelta);
        posting.putLong(PostingEncoder.blockedDeltaEncodingOffset(), blockedDelta);
        posting.putLong(PostingEncoder.availableEncodingOffset(), balances.get(slot, Rows.Balance.AVAILABLE));
        posting.putLong(PostingEncoder.heldEncodingOffset(), balances.get(slot, Rows.Balance.HELD));
        posting.putLong(PostingEncoder.blockedEncodingOffset(), balances.get(slot, Rows.Balance.BLOCKED));
        posting.putLong(PostingEncoder.subjectIdEncodingOffset(), subjectId);
        emit(posting);
    }

    void hold(
            long holdId,
            long accountId,
            long assetId,
            HoldReason reason,
            long subjectId,
            long openedQuantity,
            long remainingQuantity) {
        if (silent) {
            return;
        }
        hold.putLong(HoldChangedEncoder.holdIdEncodingOffset(), holdId);
        hold.putLong(HoldChangedEncoder.accountIdEncodingOffset(), accountId);
        hold.putLong(HoldChangedEncoder.assetIdEncodingOffset(), assetId);
        hold.putByte(HoldChangedEncoder.reasonEncodingOffset(), reason.value());
        hold.putLong(HoldChangedEncoder.subjectIdEncodingOffset(), subjectId);
        hold.putLong(HoldChangedEncoder.openedQuantityEncodingOffset(), openedQuantity);
        hold.putLong(HoldChangedEncoder.remainingQuantityEncodingOffset(), remainingQuantity);
        emit(hold);
    }

    void assetCreated(Table assets, int slot, long issueId, int cluster, DirectBuffer code, int codeOffset) {
        assetCreated
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .assetId(slot + 1L)
                .assetKind(AssetKind.get((short) assets.get(slot, Rows.Asset.ASSET_KIND)))
                .scale((short) assets.get(slot, Rows.Asset.SCALE))
                .issueId(issueId)
                .originPlatform(cluster)
                .place(cluster);
        buffer.putBytes(HEADER + AssetCreatedEncoder.codeEncodingOffset(), code, codeOffset, 12);
        emit(buffer, HEADER + AssetCreatedEncoder.BLOCK_LENGTH);
    }

    void walletOpened(Table wallets, int slot, Table holders) {
        int count = wallets.getInt(slot, Rows.Wallet.HOLDERS);
        int first = wallets.getInt(slot, Rows.Wallet.FIRST_HOLDER);
        walletOpened
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .walletId(slot + 1L)
                .walletKind(WalletKind.get((short) wallets.get(slot, Rows.Wallet.WALLET_KIND)))
                .holdingKind(HoldingKind.get((short) wallets.get(slot, Rows.Wallet.HOLDING_KIND)))
                .keyRef(wallets.get(slot, Rows.Wallet.KEY_REF));
        WalletOpenedEncoder.HoldersEncoder group = walletOpened.holdersCount(count);
        for (int i = first; i < first + count; i++) {
            group.next()
                    .holderRef(holders.get(i, Rows.Holder.HOLDER_REF))
                    .shareNumerator(holders.getInt(i, Rows.Holder.NUMERATOR))
                    .shareDenominator(holders.getInt(i, Rows.Holder.DENOMINATOR));
        }
        emit(buffer, HEADER + walletOpened.encodedLength());
    }

    void accountOpened(Table accounts, int slot) {
        accountOpened
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .accountId(slot + 1L)
                .walletId(accounts.get(slot, Rows.Account.WALLET))
                .capacity(Capacity.get((short) accounts.get(slot, Rows.Account.CAPACITY)))
                .activity(Activity.get((short) accounts.get(slot, Rows.Account.ACTIVITY)))
                .issueId(accounts.get(slot, Rows.Account.ISSUE))
                .selfTradeGroup(accounts.get(slot, Rows.Account.SELF_TRADE_GROUP));
        emit(buffer, HEADER + AccountOpenedEncoder.BLOCK_LENGTH);
    }

    void clockChanged(boolean suspect, long clockOffsetMs, long lastGoodMs) {
        clockChanged
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .suspect(flag(suspect))
                .clockOffsetMs(clockOffsetMs)
                .lastGoodMs(lastGoodMs);
        emit(buffer, HEADER + ClockChangedEncoder.BLOCK_LENGTH);
    }

    void limitsChanged(int rulesVersion) {
        limitsChanged.wrapAndApplyHeader(buffer, 0, messageHeader).rulesVersion(rulesVersion);
        emit(buffer, HEADER + LimitsChangedEncoder.BLOCK_LENGTH);
    }

    void bankEntry(
            long bankAccountId,
            long accountId,
            long assetId,
            long amountMinor,
            EntryKind entryKind,
            long holdId,
            DirectBuffer reference,
            int referenceOffset) {
        bankEntry
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .bankAccountId(bankAccountId)
                .accountId(accountId)
                .assetId(assetId)
                .amountMinor(amountMinor)
                .entryKind(entryKind)
                .holdId(holdId);
        buffer.putBytes(HEADER + BankEntryBookedEncoder.bankReferenceEncodingOffset(), reference, referenceOffset, 32);
        emit(buffer, HEADER + BankEntryBookedEncoder.BLOCK_LENGTH);
    }

    static BooleanFlag flag(boolean value) {
        return value ? BooleanFlag.TRUE : BooleanFlag.FALSE;
    }
}
