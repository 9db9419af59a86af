package kz.sandyq.operator.money;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import kz.sandyq.readmodel.RecordRows;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of {@code operator.bank_account}. */
public final class BankAccounts {
    private final JdbcClient jdbc;
    private final InstantSource clock;

    public BankAccounts(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Adds an account; its {@code id} is ignored. Gives the row's id. */
    public long add(BankAccount account) {
        return jdbc.sql("""
                        insert into operator.bank_account (iban, bic, bank_name, currency, asset_id, scale,
                            core_account_id, suspense_account_id, claim_account_id, own_account_id, folder, created_at)
                        values (:iban, :bic, :bankName, :currency, :assetId, :scale,
                            :coreAccountId, :suspenseAccountId, :claimAccountId, :ownAccountId, :folder, :now)
                        returning id""")
                .param("iban", account.iban())
                .param("bic", account.bic())
                .param("bankName", account.bankName())
                .param("currency", account.currency())
                .param("assetId", account.assetId())
                .param("scale", account.scale())
                .param("coreAccountId", account.coreAccountId())
                .param("suspenseAccountId", account.suspenseAccountId())
                .param("claimAccountId", account.claimAccountId())
                .param("ownAccountId", account.ownAccountId())
                .param("folder", account.folder())
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
    }

    public List<BankAccount> all() {
        return Rows.list(
                jdbc.sql("select * from operator.bank_account order by id").query(RecordRows.of(BankAccount.class)));
    }

    /** The account of a row, if there is one. */
    Optional<BankAccount> find(long id) {
        return jdbc.sql("select * from operator.bank_account where id = :id")
                .param("id", id)
                .query(RecordRows.of(BankAccount.class))
                .optional();
    }

    /** The account of a row that exists. */
    public BankAccount get(long id) {
        return jdbc.sql("select * from operator.bank_account where id = :id")
                .param("id", id)
                .query(RecordRows.of(BankAccount.class))
                .single();
    }
}
