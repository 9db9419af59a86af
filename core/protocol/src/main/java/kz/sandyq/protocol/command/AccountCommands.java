package kz.sandyq.protocol.command;

import java.util.List;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.CreateAssetEncoder;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.OpenAccountEncoder;
import kz.sandyq.protocol.sbe.OpenWalletEncoder;
import kz.sandyq.protocol.sbe.WalletKind;

/** Commands that create money assets, wallets and accounts. Field meanings are those of the schema (docs/protocol). */
public final class AccountCommands {
    private AccountCommands() {}

    /** Creates money or an unbacked digital asset. A DFA comes by RegisterIssue. */
    public static CommandBody createAsset(AssetKind assetKind, int scale, String code) {
        return (buffer, offset, header) -> {
            var encoder = new CreateAssetEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.assetKind(assetKind).scale((short) scale).code(code);
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Opens a wallet for one or more holders. */
    public static CommandBody openWallet(
            WalletKind walletKind, HoldingKind holdingKind, long keyRef, List<Holder> holders) {
        return (buffer, offset, header) -> {
            var encoder = new OpenWalletEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.walletKind(walletKind).holdingKind(holdingKind).keyRef(keyRef);
            var group = encoder.holdersCount(holders.size());
            for (Holder holder : holders) {
                group.next()
                        .holderRef(holder.holderRef())
                        .shareNumerator(holder.shareNumerator())
                        .shareDenominator(holder.shareDenominator());
            }
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }

    /** Opens an account in a wallet. */
    public static CommandBody openAccount(long walletId, Capacity capacity, Activity activity) {
        return openAccount(walletId, capacity, activity, 0);
    }

    /** Opens an account whose orders do not trade with those of other accounts of its group; 0 is no group. */
    public static CommandBody openAccount(long walletId, Capacity capacity, Activity activity, long selfTradeGroup) {
        return (buffer, offset, header) -> {
            var encoder = new OpenAccountEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            encoder.walletId(walletId).capacity(capacity).activity(activity).selfTradeGroup(selfTradeGroup);
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }
}
