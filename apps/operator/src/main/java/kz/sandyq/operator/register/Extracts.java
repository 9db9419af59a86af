package kz.sandyq.operator.register;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import kz.sandyq.operator.facts.IssuedPapers;
import kz.sandyq.operator.issuance.OperatorRegistration;
import kz.sandyq.operator.register.RegisterViews.HoldersView;
import kz.sandyq.operator.register.RegisterViews.HoldingView;
import kz.sandyq.operator.register.RegisterViews.IssueView;
import kz.sandyq.operator.register.RegisterViews.MomentView;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.list.CsvDownload;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.pdf.PdfPages;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.sbe.FactKind;
import kz.sandyq.readmodel.EntryQueries.Entry;
import kz.sandyq.readmodel.EntryQueries.Place;
import kz.sandyq.readmodel.Holding;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Extracts from the system of accounting of holders as CSV and PDF. An extract says from which system it is, who keeps
 * the system of registers of the issue and of which moment it speaks; giving one out is on the audit trail.
 */
@Component
class Extracts {
    /** Most holdings of a PDF; a longer list is taken as CSV. */
    static final int PDF_ROWS_MAX = 2_000;

    private static final int BATCH = 500;

    private final Register register;
    private final Entries entries;
    private final Audit audit;
    private final IssuedPapers papers;
    private final PdfPages pdf;
    private final Amounts amounts;
    private final SandyqClock clock;
    private final MessageSource messages;
    private final OperatorRegistration operator;
    private final String operatorName;

    Extracts(
            Register register,
            Entries entries,
            Audit audit,
            IssuedPapers papers,
            PdfPages pdf,
            Amounts amounts,
            SandyqClock clock,
            MessageSource messages,
            OperatorRegistration operator,
            @Value("${sandyq.operator.name:Sandyq}") String operatorName) {
        this.register = register;
        this.entries = entries;
        this.audit = audit;
        this.papers = papers;
        this.pdf = pdf;
        this.amounts = amounts;
        this.clock = clock;
        this.messages = messages;
        this.operator = operator;
        this.operatorName = operatorName;
    }

    /** Whose extract it is and of what; texts as {@link Register#scope} takes them. */
    record Order(Actor actor, String issueId, String wallet, Asked asked, Locale locale) {}

    /** Holders at a moment as CSV. */
    ResponseEntity<StreamingResponseBody> holdersCsv(Order order) {
        Register.Scope scope =
                register.scope(order.actor(), order.issueId(), order.wallet(), order.asked(), Optional.empty());
        IssueView issue = register.view(scope.issue());
        MomentView moment = Register.view(scope.asOf());
        record("HOLDERS_CSV", issue, moment.sequence());
        String source = word("register.source", order.locale());
        String keeper = word("register.keeper." + issue.registerKeeper(), order.locale());
        return CsvDownload.of(fileName("holders", issue, moment, "csv"), csv -> {
            csv.row(HoldingRow.HEAD);
            eachHolding(scope, row -> csv.row(HoldingRow.of(source, keeper, issue, moment, row)));
        });
    }

    private void eachHolding(Register.Scope scope, Consumer<HoldingView> taker) {
        long after = 0;
        for (List<Holding> batch = register.rows(scope, after, BATCH);
                !batch.isEmpty();
                batch = register.rows(scope, after, BATCH)) {
            register.views(scope, batch).forEach(taker);
            after = batch.getLast().accountId();
        }
    }

    /** Entries as CSV. */
    ResponseEntity<StreamingResponseBody> entriesCsv(Actor actor, String issueId, Entries.Which which, Locale locale) {
        Entries.Scope scope = entries.scope(actor, issueId, which);
        IssueView issue = register.view(scope.issue());
        record("ENTRIES_CSV", issue, 0);
        String source = word("register.source", locale);
        String fileName = "dfa-holder-accounting-entries-" + issue.id() + ".csv";
        return CsvDownload.of(fileName, csv -> writeEntries(csv, source, issue, scope));
    }

    private void writeEntries(CsvWriter csv, String source, IssueView issue, Entries.Scope scope) {
        csv.row(EntryRow.HEAD);
        Place after = Place.START;
        for (List<Entry> batch = entries.rows(scope, after, BATCH);
                !batch.isEmpty();
                batch = entries.rows(scope, after, BATCH)) {
            entries.views(scope, batch).forEach(row -> csv.row(EntryRow.of(source, issue, row)));
            after = batch.getLast().place();
        }
    }

    /**
     * Holders at a moment as PDF.
     *
     * @throws RefusedException EXTRACT_TOO_LONG when there are more holdings than a PDF takes
     */
    ResponseEntity<byte[]> holdersPdf(Order order) {
        HoldersView view =
                register.holders(order.actor(), order.issueId(), order.wallet(), order.asked(), null, PDF_ROWS_MAX);
        if (view.nextCursor() != null) {
            throw new RefusedException("EXTRACT_TOO_LONG", PDF_ROWS_MAX);
        }
        record("HOLDERS_PDF", view.issue(), view.moment().sequence());
        Map<String, Object> model = new HashMap<>();
        model.put("view", view);
        model.put("shown", new Shown(amounts));
        model.put("operatorName", operatorName);
        model.put("operatorNumber", operator.number());
        model.put("operatorBin", operator.bin());
        model.put("madeAt", Asked.text(clock.instant()));
        model.put("madeBy", order.actor().personName());
        byte[] file =
                papers.issue(FactKind.EXTRACT, order.actor().clientRelationId().orElse(0L), mark -> {
                    model.put("mark", mark);
                    return pdf.render("register/extract-pdf", model, order.locale());
                });
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(
                                        fileName("extract", view.issue(), view.moment(), "pdf"), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(file);
    }

    private void record(String form, IssueView issue, long sequence) {
        audit.record("REGISTER_EXTRACT", "issue:" + issue.id(), Map.of("form", form, "sequence", sequence));
    }

    private String word(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    private static String fileName(String what, IssueView issue, MomentView moment, String type) {
        return "dfa-holder-accounting-" + what + "-" + issue.id() + "-" + moment.sequence() + "." + type;
    }
}
