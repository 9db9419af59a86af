package kz.sandyq.operator.acts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.list.CsvDownload;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.readmodel.RestrictionQueries;
import kz.sandyq.readmodel.RestrictionQueries.Restriction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Which accounts and wallets stand still, on what ground: for the register's staff and their programs. */
@Controller
class Restrictions {
    private static final int LIMIT_MAX = 200;
    private static final int AT_ONCE = 500;

    private final RestrictionQueries queries;
    private final Facts facts;
    private final ActStore acts;
    private final PublicId ids;

    Restrictions(RestrictionQueries queries, Facts facts, ActStore acts, PublicId ids) {
        this.queries = queries;
        this.facts = facts;
        this.acts = acts;
        this.ids = ids;
    }

    /**
     * A restriction in force.
     *
     * @param kind FREEZE of an account; DEATH or LIQUIDATION of the holder of a wallet
     * @param encumbranceId what a release of a freeze names, absent for a notice
     * @param accountId the account that is frozen, absent for a notice
     * @param actId the act that entered it, absent when it came another way
     */
    record RestrictionView(
            String kind,
            @Nullable String encumbranceId,
            @Nullable String accountId,
            String walletId,
            String holder,
            @Nullable String actId,
            @Nullable ActPaper groundKind,
            @Nullable String groundNumber,
            @Nullable LocalDate groundDate,
            Instant since,
            long sequence) {}

    @GetMapping("/api/v1/restrictions")
    @ResponseBody
    Page<RestrictionView> list(
            @RequestParam(defaultValue = "") String cursor, @RequestParam(defaultValue = "50") int limit) {
        return page(cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @GetMapping("/desk/restrictions")
    String page(@RequestParam(defaultValue = "") String cursor, Model model) {
        model.addAttribute("page", page(cursor, Page.SIZE));
        return "acts/restrictions";
    }

    @GetMapping({"/desk/restrictions/restrictions.csv", "/api/v1/restrictions/restrictions.csv"})
    @ResponseBody
    ResponseEntity<StreamingResponseBody> csv() {
        Consumer<CsvWriter> write = this::write;
        return CsvDownload.of("restrictions.csv", write);
    }

    private void write(CsvWriter csv) {
        csv.row("kind", "encumbranceId", "accountId", "walletId", "holder", "groundKind", "groundNumber", "since");
        String cursor = "";
        Page<RestrictionView> page;
        do {
            page = page(cursor, AT_ONCE);
            page.items()
                    .forEach(row -> csv.row(
                            row.kind(),
                            row.encumbranceId(),
                            row.accountId(),
                            row.walletId(),
                            row.holder(),
                            row.groundKind(),
                            row.groundNumber(),
                            row.since()));
            cursor = Objects.requireNonNullElse(page.nextCursor(), "");
        } while (page.nextCursor() != null);
    }

    private Page<RestrictionView> page(String cursor, int size) {
        long before = Keyset.numberIn(cursor, Long.MAX_VALUE);
        return Page.of(queries.page(before, size + 1), size, queries.count(), row -> Keyset.of(row.sequence()))
                .map(this::view);
    }

    private RestrictionView view(Restriction row) {
        Optional<Act> act = ActPaper.holds(row.ground().documentKind())
                ? acts.find(row.ground().documentRef())
                : Optional.empty();
        Act.Paper paper = act.map(Act::paper).orElse(null);
        boolean freeze = row.accountId() != 0;
        return new RestrictionView(
                row.kind(),
                freeze ? ids.of(row.id()) : null,
                freeze ? ids.of(row.accountId()) : null,
                ids.of(row.walletId()),
                facts.words(ActField.Type.WALLET, row.walletId()).orElse(""),
                act.map(found -> ids.of(found.id())).orElse(null),
                paper == null ? null : paper.kind(),
                paper == null ? null : paper.number(),
                paper == null ? null : paper.date(),
                row.since(),
                row.sequence());
    }
}
