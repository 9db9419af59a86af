package kz.sandyq.operator;

import static kz.sandyq.operator.money.BankMessages.notificationOf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandGateway;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.operator.money.BankAccount;
import kz.sandyq.operator.money.BankAccounts;
import kz.sandyq.operator.money.BankMessages;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.WalletKind;

/** A bank with one account of the operator; speaks through the folder of its messages alone. */
public final class TestBank {
    /** The tenge in the core of the tests. */
    public static final long TENGE = 1;

    static final String IBAN = "KZ86125KZT5004100100";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final CommandGateway gateway;
    private final RequestKeys keys;
    private final BankAccounts banks;
    private final Path folder;

    TestBank(CommandGateway gateway, RequestKeys keys, BankAccounts banks) {
        this.gateway = gateway;
        this.keys = keys;
        this.banks = banks;
        try {
            this.folder = Files.createTempDirectory(Path.of("target"), "bank");
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Opens the account when there is none. */
    synchronized void open() {
        if (!banks.all().isEmpty()) {
            return;
        }
        long wallet = submit(
                AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(900_001))));
        banks.add(new BankAccount(
                0,
                IBAN,
                "KCJBKZKX",
                "Халық банкі",
                "KZT",
                TENGE,
                2,
                account(wallet, Capacity.BANK_SIDE),
                account(wallet, Capacity.SUSPENSE),
                account(wallet, Capacity.CLAIM),
                account(wallet, Capacity.OPERATOR_OWN),
                folder.toString()));
    }

    /** The only account. */
    public BankAccount account() {
        return banks.all().getFirst();
    }

    /** Tells of a credit; gives the bank's reference. */
    public String credit(String reference, String amount, String payer) {
        String own = next("C");
        send(notificationOf(account().iban(), BankMessages.credit(own, amount, payer, reference)));
        return own;
    }

    /** A reference that the bank has not used. */
    public String next(String kind) {
        return kind + "-" + NUMBER.incrementAndGet();
    }

    /** Sends a message; gives its file's name. */
    public String send(String message) {
        String name = "m%06d.xml".formatted(NUMBER.incrementAndGet());
        try {
            Path in = Files.createDirectories(root().resolve("in"));
            Path writing = Files.writeString(in.resolve("." + name), message);
            Files.move(writing, in.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            return name;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Directory of the folders of messages. */
    public Path root() {
        return Path.of(account().folder());
    }

    /** Whether the operator has read the file, for better or worse. */
    public boolean read(String name) {
        return Files.exists(root().resolve("done").resolve(name)) || refused(name);
    }

    /** Whether the operator has refused the file. */
    public boolean refused(String name) {
        return Files.exists(root().resolve("refused").resolve(name + ".fault.txt"));
    }

    /** Why the operator has refused the file. */
    public String fault(String name) throws IOException {
        return Files.readString(root().resolve("refused").resolve(name + ".fault.txt"));
    }

    /** Payment orders that hold a text. */
    public List<Path> orders(String text) {
        try (Stream<Path> files = Files.list(root().resolve("out"))) {
            return files.filter(file -> holds(file, text)).toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private long account(long wallet, Capacity capacity) {
        return submit(AccountCommands.openAccount(wallet, capacity, Activity.DFA));
    }

    private long submit(CommandBody body) {
        return gateway.submit(new CommandContext("test", keys.next(), 0, 1, 2), body)
                .resultId();
    }
}
