package kz.sandyq.operator.acts;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.law.parameter.Parameters;
import kz.sandyq.operator.acts.Papers.PaperView;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.list.CsvDownload;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.readmodel.SuspendedTransferQueries;
import kz.sandyq.readmodel.SuspendedTransferQueries.Step;
import kz.sandyq.readmodel.SuspendedTransferQueries.Transfer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Transfers that wait for data of sender or recipient: for the register's staff and their programs. */
@Controller
@LegalBasis("LAW-6.27")
class SuspendedTransfers {
    private static final int LIMIT_MAX = 200;
    private static final int AT_ONCE = 500;
    private static final String TERM = "transfer.data.suspension";

    private final SuspendedTransferQueries queries;
    private final Facts facts;
    private final Papers papers;
    private final PublicId ids;
    private final CurrentActor actor;
    private final SandyqClock clock;
    private final Parameters parameters = Parameters.ofEdition();

    SuspendedTransfers(
            SuspendedTransferQueries queries,
            Facts facts,
            Papers papers,
            PublicId ids,
            CurrentActor actor,
            SandyqClock clock) {
        this.queries = queries;
        this.facts = facts;
        this.papers = papers;
        this.ids = ids;
        this.actor = actor;
        this.clock = clock;
    }

    /**
     * A transfer; the quantity is a decimal text.
     *
     * @param toAccountId absent while the recipient is not known
     * @param refusableFrom before it nobody refuses it
     * @param expiresAt when it is refused by itself
     * @param waitsWhole whether data release it at {@code refusableFrom} only
     */
    record SuspendedTransferView(
            String id,
            String status,
            String fromAccountId,
            String sender,
            @Nullable String toAccountId,
            @Nullable String recipient,
            String asset,
            String quantity,
            Instant since,
            Instant refusableFrom,
            Instant expiresAt,
            boolean waitsWhole,
            long sequence) {}

    /** What became of it, with what that stands on. */
    record StepView(
            String status,
            Instant at,
            long sequence,
            @Nullable PaperView ground) {}

    /** A transfer with its history. */
    record SuspendedTransferDetail(SuspendedTransferView transfer, List<StepView> history) {}

    @GetMapping("/api/v1/suspended-transfers")
    @ResponseBody
    Page<SuspendedTransferView> list(
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String accountId,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        return page(status, accountId, cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @GetMapping("/api/v1/suspended-transfers/{id}")
    @ResponseBody
    SuspendedTransferDetail get(@PathVariable String id) {
        Transfer transfer = queries.find(ids.parse(id)).orElseThrow(RefusedException::notFound);
        return new SuspendedTransferDetail(
                view(transfer),
                queries.steps(transfer.transferId()).stream().map(this::view).toList());
    }

    @GetMapping("/desk/suspended-transfers")
    String list(
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        model.addAttribute("page", page(status, search.strip(), cursor, Page.SIZE));
        model.addAttribute("status", status);
        model.addAttribute("mayPropose", mayPropose());
        model.addAttribute("waitHours", parameters.on(clock.today(), TERM).wholeNumber());
        return "acts/suspended-transfers";
    }

    @GetMapping("/desk/suspended-transfers/{id}")
    String show(@PathVariable String id, Model model) {
        model.addAttribute("detail", get(id));
        model.addAttribute("mayPropose", mayPropose());
        model.addAttribute("now", clock.instant());
        return "acts/suspended-transfer";
    }

    private boolean mayPropose() {
        return actor.get().has(ActRoom.REGISTER.proposer());
    }

    @GetMapping({
        "/desk/suspended-transfers/suspended-transfers.csv",
        "/api/v1/suspended-transfers/suspended-transfers.csv"
    })
    @ResponseBody
    ResponseEntity<StreamingResponseBody> csv(
            @RequestParam(defaultValue = "") String status, @RequestParam(defaultValue = "") String search) {
        Consumer<CsvWriter> write = csv -> write(status, search.strip(), csv);
        return CsvDownload.of("suspended-transfers.csv", write);
    }

    private void write(String status, String accountId, CsvWriter csv) {
        csv.row("id", "status", "from", "to", "asset", "quantity", "since", "refusableFrom", "expiresAt", "sequence");
        String cursor = "";
        Page<SuspendedTransferView> page;
        do {
            page = page(status, accountId, cursor, AT_ONCE);
            page.items()
                    .forEach(row -> csv.row(
                            row.id(),
                            row.status(),
                            row.fromAccountId(),
                            row.toAccountId(),
                            row.asset(),
                            row.quantity(),
                            row.since(),
                            row.refusableFrom(),
                            row.expiresAt(),
                            row.sequence()));
            cursor = Objects.requireNonNullElse(page.nextCursor(), "");
        } while (page.nextCursor() != null);
    }

    private Page<SuspendedTransferView> page(String status, String accountId, String cursor, int size) {
        long account = accountId.isEmpty() ? 0 : ids.parse(accountId);
        long before = Keyset.numberIn(cursor, Long.MAX_VALUE);
        return Page.of(
                        queries.page(status, account, before, size + 1),
                        size,
                        queries.count(status, account),
                        row -> Keyset.of(row.transferId()))
                .map(this::view);
    }

    private SuspendedTransferView view(Transfer row) {
        boolean known = row.toAccountId() != 0;
        return new SuspendedTransferView(
                ids.of(row.transferId()),
                row.status(),
                ids.of(row.fromAccountId()),
                facts.words(ActField.Type.ACCOUNT, row.fromAccountId()).orElse(""),
                known ? ids.of(row.toAccountId()) : null,
                known ? facts.words(ActField.Type.ACCOUNT, row.toAccountId()).orElse("") : null,
                row.assetCode(),
                Amounts.decimal(row.quantity(), row.assetScale()),
                row.since(),
                row.refusableFrom(),
                row.expiresAt(),
                row.waitsWhole(),
                row.sequence());
    }

    private StepView view(Step row) {
        return new StepView(row.status(), row.at(), row.sequence(), papers.of(row.ground()));
    }
}
