package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of trading statuses: each status with each command, each status with each other. */
class TradingStatusTest {
    private static final Path TABLE = Path.of("src/test/resources/tables/trading-statuses.txt");
    /** How a pair that is open comes to a status. */
    private static List<TradingState> way(TradingState to) {
        return switch (to) {
            case CONTINUOUS -> List.of();
            case OPENING_CALL -> List.of(TradingState.POST_CLOSE, to);
            default -> List.of(to);
        };
    }

    private static String go(TradingState state) {
        return "status pair "
                + switch (state) {
                    case CLOSED -> "NOT_AVAILABLE_FOR_TRADING";
                    case OPENING_CALL -> "PRE_OPEN phase=OPENING_AUCTION";
                    case CONTINUOUS -> "READY_TO_TRADE phase=CONTINUOUS";
                    case UNSCHEDULED_CALL -> "PRE_OPEN phase=UNSCHEDULED_AUCTION";
                    case HALT -> "TRADING_HALT reason=REGULATORY";
                    case CLOSING_CALL -> "PRE_OPEN phase=CLOSING_AUCTION";
                    case POST_CLOSE -> "POST_CLOSE";
                };
    }

    private static void says(TradingState from, String step, String expected) {
        Script script = new Script();
        script.play("before " + from, List.of("trading", "o = buy pair alice 1 at=50 -> OK"));
        way(from).forEach(state -> script.play("to " + from, List.of(go(state) + " -> OK")));
        script.play("from " + from, List.of(step + " -> " + expected));
        assertThat(script.wrong()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void answersAsTheTableSays(TradingState from) throws IOException {
        List<String> row = Files.readAllLines(TABLE).stream()
                .filter(line -> line.startsWith(from + " "))
                .map(line -> Arrays.asList(line.split("\\s+")))
                .findFirst()
                .orElseThrow();
        says(from, "buy pair alice 1 at=60", row.get(1));
        says(from, "buy pair alice 1 at=60 tif=IOC", row.get(2));
        says(from, "cancel o alice", row.get(3).equals("-") ? "ORDER_CLOSED" : row.get(3));
        for (TradingState next : TradingState.values()) {
            says(from, go(next), row.get(4 + next.ordinal()).equals("x") ? "OK" : "STATUS_NOT_ALLOWED");
        }
    }
}
