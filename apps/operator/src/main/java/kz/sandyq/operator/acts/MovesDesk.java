package kz.sandyq.operator.acts;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.acts.Papers.PaperView;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.list.CsvDownload;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.protocol.sbe.MoveStatus;
import kz.sandyq.readmodel.MoveQueries;
import kz.sandyq.readmodel.MoveQueries.Move;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Units on their way to and from other platforms, and the agreements with those: for staff and their programs. */
@Controller
@LegalBasis("RUL-50")
class MovesDesk {
    private static final int LIMIT_MAX = 200;
    private static final int AT_ONCE = 500;

    private final MoveQueries queries;
    private final Facts facts;
    private final Papers papers;
    private final PublicId ids;
    private final CurrentActor actor;

    MovesDesk(MoveQueries queries, Facts facts, Papers papers, PublicId ids, CurrentActor actor) {
        this.queries = queries;
        this.facts = facts;
        this.papers = papers;
        this.ids = ids;
        this.actor = actor;
    }

    /**
     * A move.
     *
     * @param number as both platforms call it
     * @param issueId absent for one that came and is not accepted yet
     * @param quantity decimal text; of a move without an issue its smallest parts
     * @param refusalReason number of the reason in the internal rules, absent without a refusal
     */
    record MoveView(
            String id,
            boolean incoming,
            int platform,
            int originPlatform,
            long number,
            MoveStatus status,
            @Nullable String issueId,
            String asset,
            String quantity,
            Instant deadline,
            @Nullable Integer refusalReason,
            Instant changedAt,
            long sequence) {}

    /** Whose units they are. */
    record MoveLegView(String accountId, String holder, String quantity) {}

    /** What became of it, with what that stands on. */
    record MoveStepView(
            MoveStatus status,
            Instant at,
            long sequence,
            @Nullable PaperView ground) {}

    /** A move whole. */
    record MoveDetail(MoveView move, List<MoveLegView> legs, List<MoveStepView> history) {}

    /** Whether an agreement with a platform is in force. */
    record AgreementView(
            int platform,
            boolean inForce,
            Instant since,
            long sequence,
            @Nullable PaperView ground) {}

    @GetMapping("/api/v1/moves")
    @ResponseBody
    Page<MoveView> list(
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "0") int platform,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        return page(status, platform, cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @GetMapping("/api/v1/moves/{id}")
    @ResponseBody
    MoveDetail get(@PathVariable String id) {
        Move move = queries.find(ids.parse(id)).orElseThrow(RefusedException::notFound);
        return new MoveDetail(
                view(move),
                queries.legs(move.moveId()).stream().map(leg -> view(move, leg)).toList(),
                queries.steps(move.moveId()).stream()
                        .map(step -> new MoveStepView(
                                MoveStatus.valueOf(step.status()),
                                step.at(),
                                step.sequence(),
                                papers.of(step.ground())))
                        .toList());
    }

    @GetMapping("/api/v1/interaction-agreements")
    @ResponseBody
    List<AgreementView> agreements() {
        return queries.agreements().stream()
                .map(each -> new AgreementView(
                        each.platform(), each.inForce(), each.since(), each.sequence(), papers.of(each.ground())))
                .toList();
    }

    @GetMapping("/desk/moves")
    String list(
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        model.addAttribute("page", page(status, 0, cursor, Page.SIZE));
        model.addAttribute("agreements", agreements());
        model.addAttribute("status", status);
        model.addAttribute(
                "statuses",
                Arrays.stream(MoveStatus.values())
                        .filter(each -> each != MoveStatus.NULL_VAL)
                        .toList());
        model.addAttribute("mayPropose", mayPropose());
        return "acts/moves";
    }

    @GetMapping("/desk/moves/{id}")
    String show(@PathVariable String id, Model model) {
        model.addAttribute("detail", get(id));
        model.addAttribute("mayPropose", mayPropose());
        return "acts/move";
    }

    private boolean mayPropose() {
        return actor.get().has(ActRoom.MOVES.proposer());
    }

    @GetMapping({"/desk/moves/moves.csv", "/api/v1/moves/moves.csv"})
    @ResponseBody
    ResponseEntity<StreamingResponseBody> csv(@RequestParam(defaultValue = "") String status) {
        Consumer<CsvWriter> write = csv -> write(status, csv);
        return CsvDownload.of("moves.csv", write);
    }

    private void write(String status, CsvWriter csv) {
        csv.row("id", "incoming", "platform", "number", "status", "issueId", "quantity", "deadline", "sequence");
        String cursor = "";
        Page<MoveView> page;
        do {
            page = page(status, 0, cursor, AT_ONCE);
            page.items()
                    .forEach(row -> csv.row(
                            row.id(),
                            row.incoming(),
                            row.platform(),
                            row.number(),
                            row.status(),
                            row.issueId(),
                            row.quantity(),
                            row.deadline(),
                            row.sequence()));
            cursor = Objects.requireNonNullElse(page.nextCursor(), "");
        } while (page.nextCursor() != null);
    }

    private Page<MoveView> page(String status, int platform, String cursor, int size) {
        long before = Keyset.numberIn(cursor, Long.MAX_VALUE);
        return Page.of(
                        queries.page(status, platform, before, size + 1),
                        size,
                        queries.count(status, platform),
                        row -> Keyset.of(row.moveId()))
                .map(this::view);
    }

    private MoveView view(Move row) {
        return new MoveView(
                ids.of(row.moveId()),
                row.incoming(),
                row.platform(),
                row.originPlatform(),
                row.number(),
                MoveStatus.valueOf(row.status()),
                row.issueId() == 0 ? null : ids.of(row.issueId()),
                row.assetCode(),
                Amounts.decimal(row.quantity(), row.assetScale()),
                row.deadline(),
                row.refusalReason() == 0 ? null : row.refusalReason(),
                row.changedAt(),
                row.sequence());
    }

    private MoveLegView view(Move move, MoveQueries.Leg leg) {
        return new MoveLegView(
                ids.of(leg.accountId()),
                facts.words(ActField.Type.ACCOUNT, leg.accountId()).orElse(""),
                Amounts.decimal(leg.quantity(), move.assetScale()));
    }
}
