package kz.sandyq.peer;

import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.api.ApiCancelOrder;
import exchange.core2.core.common.api.ApiCommand;
import exchange.core2.core.common.api.ApiMoveOrder;
import exchange.core2.core.common.api.ApiPlaceOrder;
import exchange.core2.core.common.api.ApiReduceOrder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A flow file: head, accounts with the pair that each trades, lines. All little-endian longs. */
final class Flow {
    /**
     * exchange-core checks a group of lines before it settles the group before. A flow whose answers are compared has
     * no order that only what came free within so many lines covers.
     */
    static final int LINES_IN_GROUP = 32;

    private static final long MAGIC = 0x53514C4F57303031L;
    private static final int HEAD = 7;
    private static final int ACCOUNT = 2;
    private static final int LINE = 5;

    private final ByteBuffer bytes;
    private final int linesFrom;

    private Flow(ByteBuffer bytes) {
        this.bytes = bytes;
        linesFrom = HEAD + ACCOUNT * accounts();
    }

    static Flow read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            if (bytes.order(ByteOrder.LITTLE_ENDIAN).getLong(0) != MAGIC) {
                throw new IOException("no flow file: " + file);
            }
            return new Flow(bytes);
        }
    }

    private long value(int index) {
        return bytes.getLong(Math.multiplyExact(index, Long.BYTES));
    }

    int instruments() {
        return (int) value(1);
    }

    int accounts() {
        return (int) value(2);
    }

    int warmUp() {
        return (int) value(3);
    }

    int lines() {
        return (int) value(4);
    }

    long moneyMinor() {
        return value(5);
    }

    long units() {
        return value(6);
    }

    long account(int number) {
        return value(HEAD + ACCOUNT * number);
    }

    int instrumentOf(int accountNumber) {
        return (int) value(HEAD + ACCOUNT * accountNumber + 1);
    }

    /** The lines as exchange-core's commands. */
    List<ApiCommand> commands() {
        List<ApiCommand> commands = new ArrayList<>(lines());
        for (int line = 0; line < lines(); line++) {
            commands.add(command(linesFrom + line * LINE));
        }
        return commands;
    }

    private ApiCommand command(int at) {
        long head = value(at);
        long account = value(at + 1);
        long order = value(at + 2);
        long price = value(at + 3);
        long lots = value(at + 4);
        int instrument = (int) (head >>> 16);
        return switch ((int) (head & 0xFF)) {
            case 0 -> place(head, order, instrument, account, price, lots);
            case 1 ->
                ApiCancelOrder.builder()
                        .orderId(order)
                        .symbol(instrument)
                        .uid(account)
                        .build();
            case 2 ->
                ApiMoveOrder.builder()
                        .orderId(order)
                        .symbol(instrument)
                        .uid(account)
                        .newPrice(price)
                        .build();
            case 3 ->
                ApiReduceOrder.builder()
                        .orderId(order)
                        .symbol(instrument)
                        .uid(account)
                        .reduceSize(lots)
                        .build();
            default -> throw new IllegalArgumentException("no line of a flow: " + head);
        };
    }

    private static ApiCommand place(long head, long order, int instrument, long account, long price, long lots) {
        return ApiPlaceOrder.builder()
                .orderId(order)
                .symbol(instrument)
                .uid(account)
                .action((head >>> 8 & 1) != 0 ? OrderAction.BID : OrderAction.ASK)
                .orderType((head >>> 9 & 1) != 0 ? OrderType.IOC : OrderType.GTC)
                .price(price)
                .reservePrice(price)
                .size(lots)
                .build();
    }
}
