package kz.sandyq.operator.acts;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.list.CsvDownload;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.readmodel.PaymentQueries;
import kz.sandyq.readmodel.PaymentQueries.Distribution;
import kz.sandyq.readmodel.PaymentQueries.Share;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** What issues owe their holders and have paid: for the staff and their programs. */
@Controller
class Distributions {
    private static final int LIMIT_MAX = 200;
    private static final int AT_ONCE = 500;
    private static final int PPM_DECIMALS = 4;

    private final PaymentQueries queries;
    private final Facts facts;
    private final PublicId ids;

    Distributions(PaymentQueries queries, Facts facts, PublicId ids) {
        this.queries = queries;
        this.facts = facts;
        this.ids = ids;
    }

    /**
     * What an issue owes its holders of one moment; amounts are decimal texts of its money.
     *
     * @param residue what rounding left, never owed
     * @param paid before tax
     */
    record DistributionView(
            String id,
            String issueId,
            String asset,
            String kind,
            String status,
            LocalDate recordDate,
            LocalDate paymentDate,
            @Nullable LocalDate graceDate,
            long holders,
            String due,
            String paid,
            String tax,
            String taxPercent,
            String residue,
            String money,
            long sequence) {}

    /** What one account is owed of it and got; {@code held} waits under an encumbrance of the units. */
    record ShareView(
            String accountId,
            String holder,
            String quantity,
            String due,
            String paid,
            String tax,
            String held,
            long sequence) {}

    @GetMapping("/api/v1/distributions")
    @ResponseBody
    Page<DistributionView> list(
            @RequestParam(defaultValue = "") String issueId,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        return page(issueId, cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @GetMapping("/api/v1/distributions/{id}")
    @ResponseBody
    DistributionView get(@PathVariable String id) {
        return view(find(id));
    }

    @GetMapping("/api/v1/distributions/{id}/shares")
    @ResponseBody
    Page<ShareView> shares(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        return shares(find(id), cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @GetMapping({"/desk/distributions/{id}/shares.csv", "/api/v1/distributions/{id}/shares.csv"})
    @ResponseBody
    ResponseEntity<StreamingResponseBody> csv(@PathVariable String id) {
        Distribution distribution = find(id);
        Consumer<CsvWriter> write = csv -> write(distribution, csv);
        return CsvDownload.of("shares-" + id + ".csv", write);
    }

    @GetMapping("/desk/distributions")
    String list(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        model.addAttribute("page", page(search.strip(), cursor, Page.SIZE));
        return "acts/distributions";
    }

    @GetMapping("/desk/distributions/{id}")
    String show(@PathVariable String id, @RequestParam(defaultValue = "") String cursor, Model model) {
        Distribution distribution = find(id);
        model.addAttribute("distribution", view(distribution));
        model.addAttribute("page", shares(distribution, cursor, Page.SIZE));
        return "acts/distribution";
    }

    private Page<DistributionView> page(String issueId, String cursor, int size) {
        long issue = issueId.isEmpty() ? 0 : ids.parse(issueId);
        List<Distribution> rows = queries.page(issue, Keyset.numberIn(cursor, Long.MAX_VALUE), size + 1);
        return Page.of(rows, size, queries.count(issue), row -> Keyset.of(row.distributionId()))
                .map(this::view);
    }

    private Page<ShareView> shares(Distribution distribution, String cursor, int size) {
        List<Share> rows = queries.shares(distribution.distributionId(), Keyset.numberIn(cursor, 0), size + 1);
        return Page.of(rows, size, distribution.holders(), row -> Keyset.of(row.accountId()))
                .map(row -> view(distribution, row));
    }

    private void write(Distribution distribution, CsvWriter csv) {
        csv.row("accountId", "holder", "quantity", "due", "paid", "tax", "held", "sequence");
        String cursor = "";
        Page<ShareView> page;
        do {
            page = shares(distribution, cursor, AT_ONCE);
            page.items()
                    .forEach(row -> csv.row(
                            row.accountId(),
                            row.holder(),
                            row.quantity(),
                            row.due(),
                            row.paid(),
                            row.tax(),
                            row.held(),
                            row.sequence()));
            cursor = Objects.requireNonNullElse(page.nextCursor(), "");
        } while (page.nextCursor() != null);
    }

    private Distribution find(String id) {
        return queries.find(ids.parse(id)).orElseThrow(RefusedException::notFound);
    }

    private DistributionView view(Distribution row) {
        return new DistributionView(
                ids.of(row.distributionId()),
                ids.of(row.issueId()),
                row.assetCode(),
                row.kind(),
                row.status(),
                row.recordDay(),
                row.paymentDay(),
                row.graceDay(),
                row.holders(),
                Amounts.decimal(row.dueMinor(), row.moneyScale()),
                Amounts.decimal(row.paidMinor(), row.moneyScale()),
                Amounts.decimal(row.taxMinor(), row.moneyScale()),
                BigDecimal.valueOf(row.taxRatePpm(), PPM_DECIMALS).toPlainString(),
                Amounts.decimal(row.residueMinor(), row.moneyScale()),
                row.moneyCode(),
                row.sequence());
    }

    private ShareView view(Distribution of, Share row) {
        return new ShareView(
                ids.of(row.accountId()),
                facts.words(ActField.Type.ACCOUNT, row.accountId()).orElse(""),
                Amounts.decimal(row.quantity(), of.assetScale()),
                Amounts.decimal(row.dueMinor(), of.moneyScale()),
                Amounts.decimal(row.paidMinor(), of.moneyScale()),
                Amounts.decimal(row.taxMinor(), of.moneyScale()),
                Amounts.decimal(row.blockedMinor(), of.moneyScale()),
                row.sequence());
    }
}
