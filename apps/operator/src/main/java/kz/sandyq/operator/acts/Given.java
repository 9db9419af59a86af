package kz.sandyq.operator.acts;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kz.sandyq.operator.acts.ActField.Type;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.command.MoveLeg;
import kz.sandyq.readmodel.Instrument;
import org.jspecify.annotations.Nullable;

/** What was given for the fields of an act, read on demand; a field that is absent or blank is 0. */
final class Given {
    private static final int TEXT_MAX = 200;
    private static final int LEGS_MAX = 64;
    private static final int LINES_TEXT_MAX = LEGS_MAX * 120;

    private final Map<String, String> texts;
    private final Facts facts;
    private final PublicId ids;

    private Given(Map<String, String> texts, Facts facts, PublicId ids) {
        this.texts = texts;
        this.facts = facts;
        this.ids = ids;
    }

    /** What an act keeps; it was checked when it was proposed. */
    static Given kept(Map<String, String> texts, Facts facts, PublicId ids) {
        return new Given(Map.copyOf(texts), facts, ids);
    }

    /**
     * What somebody gives: every field that is required, no field that is unknown, every thing of the core known.
     *
     * @throws RefusedException FIELD_NOT_KNOWN, FIELD_REQUIRED, OBJECT_NOT_KNOWN, CHOICE_NOT_KNOWN and those of a value
     */
    static Given of(ActKind kind, Map<String, @Nullable String> raw, Facts facts, PublicId ids) {
        Map<String, ActField> fields = kind.fields().stream().collect(Collectors.toMap(ActField::name, each -> each));
        Map<String, String> texts = new TreeMap<>();
        raw.forEach((name, value) -> {
            String text = Objects.requireNonNullElse(value, "").strip();
            if (!fields.containsKey(name)) {
                throw new RefusedException("FIELD_NOT_KNOWN", name).field(name);
            }
            if (text.length() > (fields.get(name).lines() ? LINES_TEXT_MAX : TEXT_MAX)) {
                throw malformed(name);
            }
            if (!text.isEmpty()) {
                texts.put(name, text);
            }
        });
        Given given = new Given(texts, facts, ids);
        kind.fields().forEach(given::check);
        return given;
    }

    private void check(ActField field) {
        String text = text(field.name());
        if (text.isEmpty()) {
            if (field.required()) {
                throw new RefusedException("FIELD_REQUIRED").field(field.name());
            }
            return;
        }
        if (field.type().names() && !facts.exists(field.type(), id(field.name()))) {
            throw new RefusedException("OBJECT_NOT_KNOWN", text).field(field.name());
        }
        if (field.type() == Type.CHOICE && !field.choices().contains(text)) {
            throw new RefusedException("CHOICE_NOT_KNOWN", String.join(", ", field.choices())).field(field.name());
        }
    }

    /** The texts, by the names of their fields. */
    Map<String, String> texts() {
        return texts;
    }

    String text(String name) {
        return texts.getOrDefault(name, "");
    }

    /** Number behind a public id. */
    long id(String name) {
        if (text(name).isEmpty()) {
            return 0;
        }
        try {
            return ids.parse(text(name));
        } catch (RefusedException unreadable) {
            throw new RefusedException("OBJECT_NOT_KNOWN", text(name)).field(name);
        }
    }

    Instrument pair(String name) {
        return facts.pair(id(name)).orElseThrow(() -> new RefusedException("OBJECT_NOT_KNOWN", text(name)).field(name));
    }

    /** A whole number, at most a thousand million. */
    long whole(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw malformed(name);
        }
        return Long.parseLong(text);
    }

    /** Minor units, not below 0. */
    long amount(String name, int scale) {
        if (text(name).isEmpty()) {
            return 0;
        }
        try {
            long minor = Amounts.minor(text(name), scale);
            if (minor < 0) {
                throw new RefusedException("AMOUNT_NOT_POSITIVE");
            }
            return minor;
        } catch (RefusedException notAnAmount) {
            throw notAnAmount.field(name);
        }
    }

    /** Minor units of an asset, above 0. */
    long quantity(String name, long assetId) {
        int scale = facts.scale(assetId)
                .orElseThrow(() -> new RefusedException("OBJECT_NOT_KNOWN", text(name)).field(name));
        long minor = amount(name, scale);
        if (minor == 0) {
            throw new RefusedException("AMOUNT_NOT_POSITIVE").field(name);
        }
        return minor;
    }

    /** Legs, a line each: from, to, asset, quantity and, for encumbered units, the encumbrance. */
    List<ActLeg> legs(String name) {
        return lines(name).stream().map(line -> leg(line, name)).toList();
    }

    private List<String> lines(String name) {
        List<String> lines = text(name)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.size() > LEGS_MAX) {
            throw new RefusedException("TOO_MANY_LEGS", LEGS_MAX).field(name);
        }
        return lines;
    }

    private ActLeg leg(String line, String name) {
        String[] words = line.split("\\s+");
        if (words.length < 4 || words.length > 5) {
            throw new RefusedException("LEG_MALFORMED", line).field(name);
        }
        try {
            long asset = ids.parse(words[2]);
            int scale = facts.scale(asset).orElseThrow(() -> new RefusedException("LEG_MALFORMED"));
            long quantity = Amounts.minor(words[3], scale);
            if (quantity <= 0 || !facts.exists(Type.ACCOUNT, ids.parse(words[0]))) {
                throw new RefusedException("LEG_MALFORMED");
            }
            return new ActLeg(
                    ids.parse(words[0]),
                    ids.parse(words[1]),
                    asset,
                    quantity,
                    words.length == 5 ? ids.parse(words[4]) : 0);
        } catch (RefusedException unreadable) {
            throw new RefusedException("LEG_MALFORMED", line).field(name);
        }
    }

    /** Units of accounts, a line each: account and quantity. */
    List<MoveLeg> holdings(String name, int scale) {
        return lines(name).stream()
                .map(line -> {
                    String[] words = line.split("\\s+");
                    try {
                        long account = ids.parse(words[0]);
                        long quantity = words.length == 2 ? Amounts.minor(words[1], scale) : 0;
                        if (quantity <= 0 || !facts.exists(Type.ACCOUNT, account)) {
                            throw new RefusedException("HOLDING_MALFORMED");
                        }
                        return new MoveLeg(account, quantity);
                    } catch (RefusedException unreadable) {
                        throw new RefusedException("HOLDING_MALFORMED", line).field(name);
                    }
                })
                .toList();
    }

    /** Accounts that the lines of a field name first; lines that name none are left out. */
    List<Long> accounts(String name) {
        return lines(name).stream()
                .map(line -> line.split("\\s+")[0])
                .filter(word -> word.matches("[0-9]{1,9}-[0-9]{1,18}"))
                .map(ids::parse)
                .toList();
    }

    /** A moment typed in the time of Asia/Almaty, such as {@code 2026-12-01T18:00}; Unix milliseconds. */
    long moment(String name) {
        try {
            return LocalDateTime.parse(text(name))
                    .atZone(SandyqClock.LEGAL_ZONE)
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeParseException notAMoment) {
            throw new RefusedException("DAY_TIME_NOT_VALID").field(name);
        }
    }

    Facts facts() {
        return facts;
    }

    /** Hundredths of a percent. */
    int basisPoints(String name) {
        return parts(name, 2);
    }

    /** Millionths, of a percentage with at most four decimals. */
    int millionths(String name) {
        return parts(name, 4);
    }

    /** Days since 1970-01-01. */
    int day(String name) {
        try {
            return text(name).isEmpty()
                    ? 0
                    : Math.toIntExact(LocalDate.parse(text(name)).toEpochDay());
        } catch (DateTimeParseException | ArithmeticException notADay) {
            throw new RefusedException("DATE_NOT_VALID").field(name);
        }
    }

    /** Unix milliseconds of the end of a legal day; 0 for an absent one. */
    long endOfDayMs(String name) {
        int day = day(name);
        return text(name).isEmpty()
                ? 0
                : SandyqClock.startOf(LocalDate.ofEpochDay(day).plusDays(1)).toEpochMilli();
    }

    /** Whether a question was answered with yes. */
    boolean yes(String name) {
        return text(name).equals(YesNo.YES.name());
    }

    private int parts(String name, int decimals) {
        String text = text(name).replace(',', '.');
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.matches("[0-9]{1,4}(\\.[0-9]{1,4})?")) {
            throw malformed(name);
        }
        BigDecimal scaled = new BigDecimal(text).movePointRight(decimals);
        if (scaled.stripTrailingZeros().scale() > 0) {
            throw new RefusedException("AMOUNT_TOO_PRECISE", decimals).field(name);
        }
        return scaled.intValueExact();
    }

    <E extends Enum<E>> E choice(String name, Class<E> type) {
        return Enum.valueOf(type, text(name));
    }

    private static RefusedException malformed(String name) {
        return new RefusedException("VALUE_MALFORMED").field(name);
    }
}
