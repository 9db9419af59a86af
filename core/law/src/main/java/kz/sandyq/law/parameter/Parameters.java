package kz.sandyq.law.parameter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Dated parameters by name and day. A parameter without a value on the day refuses; it has no default. */
public final class Parameters {
    private static final Parameters EDITION = parse(resource());

    private final Map<String, List<DatedParameter>> byKey;

    private Parameters(Map<String, List<DatedParameter>> byKey) {
        this.byKey = byKey;
    }

    /** The parameters that this edition carries. */
    public static Parameters ofEdition() {
        return EDITION;
    }

    /**
     * Reads lines {@code key | value or - | unit | valid from | valid to or - | clause}.
     *
     * @throws IllegalArgumentException for a line of another kind or two values of one parameter on one day
     */
    public static Parameters parse(List<String> lines) {
        Map<String, List<DatedParameter>> byKey = new LinkedHashMap<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            DatedParameter read = read(line);
            List<DatedParameter> same = byKey.computeIfAbsent(read.key(), key -> new ArrayList<>());
            if (same.stream().anyMatch(other -> overlap(other, read))) {
                throw new IllegalArgumentException("two values on one day: " + line);
            }
            same.add(read);
        }
        return new Parameters(byKey);
    }

    /**
     * The parameter as it applies on a day, perhaps without a value.
     *
     * @throws IllegalArgumentException when no parameter has this name
     * @throws ParameterNotSetException when it does not apply on the day
     */
    public DatedParameter on(LocalDate day, String key) {
        List<DatedParameter> dated = byKey.get(key);
        if (dated == null) {
            throw new IllegalArgumentException("no parameter " + key);
        }
        return dated.stream()
                .filter(each -> each.appliesOn(day))
                .findFirst()
                .orElseThrow(
                        () -> new ParameterNotSetException(key, dated.getLast().clause()));
    }

    /** Every parameter with all its dated values. */
    public Collection<DatedParameter> all() {
        return byKey.values().stream().flatMap(List::stream).toList();
    }

    private static DatedParameter read(String line) {
        String[] words = line.split("\\|", -1);
        if (words.length != 6) {
            throw new IllegalArgumentException("not a line of parameters: " + line);
        }
        return new DatedParameter(
                words[0].strip(),
                optional(words[1]),
                words[2].strip(),
                LocalDate.parse(words[3].strip()),
                optional(words[4]).map(LocalDate::parse),
                words[5].strip());
    }

    private static Optional<String> optional(String written) {
        return written.strip().equals("-") ? Optional.empty() : Optional.of(written.strip());
    }

    private static boolean overlap(DatedParameter a, DatedParameter b) {
        return b.validTo().map(a.validFrom()::isBefore).orElse(true)
                && a.validTo().map(b.validFrom()::isBefore).orElse(true);
    }

    private static List<String> resource() {
        try (InputStream data = Parameters.class.getResourceAsStream("/law/parameters.txt")) {
            return new String(Objects.requireNonNull(data).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
