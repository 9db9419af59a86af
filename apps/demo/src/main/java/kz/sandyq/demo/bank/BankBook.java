package kz.sandyq.demo.bank;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the bank has booked on the operator's account: a file of lines, each reference once. */
final class BankBook {
    private final Path file;
    private final Map<String, Line> lines = new LinkedHashMap<>();

    /** Kinds of lines. A rejected payment stands here too, though no money moved. */
    enum Kind {
        CREDIT,
        DEBIT,
        REVERSAL,
        RETURN,
        REJECTED
    }

    /**
     * A line.
     *
     * @param reference the bank's own, once for good
     * @param related credit that is reversed, payment that is paid, rejected or returned; empty for a credit
     * @param party who paid or was to be paid
     */
    record Line(Kind kind, String reference, String related, BigDecimal amount, String party, Instant at) {}

    BankBook(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (Files.exists(file)) {
            for (String text : Files.readAllLines(file)) {
                String[] cells = text.split("\t", -1);
                // The last line of a run that was killed may be cut off.
                if (cells.length == 6) {
                    Line line = new Line(
                            Kind.valueOf(cells[0]),
                            cells[1],
                            cells[2],
                            new BigDecimal(cells[3]),
                            cells[4],
                            Instant.parse(cells[5]));
                    lines.put(line.reference(), line);
                }
            }
        }
    }

    /** Books a line; one that stands there already stays as it is. */
    synchronized void book(Line line) {
        if (lines.putIfAbsent(line.reference(), line) != null) {
            return;
        }
        String text = String.join(
                "\t",
                line.kind().name(),
                line.reference(),
                line.related(),
                line.amount().toPlainString(),
                line.party().replaceAll("[\\t\\n\\r]", " "),
                line.at().toString());
        try {
            Files.writeString(
                    file, text + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    synchronized Optional<Line> find(String reference) {
        return Optional.ofNullable(lines.get(reference));
    }

    /** The newest lines first. */
    synchronized List<Line> newest(int limit) {
        List<Line> all = List.copyOf(lines.values());
        return all.subList(Math.max(0, all.size() - limit), all.size()).reversed();
    }
}
