package kz.sandyq.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code ./bench WHAT [name=number ...]}. The last line is {@code name=value unit}. */
final class Bench {
    private static final long SEED = 20_261_121;
    private static final int HOT = 10;

    private Bench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        String what = args.length == 0 ? "" : args[0];
        Map<String, Integer> numbers = new TreeMap<>();
        for (int i = 1; i < args.length; i++) {
            String[] pair = args[i].split("=", 2);
            numbers.put(pair[0], Integer.parseInt(pair[1]));
        }
        Conditions.print();
        String result = switch (what) {
            case "core" -> "core.throughput=" + core(numbers, 1_000) + " commands/s";
            case "core-hot" -> "core-hot.throughput=" + core(numbers, HOT) + " commands/s";
            case "replay" -> {
                Recording recording = new Recording(shape(numbers, 1_000), SEED);
                yield "replay.throughput=" + new ReplayBench(recording).run(SEED) + " entries/s";
            }
            case "memory" -> String.format(Locale.ROOT, "memory.row=%.1f bytes", new MemoryBench().run());
            case "worst" -> String.format(Locale.ROOT, "worst.step=%.3f ms", new WorstBench(SEED).run() / 1e6);
            case "versus-exchange-core" ->
                String.format(Locale.ROOT, "versus-exchange-core=%.2f times", versus(numbers));
            case "durable" -> {
                Path directory = Files.createTempDirectory(Path.of("").toAbsolutePath(), ".bench-");
                long perSecond = new DurableBench(directory, numbers.getOrDefault("seconds", 10)).run(SEED);
                delete(directory);
                yield "durable.throughput=" + perSecond + " commands/s";
            }
            case "cluster" -> {
                Path directory = Files.createTempDirectory(Path.of("").toAbsolutePath(), ".bench-");
                ClusterBench bench = new ClusterBench(
                        directory,
                        numbers.getOrDefault("seconds", 10),
                        numbers.getOrDefault("kills", 20),
                        numbers.getOrDefault("proofs", 0) == 1);
                long perSecond = bench.run(SEED);
                delete(directory);
                yield "cluster.throughput=" + perSecond + " commands/s";
            }
            case "snapshot" -> {
                Path directory = Files.createTempDirectory(Path.of("").toAbsolutePath(), ".bench-");
                int members = numbers.getOrDefault("members", 1);
                SnapshotBench bench = new SnapshotBench(directory, numbers.getOrDefault("rows", 1_000_000));
                long longestNs = members == 1 ? bench.alone() : bench.cluster(members);
                delete(directory);
                yield String.format(Locale.ROOT, "snapshot.pause=%.0f ms", longestNs / 1e6);
            }
            case "proof" -> {
                Path directory = Files.createTempDirectory(Path.of("").toAbsolutePath(), ".bench-");
                double median = new ProofBench(directory)
                        .run(SEED, numbers.getOrDefault("blocks", 1_000_000), numbers.getOrDefault("seconds", 30));
                delete(directory);
                yield String.format(Locale.ROOT, "proof.accepted-to-proven=%.0f ms", median);
            }
            case "asof" -> {
                Path directory = Files.createTempDirectory(Path.of("").toAbsolutePath(), ".bench-");
                AsOfBench bench = new AsOfBench(
                        directory,
                        numbers.getOrDefault("accounts", 1_250_000),
                        numbers.getOrDefault("movements", 20_000_000),
                        SEED);
                yield String.format(Locale.ROOT, "asof.page=%.1f ms", bench.run() / 1e6);
            }
            case "liabilities" -> {
                double seconds = liabilities(numbers.getOrDefault("holders", 1_000_000));
                yield String.format(Locale.ROOT, "liabilities.round=%.1f s", seconds);
            }
            default -> throw new IllegalArgumentException("no bench " + what + "; see ./bench");
        };
        Conditions.load();
        System.out.println(result);
    }

    private static double liabilities(int holders) throws IOException {
        Path directory = Files.createTempDirectory(Path.of("").toAbsolutePath(), ".bench-");
        try {
            return new LiabilitiesBench(directory).run(SEED, holders);
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static long core(Map<String, Integer> numbers, int hot) {
        return new CoreBench(new Recording(shape(numbers, hot), SEED)).run(SEED);
    }

    private static double versus(Map<String, Integer> numbers) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(Path.of("").toAbsolutePath(), ".bench-");
        FlowShape all = shape(numbers, 1_000);
        FlowShape apart =
                new FlowShape(all.instruments(), all.instruments(), all.accounts(), true, all.warmUp(), all.measured());
        VersusBench bench = new VersusBench(directory, apart, numbers.getOrDefault("seconds", 20));
        try {
            return bench.run(SEED);
        } finally {
            bench.delete();
            Files.delete(directory);
        }
    }

    private static FlowShape shape(Map<String, Integer> numbers, int hot) {
        int instruments = numbers.getOrDefault("instruments", 1_000);
        return new FlowShape(
                instruments,
                Math.min(hot, instruments),
                numbers.getOrDefault("accounts", 100_000),
                false,
                numbers.getOrDefault("warm-up", 1_000_000),
                numbers.getOrDefault("commands", 2_000_000));
    }
}
