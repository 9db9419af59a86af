package kz.sandyq.peer;

import exchange.core2.core.ExchangeApi;
import exchange.core2.core.ExchangeCore;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.CoreWaitStrategy;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.api.ApiAddUser;
import exchange.core2.core.common.api.ApiAdjustUserBalance;
import exchange.core2.core.common.api.ApiCommand;
import exchange.core2.core.common.api.ApiNop;
import exchange.core2.core.common.api.binary.BatchAddSymbolsCommand;
import exchange.core2.core.common.config.ExchangeConfiguration;
import exchange.core2.core.common.config.InitialStateConfiguration;
import exchange.core2.core.common.config.PerformanceConfiguration;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Applies a flow file to exchange-core: {@code FILE STRATEGY ENGINES SECONDS [TRANSCRIPT EVERY]}. Prints what it took
 * for the lines behind the warm-up, or writes what each line did, and orders and free balances after every so many.
 */
final class Peer {
    static final int MONEY = 1;
    static final int FIRST_BASE = 1_000;

    private final Flow flow;
    private final Results results;
    private final ExchangeCore core;
    private final ExchangeApi api;

    private Peer(Flow flow, PerformanceConfiguration.PerformanceConfigurationBuilder performance, Results results) {
        this.flow = flow;
        this.results = results;
        core = ExchangeCore.builder()
                .resultsConsumer(results::on)
                .exchangeConfiguration(ExchangeConfiguration.defaultBuilder()
                        .initStateCfg(InitialStateConfiguration.CLEAN_TEST)
                        .performanceCfg(performance
                                .orderBookFactory(OrderBookDirectImpl::new)
                                .build())
                        .build())
                .build();
        core.startup();
        api = core.getApi();
    }

    public static void main(String[] args) throws IOException, ExecutionException, InterruptedException {
        // Its own threads would go on without this one.
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        Flow flow = Flow.read(Path.of(args[0]));
        CoreWaitStrategy strategy = CoreWaitStrategy.valueOf(args[1]);
        int engines = Integer.parseInt(args[2]);
        int seconds = Integer.parseInt(args[3]);
        PerformanceConfiguration.PerformanceConfigurationBuilder performance =
                PerformanceConfiguration.throughputPerformanceBuilder()
                        .matchingEnginesNum(engines)
                        .riskEnginesNum(engines)
                        .waitStrategy(strategy);
        if (args.length < 5) {
            new Peer(flow, performance, new Results(null)).run(seconds);
        } else {
            performance.msgsInGroupLimit(Flow.LINES_IN_GROUP);
            try (PrintStream transcript = new PrintStream(
                    new BufferedOutputStream(Files.newOutputStream(Path.of(args[4]))), false, StandardCharsets.UTF_8)) {
                new Peer(flow, performance, new Results(transcript)).transcribe(transcript, Integer.parseInt(args[5]));
            }
        }
        System.exit(0);
    }

    private void run(int seconds) throws ExecutionException, InterruptedException {
        open();
        List<ApiCommand> commands = flow.commands();
        publish(commands, 0, flow.warmUp(), Integer.MAX_VALUE);
        settle();
        long cpuBefore = cpuNs();
        long startNs = System.nanoTime();
        int end = publish(commands, flow.warmUp(), commands.size(), seconds);
        settle();
        long wallNs = System.nanoTime() - startNs;
        int measured = end - flow.warmUp();
        say(end);
        System.out.println("per-cpu-second=" + measured * 1_000_000_000L / (cpuNs() - cpuBefore));
        System.out.println("per-second=" + measured * 1_000_000_000L / wallNs);
        System.out.flush();
    }

    private void transcribe(PrintStream transcript, int every) throws ExecutionException, InterruptedException {
        open();
        Books books = new Books(api, flow);
        List<ApiCommand> commands = flow.commands();
        for (int line = 0; line < commands.size(); line += every) {
            publish(commands, line, Math.min(commands.size(), line + every), Integer.MAX_VALUE);
            for (int beat = 0; beat < Flow.LINES_IN_GROUP; beat++) {
                api.submitCommand(ApiNop.builder().build());
            }
            settle();
            books.report(transcript::println);
        }
        say(commands.size());
        System.out.flush();
    }

    private void say(int lines) {
        System.out.println("java=" + System.getProperty("java.vm.version"));
        System.out.println("lines=" + lines);
        System.out.println("trades=" + results.trades());
        System.out.println("refused=" + results.refused());
    }

    private void open() throws ExecutionException, InterruptedException {
        List<CoreSymbolSpecification> pairs = new ArrayList<>();
        for (int instrument = 1; instrument <= flow.instruments(); instrument++) {
            pairs.add(CoreSymbolSpecification.builder()
                    .symbolId(instrument)
                    .type(SymbolType.CURRENCY_EXCHANGE_PAIR)
                    .baseCurrency(FIRST_BASE + instrument)
                    .quoteCurrency(MONEY)
                    .baseScaleK(1)
                    .quoteScaleK(1)
                    .build());
        }
        api.submitBinaryDataAsync(new BatchAddSymbolsCommand(pairs)).get();
        for (int number = 0; number < flow.accounts(); number++) {
            long uid = flow.account(number);
            api.submitCommand(ApiAddUser.builder().uid(uid).build());
            credit(uid, MONEY, flow.moneyMinor(), 1);
            credit(uid, FIRST_BASE + flow.instrumentOf(number), flow.units(), 2);
        }
        settle();
    }

    private void credit(long uid, int currency, long amount, long transactionId) {
        api.submitCommand(ApiAdjustUserBalance.builder()
                .uid(uid)
                .currency(currency)
                .amount(amount)
                .transactionId(transactionId)
                .build());
    }

    /** Publishes until the end or the time is over; the ring makes it wait when it is full. */
    private int publish(List<ApiCommand> commands, int from, int to, int seconds) {
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        int at = from;
        while (at < to && ((at & 0x3FF) != 0 || System.nanoTime() < endNs)) {
            api.submitCommand(commands.get(at++));
        }
        return at;
    }

    /** Waits for the last command that was published. */
    private void settle() throws ExecutionException, InterruptedException {
        api.submitCommandAsync(ApiNop.builder().build()).get();
    }

    /** Processor time of the whole process: exchange-core works in several threads. */
    private static long cpuNs() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
