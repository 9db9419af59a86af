package kz.sandyq.operator.people;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.readmodel.RecordRows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of wallets, their holders and accounts; the core's numbers are filled in when the core has answered. */
@Repository
class WalletStore {
    private final JdbcClient database;

    WalletStore(JdbcClient database) {
        this.database = database;
    }

    record Wallet(long id, @Nullable Long coreWalletId, String walletKind, String holdingKind, long keyRef) {}

    record Account(
            long id,
            long walletId,
            long clientRelationId,
            String capacity,
            @Nullable Long coreAccountId) {}

    long addWallet(String walletKind, String holdingKind, List<Holder> holders, Instant now) {
        long id = database.sql("""
                        insert into operator.wallet (wallet_kind, holding_kind, created_at)
                        values (:kind, :holding, :now) returning id""")
                .param("kind", walletKind)
                .param("holding", holdingKind)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
        for (Holder holder : holders) {
            database.sql("insert into operator.wallet_holder values (:wallet, :relation, :numerator, :denominator)")
                    .param("wallet", id)
                    .param("relation", holder.holderRef())
                    .param("numerator", holder.shareNumerator())
                    .param("denominator", holder.shareDenominator())
                    .update();
        }
        return id;
    }

    Wallet wallet(long id) {
        return database.sql("select id, core_wallet_id, wallet_kind, holding_kind, key_ref from operator.wallet"
                        + " where id = :id")
                .param("id", id)
                .query(Wallet.class)
                .single();
    }

    List<Wallet> wallets(long relationId) {
        return database.sql("""
                        select w.id, w.core_wallet_id, w.wallet_kind, w.holding_kind, w.key_ref
                        from operator.wallet w join operator.wallet_holder h on h.wallet_id = w.id
                        where h.client_relation_id = :relation order by w.id""")
                .param("relation", relationId)
                .query(RecordRows.of(Wallet.class))
                .list();
    }

    List<Holder> holders(long walletId) {
        return database.sql("""
                        select client_relation_id holder_ref, share_numerator, share_denominator
                        from operator.wallet_holder where wallet_id = :wallet order by client_relation_id""")
                .param("wallet", walletId)
                .query(RecordRows.of(Holder.class))
                .list();
    }

    void walletOpened(long id, long coreWalletId) {
        database.sql("update operator.wallet set core_wallet_id = :core where id = :id")
                .param("core", coreWalletId)
                .param("id", id)
                .update();
    }

    long addAccount(long walletId, long relationId, String capacity, Instant now) {
        return database.sql("""
                        insert into operator.client_account (wallet_id, client_relation_id, capacity, created_at)
                        values (:wallet, :relation, :capacity, :now) returning id""")
                .param("wallet", walletId)
                .param("relation", relationId)
                .param("capacity", capacity)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
    }

    Account account(long id) {
        return accounts("id = :value", id).getFirst();
    }

    List<Account> accountsOf(long relationId) {
        return accounts("client_relation_id = :value", relationId);
    }

    /** Relations for which the core has opened at least one account. */
    List<Long> relationsWithAccounts() {
        return database.sql("select distinct client_relation_id from operator.client_account"
                        + " where core_account_id is not null order by 1")
                .query((row, number) -> row.getLong(1))
                .list();
    }

    Optional<Account> byCoreAccount(long coreAccountId) {
        return accounts("core_account_id = :value", coreAccountId).stream().findFirst();
    }

    void accountOpened(long id, long coreAccountId) {
        database.sql("update operator.client_account set core_account_id = :core where id = :id")
                .param("core", coreAccountId)
                .param("id", id)
                .update();
    }

    private List<Account> accounts(String where, long value) {
        return database.sql("select id, wallet_id, client_relation_id, capacity, core_account_id"
                        + " from operator.client_account where " + where + " order by id")
                .param("value", value)
                .query(RecordRows.of(Account.class))
                .list();
    }
}
