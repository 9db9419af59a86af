package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Account;
import kz.sandyq.market.Rows.Asset;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.protocol.sbe.AssetKind;

/**
 * What is owed to holders. Units of an issue are owed to whoever holds them, the operator among them: together they are
 * in circulation. Of anything else the operator owes what clients and issuers have; to himself he owes nothing.
 */
@LegalBasis("LAW-1.6-3-a")
final class Holdings {
    private Holdings() {}

    static void each(State state, long assetId, HoldingSink sink) {
        int asset = (int) assetId - 1;
        boolean isIssue = state.assets.getInt(asset, Asset.ASSET_KIND) == AssetKind.DFA.value();
        int next = state.assets.getInt(asset, Asset.FIRST_BALANCE);
        while (next != 0) {
            int slot = next - 1;
            long accountId = state.balances.get(slot, Balance.KEY) >>> 32;
            long quantity = state.balances.get(slot, Balance.AVAILABLE)
                    + state.balances.get(slot, Balance.HELD)
                    + state.balances.get(slot, Balance.BLOCKED);
            int capacity = state.accounts.getInt((int) accountId - 1, Account.CAPACITY);
            if (quantity != 0 && isHolder(capacity, isIssue)) {
                sink.onHolding(accountId, quantity);
            }
            next = state.balances.getInt(slot, Balance.NEXT_OF_ASSET);
        }
    }

    private static boolean isHolder(int capacity, boolean isIssue) {
        return capacity == Capacities.CLIENT
                || capacity == Capacities.ISSUER
                || isIssue && capacity == Capacities.OPERATOR_OWN;
    }
}
