package kz.sandyq.operator.encumbrance;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import kz.sandyq.operator.encumbrance.EntryViews.TransferView;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.IdempotencyKey;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.document.DocumentDownload;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Transfers outside trading for programs of the registrar. */
@RestController
@RequestMapping("/api/v1/transfers")
class TransferApi {
    static final List<String> TYPES = List.of(EntryType.TRANSFER.name());

    private final RegisterEntries entries;
    private final EntryStore store;
    private final EntryViews views;
    private final DocumentDownload downloads;
    private final PublicId ids;
    private final CurrentActor actor;

    TransferApi(
            RegisterEntries entries,
            EntryStore store,
            EntryViews views,
            DocumentDownload downloads,
            PublicId ids,
            CurrentActor actor) {
        this.entries = entries;
        this.store = store;
        this.views = views;
        this.downloads = downloads;
        this.ids = ids;
        this.actor = actor;
    }

    /** A transfer to propose; {@code quantity} is a decimal text with the asset's scale. */
    record NewTransfer(
            @Nullable String fromAccountId,
            @Nullable String toAccountId,
            @Nullable String assetId,
            @Nullable String quantity,
            @Nullable LocalDate effectiveDate,
            @Nullable GroundBody ground) {}

    @PostMapping
    ResponseEntity<TransferView> propose(IdempotencyKey key, @RequestBody NewTransfer body, Locale locale) {
        EntryForm form = EntryForm.transfer(
                ids.parse(EncumbranceApi.text(body.fromAccountId())),
                ids.parse(EncumbranceApi.text(body.toAccountId())),
                ids.parse(EncumbranceApi.text(body.assetId())),
                EncumbranceApi.text(body.quantity()),
                body.effectiveDate(),
                GroundBody.form(body.ground()));
        RegisterEntry entry = entries.propose(actor.get(), key.value(), form);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/transfers/" + ids.of(entry.id())))
                .body(views.transfer(entry, locale));
    }

    @GetMapping
    Page<TransferView> list(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit,
            Locale locale) {
        int size = Math.clamp(limit, 1, 200);
        long before = Keyset.numberIn(cursor, Long.MAX_VALUE);
        return Page.of(
                        store.page(TYPES, search, state, before, size + 1),
                        size,
                        store.count(TYPES, search, state),
                        row -> Keyset.of(row.id()))
                .map(row -> views.transfer(row, locale));
    }

    @GetMapping("/{id}")
    TransferView get(@PathVariable String id, Locale locale) {
        return views.transfer(transfer(id), locale);
    }

    @GetMapping("/{id}/document")
    ResponseEntity<StreamingResponseBody> document(@PathVariable String id) {
        return downloads.of(transfer(id).groundDocument());
    }

    private RegisterEntry transfer(String id) {
        RegisterEntry entry = entries.find(ids.parse(id));
        if (entry.entryType() != EntryType.TRANSFER) {
            throw RefusedException.notFound();
        }
        return entry;
    }
}
