package kz.sandyq.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** {@code ./bench core|durable [name=number ...]}. The last line is {@code name=value unit}. */
final class Bench {
    private static final long SEED = 20_261_121;

    private Bench() {}

    public static void main(String[] args) throws IOException {
        String what = args.length == 0 ? "" : args[0];
        Map<String, Integer> numbers = new TreeMap<>();
        for (int i = 1; i < args.length; i++) {
            String[] pair = args[i].split("=", 2);
            numbers.put(pair[0], Integer.parseInt(pair[1]));
        }
        switch (what) {
            case "core" -> {
                Conditions.print();
                CoreBench bench = new CoreBench(
                        numbers.getOrDefault("instruments", 1_000),
                        numbers.getOrDefault("accounts", 100_000),
                        numbers.getOrDefault("warm-up", 1_000_000),
                        numbers.getOrDefault("commands", 2_000_000));
                long perSecond = bench.run(SEED);
                Conditions.load();
                System.out.println("core.throughput=" + perSecond + " commands/s");
            }
            case "durable" -> {
                Conditions.print();
                Path directory = Files.createTempDirectory(Path.of("").toAbsolutePath(), ".bench-");
                long perSecond = new DurableBench(directory, numbers.getOrDefault("seconds", 10)).run(SEED);
                Conditions.load();
                System.out.println("durable.throughput=" + perSecond + " commands/s");
            }
            default -> {
                System.err.println("usage: ./bench core [instruments=1000] [accounts=100000] [warm-up=1000000]"
                        + " [commands=2000000]\n       ./bench durable [seconds=10]");
                System.exit(2);
            }
        }
    }
}
