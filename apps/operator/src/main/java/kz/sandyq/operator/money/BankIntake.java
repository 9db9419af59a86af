package kz.sandyq.operator.money;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import kz.sandyq.operator.money.iso.IsoFault;
import kz.sandyq.operator.money.iso.IsoFaultException;
import kz.sandyq.operator.money.iso.IsoMessage;
import kz.sandyq.operator.money.iso.MessageKind;
import kz.sandyq.operator.money.iso.NotificationReader;
import kz.sandyq.operator.money.iso.StatusReport;
import kz.sandyq.operator.money.iso.StatusReportReader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the bank's messages. One message is one transaction: every movement of it is kept and its command queued, or
 * nothing. A file that is read again after a kill finds its movements there already.
 */
final class BankIntake {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final MovementBooking booking;
    private final Payouts payouts;
    private final MoneyCases cases;
    private final InstantSource clock;

    public BankIntake(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Movements movements,
            Payouts payouts,
            PaymentReferences references,
            MoneyCases cases,
            CoreCommands commands,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.booking = new MovementBooking(movements, payouts, references, cases, commands, clock);
        this.payouts = payouts;
        this.cases = cases;
        this.clock = clock;
    }

    /** Takes all that lies in {@code in/}. Gives the number of files. */
    public int takeAll(BankAccount bank, BankFolder folder) throws IOException {
        List<Path> files = folder.incoming();
        for (Path file : files) {
            Optional<IsoFault> fault = take(bank, file);
            if (fault.isPresent()) {
                folder.refused(file, fault.get().toString());
            } else {
                folder.done(file);
            }
        }
        return files.size();
    }

    /** Takes one file; the fault for which it was refused, or empty. */
    public Optional<IsoFault> take(BankAccount bank, Path file) throws IOException {
        long size = Files.size(file);
        Optional<IsoFault> fault = transactions.execute(status -> takeInTransaction(bank, file, size, status));
        fault.ifPresent(found -> refused(bank, file, size, found));
        return fault;
    }

    private Optional<IsoFault> takeInTransaction(BankAccount bank, Path file, long size, TransactionStatus status) {
        try {
            IsoMessage kind = MessageKind.of(file);
            long fileId = taken(bank, file, size);
            if (kind == IsoMessage.CAMT_054) {
                int[] count = new int[1];
                NotificationReader.read(file, entry -> count[0] += booking.take(bank, fileId, entry) ? 1 : 0);
                jdbc.sql("update operator.bank_file set movements = :count where id = :id")
                        .param("count", count[0])
                        .param("id", fileId)
                        .update();
            } else {
                report(bank, StatusReportReader.read(file));
            }
            return Optional.empty();
        } catch (IsoFaultException e) {
            status.setRollbackOnly();
            return Optional.of(e.fault());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void report(BankAccount bank, StatusReport report) {
        List<Payout> sent = payouts.ofFile(report.originalMessageId());
        if (sent.isEmpty()) {
            cases.open(bank.id(), "STATUS_OF_UNKNOWN_FILE", null, null, report.originalMessageId());
            return;
        }
        for (Payout payout : sent) {
            rejection(report, payout).ifPresent(reason -> payouts.rejectedByBank(payout, reason));
        }
    }

    /** The most exact status decides: the payment's, else its block's, else the file's. */
    private static Optional<String> rejection(StatusReport report, Payout payout) {
        Optional<StatusReport.PaymentStatus> own = report.payments().stream()
                .filter(status -> status.endToEndId().equals(payout.endToEndId()))
                .findFirst();
        Optional<StatusReport.PaymentStatus> exact = own.isPresent()
                ? own
                : report.payments().stream()
                        .filter(status -> status.endToEndId().isEmpty())
                        .findFirst();
        if (exact.isPresent()) {
            return exact.filter(StatusReport.PaymentStatus::rejected).map(StatusReport.PaymentStatus::reason);
        }
        return report.rejected() ? Optional.of(report.groupReason()) : Optional.empty();
    }

    private long taken(BankAccount bank, Path file, long size) {
        return jdbc.sql("""
                        insert into operator.bank_file (bank_account_id, name, size_bytes, received_at, state)
                        values (:bank, :name, :size, :now, 'TAKEN') returning id""")
                .param("bank", bank.id())
                .param("name", file.getFileName().toString())
                .param("size", size)
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
    }

    private void refused(BankAccount bank, Path file, long size, IsoFault fault) {
        jdbc.sql("""
                        insert into operator.bank_file (bank_account_id, name, size_bytes, received_at, state,
                            fault_code, fault_path, fault_line, fault_detail)
                        values (:bank, :name, :size, :now, 'REFUSED', :code, :path, :line, :detail)""")
                .param("bank", bank.id())
                .param("name", file.getFileName().toString())
                .param("size", size)
                .param("now", Timestamp.from(clock.instant()))
                .param("code", fault.code().name())
                .param("path", fault.path())
                .param("line", fault.line())
                .param("detail", fault.detail())
                .update();
    }
}
