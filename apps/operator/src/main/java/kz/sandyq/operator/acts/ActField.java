package kz.sandyq.operator.acts;

import java.util.Arrays;
import java.util.List;

/**
 * A field of an act.
 *
 * @param name in the API, in forms, and in messages under {@code acts.field.<name>}
 * @param choices what a CHOICE takes, else empty
 */
record ActField(String name, Type type, boolean required, List<String> choices) {
    ActField {
        choices = List.copyOf(choices);
    }

    /** What a field holds. */
    enum Type {
        TRADE(true),
        PAIR(true),
        ASSET(true),
        ACCOUNT(true),
        WALLET(true),
        ENCUMBRANCE(true),
        ISSUE(true),
        DISTRIBUTION(true),
        TRANSFER(true),
        MOVE(true),
        SCHEDULE(true),
        INSTRUCTION(true),
        CLIENT(true),
        CHARGE(true),
        FEE_ACCOUNT(true),
        DATE(false),
        TIME(false),
        WHOLE(false),
        AMOUNT(false),
        PERCENT(false),
        LEGS(false),
        HOLDINGS(false),
        TIERS(false),
        CHOICE(false);

        private final boolean names;

        Type(boolean names) {
            this.names = names;
        }

        /** Whether it names a thing of the core by its public id. */
        boolean names() {
            return names;
        }
    }

    static ActField of(String name, Type type) {
        return new ActField(name, type, true, List.of());
    }

    static ActField optional(String name, Type type) {
        return new ActField(name, type, false, List.of());
    }

    /** Whether a page takes several lines. */
    public boolean lines() {
        return type == Type.LEGS || type == Type.HOLDINGS || type == Type.TIERS;
    }

    /** Kind of the input on a page. */
    public String input() {
        return switch (type) {
            case DATE -> "date";
            case TIME -> "datetime-local";
            default -> "text";
        };
    }

    static ActField choice(String name, Enum<?>... choices) {
        return new ActField(
                name, Type.CHOICE, true, Arrays.stream(choices).map(Enum::name).toList());
    }
}
