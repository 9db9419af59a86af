package kz.sandyq.operator.cabinet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.cabinet.Holdings.Holding;
import kz.sandyq.operator.cabinet.Ledger.Entry;
import kz.sandyq.operator.cabinet.Letterheads.Letterhead;
import kz.sandyq.operator.facts.PaperMark;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.pdf.PdfPages;
import kz.sandyq.platform.time.SandyqClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a client had at the end of a legal day, and what moved on it. */
@Component
@LegalBasis("LAW-1.6-3-b")
class Statements {
    static final int MOVEMENTS = 500;

    private final Holdings holdings;
    private final Ledger ledger;
    private final OwnAccounts accounts;
    private final Letterheads heads;
    private final PdfPages pdf;
    private final JdbcClient jdbc;
    private final SandyqClock clock;

    Statements(
            Holdings holdings,
            Ledger ledger,
            OwnAccounts accounts,
            Letterheads heads,
            PdfPages pdf,
            JdbcClient jdbc,
            SandyqClock clock) {
        this.holdings = holdings;
        this.ledger = ledger;
        this.accounts = accounts;
        this.heads = heads;
        this.pdf = pdf;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A statement.
     *
     * @param complete whether the day is over
     * @param sequence the last entry of the log that counts
     * @param movements entries of the day, oldest first, at most {@link #MOVEMENTS}
     * @param more whether there were further ones
     */
    record Statement(
            Letterhead head,
            LocalDate date,
            boolean complete,
            long sequence,
            List<Holding> holdings,
            List<Entry> movements,
            boolean more,
            Instant madeAt) {
        /** Whether the central depository keeps the register of the holders of something in it. */
        public boolean inDepository() {
            return holdings.stream().anyMatch(Holding::inDepository);
        }
    }

    private record Bookmark(long sequence, long recordedAtMs) {}

    /**
     * Draws a statement of a day.
     *
     * @throws RefusedException STATEMENT_NOT_READY (503) while entries of the day may still be on their way
     */
    Statement of(long clientRelationId, StatementDay day) {
        Instant now = clock.instant();
        boolean complete = !day.until().isAfter(now);
        long sequence = sequence(day, complete);
        List<Entry> moved =
                ledger.between(accounts.of(clientRelationId), day.from(), day.until(), MOVEMENTS + 1).stream()
                        .filter(each -> each.sequence() <= sequence)
                        .toList();
        boolean more = moved.size() > MOVEMENTS;
        return new Statement(
                heads.of(clientRelationId, "DFA"),
                day.date(),
                complete,
                sequence,
                holdings.of(clientRelationId, sequence),
                more ? moved.subList(0, MOVEMENTS) : moved,
                more,
                now);
    }

    /** The last entry that counts; time and sequence rise together. */
    private long sequence(StatementDay day, boolean complete) {
        Bookmark read = jdbc.sql("select sequence, recorded_at_ms from readmodel.bookmark where id = 1")
                .query(Bookmark.class)
                .single();
        if (!complete) {
            return read.sequence();
        }
        long untilMs = day.until().toEpochMilli();
        if (read.recordedAtMs() < untilMs) {
            throw new RefusedException("STATEMENT_NOT_READY").status(503);
        }
        String last = "coalesce((select sequence from %s where recorded_at_ms < :until"
                + " order by recorded_at_ms desc, sequence desc limit 1), 0)";
        return jdbc.sql("select greatest(" + last.formatted("readmodel.posting") + ", "
                        + last.formatted("readmodel.encumbrance_history") + ")")
                .param("until", untilMs)
                .query(Long.class)
                .single();
    }

    byte[] pdf(Statement statement, PaperMark mark, Locale locale) {
        return pdf.render("cabinet/statement-pdf", Map.of("statement", statement, "mark", mark), locale);
    }
}
