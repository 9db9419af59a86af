package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The price found a step at a time is the one that a look at every price finds. */
class AuctionPriceTest {
    private static final int LOWEST = 90;
    private static final int HIGHEST = 110;

    /** An order: positive lots buy, negative sell. */
    private record Order(long price, long lots) {}

    private static long buyers(List<Order> book, long price) {
        return book.stream()
                .filter(order -> order.lots() > 0 && order.price() >= price)
                .mapToLong(Order::lots)
                .sum();
    }

    private static long sellers(List<Order> book, long price) {
        return book.stream()
                .filter(order -> order.lots() < 0 && order.price() <= price)
                .mapToLong(order -> -order.lots())
                .sum();
    }

    private static long surplus(List<Order> book, long price) {
        return buyers(book, price) - sellers(book, price);
    }

    private static List<Long> best(List<Long> prices, Comparator<Long> order) {
        long first = prices.stream().min(order).orElseThrow();
        return prices.stream().filter(each -> order.compare(each, first) == 0).toList();
    }

    /** The rules one after another, each over every price that the one before has left. */
    private static long naive(List<Order> book, long reference) {
        List<Long> left = LongStream.rangeClosed(LOWEST, HIGHEST).boxed().toList();
        left = best(left, Comparator.comparingLong(p -> -Math.min(buyers(book, p), sellers(book, p))));
        left = best(left, Comparator.comparingLong(p -> Math.abs(surplus(book, p))));
        if (left.stream().allMatch(p -> surplus(book, p) > 0)) {
            return left.getLast();
        }
        if (left.stream().allMatch(p -> surplus(book, p) < 0)) {
            return left.getFirst();
        }
        if (reference == 0) {
            return left.getLast();
        }
        return best(left, Comparator.comparingLong(p -> Math.abs(p - reference)))
                .getLast();
    }

    @Test
    void isTheSameForThreeHundredBooks() {
        Random random = new Random(20_261_121);
        int crossed = 0;
        for (int i = 0; i < 300; i++) {
            List<Order> book = new ArrayList<>();
            for (int orders = 2 + random.nextInt(8); orders > 0; orders--) {
                long lots = 1L + random.nextInt(4);
                book.add(new Order(LOWEST + random.nextInt(21), random.nextBoolean() ? lots : -lots));
            }
            long reference = random.nextInt(3) == 0 ? 0 : LOWEST - 2 + random.nextInt(25);
            boolean trades =
                    LongStream.rangeClosed(LOWEST, HIGHEST).anyMatch(p -> buyers(book, p) > 0 && sellers(book, p) > 0);
            crossed += trades ? 1 : 0;
            uncrosses(book, reference, trades ? naive(book, reference) : 0);
        }
        assertThat(crossed).isGreaterThan(150);
    }

    private static void uncrosses(List<Order> book, long reference, long price) {
        List<String> lines = new ArrayList<>(List.of(
                "trading",
                "setrules pair reference=" + reference + " -> OK",
                "status pair PRE_OPEN phase=UNSCHEDULED_AUCTION -> OK"));
        book.forEach(order -> lines.add(
                order.lots() > 0
                        ? "buy pair alice " + order.lots() + " at=" + order.price() + " -> OK"
                        : "sell pair bob " + -order.lots() + " at=" + order.price() + " -> OK"));
        lines.add("status pair READY_TO_TRADE -> OK");
        for (int i = 0; i < 10; i++) {
            lines.add("tick 250");
        }
        lines.add("shown pair READY_TO_TRADE CONTINUOUS NONE " + price + " " + price);
        Script script = new Script();
        script.play(book + " reference " + reference, lines);
        assertThat(script.wrong()).isEmpty();
    }
}
