package kz.sandyq.operator.acts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.list.AllPages;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.protocol.RejectCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Acts as programs and pages see them. */
@Component
class ActViews {
    private final ActStore store;
    private final PublicId ids;
    private final RefusalText texts;

    ActViews(ActStore store, PublicId ids, RefusalText texts) {
        this.store = store;
        this.ids = ids;
        this.texts = texts;
    }

    /** The ground document; its content is at {@code /document} under the act. */
    record GroundView(ActPaper kind, String number, LocalDate date, String issuedBy, String sha256) {}

    /** Why the core refused. */
    record ReasonView(String code, @Nullable String clause, String detail) {}

    /**
     * An act.
     *
     * @param values what was given, by the names of the fields
     * @param approvalId what the second person decides at {@code /api/v1/approvals/{id}}
     * @param resultId number of what the core made, once it is in the log
     */
    record ActView(
            String id,
            String kind,
            Act.State state,
            Map<String, String> values,
            @Nullable GroundView ground,
            @Nullable Long approvalId,
            String proposedBy,
            @Nullable String approvedBy,
            @Nullable String resultId,
            @Nullable Long sequence,
            @Nullable ReasonView refusal,
            Instant askedAt) {}

    /** A kind of act that can be asked for in a room. */
    record KindView(String kind, boolean twoPersons, boolean document, List<FieldView> fields) {}

    /** A field of it. */
    record FieldView(String name, ActField.Type type, boolean required, List<String> choices) {}

    static KindView view(ActKind kind) {
        return new KindView(
                kind.name(),
                kind.twoPersons(),
                kind.needsPaper(),
                kind.fields().stream()
                        .map(each -> new FieldView(each.name(), each.type(), each.required(), each.choices()))
                        .toList());
    }

    ActView view(Act act, Locale locale) {
        Act.Paper paper = act.paper();
        boolean done = act.state() == Act.State.APPLIED;
        return new ActView(
                ids.of(act.id()),
                act.kind().name(),
                act.state(),
                act.given(),
                paper == null
                        ? null
                        : new GroundView(paper.kind(), paper.number(), paper.date(), paper.issuedBy(), paper.sha256()),
                act.approval(),
                act.firstName(),
                act.secondName(),
                done && act.resultId() > 0 ? ids.of(act.resultId()) : null,
                done ? act.sequence() : null,
                reason(act, locale),
                act.askedAt());
    }

    private @Nullable ReasonView reason(Act act, Locale locale) {
        if (act.rejectCode() == RejectCode.APPLIED) {
            return null;
        }
        RejectCode code = RejectCode.of(act.rejectCode());
        String clause = code.clause().isEmpty() ? null : code.clause();
        return new ReasonView(code.name(), clause, texts.detail(new RefusedException(code.name()), locale));
    }

    Page<ActView> page(ActStore.Filter filter, String cursor, int size, Locale locale) {
        long before = Keyset.numberIn(cursor, Long.MAX_VALUE);
        return Page.of(store.page(filter, before, size + 1), size, store.count(filter), act -> Keyset.of(act.id()))
                .map(act -> view(act, locale));
    }

    /** All acts of a filter, the newest first, one row each. */
    void write(ActStore.Filter filter, CsvWriter csv, Locale locale) {
        csv.row(
                "id",
                "kind",
                "state",
                "values",
                "groundKind",
                "groundNumber",
                "groundDate",
                "proposedBy",
                "approvedBy",
                "sequence",
                "refusal",
                "askedAt");
        AllPages.each(cursor -> page(filter, cursor, AllPages.AT_ONCE, locale), act -> row(act, csv));
    }

    private static void row(ActView act, CsvWriter csv) {
        GroundView ground = act.ground();
        ReasonView refusal = act.refusal();
        csv.row(
                act.id(),
                act.kind(),
                act.state(),
                act.values(),
                ground == null ? null : ground.kind(),
                ground == null ? null : ground.number(),
                ground == null ? null : ground.date(),
                act.proposedBy(),
                act.approvedBy(),
                act.sequence(),
                refusal == null ? null : refusal.code(),
                act.askedAt());
    }
}
