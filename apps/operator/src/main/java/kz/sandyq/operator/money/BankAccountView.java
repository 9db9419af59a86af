package kz.sandyq.operator.money;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One bank account as its page shows it: our bank side, sum of clients, suspense, claims, last bank reference. */
final class BankAccountView {
    private final JdbcClient jdbc;

    BankAccountView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Figures of an account, minor units, from the read model of the core.
     *
     * @param bankMinor money that the core keeps at this account
     * @param clientsMinor money of all clients and issuers in this currency
     * @param suspenseMinor money that nobody is known to own
     * @param claimsMinor what clients owe from reversed credits
     * @param lastReference the bank's last reference, empty before the first
     */
    record Figures(
            BankAccount bank,
            long bankMinor,
            long clientsMinor,
            long suspenseMinor,
            long claimsMinor,
            String lastReference) {}

    Figures of(BankAccount bank) {
        return new Figures(
                bank,
                -total("account_id = :account", bank.coreAccountId(), bank.assetId()),
                total(capacity("('CLIENT', 'ISSUER')"), 0, bank.assetId()),
                total("account_id = :account", bank.suspenseAccountId(), bank.assetId()),
                -total(capacity("('CLAIM')"), 0, bank.assetId()),
                lastReference(bank.id()).orElse(""));
    }

    private static String capacity(String capacities) {
        return "account_id in (select account_id from readmodel.account where capacity in " + capacities
                + ") and :account = 0";
    }

    private long total(String accounts, long accountId, long assetId) {
        return jdbc.sql("select coalesce(sum(available + held + blocked), 0)::bigint from readmodel.balance"
                        + " where asset_id = :asset and " + accounts)
                .param("asset", assetId)
                .param("account", accountId)
                .query(Long.class)
                .single();
    }

    private Optional<String> lastReference(long bankAccountId) {
        return jdbc.sql("select reference from operator.bank_movement where bank_account_id = :bank"
                        + " order by id desc limit 1")
                .param("bank", bankAccountId)
                .query(String.class)
                .optional();
    }
}
