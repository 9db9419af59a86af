package kz.sandyq.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import kz.sandyq.load.LiveMarket.Client;
import kz.sandyq.load.OperatorApi.Answer;

/**
 * A client of the API with a journal of what he was told. He sends at his pace, and catches up when he fell behind, as
 * long as not too much is open; he asks again with the same key until he has a definite answer.
 */
final class ApiClient implements AutoCloseable {
    private static final int OPEN_AT_MOST = 24;
    private static final long WAKING_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long FIRST_PAUSE_MS = 200;
    /** While nobody is there, all that is open together asks so seldom that a start is not held up by it. */
    private static final long LONGEST_PAUSE_MS = 3_200;

    private final OperatorApi api;
    private final Client who;
    private final String instrument;
    private final Random random;
    private final Journal journal;
    private final Semaphore places = new Semaphore(OPEN_AT_MOST);
    private final Queue<String> resting = new ConcurrentLinkedQueue<>();
    private final AtomicLong repeats = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();
    private int checkedLines;
    private volatile boolean stopping;
    private Thread thread = new Thread();

    /** A request that may be sent more than once. */
    record Request(String method, String path, String body, UUID key) {}

    ApiClient(OperatorApi api, Client who, String instrument, Path file, long seed) {
        this.api = api;
        this.who = who;
        this.instrument = instrument;
        this.journal = new Journal(file);
        this.random = new Random(seed);
    }

    void start(int perSecond) {
        stopping = false;
        long paceNs = TimeUnit.SECONDS.toNanos(1) / perSecond;
        thread = Thread.ofPlatform().name("client " + who.id()).start(() -> {
            long plannedNs = System.nanoTime();
            while (!stopping) {
                if (take()) {
                    Request request = next();
                    Thread.ofVirtual().start(() -> insist(request));
                }
                plannedNs += paceNs;
                long leftNs = plannedNs - System.nanoTime();
                while (leftNs > 0 && !stopping) {
                    LockSupport.parkNanos(Math.min(leftNs, WAKING_NS));
                    leftNs = plannedNs - System.nanoTime();
                }
            }
        });
    }

    private boolean take() {
        try {
            return places.tryAcquire(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Request next() {
        String order = random.nextInt(4) == 0 ? resting.poll() : null;
        if (order != null) {
            return new Request("DELETE", "/orders/" + order, "", OperatorApi.key());
        }
        String body = """
                {"instrumentId":"%s","side":"%s","timeInForce":"%s","price":"%d.%02d","quantity":"%d"}""".formatted(
                        instrument,
                        random.nextBoolean() ? "BUY" : "SELL",
                        random.nextInt(5) == 0 ? "IOC" : "GTC",
                        950 + random.nextInt(20),
                        random.nextInt(100),
                        1 + random.nextInt(5));
        return new Request("POST", "/orders", body, OperatorApi.key());
    }

    /** Sends until there is a definite answer, and writes it down. */
    private void insist(Request request) {
        try {
            Answer answer = definite(request);
            journal.write(String.join(
                    "\t",
                    request.method(),
                    request.path(),
                    request.key().toString(),
                    String.valueOf(answer.status()),
                    told(answer),
                    request.body()));
            if (answer.status() == 201 && request.method().equals("POST")) {
                resting.add(answer.text("id"));
            }
        } finally {
            places.release();
        }
    }

    private Answer definite(Request request) {
        for (long pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
            try {
                Answer answer =
                        api.send(who.token(), request.method(), request.path(), request.body(), "", request.key());
                if (answer.status() < 500 && !isAtWork(answer)) {
                    return answer;
                }
                faults.addAndGet(answer.status() == 503 || isAtWork(answer) ? 0 : 1);
            } catch (IOException gone) {
                repeats.incrementAndGet();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMs));
        }
    }

    /** The same request, broken off by this client, is being answered still. */
    private static boolean isAtWork(Answer answer) {
        return answer.status() == 409 && answer.text("code").equals("REQUEST_AT_WORK");
    }

    /** What must never change: id and sequence of what was done, or the code of a refusal. */
    private static String told(Answer answer) {
        return answer.status() < 300
                ? answer.text("id") + " " + answer.body().path("sequence").asLong()
                : answer.text("code");
    }

    void stop() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether everything sent has its answer, within so many seconds. */
    boolean finished(int seconds) {
        try {
            boolean all = places.tryAcquire(OPEN_AT_MOST, seconds, TimeUnit.SECONDS);
            if (all) {
                places.release(OPEN_AT_MOST);
            }
            return all;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Sequence and id of everything that was done, by the journal. */
    List<String[]> done() {
        return journal.lines().stream()
                .filter(line -> line[3].startsWith("2"))
                .map(line -> line[4].split(" ", 2))
                .toList();
    }

    /** Asks every request since the last check again with its key; describes each answer that differs. */
    List<String> differingAnswers() {
        List<String[]> lines = journal.lines();
        List<String[]> fresh = lines.subList(checkedLines, lines.size());
        checkedLines = lines.size();
        Queue<String> differing = new ConcurrentLinkedQueue<>();
        Semaphore some = new Semaphore(OPEN_AT_MOST);
        for (String[] line : fresh) {
            some.acquireUninterruptibly();
            Thread.ofVirtual().start(() -> {
                Answer again = definite(new Request(line[0], line[1], line[5], UUID.fromString(line[2])));
                if (!told(again).equals(line[4])
                        || !String.valueOf(again.status()).equals(line[3])) {
                    differing.add(String.join(" ", line) + " and then " + again);
                }
                some.release();
            });
        }
        some.acquireUninterruptibly(OPEN_AT_MOST);
        return List.copyOf(differing);
    }

    /** Definite answers, by the journal. */
    int answers() {
        return journal.size();
    }

    /** Times a request broke off and was sent again. */
    long repeats() {
        return repeats.get();
    }

    /** Answers of our own fault other than "not now". */
    long faults() {
        return faults.get();
    }

    @Override
    public void close() {
        stop();
        journal.close();
    }
}
