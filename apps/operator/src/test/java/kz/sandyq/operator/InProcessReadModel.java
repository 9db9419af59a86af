package kz.sandyq.operator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.operator.InProcessCore.Entry;
import kz.sandyq.operator.command.AnsweredCommands;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.command.ReadModelAnswers;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.readmodel.Projector;
import kz.sandyq.readmodel.ReadModelPosition;
import org.agrona.concurrent.UnsafeBuffer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The real projector behind the core in this process, and the beat of that core. */
final class InProcessReadModel implements AnsweredCommands, AutoCloseable {
    private static final long TICK_NS = Duration.ofMillis(50).toNanos();
    private static final long IDLE_NS = Duration.ofMillis(1).toNanos();

    private final AnsweredCommands answers;
    private final Thread thread;
    private volatile boolean running = true;

    InProcessReadModel(DataSource source, InProcessCore core, ReadModelPosition position, JdbcClient database) {
        answers = new ReadModelAnswers(database, position);
        Projector projector = Projector.open(source, log(core), position, Integer.MAX_VALUE);
        thread = Thread.ofPlatform().daemon().name("read model of the test").start(() -> follow(core, projector));
    }

    private void follow(InProcessCore core, Projector projector) {
        long ticked = System.nanoTime();
        try (projector) {
            while (running) {
                if (System.nanoTime() - ticked > TICK_NS) {
                    ticked = System.nanoTime();
                    core.tick();
                }
                if (projector.poll(500) == 0) {
                    LockSupport.parkNanos(IDLE_NS);
                }
            }
        }
    }

    private static EntryLog log(InProcessCore core) {
        return from -> {
            int[] next = {Math.toIntExact(from)};
            return (taker, limit) -> {
                List<Entry> entries = core.entries(next[0], limit);
                for (Entry entry : entries) {
                    byte[] command = entry.command();
                    byte[] bytes = command == null ? new byte[0] : command;
                    taker.onEntry(
                            ++next[0], entry.timestampMs(), command == null, new UnsafeBuffer(bytes), 0, bytes.length);
                }
                return entries.size();
            };
        };
    }

    @Override
    public boolean await(long sequence, Duration atMost) {
        return answers.await(sequence, atMost);
    }

    @Override
    public Optional<CommandReply> find(Key key) {
        return answers.find(key);
    }

    @Override
    public List<CommandReply> findItems(Key key) {
        return answers.findItems(key);
    }

    @Override
    public void close() throws InterruptedException {
        running = false;
        thread.join();
    }
}
