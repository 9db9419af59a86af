package kz.sandyq.market;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.sandyq.protocol.sbe.TaskKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The largest step of every command, of every task and of a beat, in objects touched, with every structure at its
 * limit.
 */
class BoundsTest {
    private static final Path TABLE = Path.of("src/test/resources/tables/bounds.txt");
    private static final Pattern MESSAGE = Pattern.compile("<sbe:message name=\"(\\w+)\" id=\"(\\d+)\"");
    private static final Pattern LINE = Pattern.compile("(command \\w+|task \\w+|tick) +((?:\\d+[ KFL+\\d]*)|-) +.*");
    /** Of the markets that are played. */
    private static final Map<String, Long> SIZES = Map.of("K", 4L, "F", 8L, "L", 64L);
    /** Looks at an object: what is paid on encumbered units looks for each in what lies on the money. */
    private static final long LOOKS = 80;

    @Test
    @Tag("slow")
    void noStepTouchesMoreThanItsBound() throws Exception {
        Map<String, String> bounds = bounds();
        Map<String, long[]> most = most();
        List<String> wrong = new ArrayList<>();
        most.forEach((sort, of) -> {
            String bound = Objects.requireNonNullElse(bounds.get(sort), "0");
            System.out.printf("%-32s %5d objects of %-24s %6d looks%n", sort, of[0], bound, of[1]);
            if (!bound.equals("-") && (of[0] > value(bound) || of[1] > LOOKS * value(bound))) {
                wrong.add(sort + " touches " + of[0] + " and looks " + of[1] + " times, bound " + bound);
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(most.keySet()).as("what is never met has no largest step").isEqualTo(bounds.keySet());
    }

    @Test
    void everyCommandAndEveryTaskHasABound() throws IOException {
        List<String> all = new ArrayList<>(commands().values());
        Arrays.stream(TaskKind.values())
                .filter(kind -> kind != TaskKind.NULL_VAL)
                .forEach(kind -> all.add("task " + kind));
        all.add("tick");
        assertThat(bounds().keySet()).isEqualTo(new TreeSet<>(all));
    }

    private static Map<String, String> bounds() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> !line.startsWith("#"))
                .map(LINE::matcher)
                .peek(line -> assertThat(line.matches()).isTrue())
                .collect(Collectors.toMap(
                        line -> line.group(1), line -> line.group(2).strip(), (one, other) -> one, TreeMap::new));
    }

    /** Terms of a number and sizes, as in {@code 60 + 8 K + L L}. */
    private static long value(String bound) {
        return Arrays.stream(bound.split("\\+"))
                .mapToLong(term -> Arrays.stream(term.strip().split(" "))
                        .mapToLong(word -> SIZES.containsKey(word) ? SIZES.get(word) : Long.parseLong(word))
                        .reduce(1, Math::multiplyExact))
                .sum();
    }

    /** By sort: objects, looks. */
    private static Map<String, long[]> most() throws Exception {
        Callable<?> steps = (Callable<?>) new CountingLoader(BoundsTest.class.getClassLoader())
                .loadClass(LargestSteps.class.getName())
                .getConstructor()
                .newInstance();
        Map<Integer, String> names = commands();
        Map<String, long[]> most = new TreeMap<>();
        ((Map<?, ?>) steps.call()).forEach((sort, of) -> {
            String name = (String) sort;
            most.put(
                    name.startsWith("command ")
                            ? Objects.requireNonNullElse(names.get(Integer.parseInt(name.substring(8))), "unreadable")
                            : name,
                    (long[]) of);
        });
        most.remove("unreadable");
        return most;
    }

    private static Map<Integer, String> commands() throws IOException {
        try (InputStream schema = Objects.requireNonNull(BoundsTest.class.getResourceAsStream("/sbe/market.xml"))) {
            return MESSAGE.matcher(new String(schema.readAllBytes(), UTF_8))
                    .results()
                    .filter(message -> MarketCore.isCommand(Integer.parseInt(message.group(2))))
                    .collect(Collectors.toMap(
                            message -> Integer.parseInt(message.group(2)), message -> "command " + message.group(1)));
        }
    }
}
