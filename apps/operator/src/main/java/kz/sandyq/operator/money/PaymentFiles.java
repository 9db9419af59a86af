package kz.sandyq.operator.money;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import kz.sandyq.operator.money.iso.CreditTransfer;
import kz.sandyq.operator.money.iso.CreditTransferWriter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends approved payouts. Identifiers and content are fixed in the database first (PREPARED); the file is written and
 * forced under a name that the bank does not see, then the row says WRITTEN; only then it is renamed, which is the
 * sending. After a kill: PREPARED was never renamed, so it is written again; WRITTEN is renamed when it still stands
 * under its first name, else it was sent. So there is one file, never a second.
 */
final class PaymentFiles {
    private static final int MAX_PAYMENTS = 500;
    private static final ZoneId LEGAL_ZONE = ZoneId.of("Asia/Almaty");

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Payouts payouts;
    private final InstantSource clock;
    private final String operatorName;

    public PaymentFiles(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Payouts payouts,
            InstantSource clock,
            String operatorName) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.payouts = payouts;
        this.clock = clock;
        this.operatorName = operatorName;
    }

    record Prepared(long id, String messageId, byte[] content, String state) {}

    /** Prepares a file of what is approved and sends everything that is not sent. Gives the number of files sent. */
    public int send(BankAccount bank, BankFolder folder) throws IOException {
        prepare(bank);
        int sent = 0;
        for (Prepared file : unsent(bank)) {
            if (file.state().equals("PREPARED")) {
                folder.write(name(file), file.content());
                state(file, "WRITTEN");
            }
            folder.send(name(file));
            transactions.executeWithoutResult(status -> sent(file));
            sent++;
        }
        return sent;
    }

    /** Fixes identifiers and content of what is approved. */
    void prepare(BankAccount bank) {
        transactions.executeWithoutResult(status -> {
            List<Payout> approved = Rows.list(jdbc.sql("""
                            select * from operator.payout where state = 'APPROVED' and bank_account_id = :bank
                            order by id limit :limit for update""")
                    .param("bank", bank.id())
                    .param("limit", MAX_PAYMENTS)
                    .query(Payout.class));
            if (approved.isEmpty()) {
                return;
            }
            Instant now = clock.instant();
            Payout first = approved.getFirst();
            UUID key = MoneyKeys.key(now, "file " + bank.id() + " " + first.endToEndId());
            String messageId = "M" + key.toString().replace("-", "");
            byte[] content = CreditTransferWriter.write(transfer(bank, messageId, now, approved));
            long fileId = jdbc.sql("""
                            insert into operator.payment_file
                                (bank_account_id, message_id, content, state, created_at)
                            values (:bank, :message, :content, 'PREPARED', :now) returning id""")
                    .param("bank", bank.id())
                    .param("message", messageId)
                    .param("content", content)
                    .param("now", Timestamp.from(now))
                    .query(Long.class)
                    .single();
            jdbc.sql("update operator.payout set state = 'IN_FILE', payment_file_id = :file where id in (:ids)")
                    .param("file", fileId)
                    .param("ids", approved.stream().map(Payout::id).toList())
                    .update();
        });
    }

    private CreditTransfer transfer(BankAccount bank, String messageId, Instant now, List<Payout> approved) {
        List<CreditTransfer.Payment> payments = approved.stream()
                .map(payout -> new CreditTransfer.Payment(
                        payout.endToEndId(),
                        BigDecimal.valueOf(payout.amountMinor(), bank.scale()),
                        payout.payeeName(),
                        payout.payeeNumber(),
                        payout.payeeIsEntity(),
                        payout.payeeIban(),
                        payout.payeeBic(),
                        payout.purpose()))
                .toList();
        return new CreditTransfer(
                messageId,
                now,
                now.atZone(LEGAL_ZONE).toLocalDate(),
                operatorName,
                bank.iban(),
                bank.bic(),
                bank.currency(),
                payments);
    }

    private List<Prepared> unsent(BankAccount bank) {
        return Rows.list(jdbc.sql("""
                        select id, message_id, content, state from operator.payment_file
                        where bank_account_id = :bank and state <> 'SENT' order by id""").param("bank", bank.id()).query(Prepared.class));
    }

    private void state(Prepared file, String state) {
        jdbc.sql("update operator.payment_file set state = :state where id = :id")
                .param("state", state)
                .param("id", file.id())
                .update();
    }

    private void sent(Prepared file) {
        Instant now = clock.instant();
        jdbc.sql("update operator.payment_file set state = 'SENT', sent_at = :now where id = :id")
                .param("now", Timestamp.from(now))
                .param("id", file.id())
                .update();
        for (Payout payout : payouts.ofFile(file.messageId())) {
            payouts.move(payout.id(), PayoutState.IN_FILE, PayoutState.SENT, "");
        }
        jdbc.sql("""
                        update operator.payout set deadline_at = :deadline
                        where payment_file_id = :file and state = 'SENT'""")
                .param("deadline", Timestamp.from(now.plus(Payouts.ANSWER_TERM)))
                .param("file", file.id())
                .update();
    }

    private static String name(Prepared file) {
        return file.messageId() + ".xml";
    }
}
