package kz.sandyq.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import kz.sandyq.load.LiveMarket.Client;

/**
 * The bank: puts files of camt.054 into the folder whether or not somebody takes them, with a journal of its own. Every
 * tenth file comes a second time under another name.
 */
final class BankFeed implements AutoCloseable {
    private static final int ENTRIES_PER_FILE = 10;
    private static final int REPEAT_EVERY = 10;

    private final Journal journal;
    private final Random random;
    private Path folder = Path.of("");
    private List<Client> clients = List.of();
    private int files;
    private int entries;
    private int repeats;
    private volatile boolean stopping;
    private Thread thread = new Thread();

    BankFeed(Path file, long seed) {
        journal = new Journal(file);
        random = new Random(seed);
    }

    void opened(Path bankFolder, List<Client> payers) {
        folder = bankFolder;
        clients = payers;
    }

    /** Sends so many entries a second until stopped. */
    void start(int perSecond) {
        stopping = false;
        long paceNs = TimeUnit.SECONDS.toNanos(ENTRIES_PER_FILE) / perSecond;
        thread = Thread.ofPlatform().name("bank").start(() -> {
            long plannedNs = System.nanoTime();
            while (!stopping) {
                List<String> some = new ArrayList<>();
                for (int i = 0; i < ENTRIES_PER_FILE; i++) {
                    some.add(entry(clients.get(random.nextInt(clients.size())), 1 + random.nextInt(100_000)));
                }
                send(some);
                plannedNs += paceNs;
                while (System.nanoTime() < plannedNs && !stopping) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                }
            }
        });
    }

    void stop() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Pays money to a client, minor units. */
    void pay(Client client, long amountMinor) {
        send(List.of(entry(client, amountMinor)));
    }

    private String entry(Client client, long amountMinor) {
        String reference = "B" + ++entries;
        journal.write(reference + "\t" + client.account() + "\t" + amountMinor);
        return """
                <Ntry><Amt Ccy="KZT">%1$d.%2$02d</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <BookgDt><Dt>2026-11-20</Dt></BookgDt><AcctSvcrRef>%3$s</AcctSvcrRef>
                <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>
                <NtryDtls><TxDtls><Amt Ccy="KZT">%1$d.%2$02d</Amt>
                <RltdPties><Dbtr><Pty><Nm>Төлеуші</Nm><Id><PrvtId><Othr><Id>%4$s</Id></Othr></PrvtId></Id></Pty></Dbtr></RltdPties>
                <RmtInf><Ustrd>%5$s</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
                """.formatted(amountMinor / 100, amountMinor % 100, reference, client.nationalId(), client.reference());
    }

    private void send(List<String> some) {
        int number = ++files;
        String message = """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
                <GrpHdr><MsgId>N-%d</MsgId><CreDtTm>2026-11-20T10:00:00+05:00</CreDtTm></GrpHdr>
                <Ntfctn><Id>1</Id><Acct><Id><IBAN>%s</IBAN></Id></Acct>%s</Ntfctn>
                </BkToCstmrDbtCdtNtfctn></Document>
                """.formatted(number, LiveMarket.IBAN, String.join("", some));
        put("%06d.xml".formatted(number), message);
        if (number % REPEAT_EVERY == 0) {
            repeats++;
            put("%06d-again.xml".formatted(number), message);
        }
    }

    /** Under another name, forced to the disk, then renamed: the rename is the sending. */
    private void put(String name, String message) {
        Path written = folder.resolve("in").resolve("." + name);
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            Files.move(written, folder.resolve("in").resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Whether everything sent has been taken. */
    boolean taken() {
        return names("in").isEmpty();
    }

    /** Files that the operator did not understand. */
    List<String> refused() {
        return names("refused");
    }

    private List<String> names(String part) {
        try (Stream<Path> found = Files.list(folder.resolve(part))) {
            return found.map(file -> file.getFileName().toString()).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int entries() {
        return entries;
    }

    int repeats() {
        return repeats;
    }

    /** Money that the bank says it holds for the clients, by its journal, minor units. */
    long paidMinor() {
        return journal.lines().stream()
                .mapToLong(line -> Long.parseLong(line[2]))
                .sum();
    }

    @Override
    public void close() {
        stop();
        journal.close();
    }
}
