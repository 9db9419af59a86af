package kz.sandyq.operator.cabinet;

import java.time.LocalDate;
import java.util.List;
import kz.sandyq.operator.cabinet.Holdings.Holding;
import kz.sandyq.operator.cabinet.Ledger.Entry;
import kz.sandyq.operator.cabinet.Ledger.Part;
import kz.sandyq.operator.cabinet.Reasons.Reason;
import kz.sandyq.operator.proof.Proofs;
import kz.sandyq.operator.proof.ProvenBy;
import kz.sandyq.platform.format.Amounts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holdings as programs see them: public ids, decimal texts with exactly the asset's scale, times in UTC. */
@Component
class HoldingViews {
    static final String METHOD = "WEIGHTED_AVERAGE";

    private final CabinetIds ids;
    private final Proofs proofs;

    HoldingViews(CabinetIds ids, Proofs proofs) {
        this.ids = ids;
        this.proofs = proofs;
    }

    /**
     * Why a part is not free.
     *
     * @param subjectId the order, subscription, placement, hold of a payout, issue or encumbrance behind it
     * @param href where to read about it
     */
    record ReasonView(String kind, String quantity, String subjectId, String since, String href) {}

    /**
     * What the client's units of the asset cost, all accounts together.
     *
     * @param method always WEIGHTED_AVERAGE
     * @param amount cost of the {@code quantity}
     * @param average cost of one unit, half up to four digits more than the currency has
     * @param realised what sales and redemptions brought above the cost of what left; negative for a loss
     * @param unpaidQuantity units that ever came without payment; they count at nothing
     */
    record CostView(
            String method,
            String quantity,
            String amount,
            String average,
            String realised,
            String unpaidQuantity,
            String currency) {}

    /** One asset in one account. */
    record HoldingView(
            String accountId,
            String assetId,
            String code,
            String name,
            String total,
            String available,
            String held,
            String blocked,
            List<ReasonView> reasons,
            @Nullable CostView cost) {}

    /** The ground document of a transfer or an encumbrance. */
    record GroundView(
            String kind, @Nullable String number, @Nullable LocalDate date) {}

    /**
     * An entry of a holding; balances after it.
     *
     * @param change of the whole, with its sign
     * @param amount money that moved with it, negative when it was paid; null for none
     * @param proof ACCEPTED, PROVEN_BY_OPERATOR or PROVEN_WITH_WITNESSES
     * @param provenBy by whom; null while it is only accepted
     */
    record EntryView(
            long sequence,
            int index,
            String recordedAt,
            LocalDate effectiveDate,
            String kind,
            String subjectId,
            String change,
            String available,
            String held,
            String blocked,
            @Nullable String amount,
            @Nullable String currency,
            @Nullable GroundView ground,
            String proof,
            @Nullable ProvenBy provenBy) {}

    HoldingView holding(Holding holding) {
        Part part = holding.part();
        int scale = part.scale();
        return new HoldingView(
                ids.of(part.accountId()),
                ids.of(part.assetId()),
                part.code(),
                part.name(),
                Amounts.decimal(holding.total(), scale),
                Amounts.decimal(part.available(), scale),
                Amounts.decimal(part.held(), scale),
                Amounts.decimal(part.blocked(), scale),
                holding.reasons().stream().map(each -> reason(each, scale)).toList(),
                cost(holding));
    }

    private ReasonView reason(Reason reason, int scale) {
        return new ReasonView(
                reason.kind(),
                Amounts.decimal(reason.quantity(), scale),
                ids.of(reason.subjectId()),
                CabinetIds.time(reason.since()),
                reason.api());
    }

    private static @Nullable CostView cost(Holding holding) {
        Cost cost = holding.cost();
        Part part = holding.part();
        if (cost == null) {
            return null;
        }
        return new CostView(
                METHOD,
                Amounts.decimal(cost.quantity(), part.scale()),
                Amounts.decimal(cost.costMinor(), part.moneyScale()),
                cost.average(part.scale(), part.moneyScale()).toPlainString(),
                Amounts.decimal(cost.realisedMinor(), part.moneyScale()),
                Amounts.decimal(cost.unpaidQuantity(), part.scale()),
                part.moneyCode());
    }

    EntryView entry(Entry entry) {
        int scale = entry.scale();
        String groundKind = entry.groundKind();
        boolean paid = entry.moneyMinor() != 0;
        ProvenBy by = proofs.by(entry.sequence());
        return new EntryView(
                entry.sequence(),
                entry.eventIndex(),
                CabinetIds.time(entry.recordedAt()),
                entry.effectiveDate(),
                entry.kind(),
                ids.of(entry.subjectId()),
                Amounts.decimal(entry.change(), scale),
                Amounts.decimal(entry.available(), scale),
                Amounts.decimal(entry.held(), scale),
                Amounts.decimal(entry.blocked(), scale),
                paid ? Amounts.decimal(entry.moneyMinor(), entry.moneyScale()) : null,
                paid ? entry.moneyCode() : null,
                groundKind == null ? null : new GroundView(groundKind, entry.groundNumber(), entry.groundDate()),
                ProvenBy.state(by),
                by);
    }
}
