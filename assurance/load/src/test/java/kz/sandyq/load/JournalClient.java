package kz.sandyq.load;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import kz.sandyq.cluster.BusyException;
import kz.sandyq.cluster.CommandClient;
import kz.sandyq.cluster.Reply;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.HoldingCommands;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;

/**
 * A client of the node with a journal of what it was told. It sends at its pace, never waits for an answer, and asks
 * again with the same bytes until it has a definite one.
 */
final class JournalClient implements AutoCloseable {
    private final Random random;
    private final TradingFloor floor;
    private final CommandPress press;
    private final CommandClient client;
    private final long paceNs;
    private final Thread thread;
    private final Map<Long, byte[]> open = new ConcurrentHashMap<>();
    private final Map<Long, byte[]> told = new ConcurrentHashMap<>();
    private final Map<Long, Reply> answers = new ConcurrentHashMap<>();
    private final AtomicLong credited = new AtomicLong();
    private long number;
    private volatile boolean stopping;

    JournalClient(long series, long seed, TradingFloor floor, Path aeronDirectory, int perSecond) {
        random = new Random(seed);
        this.floor = floor;
        press = new CommandPress(series, System::currentTimeMillis);
        client = CommandClient.connect(aeronDirectory, 512);
        paceNs = TimeUnit.SECONDS.toNanos(1) / perSecond;
        thread = Thread.ofPlatform().name("client-" + series).start(this::run);
    }

    private void run() {
        long plannedNs = System.nanoTime();
        while (!stopping) {
            long credit = random.nextInt(4) == 0 ? 1 + random.nextInt(1_000_000) : 0;
            submit(number++, press.encode(credit > 0 ? credit(credit) : next()), credit);
            plannedNs += paceNs;
            for (long waitNs = plannedNs - System.nanoTime(); waitNs > 0; waitNs = plannedNs - System.nanoTime()) {
                LockSupport.parkNanos(waitNs);
            }
        }
    }

    private void submit(long at, byte[] command, long creditMinor) {
        open.put(at, command);
        for (boolean taken = false; !taken; ) {
            try {
                client.submit(command).whenComplete((reply, failed) -> {
                    if (reply != null) {
                        told.put(at, command);
                        answers.put(at, reply);
                        credited.addAndGet(reply.rejectCode() == 0 ? creditMinor : 0);
                        open.remove(at);
                    }
                });
                taken = true;
            } catch (BusyException full) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
    }

    private CommandBody credit(long amountMinor) {
        return MoneyCommands.bookBankCredit(
                floor.bankAccountId(), account(), floor.moneyAssetId(), amountMinor, new byte[32], TradingFloor.PAPER);
    }

    private CommandBody next() {
        int client = random.nextInt(floor.accountIds().size());
        long account = floor.accountIds().get(client);
        int instrument = client % floor.instrumentIds().size();
        return switch (random.nextInt(3)) {
            case 0 ->
                HoldingCommands.transfer(
                        account,
                        account(),
                        random.nextBoolean()
                                ? floor.moneyAssetId()
                                : floor.assetIds().get(instrument),
                        1 + random.nextInt(1_000),
                        TradingFloor.PAPER);
            case 1 -> MoneyCommands.reservePayout(account, floor.moneyAssetId(), 1 + random.nextInt(1_000));
            default ->
                TradingCommands.placeOrder(
                        floor.instrumentIds().get(instrument),
                        account,
                        random.nextBoolean() ? Side.BUY : Side.SELL,
                        OrdType.LIMIT,
                        TimeInForce.GTC,
                        95 + random.nextInt(11),
                        1 + random.nextInt(10),
                        number);
        };
    }

    private long account() {
        return floor.accountIds().get(random.nextInt(floor.accountIds().size()));
    }

    /** Sends no more and waits until everything sent has its answer; false when that takes over 90 s. */
    boolean finish() {
        stopping = true;
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while ((thread.isAlive() || !open.isEmpty()) && System.nanoTime() < deadlineNs) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return open.isEmpty();
    }

    /** Asks everything that was answered again; counts the answers that differ. */
    long differingAnswers() {
        List<Map.Entry<Long, byte[]>> all = List.copyOf(told.entrySet());
        long differing = 0;
        for (int from = 0; from < all.size(); from += 256) {
            List<Map.Entry<Long, byte[]>> some = all.subList(from, Math.min(all.size(), from + 256));
            List<CompletableFuture<Reply>> again =
                    some.stream().map(entry -> client.submit(entry.getValue())).toList();
            for (int i = 0; i < again.size(); i++) {
                Reply first = Objects.requireNonNull(answers.get(some.get(i).getKey()));
                differing += same(first, again.get(i).join()) ? 0 : 1;
            }
        }
        return differing;
    }

    private static boolean same(Reply first, Reply again) {
        return again.repeated()
                && again.answeredSequence() == first.answeredSequence()
                && again.resultId() == first.resultId()
                && again.resultAmount() == first.resultAmount()
                && again.rejectCode() == first.rejectCode();
    }

    /** Every definite answer. */
    Collection<Reply> answers() {
        return answers.values();
    }

    /** Money that the node said it booked, minor units. */
    long creditedMinor() {
        return credited.get();
    }

    @Override
    public void close() {
        stopping = true;
        client.close();
    }
}
