package kz.sandyq.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One run of kills: an operator under load dies again and again and is compared after each start. */
final class OperatorKills implements AutoCloseable {
    private static final int CLIENTS = 4;
    /** A little above 200 commands a second together with the bank: each round begins with a cold process. */
    private static final int REQUESTS_PER_SECOND = 48;

    private static final int BANK_ENTRIES_PER_SECOND = 20;

    /** Where a kill hits. */
    enum Point {
        MIGRATION,
        RANDOM,
        SNAPSHOT,
        APPROVAL,
        RECOVERY
    }

    private final Path data;
    private final Path journals;
    private final Random random;
    private final OperatorApi api = new OperatorApi();
    private final BankFeed bank;
    private final List<ApiClient> clients = new ArrayList<>();
    private final Map<Point, Integer> kills = new TreeMap<>();
    private final List<Double> killedAfterS = new ArrayList<>();
    private OperatorProcess operator;
    private int withDatabase;
    private int fromSnapshot;
    private int clockConfirmed;
    private long loadMs;
    private int underLoad;
    private long recoveryMs = 12_000;
    private int answered;

    OperatorKills(Path directory, long seed) {
        data = directory.resolve("operator");
        journals = directory;
        random = new Random(seed);
        bank = new BankFeed(directory.resolve("bank.journal"), random.nextLong());
        operator = OperatorProcess.start(data);
    }

    /** The first start dies in a migration of the database; the second opens a market. */
    LiveMarket open() {
        String[] versions = {"1.02", "2.01", "2.02", "3.201", "3.301", "3.401"};
        operator.await("migrating " + versions[random.nextInt(versions.length)]);
        kill(Point.MIGRATION, true);
        operator = OperatorProcess.start(data);
        operator.awaitServing();
        api.at(operator.port());
        LiveMarket market = LiveMarket.open(operator, api, bank, CLIENTS);
        for (LiveMarket.Client who : market.clients()) {
            Path journal = journals.resolve("client-" + who.id() + ".journal");
            clients.add(new ApiClient(api, who, market.instrument(), journal, random.nextLong()));
        }
        return market;
    }

    OperatorComparison comparison(LiveMarket market) {
        return new OperatorComparison(data.resolve("cluster/aeron"), clients, bank, market);
    }

    /** A kill under load at a time drawn from the first milliseconds after the start; then a start and a comparison. */
    void round(LiveMarket market, OperatorComparison comparison, Point point, int withinMs, boolean last) {
        long waitMs = random.nextInt(withinMs);
        long startNs = System.nanoTime();
        int before = done();
        clients.forEach(client -> client.start(REQUESTS_PER_SECOND));
        bank.start(BANK_ENTRIES_PER_SECOND);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(waitMs));
        String transfer = point == Point.APPROVAL ? decidedButNotSent(market) : "";
        if (point == Point.SNAPSHOT) {
            operator.begin("snapshot");
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(60_000)));
        }
        killedAfterS.add((System.nanoTime() - startNs) / 1e9);
        loadMs += (System.nanoTime() - startNs) / 1_000_000;
        underLoad += done() - before;
        kill(point == Point.RECOVERY ? Point.RANDOM : point, random.nextBoolean());
        if (point == Point.RECOVERY) {
            operator = OperatorProcess.start(data);
            operator.await("before clusterNode");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos((long) (random.nextDouble() * recoveryMs)));
            kill(Point.RECOVERY, random.nextBoolean());
        }
        // The bank goes on for a while and finds nobody; the clients insist on what is open.
        bank.stop();
        start(market);
        clients.forEach(ApiClient::stop);
        if (!transfer.isEmpty()) {
            market.transferred(transfer);
        }
        comparison.check(operator, last);
        answered = acknowledged();
        System.out.printf(
                Locale.ROOT,
                "%tT %-9s killed after %.1f s of load; %,d answers so far, compared up to sequence %,d%n",
                System.currentTimeMillis(),
                point,
                killedAfterS.getLast(),
                answered,
                comparison.sequence());
    }

    /** The approval is in the database, its command is not in the log. */
    private String decidedButNotSent(LiveMarket market) {
        operator.ask("hold");
        String transfer = market.transfer();
        if (operator.ask("waiting").equals("0")) {
            throw new IllegalStateException("the command of the approval was sent at once");
        }
        return transfer;
    }

    private void start(LiveMarket market) {
        operator = OperatorProcess.start(data);
        operator.await("before clusterNode");
        long fromNs = System.nanoTime();
        operator.awaitServing();
        recoveryMs = (System.nanoTime() - fromNs) / 1_000_000;
        fromSnapshot += operator.restoredSequence() > 0 ? 1 : 0;
        api.at(operator.port());
        clockConfirmed += market.confirmClock() ? 1 : 0;
    }

    /** Kills; the bank and the clients do not notice at once. */
    private void kill(Point point, boolean database) {
        operator.kill(database);
        kills.merge(point, 1, Integer::sum);
        withDatabase += database ? 1 : 0;
    }

    private int acknowledged() {
        return clients.stream().mapToInt(ApiClient::answers).sum();
    }

    /** Commands so far: acknowledged to the clients, or sent by the bank. */
    private int done() {
        return acknowledged() + bank.entries();
    }

    int answered() {
        return answered;
    }

    int fromSnapshot() {
        return fromSnapshot;
    }

    /** What happened, a line a fact. */
    List<String> facts(OperatorComparison comparison) {
        long repeats = clients.stream().mapToLong(ApiClient::repeats).sum();
        return List.of(
                "kills: " + kills.values().stream().mapToInt(Integer::intValue).sum() + " (" + kills + "), "
                        + withDatabase + " of them with the database server",
                "times of the kills under load, seconds after its start: "
                        + String.join(
                                ", ",
                                killedAfterS.stream()
                                        .map(each -> String.format(Locale.ROOT, "%.1f", each))
                                        .toList()),
                "starts from a snapshot: " + fromSnapshot + "; confirmations of the clock by two administrators: "
                        + clockConfirmed,
                String.format(
                        Locale.ROOT,
                        "acknowledged to %d clients of the API: %,d; bank entries: %,d, files sent twice: %d",
                        CLIENTS,
                        answered,
                        bank.entries(),
                        bank.repeats()),
                String.format(
                        Locale.ROOT,
                        "load until the kills: %.0f commands a second over %.0f s (asked for: %d);"
                                + " requests broken off and sent again: %,d",
                        underLoad * 1_000.0 / Math.max(1, loadMs),
                        loadMs / 1_000.0,
                        CLIENTS * REQUESTS_PER_SECOND + BANK_ENTRIES_PER_SECOND,
                        repeats),
                String.format(
                        Locale.ROOT,
                        "log: %,d entries; read model: %,d rows, equal to its rebuild from the log",
                        comparison.sequence(),
                        comparison.rows()),
                "lost: 0, applied twice: 0, answers that changed: 0, sums of assets that differ from zero: 0");
    }

    @Override
    public void close() {
        clients.forEach(ApiClient::close);
        bank.close();
        operator.close();
        api.close();
    }
}
