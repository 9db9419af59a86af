package kz.sandyq.operator.money;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kz.sandyq.operator.money.iso.BankEntry;
import kz.sandyq.readmodel.RecordRows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of {@code operator.bank_movement}. */
final class Movements {
    private static final String COLUMNS = """
            id, bank_account_id, reference, transaction_index, credit, reversal, amount, currency, amount_minor,
            booking_date, end_to_end_id, related_reference, payer_name, payer_numbers, remittance, return_reason,
            state, reason, account_id, payout_id, core_sequence, received_at
            """;
    private static final String OF_BANK = """
            bank_account_id = :bank and (:state = '' or state = :state)
            and (:search = '' or position(lower(:search) in lower(reference || ' ' || payer_name || ' '
                || payer_numbers || ' ' || remittance || ' ' || end_to_end_id)) > 0)""";

    private final JdbcClient jdbc;

    public Movements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds a movement, once and for good.
     *
     * @param amountMinor null when it cannot be booked
     * @return the movement, empty when the bank had told it before
     */
    Optional<Movement> add(long bankAccountId, long fileId, BankEntry entry, @Nullable Long amountMinor, Instant now) {
        return jdbc.sql("""
                        insert into operator.bank_movement (bank_account_id, reference, transaction_index, bank_file_id,
                            credit, reversal, amount, currency, amount_minor, booking_date, end_to_end_id,
                            related_reference, payer_name, payer_numbers, remittance, return_reason, state, received_at)
                        values (:bank, :reference, :index, :file, :credit, :reversal, :amount, :currency, :minor,
                            :day, :endToEnd, :related, :payer, :numbers, :remittance, :returned, 'CASE', :now)
                        on conflict (bank_account_id, reference, transaction_index) do nothing
                        returning\s""" + COLUMNS)
                .param("bank", bankAccountId)
                .param("reference", entry.reference())
                .param("index", entry.index())
                .param("file", fileId)
                .param("credit", entry.credit())
                .param("reversal", entry.reversal())
                .param("amount", entry.amount())
                .param("currency", entry.currency())
                .param("minor", amountMinor)
                .param("day", entry.bookingDate().orElse(null))
                .param("endToEnd", entry.endToEndId())
                .param("related", entry.relatedReference())
                .param("payer", entry.payerName())
                .param("numbers", String.join(" ", entry.payerNumbers()))
                .param("remittance", remittance(entry))
                .param("returned", entry.returnReason().orElse(""))
                .param("now", Timestamp.from(now))
                .query(RecordRows.of(Movement.class))
                .optional();
    }

    private static String remittance(BankEntry entry) {
        return (String.join(" ", entry.structuredReferences()) + " " + entry.unstructured()).trim();
    }

    void decide(long id, String state, String reason, @Nullable Long accountId, @Nullable Long payoutId) {
        jdbc.sql("""
                        update operator.bank_movement
                        set state = :state, reason = :reason, account_id = :account, payout_id = :payout
                        where id = :id""")
                .param("state", state)
                .param("reason", reason)
                .param("account", accountId)
                .param("payout", payoutId)
                .param("id", id)
                .update();
    }

    void reverses(long id, long originalId) {
        jdbc.sql("update operator.bank_movement set reverses_id = :original where id = :id")
                .param("original", originalId)
                .param("id", id)
                .update();
    }

    void booked(long id, String state, long sequence) {
        jdbc.sql("update operator.bank_movement set state = :state, core_sequence = :sequence where id = :id")
                .param("state", state)
                .param("sequence", sequence)
                .param("id", id)
                .update();
    }

    /** From one state to another; false when somebody was faster. */
    boolean move(long id, String from, String to, String reason) {
        return jdbc.sql("""
                                update operator.bank_movement set state = :to, reason = :reason
                                where id = :id and state = :from""")
                        .param("to", to)
                        .param("reason", reason)
                        .param("id", id)
                        .param("from", from)
                        .update()
                == 1;
    }

    void settledTo(long id, long accountId) {
        jdbc.sql("update operator.bank_movement set account_id = :account where id = :id")
                .param("account", accountId)
                .param("id", id)
                .update();
    }

    /** The movement of a row, if there is one. */
    Optional<Movement> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from operator.bank_movement where id = :id")
                .param("id", id)
                .query(RecordRows.of(Movement.class))
                .optional();
    }

    /** The movement of a row that exists. */
    public Movement get(long id) {
        return jdbc.sql("select " + COLUMNS + " from operator.bank_movement where id = :id")
                .param("id", id)
                .query(RecordRows.of(Movement.class))
                .single();
    }

    /** The movement of a bank's reference, when there is exactly one. */
    Optional<Movement> byReference(long bankAccountId, String reference) {
        List<Movement> found = Rows.list(jdbc.sql("select " + COLUMNS + """
                         from operator.bank_movement
                        where bank_account_id = :bank and reference = :reference limit 2""")
                .param("bank", bankAccountId)
                .param("reference", reference)
                .query(RecordRows.of(Movement.class)));
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    Optional<Movement> same(long bankAccountId, BankEntry entry) {
        return jdbc.sql("select " + COLUMNS + """
                         from operator.bank_movement
                        where bank_account_id = :bank and reference = :reference and transaction_index = :index""")
                .param("bank", bankAccountId)
                .param("reference", entry.reference())
                .param("index", entry.index())
                .query(RecordRows.of(Movement.class))
                .optional();
    }

    /**
     * Movements of a bank account, newest first.
     *
     * @param search part of the bank's reference, of the payer or of the remittance; empty for all
     * @param state one state, empty for all
     */
    List<Movement> ofBank(long bankAccountId, String search, String state, long beforeId, int limit) {
        return Rows.list(jdbc.sql("select " + COLUMNS + " from operator.bank_movement where " + OF_BANK
                        + " and id < :before order by id desc limit :limit")
                .param("bank", bankAccountId)
                .param("search", search.strip())
                .param("state", state)
                .param("before", beforeId)
                .param("limit", limit)
                .query(RecordRows.of(Movement.class)));
    }

    /** How many {@link #ofBank} has under its filters. */
    long countOfBank(long bankAccountId, String search, String state) {
        return jdbc.sql("select count(*) from operator.bank_movement where " + OF_BANK)
                .param("bank", bankAccountId)
                .param("search", search.strip())
                .param("state", state)
                .query(Long.class)
                .single();
    }

    /** Movements in a state, oldest first; at most {@code limit} after row {@code afterId}. */
    public List<Movement> inState(String state, long afterId, int limit) {
        return Rows.list(jdbc.sql("select " + COLUMNS + """
                         from operator.bank_movement
                        where state = :state and id > :after order by id limit :limit""")
                .param("state", state)
                .param("after", afterId)
                .param("limit", limit)
                .query(RecordRows.of(Movement.class)));
    }
}
