package kz.sandyq.operator.encumbrance;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import kz.sandyq.operator.encumbrance.EntryViews.EncumbranceView;
import kz.sandyq.operator.encumbrance.EntryViews.ReleaseView;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.IdempotencyKey;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.document.DocumentDownload;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Pledges, arrests and their releases for programs of the registrar. */
@RestController
@RequestMapping("/api/v1/encumbrances")
class EncumbranceApi {
    static final List<String> TYPES = List.of(EntryType.PLEDGE.name(), EntryType.ARREST.name());

    private final RegisterEntries entries;
    private final EntryStore store;
    private final EntryViews views;
    private final DocumentDownload downloads;
    private final PublicId ids;
    private final CurrentActor actor;

    EncumbranceApi(
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

    /**
     * A pledge or an arrest to propose.
     *
     * @param quantity decimal text with the asset's scale
     * @param rank of a pledge, 1 when absent
     * @param stopsCirculation true when absent; the restrictions of rights are false when absent
     */
    record NewEncumbrance(
            @Nullable EntryType kind,
            @Nullable String accountId,
            @Nullable String assetId,
            @Nullable String quantity,
            @Nullable String pledgeeClientId,
            @Nullable Integer rank,
            @Nullable Boolean stopsCirculation,
            @Nullable Boolean stopsIncome,
            @Nullable Boolean stopsRedemption,
            @Nullable Instant expiresAt,
            @Nullable LocalDate effectiveDate,
            @Nullable GroundBody ground) {}

    /** A release, whole or in part. */
    record NewRelease(@Nullable String quantity, @Nullable GroundBody ground) {}

    @PostMapping
    ResponseEntity<EncumbranceView> propose(IdempotencyKey key, @RequestBody NewEncumbrance body, Locale locale) {
        EntryType type = body.kind();
        if (type == null || !type.encumbers()) {
            throw new RefusedException("REQUEST_MALFORMED").status(400).field("kind");
        }
        String pledgee = text(body.pledgeeClientId());
        EntryForm form = new EntryForm(
                type,
                ids.parse(text(body.accountId())),
                0,
                ids.parse(text(body.assetId())),
                text(body.quantity()),
                pledgee.isEmpty() ? 0 : ids.parse(pledgee),
                Objects.requireNonNullElse(body.rank(), type == EntryType.PLEDGE ? 1 : 0),
                Objects.requireNonNullElse(body.stopsCirculation(), true),
                Boolean.TRUE.equals(body.stopsIncome()),
                Boolean.TRUE.equals(body.stopsRedemption()),
                body.expiresAt(),
                body.effectiveDate(),
                0,
                GroundBody.form(body.ground()));
        RegisterEntry entry = entries.propose(actor.get(), key.value(), form);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/encumbrances/" + ids.of(entry.id())))
                .body(views.encumbrance(entry, List.of(), locale));
    }

    @GetMapping
    Page<EncumbranceView> list(
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
                .map(row -> views.encumbrance(row, List.of(), locale));
    }

    @GetMapping("/{id}")
    EncumbranceView get(@PathVariable String id, Locale locale) {
        RegisterEntry entry = encumbrance(id);
        return views.encumbrance(entry, store.releases(entry.id()), locale);
    }

    /** The ground document of an encumbrance or of a release. */
    @GetMapping("/{id}/document")
    ResponseEntity<StreamingResponseBody> document(@PathVariable String id) {
        return downloads.of(entries.find(ids.parse(id)).groundDocument());
    }

    @PostMapping("/{id}/release")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ReleaseView release(IdempotencyKey key, @PathVariable String id, @RequestBody NewRelease body, Locale locale) {
        RegisterEntry target = encumbrance(id);
        EntryForm form = EntryForm.release(target.id(), text(body.quantity()), GroundBody.form(body.ground()));
        return views.release(entries.propose(actor.get(), key.value(), form), locale);
    }

    private RegisterEntry encumbrance(String id) {
        RegisterEntry entry = entries.find(ids.parse(id));
        if (!entry.entryType().encumbers()) {
            throw RefusedException.notFound();
        }
        return entry;
    }

    static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
