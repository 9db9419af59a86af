package kz.sandyq.operator.money;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kz.sandyq.operator.money.CoreCommands.Answer;
import kz.sandyq.operator.money.CoreCommands.Kind;
import kz.sandyq.operator.money.iso.IsoFault;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Money over a real database and real folders; commands are kept in a list and answered by the test. */
final class MoneyFixture implements CoreCommands {
    static final String IBAN = "KZ86125KZT5004100100";
    static final String PAYER = "900101400123";
    static final long CLIENT_ACCOUNT = 50;

    private static final EmbeddedPostgres SERVER = start();

    final List<Queued> queued = new ArrayList<>();
    final List<MoneyNotice> notices = new ArrayList<>();
    final JdbcClient jdbc;
    final Movements movements;
    final Payouts payouts;
    final MoneyCases cases;
    final PaymentFiles files;
    final Suspense suspense;
    final BankIntake intake;
    final BankAccount bank;
    final BankFolder folder;
    final Path directory;
    final String reference;
    Instant now = Instant.parse("2026-11-20T05:00:00Z");

    private final MoneyAnswers answers;
    private final TransactionTemplate transactions;
    private long sequence = 1_000;
    private int fileNumber;

    /** A command as it was queued. */
    record Queued(Kind kind, long objectId, UUID key, Persons persons, int template, MutableDirectBuffer buffer) {}

    MoneyFixture(Path directory) throws IOException {
        this.directory = directory;
        InstantSource clock = () -> now;
        var dataSource = SERVER.getPostgresDatabase();
        jdbc = JdbcClient.create(dataSource);
        jdbc.sql("drop schema if exists operator cascade").update();
        jdbc.sql(migration()).update();
        transactions = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        var banks = new BankAccounts(jdbc, clock);
        cases = new MoneyCases(jdbc, clock);
        movements = new Movements(jdbc);
        payouts = new Payouts(jdbc, banks, cases, this, clock);
        var references = new PaymentReferences(jdbc, clock);
        files = new PaymentFiles(jdbc, transactions, payouts, clock, "Sandyq");
        suspense = new Suspense(movements, banks, payouts, this);
        intake = new BankIntake(jdbc, transactions, movements, payouts, references, cases, this, clock);
        answers = new MoneyAnswers(movements, payouts, banks, cases, notices::add);
        long id = banks.add(
                new BankAccount(0, IBAN, "KCJBKZKX", "Bank", "KZT", 1, 2, 10, 11, 12, 13, directory.toString()));
        bank = banks.get(id);
        folder = new BankFolder(directory);
        reference = references.of(7, CLIENT_ACCOUNT, 51, 1, PAYER, "CLIENT");
    }

    @Override
    public void enqueue(Kind kind, long objectId, UUID key, Persons persons, CommandBody body) {
        var buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
        Key commandKey = Key.ofRequest("money", key);
        body.encode(
                buffer, 0, new Header(commandKey, 0, persons.first(), persons.second(), new byte[32], new byte[16]));
        int template = new MessageHeaderDecoder().wrap(buffer, 0).templateId();
        queued.add(new Queued(kind, objectId, key, persons, template, buffer));
    }

    /** The core applies everything that waits. */
    void applyAll() {
        while (!queued.isEmpty()) {
            Queued command = queued.removeFirst();
            answer(command, new Answer(sequence++, 0, command.objectId() + 500));
        }
    }

    /** The core refuses what waits first. */
    void refuseFirst(int rejectCode) {
        answer(queued.removeFirst(), new Answer(sequence++, rejectCode, 0));
    }

    private void answer(Queued command, Answer answer) {
        transactions.executeWithoutResult(status -> answers.answered(command.kind(), command.objectId(), answer));
    }

    Optional<IsoFault> take(String message) throws IOException {
        Path file = directory.resolve("in").resolve("message-" + fileNumber++ + ".xml");
        Files.writeString(file, message, StandardCharsets.UTF_8);
        return intake.take(bank, file);
    }

    Payout reservedPayout(long amountMinor) {
        UUID key = MoneyKeys.key(now, "test " + sequence++);
        Payout payout = payouts.request(new PayoutRequest(
                key,
                7L,
                CLIENT_ACCOUNT,
                bank.id(),
                amountMinor,
                "Айгерім Сәрсенова",
                PAYER,
                false,
                "KZ86125KZT5004100777",
                "KCJBKZKX",
                "Ақша қайтару"));
        applyAll();
        return payouts.get(payout.id());
    }

    Payout sentPayout(long amountMinor) throws IOException {
        Payout payout = reservedPayout(amountMinor);
        payouts.approve(payout.id(), new Persons(21, 22));
        files.send(bank, folder);
        return payouts.get(payout.id());
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    long count(String table) {
        return jdbc.sql("select count(*) from operator." + table)
                .query(Long.class)
                .single();
    }

    List<Path> out() throws IOException {
        try (var list = Files.list(directory.resolve("out"))) {
            return list.sorted().toList();
        }
    }

    private static String migration() {
        String name = "/db/migration/operator/V3_301__bank_money.sql";
        try (InputStream stream = Objects.requireNonNull(MoneyFixture.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
