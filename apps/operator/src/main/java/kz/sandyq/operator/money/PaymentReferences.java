package kz.sandyq.operator.money;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kz.sandyq.operator.money.iso.CreditorReference;
import kz.sandyq.readmodel.RecordRows;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One creditor reference per client account and currency: what a client writes when he pays in. */
public final class PaymentReferences {
    private final JdbcClient jdbc;
    private final InstantSource clock;

    public PaymentReferences(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Whose money a reference brings.
     *
     * @param reference RF reference
     * @param clientRelationId client relation
     * @param accountId account in the core
     * @param claimAccountId account of the same wallet for claims from reversed credits
     * @param assetId currency's asset
     * @param nationalId IIN or BIN of the payer, empty for a foreigner
     * @param capacity CLIENT or ISSUER: in what capacity the account is kept
     */
    public record Owner(
            String reference,
            long clientRelationId,
            long accountId,
            long claimAccountId,
            long assetId,
            String nationalId,
            String capacity) {}

    /** The reference of an account and currency; made at the first call. */
    public String of(
            long clientRelationId,
            long accountId,
            long claimAccountId,
            long assetId,
            String nationalId,
            String capacity) {
        String body = "SQ%sX%s".formatted(base36(accountId), base36(assetId));
        String reference = CreditorReference.of(body);
        jdbc.sql("""
                        insert into operator.payment_reference
                            (reference, client_relation_id, account_id, claim_account_id, asset_id, national_id,
                             capacity, created_at)
                        values (:reference, :client, :account, :claim, :asset, :nationalId, :capacity, :now)
                        on conflict (reference) do nothing""")
                .param("reference", reference)
                .param("client", clientRelationId)
                .param("account", accountId)
                .param("claim", claimAccountId)
                .param("asset", assetId)
                .param("nationalId", nationalId)
                .param("capacity", capacity)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return reference;
    }

    Optional<Owner> owner(String reference, long assetId) {
        return jdbc.sql("""
                        select reference, client_relation_id, account_id, claim_account_id, asset_id,
                            national_id, capacity
                        from operator.payment_reference where reference = :reference and asset_id = :asset""")
                .param("reference", reference)
                .param("asset", assetId)
                .query(RecordRows.of(Owner.class))
                .optional();
    }

    /** References of a client, one per account and currency. */
    public List<Owner> ofClient(long clientRelationId) {
        return Rows.list(jdbc.sql("""
                        select reference, client_relation_id, account_id, claim_account_id, asset_id,
                            national_id, capacity
                        from operator.payment_reference where client_relation_id = :client order by account_id, reference""").param("client", clientRelationId).query(RecordRows.of(Owner.class)));
    }

    /** The claim account beside an account, empty for an account that no client pays to. */
    Optional<Long> claimAccount(long accountId) {
        return jdbc.sql("select claim_account_id from operator.payment_reference where account_id = :account limit 1")
                .param("account", accountId)
                .query(Long.class)
                .optional();
    }

    private static String base36(long id) {
        return Long.toString(id, 36).toUpperCase(Locale.ROOT);
    }
}
