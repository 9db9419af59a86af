package kz.sandyq.operator.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandGateway;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.WalletKind;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** Clients of an operator who open wallets at a steady rate, each after the answer before, until this is closed. */
final class BackupLoad implements AutoCloseable {
    static final int CLIENTS = 3;
    static final int PER_SECOND = 60;

    private static final String NAME = "campaign";
    private static final int NOT_NOW = 503;

    private final CommandGateway gateway;
    private final RequestKeys keys;
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicLong holders;
    private final List<Thread> clients;
    private volatile boolean running = true;
    private volatile @Nullable RuntimeException failed;

    /** Holders of this number and above have no wallet yet. */
    BackupLoad(ConfigurableApplicationContext operator, long firstHolder) {
        holders = new AtomicLong(firstHolder);
        gateway = operator.getBean(CommandGateway.class);
        keys = operator.getBean(RequestKeys.class);
        clients = IntStream.range(0, CLIENTS)
                .mapToObj(number -> Thread.ofPlatform().name("client-" + number).unstarted(this::run))
                .toList();
    }

    /** A command that was answered, by the key under which the log has it. */
    record Acknowledged(Key key, long sequence) {}

    BackupLoad start() {
        clients.forEach(Thread::start);
        return this;
    }

    private void run() {
        long everyNs = TimeUnit.SECONDS.toNanos(CLIENTS) / PER_SECOND;
        long dueNs = System.nanoTime();
        try {
            while (running) {
                dueNs = Math.max(dueNs + everyNs, System.nanoTime());
                while (dueNs > System.nanoTime()) {
                    LockSupport.parkNanos(dueNs - System.nanoTime());
                }
                openWallet(keys.next(), holders.getAndIncrement());
            }
        } catch (RuntimeException unexpected) {
            failed = unexpected;
        }
    }

    /** As a client does who gets no definite answer: asks again under the same key. */
    private void openWallet(UUID key, long holder) {
        while (running) {
            try {
                long sequence = gateway.submit(
                                new CommandContext(NAME, key, 0, 0, 0),
                                AccountCommands.openWallet(
                                        WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(holder))))
                        .sequence();
                acknowledged.add(new Acknowledged(Key.ofRequest(NAME, key), sequence));
                return;
            } catch (RefusedException unanswered) {
                if (unanswered.status() != NOT_NOW) {
                    throw unanswered;
                }
            }
        }
    }

    /** Waits until so many more are acknowledged; those that are then. */
    List<Acknowledged> awaitMore(int count) {
        int wanted = acknowledged.size() + count;
        Awaitility.await(wanted + " acknowledged")
                .atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> assertThat(acknowledged.size()).isGreaterThanOrEqualTo(wanted));
        return all();
    }

    /** What is acknowledged now. */
    List<Acknowledged> all() {
        assertThat(failed).isNull();
        return List.copyOf(acknowledged);
    }

    @Override
    public void close() throws InterruptedException {
        running = false;
        for (Thread each : clients) {
            each.join();
        }
    }
}
