package kz.sandyq.operator.cabinet;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import kz.sandyq.operator.cabinet.HoldingViews.EntryView;
import kz.sandyq.operator.cabinet.HoldingViews.HoldingView;
import kz.sandyq.operator.cabinet.Statements.Statement;
import kz.sandyq.operator.facts.IssuedPapers;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.sbe.FactKind;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The client's papers: the statement of a day, the confirmation of a deal. */
@RestController
class PapersWeb {
    private final Statements statements;
    private final Confirmations confirmations;
    private final IssuedPapers papers;
    private final HoldingViews views;
    private final CabinetIds ids;
    private final CurrentActor actor;
    private final SandyqClock clock;

    PapersWeb(
            Statements statements,
            Confirmations confirmations,
            IssuedPapers papers,
            HoldingViews views,
            CabinetIds ids,
            CurrentActor actor,
            SandyqClock clock) {
        this.statements = statements;
        this.confirmations = confirmations;
        this.papers = papers;
        this.views = views;
        this.ids = ids;
        this.actor = actor;
        this.clock = clock;
    }

    /**
     * A statement for programs.
     *
     * @param date legal day, Asia/Almaty
     * @param complete whether the day is over
     * @param sequence the last entry of the log that counts
     * @param movements entries of the day; the first 500 when {@code moreMovements}
     */
    record StatementView(
            LocalDate date,
            boolean complete,
            long sequence,
            List<HoldingView> holdings,
            List<EntryView> movements,
            boolean moreMovements) {}

    /** The statement as PDF, in the language of the request. */
    @GetMapping({"/api/v1/me/statement", "/cabinet/statement.pdf"})
    ResponseEntity<byte[]> statement(@RequestParam(defaultValue = "") String date, Locale locale) {
        Statement statement = statements.of(Clients.of(actor), day(date));
        byte[] pdf =
                papers.issue(FactKind.STATEMENT, Clients.of(actor), mark -> statements.pdf(statement, mark, locale));
        return file("statement-" + statement.date() + ".pdf", pdf);
    }

    /** The same for programs. */
    @GetMapping(path = "/api/v1/me/statement", params = "format=json")
    StatementView statementView(@RequestParam(defaultValue = "") String date) {
        Statement statement = statements.of(Clients.of(actor), day(date));
        return new StatementView(
                statement.date(),
                statement.complete(),
                statement.sequence(),
                statement.holdings().stream().map(views::holding).toList(),
                statement.movements().stream().map(views::entry).toList(),
                statement.more());
    }

    /** The confirmation of a deal as PDF. */
    @GetMapping({"/api/v1/me/deals/{id}/confirmation", "/cabinet/deals/{id}/confirmation.pdf"})
    ResponseEntity<byte[]> confirmation(@PathVariable String id, Locale locale) {
        long client = Clients.of(actor);
        byte[] pdf = papers.issue(
                FactKind.CONFIRMATION, client, mark -> confirmations.pdf(client, ids.parse(id), mark, locale));
        return file("deal-" + id + ".pdf", pdf);
    }

    private StatementDay day(String date) {
        return StatementDay.of(date, clock.today());
    }

    private static ResponseEntity<byte[]> file(String name, byte[] content) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(content);
    }
}
