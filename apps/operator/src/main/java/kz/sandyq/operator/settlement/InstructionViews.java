package kz.sandyq.operator.settlement;

import java.time.Instant;
import java.util.List;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.operator.settlement.Instructions.Seen;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.readmodel.InstructionQueries.Instruction;
import kz.sandyq.readmodel.InstructionQueries.Leg;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Settlement instructions as programs and pages see them. */
@Component
class InstructionViews {
    private static final int TWO = 2;

    private final PublicId ids;

    InstructionViews(PublicId ids) {
        this.ids = ids;
    }

    /**
     * A leg: what goes from an account to another.
     *
     * @param quantity decimal text with the asset's scale
     * @param affirmed whether the account that gives has agreed; what it gives is reserved then
     * @param gives whether the actor gives it
     * @param receives whether the actor receives it
     */
    record LegView(
            String fromAccountId,
            String toAccountId,
            String assetId,
            String asset,
            String quantity,
            boolean affirmed,
            boolean gives,
            boolean receives) {}

    /**
     * An instruction.
     *
     * @param kind DVP, DVD, FREE or MANY
     * @param status PROPOSED, AFFIRMED, SETTLED, CANCELLED or EXPIRED
     * @param mediatorClientId who settles it, absent when it settles with the last affirmation
     * @param mayAffirm own accounts that give and have not agreed yet
     */
    record InstructionView(
            String id,
            String kind,
            String status,
            Instant deadline,
            @Nullable String mediatorClientId,
            int legCount,
            int affirmedLegs,
            List<LegView> legs,
            List<String> mayAffirm,
            boolean maySettle,
            boolean open,
            Instant at,
            long sequence) {
        /** Kind of the badge on a page. */
        public String badge() {
            return switch (status) {
                case "SETTLED" -> "good";
                case "PROPOSED", "AFFIRMED" -> "wait";
                default -> "bad";
            };
        }
    }

    InstructionView view(Seen seen) {
        Instruction row = seen.instruction();
        return new InstructionView(
                ids.of(row.instructionId()),
                kind(seen.legs()),
                row.status(),
                row.deadline(),
                row.mediatorRef() == 0 ? null : ids.of(row.mediatorRef()),
                row.legs(),
                row.affirmedLegs(),
                seen.legs().stream().map(leg -> view(leg, seen.own())).toList(),
                seen.mayAffirm().stream().map(ids::of).toList(),
                seen.maySettle(),
                row.open(),
                row.at(),
                row.sequence());
    }

    private LegView view(Leg leg, List<Long> own) {
        return new LegView(
                ids.of(leg.fromAccountId()),
                ids.of(leg.toAccountId()),
                ids.of(leg.assetId()),
                leg.code(),
                Amounts.decimal(leg.quantity(), leg.scale()),
                leg.affirmed(),
                own.contains(leg.fromAccountId()),
                own.contains(leg.toAccountId()));
    }

    /** Delivery versus payment or versus delivery where two give to each other. */
    static String kind(List<Leg> legs) {
        if (legs.size() == 1) {
            return "FREE";
        }
        boolean exchange = legs.size() == TWO
                && legs.getFirst().fromAccountId() == legs.getLast().toAccountId()
                && legs.getFirst().toAccountId() == legs.getLast().fromAccountId();
        if (!exchange) {
            return "MANY";
        }
        return legs.getFirst().money() == legs.getLast().money() ? "DVD" : "DVP";
    }

    /** Head of an export. */
    static void head(CsvWriter csv) {
        csv.row("id", "kind", "status", "deadline", "mediatorClientId", "from", "to", "asset", "quantity", "affirmed");
    }

    /** A row a leg. */
    static void rows(InstructionView view, CsvWriter csv) {
        view.legs()
                .forEach(leg -> csv.row(
                        view.id(),
                        view.kind(),
                        view.status(),
                        view.deadline(),
                        view.mediatorClientId(),
                        leg.fromAccountId(),
                        leg.toAccountId(),
                        leg.asset(),
                        leg.quantity(),
                        leg.affirmed()));
    }
}
