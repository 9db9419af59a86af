package kz.sandyq.simulator.model;

import java.util.List;
import java.util.Objects;
import kz.sandyq.simulator.schema.Bytes;
import kz.sandyq.simulator.schema.Layout;
import kz.sandyq.simulator.schema.Message;
import kz.sandyq.simulator.schema.Schema;

/** Makes one field of a command worse. */
final class Spoiler {
    private final Chance chance;

    Spoiler(Chance chance) {
        this.chance = chance;
    }

    Message spoil(Message message) {
        Layout layout = Schema.market().layout(message.name());
        List<String> fields = layout.fieldNames();
        String field = fields.get(chance.random.nextInt(fields.size()));
        if (field.equals("header")) {
            return message;
        }
        Object value = message.value(field);
        Message spoiled = message.copy();
        if (field.equals("ground")) {
            return spoiled.with(field, ground());
        }
        if (value instanceof Bytes || layout.numberSize(field) == 0) {
            return spoiled.with(field, bytes(field, message));
        }
        return spoiled.with(field, number(field, layout.numberSize(field), message.number(field)));
    }

    private Message ground() {
        long day = chance.world.legalDay();
        return chance.of(
                new Message("Ground"),
                new Message("Ground").with("effectiveEpochDay", day + 1),
                new Message("Ground").with("effectiveEpochDay", day - 1));
    }

    private Object bytes(String field, Message message) {
        return switch (field) {
            case "code" -> chance.of(Bytes.of(""), Bytes.of("KZT"), Bytes.of("D9A"));
            case "registrationNumber" ->
                chance.of(
                        Bytes.of(""),
                        Bytes.of("n".repeat(51)),
                        Bytes.of("Қ".repeat(50)),
                        Bytes.of("a\u0000b"),
                        chance.any(
                                chance.world.issues.values().stream()
                                        .map(issue -> issue.number)
                                        .toList(),
                                Bytes.of("N-1")));
            case "symbol" -> chance.of(Bytes.of(""), Bytes.of(" P"));
            default -> Objects.requireNonNullElse(message.value(field), Bytes.of(""));
        };
    }

    private long number(String field, int size, long before) {
        if (field.equals("status")) {
            return chance.of(0L, 1L, 3L, 2L, 17L, 18L, 21L, 26L, 255L);
        }
        if (size == 1) {
            return chance.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 9L, 10L, 17L, 18L, 255L);
        }
        if (size == 4) {
            return chance.of(0L, -1L, 1L, before + 1, before - 1, (long) Integer.MAX_VALUE);
        }
        if (field.endsWith("Ms")) {
            long now = chance.world.logicalNow();
            return chance.of(-1L, 0L, now - 1, now, now + 1, before + 1, Long.MAX_VALUE);
        }
        if (field.endsWith("Id") || field.equals("creditSequence")) {
            return id(before);
        }
        return amount(before);
    }

    private long id(long before) {
        long sequence = chance.world.sequence();
        return switch (chance.random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> 1_000_000_000;
            case 3 -> chance.from(1, 40);
            case 4 -> chance.from(1, Math.max(1, sequence)) << 24 | chance.below(4);
            default -> before + 1;
        };
    }

    private long amount(long before) {
        long largest = Numbers.LARGEST.longValueExact();
        return switch (chance.random.nextInt(9)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> before + 1;
            case 3 -> largest;
            case 4 -> largest + 1;
            case 5 -> Long.MAX_VALUE;
            case 6 -> largest / chance.from(2, 400);
            case 7 -> chance.from(1, 9) * 1_000_000_007L;
            default -> Long.MIN_VALUE;
        };
    }
}
