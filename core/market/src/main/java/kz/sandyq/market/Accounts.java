package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Account;
import kz.sandyq.market.Rows.Asset;
import kz.sandyq.market.Rows.Holder;
import kz.sandyq.market.Rows.Wallet;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.CreateAssetDecoder;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.GroupSizeEncodingDecoder;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.OpenAccountDecoder;
import kz.sandyq.protocol.sbe.OpenWalletDecoder;
import org.agrona.DirectBuffer;

/** Assets, wallets with their holders, and accounts. */
final class Accounts {
    static final int MAX_SCALE = 9;
    private static final int MAX_HOLDERS = 64;
    private static final int CODE_LENGTH = 12;

    private final State state;
    private final Events events;
    private final CreateAssetDecoder createAsset = new CreateAssetDecoder();
    private final OpenWalletDecoder openWallet = new OpenWalletDecoder();
    private final OpenAccountDecoder openAccount = new OpenAccountDecoder();

    Accounts(State state, Events events) {
        this.state = state;
        this.events = events;
    }

    int capacityOf(long accountId) {
        return state.accounts.getInt((int) accountId - 1, Account.CAPACITY);
    }

    int activityOf(long accountId) {
        return state.accounts.getInt((int) accountId - 1, Account.ACTIVITY);
    }

    long walletOf(long accountId) {
        return state.accounts.get((int) accountId - 1, Account.WALLET);
    }

    /** Whether an entry of this kind may stand between two accounts. */
    boolean mayPass(EntryKind kind, long fromAccountId, long toAccountId) {
        int from = Capacities.set(capacityOf(fromAccountId), activityOf(fromAccountId));
        int to = Capacities.set(capacityOf(toAccountId), activityOf(toAccountId));
        return (Capacities.receivers(kind, from) >>> to & 1) != 0;
    }

    /** Whether a task is cancelling its orders. */
    boolean isCancelling(long accountId) {
        return state.accounts.get((int) accountId - 1, Account.TASK) != 0;
    }

    boolean exists(long accountId) {
        return State.dense(state.accounts, accountId) != Table.NONE;
    }

    boolean isMoney(long assetId) {
        return state.assets.get((int) assetId - 1, Asset.ASSET_KIND) == AssetKind.MONEY.value();
    }

    boolean assetExists(long assetId) {
        return State.dense(state.assets, assetId) != Table.NONE;
    }

    int createAsset(Command command) {
        CreateAssetDecoder in = createAsset.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int kind = in.assetKindRaw();
        if (kind != AssetKind.MONEY.value() && kind != AssetKind.UNBACKED.value()) {
            return RejectCode.WRONG_ASSET_KIND.number();
        }
        int codeOffset = command.offset + CreateAssetDecoder.codeEncodingOffset();
        int refused = checkNewAsset(in.scale(), command.buffer, codeOffset);
        if (refused != Command.OK) {
            return refused;
        }
        command.resultId = addAsset(kind, in.scale(), command.buffer, codeOffset, 0);
        return Command.OK;
    }

    int checkNewAsset(int scale, DirectBuffer code, int codeOffset) {
        if (scale > MAX_SCALE) {
            return RejectCode.SCALE_OUT_OF_RANGE.number();
        }
        if (code.getByte(codeOffset) <= ' ') {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (state.assetCodes.find(codeHigh(code, codeOffset), codeLow(code, codeOffset)) != Table.NONE) {
            return RejectCode.CODE_TAKEN.number();
        }
        return state.assets.isFull() ? RejectCode.LIMIT_ASSETS.number() : Command.OK;
    }

    long addAsset(int kind, int scale, DirectBuffer code, int codeOffset, int issue) {
        int slot = state.assets.allocate(state.assets.nextSlot() + 1L);
        state.assets.set(slot, Asset.ASSET_KIND, kind);
        state.assets.set(slot, Asset.SCALE, scale);
        state.assets.set(slot, Asset.CODE_HIGH, codeHigh(code, codeOffset));
        state.assets.set(slot, Asset.CODE_LOW, codeLow(code, codeOffset));
        state.assetCodes.insert(slot);
        events.assetCreated(
                state.assets,
                slot,
                issue == 0 ? 0 : slot + 1L,
                state.scalars.getInt(Scalars.CLUSTER),
                code,
                codeOffset);
        return slot + 1L;
    }

    private static long codeHigh(DirectBuffer code, int offset) {
        return code.getLong(offset);
    }

    private static long codeLow(DirectBuffer code, int offset) {
        return code.getInt(offset + CODE_LENGTH - Integer.BYTES) & 0xFFFF_FFFFL;
    }

    int openWallet(Command command) {
        OpenWalletDecoder in = openWallet.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int groupAt = command.offset + command.blockLength;
        if (groupAt + GroupSizeEncodingDecoder.ENCODED_LENGTH > command.limit) {
            return RejectCode.UNREADABLE_COMMAND.number();
        }
        OpenWalletDecoder.HoldersDecoder group = in.holders();
        int entryLength = group.actingBlockLength();
        int count = group.count();
        if (entryLength < OpenWalletDecoder.HoldersDecoder.sbeBlockLength()
                || groupAt + GroupSizeEncodingDecoder.ENCODED_LENGTH + (long) entryLength * count > command.limit) {
            return RejectCode.UNREADABLE_COMMAND.number();
        }
        if (in.walletKindRaw() < 1 || in.walletKindRaw() > 3 || in.holdingKindRaw() < 1 || in.holdingKindRaw() > 4) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        int refused = checkHolders(in.holdingKindRaw(), group);
        if (refused != Command.OK) {
            return refused;
        }
        command.resultId = addWallet(in, count) + 1L;
        return Command.OK;
    }

    private int checkHolders(int holdingKind, OpenWalletDecoder.HoldersDecoder group) {
        int count = group.count();
        boolean fits = holdingKind == HoldingKind.SOLE.value()
                ? count == 1
                : count >= (holdingKind == HoldingKind.JOINT.value() ? 2 : 1);
        if (!fits) {
            return RejectCode.HOLDERS_NOT_FIT.number();
        }
        if (state.wallets.isFull()) {
            return RejectCode.LIMIT_WALLETS.number();
        }
        if (count > MAX_HOLDERS || count > state.holders.room()) {
            return RejectCode.LIMIT_HOLDERS.number();
        }
        long numerator = 0;
        long denominator = 1;
        while (group.hasNext()) {
            group.next();
            if (group.holderRef() <= 0 || group.shareNumerator() < 1 || group.shareDenominator() < 1) {
                return RejectCode.FIELD_OUT_OF_RANGE.number();
            }
            long shared = gcd(denominator, group.shareDenominator());
            long scaled = denominator / shared;
            if (scaled > Integer.MAX_VALUE || numerator > Integer.MAX_VALUE) {
                return RejectCode.SHARES_NOT_WHOLE.number();
            }
            numerator = numerator * (group.shareDenominator() / shared) + group.shareNumerator() * scaled;
            denominator = scaled * group.shareDenominator();
        }
        return numerator == denominator ? Command.OK : RejectCode.SHARES_NOT_WHOLE.number();
    }

    static long gcd(long left, long right) {
        long a = left;
        long b = right;
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }

    private int addWallet(OpenWalletDecoder in, int count) {
        int slot = state.wallets.allocate(state.wallets.nextSlot() + 1L);
        state.wallets.set(slot, Wallet.WALLET_KIND, in.walletKindRaw());
        state.wallets.set(slot, Wallet.HOLDING_KIND, in.holdingKindRaw());
        state.wallets.set(slot, Wallet.KEY_REF, in.keyRef());
        state.wallets.set(slot, Wallet.FIRST_HOLDER, state.holders.high());
        state.wallets.set(slot, Wallet.HOLDERS, count);
        OpenWalletDecoder.HoldersDecoder group = in.sbeRewind().holders();
        while (group.hasNext()) {
            group.next();
            int holder = state.holders.allocate(state.holders.nextSlot() + 1L);
            state.holders.set(holder, Holder.WALLET, slot + 1L);
            state.holders.set(holder, Holder.HOLDER_REF, group.holderRef());
            state.holders.set(holder, Holder.NUMERATOR, group.shareNumerator());
            state.holders.set(holder, Holder.DENOMINATOR, group.shareDenominator());
        }
        events.walletOpened(state.wallets, slot, state.holders);
        return slot;
    }

    @LegalBasis("RUL-53")
    int openAccount(Command command) {
        OpenAccountDecoder in = openAccount.wrap(command.buffer, command.offset, command.blockLength, command.version);
        if (in.activityRaw() < 1
                || in.activityRaw() > 2
                || in.capacityRaw() < 1
                || in.capacityRaw() > 11
                || in.selfTradeGroup() < 0) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (State.dense(state.wallets, in.walletId()) == Table.NONE) {
            return RejectCode.UNKNOWN_WALLET.number();
        }
        if (!Capacities.mayBeOpened(in.capacityRaw())) {
            return RejectCode.CAPACITY_MISMATCH.number();
        }
        int set = Capacities.setOfWallet(in.capacityRaw(), in.activityRaw());
        int before = state.wallets.getInt((int) in.walletId() - 1, Wallet.SET);
        if (set != 0 && before != 0 && set != before) {
            return RejectCode.WALLET_OF_OTHER_SET.number();
        }
        if (state.accounts.isFull()) {
            return RejectCode.LIMIT_ACCOUNTS.number();
        }
        command.resultId =
                addAccount(in.walletId(), Capacity.get(in.capacityRaw()), in.activityRaw(), 0, in.selfTradeGroup());
        return Command.OK;
    }

    long addAccount(long walletId, Capacity capacity, int activity, long issueId) {
        return addAccount(walletId, capacity, activity, issueId, 0);
    }

    private long addAccount(long walletId, Capacity capacity, int activity, long issueId, long selfTradeGroup) {
        int slot = state.accounts.allocate(state.accounts.nextSlot() + 1L);
        state.accounts.set(slot, Account.WALLET, walletId);
        state.accounts.set(slot, Account.CAPACITY, capacity.value());
        state.accounts.set(slot, Account.ACTIVITY, activity);
        state.accounts.set(slot, Account.ISSUE, issueId);
        state.accounts.set(slot, Account.SELF_TRADE_GROUP, selfTradeGroup);
        state.linkWallet(slot);
        events.accountOpened(state.accounts, slot);
        return slot + 1L;
    }
}
