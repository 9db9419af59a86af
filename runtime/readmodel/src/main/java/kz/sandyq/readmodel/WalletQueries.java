package kz.sandyq.readmodel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whose wallets are: the only holder, joint holders with shares, a nominee with those he holds for. */
public final class WalletQueries {
    private final JdbcClient jdbc;

    /** Reads through a client. */
    public WalletQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A holder of a wallet by his client relation, with his share. */
    public record Share(long holderRef, int numerator, int denominator) {}

    /**
     * A wallet.
     *
     * @param walletKind KEPT_HERE, OTHER_PROVIDER or SELF_HELD
     * @param holdingKind SOLE, JOINT, NOMINEE_DISCLOSED or NOMINEE_UNDISCLOSED
     * @param keyRef reference of its key, 0 for none
     * @param shares its holders, by reference
     */
    public record Wallet(long walletId, String walletKind, String holdingKind, long keyRef, List<Share> shares) {
        public Wallet {
            shares = List.copyOf(shares);
        }

        /** Whether it belongs to a nominee. */
        public boolean nominee() {
            return holdingKind.startsWith("NOMINEE");
        }
    }

    /** Wallets of these numbers, by number. */
    public Map<Long, Wallet> find(Collection<Long> walletIds) {
        if (walletIds.isEmpty()) {
            return Map.of();
        }
        Map<Long, Wallet> found = new LinkedHashMap<>();
        Map<Long, List<Share>> shares = new LinkedHashMap<>();
        jdbc.sql("select wallet_id, holder_ref, share_numerator, share_denominator from readmodel.wallet_holder"
                        + " where wallet_id in (:wallets) order by wallet_id, holder_ref")
                .param("wallets", walletIds)
                .query(row -> {
                    shares.computeIfAbsent(row.getLong(1), wallet -> new ArrayList<>())
                            .add(new Share(row.getLong(2), row.getInt(3), row.getInt(4)));
                });
        jdbc.sql("select wallet_id, wallet_kind, holding_kind, key_ref from readmodel.wallet"
                        + " where wallet_id in (:wallets) order by wallet_id")
                .param("wallets", walletIds)
                .query(row -> {
                    long id = row.getLong(1);
                    found.put(
                            id,
                            new Wallet(
                                    id,
                                    row.getString(2),
                                    row.getString(3),
                                    row.getLong(4),
                                    shares.getOrDefault(id, List.of())));
                });
        return found;
    }

    /** Accounts in a wallet, by number. */
    public List<Long> accountsIn(long walletId) {
        return jdbc.sql("select account_id from readmodel.account where wallet_id = :wallet order by account_id")
                .param("wallet", walletId)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** Accounts in the wallets of a holder, by number. */
    public List<Long> accountsOf(long holderRef) {
        return jdbc.sql("select a.account_id from readmodel.wallet_holder h join readmodel.account a using (wallet_id)"
                        + " where h.holder_ref = :holder order by a.account_id")
                .param("holder", holderRef)
                .query((row, number) -> row.getLong(1))
                .list();
    }
}
