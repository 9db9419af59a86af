package kz.sandyq.operator.backup;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import kz.sandyq.readmodel.Bookmark;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a backup and a restore ask of the database, and what a restore has to put right in it. */
final class BackedUpDatabase {
    private final JdbcClient database;

    BackedUpDatabase(DataSource source) {
        database = JdbcClient.create(source);
    }

    /** Its name at its server. */
    String name() {
        return database.sql("select current_database()").query(String.class).single();
    }

    /** How far its rows are. */
    Bookmark bookmark() {
        return database.sql("select * from readmodel.bookmark where id = 1")
                .query((row, number) -> new Bookmark(
                        row.getLong("log_position"),
                        row.getLong("sequence"),
                        row.getLong("recorded_at_ms"),
                        row.getLong("state_hash_high"),
                        row.getLong("state_hash_low")))
                .single();
    }

    /** Folders of banks are known by their whole path; in a restored deployment it is another one. */
    void moveFolders(Path from, Path to) {
        database.sql("""
                        update operator.bank_account set folder = :to || substr(folder, length(:from) + 1)
                        where starts_with(folder, :from || '/')""")
                .param("from", from.toString())
                .param("to", to.toString())
                .update();
    }

    /**
     * A file of payments.
     *
     * @param account folder of its bank account, without the path before it
     */
    @SuppressWarnings("ArrayRecordComponent")
    record PaymentFile(String account, String name, byte[] content) {}

    /** Files that may have gone to a bank, which has not answered all of their payments. */
    List<PaymentFile> unansweredFiles() {
        return database.sql("""
                        select a.folder, f.message_id, f.content
                        from operator.payment_file f join operator.bank_account a on a.id = f.bank_account_id
                        where f.state in ('WRITTEN', 'SENT') and exists (select 1 from operator.payout p
                            where p.payment_file_id = f.id and p.state in ('IN_FILE', 'SENT', 'UNKNOWN'))
                        order by f.id""")
                .query((row, number) -> new PaymentFile(
                        String.valueOf(Path.of(row.getString("folder")).getFileName()),
                        row.getString("message_id") + ".xml",
                        Objects.requireNonNull(row.getBytes("content"))))
                .list();
    }

    /** Payments that the next start sends, also those that it had sent since the backup. */
    List<String> unsentPayments() {
        return database.sql("""
                        select end_to_end_id from operator.payout where state in ('RESERVED', 'APPROVED', 'IN_FILE')
                        order by id""").query(String.class).list().stream()
                .map(Objects::requireNonNull)
                .toList();
    }
}
