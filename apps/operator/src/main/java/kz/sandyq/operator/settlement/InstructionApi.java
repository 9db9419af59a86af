package kz.sandyq.operator.settlement;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.operator.settlement.InstructionViews.InstructionView;
import kz.sandyq.platform.api.IdempotencyKey;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.list.CsvDownload;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Settlement instructions for programs: of clients their own, of the staff everybody's. */
@RestController
class InstructionApi {
    private static final int LIMIT_MAX = 200;

    private final Instructions instructions;
    private final InstructionLists lists;
    private final InstructionViews views;
    private final PublicId ids;
    private final CurrentActor actor;

    InstructionApi(
            Instructions instructions,
            InstructionLists lists,
            InstructionViews views,
            PublicId ids,
            CurrentActor actor) {
        this.instructions = instructions;
        this.lists = lists;
        this.views = views;
        this.ids = ids;
        this.actor = actor;
    }

    /**
     * What is to settle together.
     *
     * @param deadline until when everybody has to agree
     * @param mediatorClientId who settles it; absent: it settles with the last affirmation
     */
    record NewInstruction(
            @Nullable Instant deadline,
            @Nullable String mediatorClientId,
            @Nullable List<Instructions.LegBody> legs) {}

    /**
     * Who agrees.
     *
     * @param accountId absent: the first of one's own that has not agreed yet
     */
    record Affirmation(@Nullable String accountId) {}

    @GetMapping("/api/v1/me/instructions")
    Page<InstructionView> own(
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        Actor who = actor.get();
        return lists.page(who, lists.own(who, status), cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @GetMapping("/api/v1/me/instructions/{id}")
    InstructionView own(@PathVariable String id) {
        return views.view(instructions.own(actor.get(), ids.parse(id)));
    }

    @PostMapping("/api/v1/me/instructions")
    ResponseEntity<InstructionView> propose(IdempotencyKey key, @RequestBody NewInstruction body) {
        List<Instructions.LegBody> legs = Objects.requireNonNullElse(body.legs(), List.of());
        long id = instructions.propose(actor.get(), body.deadline(), body.mediatorClientId(), legs, key.value());
        InstructionView view = own(ids.of(id));
        return ResponseEntity.created(URI.create("/api/v1/me/instructions/" + view.id()))
                .body(view);
    }

    @PostMapping("/api/v1/me/instructions/{id}/affirmation")
    InstructionView affirm(IdempotencyKey key, @PathVariable String id, @RequestBody Affirmation body) {
        instructions.affirm(actor.get(), ids.parse(id), body.accountId(), key.value());
        return own(id);
    }

    @PostMapping("/api/v1/me/instructions/{id}/settlement")
    InstructionView settle(IdempotencyKey key, @PathVariable String id) {
        instructions.settle(actor.get(), ids.parse(id), key.value());
        return own(id);
    }

    @PostMapping("/api/v1/me/instructions/{id}/cancellation")
    InstructionView cancel(IdempotencyKey key, @PathVariable String id) {
        instructions.cancel(actor.get(), ids.parse(id), key.value());
        return own(id);
    }

    @GetMapping("/api/v1/instructions")
    Page<InstructionView> all(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        return lists.page(actor.get(), lists.all(search, status), cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @GetMapping("/api/v1/instructions/{id}")
    InstructionView one(@PathVariable String id) {
        return lists.find(actor.get(), id);
    }

    @GetMapping("/api/v1/instructions/instructions.csv")
    ResponseEntity<StreamingResponseBody> csv(
            @RequestParam(defaultValue = "") String search, @RequestParam(defaultValue = "") String status) {
        Actor who = actor.get();
        Consumer<CsvWriter> write = csv -> lists.write(who, lists.all(search, status), csv);
        return CsvDownload.of("instructions.csv", write);
    }

    @GetMapping("/api/v1/me/instructions.csv")
    ResponseEntity<StreamingResponseBody> ownCsv(@RequestParam(defaultValue = "") String status) {
        Actor who = actor.get();
        Consumer<CsvWriter> write = csv -> lists.write(who, lists.own(who, status), csv);
        return CsvDownload.of("instructions.csv", write);
    }
}
