package kz.sandyq.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import kz.sandyq.cluster.BusyException;
import kz.sandyq.cluster.ClusterAddress;
import kz.sandyq.cluster.CommandClient;
import kz.sandyq.cluster.Reply;
import kz.sandyq.node.history.Operation;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.HoldingCommands;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.WalletKind;
import org.agrona.concurrent.UnsafeBuffer;

/** Clients that move money among themselves as fast as they are told to, each with its journal. */
final class Traffic implements AutoCloseable {
    private static final int ACCOUNTS = 16;
    private static final long OPENING_MINOR = 1_000_000;
    private static final long MOST_MINOR = 120_000;
    private static final int WINDOW = 1_024;
    /** Who was not served catches up with what he would have sent meanwhile. */
    private static final long BEHIND_AT_MOST_NS = TimeUnit.SECONDS.toNanos(30);

    private static final Ground PAPER = new Ground(3, 20_000, 9, 0, new byte[32]);

    private final ClusterAddress address;
    private final long seed;
    private final AtomicInteger keys = new AtomicInteger();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder busy = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final List<Operation> journal = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Map<Long, Long> opening = new HashMap<>();
    private long asset;
    private long[] accounts = {};
    private volatile boolean running = true;

    Traffic(ClusterAddress address, long seed) {
        this.address = address;
        this.seed = seed;
    }

    /** Opens the accounts and puts money on them. */
    void open() {
        try (CommandClient client = CommandClient.connect(address, WINDOW)) {
            asset = done(client, AccountCommands.createAsset(AssetKind.MONEY, 2, "KZT"));
            long wallet = done(client, wallet(1));
            long bank = done(client, AccountCommands.openAccount(wallet, Capacity.BANK_SIDE, Activity.DFA));
            accounts = IntStream.range(0, ACCOUNTS)
                    .mapToLong(number -> done(
                            client,
                            AccountCommands.openAccount(
                                    done(client, wallet(number + 2)), Capacity.CLIENT, Activity.DFA)))
                    .toArray();
            for (long account : accounts) {
                done(client, MoneyCommands.bookBankCredit(bank, account, asset, OPENING_MINOR, new byte[32], PAPER));
                opening.put(account, OPENING_MINOR);
            }
            opening.put(bank, -OPENING_MINOR * ACCOUNTS);
        }
    }

    private static CommandBody wallet(long holder) {
        return AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(holder)));
    }

    private long done(CommandClient client, CommandBody body) {
        Reply reply = client.submit(encoded(body, nextKey()))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
        if (reply.rejectCode() != 0) {
            throw new IllegalStateException("refused: " + reply);
        }
        return reply.resultId();
    }

    private Key nextKey() {
        long number = keys.incrementAndGet();
        return new Key(seed * 0x9E3779B97F4A7C15L + number, number, System.currentTimeMillis());
    }

    private static byte[] encoded(CommandBody body, Key key) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
        int length = body.encode(buffer, 0, new Header(key, 1, 11, 12, new byte[32], new byte[16]));
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    /** Begins to send, so many commands a second by so many clients together. */
    void start(int clients, int perSecond) {
        for (int number = 0; number < clients; number++) {
            Random random = new Random(seed + number);
            long everyNs = TimeUnit.SECONDS.toNanos(clients) / perSecond;
            threads.add(Thread.ofPlatform().name("client-" + number).start(() -> run(random, everyNs)));
        }
    }

    private void run(Random random, long everyNs) {
        AtomicInteger pending = new AtomicInteger();
        try (CommandClient client = CommandClient.connect(address, WINDOW)) {
            long dueNs = System.nanoTime();
            while (running) {
                dueNs = Math.max(dueNs + everyNs, System.nanoTime() - BEHIND_AT_MOST_NS);
                while (dueNs > System.nanoTime()) {
                    LockSupport.parkNanos(dueNs - System.nanoTime());
                }
                try {
                    pending.incrementAndGet();
                    send(client, random).whenComplete((reply, failed) -> pending.decrementAndGet());
                } catch (BusyException full) {
                    pending.decrementAndGet();
                    busy.increment();
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                }
            }
            // What is on its way has a minute to be answered.
            long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(65);
            while (pending.get() > 0 && System.nanoTime() < endNs) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    private CompletableFuture<Reply> send(CommandClient client, Random random) {
        long from = accounts[random.nextInt(ACCOUNTS)];
        long to = accounts[random.nextInt(ACCOUNTS)];
        long amountMinor = random.nextLong(1, MOST_MINOR);
        Key key = nextKey();
        byte[] command = encoded(HoldingCommands.transfer(from, to, asset, amountMinor, PAPER), key);
        Operation operation = new Operation(key, from, to, amountMinor, System.nanoTime(), null);
        CompletableFuture<Reply> answer = client.submit(command);
        return answer.whenComplete((reply, failed) -> told(operation, reply, failed));
    }

    private void told(Operation operation, Reply reply, Throwable failed) {
        Operation known = operation;
        if (failed == null) {
            acknowledged.increment();
            known = operation.answered(
                    new Operation.Answer(reply.answeredSequence(), reply.rejectCode(), System.nanoTime()));
        } else {
            unknown.increment();
        }
        synchronized (journal) {
            journal.add(known);
        }
    }

    /** Moves so much from the first account to the second. */
    void transfer(long amountMinor) {
        try (CommandClient client = CommandClient.connect(address, 1)) {
            done(client, HoldingCommands.transfer(accounts[0], accounts[1], asset, amountMinor, PAPER));
        }
    }

    /** Asks to move so much from the first account to the second, for as long as the client asks. */
    CompletableFuture<Reply> askFor(CommandClient client, long amountMinor) {
        return client.submit(
                encoded(HoldingCommands.transfer(accounts[0], accounts[1], asset, amountMinor, PAPER), nextKey()));
    }

    /** Two persons have the log go on by other rules. */
    void activateRules(int number) {
        try (CommandClient client = CommandClient.connect(address, 1)) {
            done(client, SystemCommands.activateRules(number));
        }
    }

    /**
     * A client that knows nothing of the cluster comes now.
     *
     * @return when its first command was answered, by {@link System#nanoTime}
     */
    long newcomerNs() {
        try (CommandClient client = CommandClient.connect(address, 1)) {
            send(client, new Random(keys.get())).orTimeout(60, TimeUnit.SECONDS).join();
            return System.nanoTime();
        }
    }

    /** Stops sending and waits for what is on its way. */
    void stop() {
        running = false;
        threads.forEach(each -> {
            try {
                each.join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        threads.clear();
    }

    /** What all clients know. */
    List<Operation> journal() {
        synchronized (journal) {
            return List.copyOf(journal);
        }
    }

    Map<Long, Long> opening() {
        return opening;
    }

    long acknowledged() {
        return acknowledged.sum();
    }

    /** How often a client found its window full and waited. */
    long busy() {
        return busy.sum();
    }

    /** How many commands were given up without an answer. */
    long unknown() {
        return unknown.sum();
    }

    @Override
    public void close() {
        stop();
    }
}
