package kz.sandyq.operator.money;

import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.WalletKind;

/**
 * A bank account of the operator on its way into the core.
 *
 * @param state PROPOSED, DECLINED, the step that waits for the core's answer, OPEN or REFUSED
 * @param scale decimals of the currency by ISO 4217
 * @param assetId and the others: numbers in the core, 0 until the core has answered
 * @param rejectCode the core's refusal, 0 for none
 */
record BankAccountOpening(
        long id,
        String iban,
        String bic,
        String bankName,
        String currency,
        int scale,
        String state,
        long firstPersonId,
        long secondPersonId,
        long assetId,
        long walletId,
        long coreAccountId,
        long suspenseAccountId,
        long claimAccountId,
        long ownAccountId,
        int rejectCode) {
    /** The operator as holder of its own wallet; no client relation has this number. */
    static final long OPERATOR_REF = Long.MAX_VALUE;

    /** What the core is asked for, in this order; what is known already is not asked for again. */
    enum Step {
        ASSET("asset_id", null),
        WALLET("wallet_id", null),
        BANK_SIDE("core_account_id", Capacity.BANK_SIDE),
        SUSPENSE("suspense_account_id", Capacity.SUSPENSE),
        CLAIM("claim_account_id", Capacity.CLAIM),
        OPERATOR_OWN("own_account_id", Capacity.OPERATOR_OWN);

        /** Column of the number that the core answers. */
        final String column;

        private final @org.jspecify.annotations.Nullable Capacity capacity;

        Step(String column, @org.jspecify.annotations.Nullable Capacity capacity) {
            this.column = column;
            this.capacity = capacity;
        }

        CommandBody command(BankAccountOpening opening) {
            if (capacity != null) {
                return AccountCommands.openAccount(opening.walletId, capacity, Activity.DFA);
            }
            return this == ASSET
                    ? AccountCommands.createAsset(AssetKind.MONEY, opening.scale, opening.currency)
                    : AccountCommands.openWallet(
                            WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, java.util.List.of(Holder.sole(OPERATOR_REF)));
        }

        long known(BankAccountOpening opening) {
            return switch (this) {
                case ASSET -> opening.assetId;
                case WALLET -> opening.walletId;
                case BANK_SIDE -> opening.coreAccountId;
                case SUSPENSE -> opening.suspenseAccountId;
                case CLAIM -> opening.claimAccountId;
                case OPERATOR_OWN -> opening.ownAccountId;
            };
        }
    }
}
