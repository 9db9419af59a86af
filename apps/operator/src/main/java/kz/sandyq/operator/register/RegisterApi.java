package kz.sandyq.operator.register;

import kz.sandyq.operator.register.RegisterViews.EntriesView;
import kz.sandyq.operator.register.RegisterViews.HoldersView;
import kz.sandyq.platform.login.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The register of holders for programs. */
@RestController
@RequestMapping("/api/v1/issues/{id}")
class RegisterApi {
    private static final int LIMIT_MAX = 200;

    private final Register register;
    private final Entries entries;
    private final CurrentActor actor;

    RegisterApi(Register register, Entries entries, CurrentActor actor) {
        this.register = register;
        this.entries = entries;
        this.actor = actor;
    }

    /**
     * Holders at a moment: {@code at} (RFC 3339) or {@code sequence}, by {@code effective} day; now without them. A
     * {@code wallet} narrows.
     */
    @GetMapping("/holders")
    HoldersView holders(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String sequence,
            @RequestParam(required = false) @Nullable String effective,
            @RequestParam(defaultValue = "") String wallet,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        Asked asked = Asked.of(at, sequence, effective);
        return register.holders(actor.get(), id, wallet, asked, cursor, size(limit));
    }

    /** Entries of the issue, oldest first; {@code from} and {@code until} (RFC 3339), {@code wallet} narrow them. */
    @GetMapping("/entries")
    EntriesView entries(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String wallet,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        return entries.page(actor.get(), id, new Entries.Which(from, until, wallet), cursor, size(limit));
    }

    /** Entries of one wallet, oldest first. */
    @GetMapping("/holders/{wallet}/history")
    EntriesView history(
            @PathVariable String id,
            @PathVariable String wallet,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        return entries.page(actor.get(), id, new Entries.Which(from, until, wallet), cursor, size(limit));
    }

    private static int size(int limit) {
        return Math.clamp(limit, 1, LIMIT_MAX);
    }
}
