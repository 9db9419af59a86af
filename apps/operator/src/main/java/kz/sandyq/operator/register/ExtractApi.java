package kz.sandyq.operator.register;

import java.util.Locale;
import kz.sandyq.platform.login.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Extracts from the register for programs: CSV also by {@code Accept: text/csv}. */
@RestController
@RequestMapping("/api/v1/issues/{id}")
class ExtractApi {
    private final Extracts extracts;
    private final CurrentActor actor;

    ExtractApi(Extracts extracts, CurrentActor actor) {
        this.extracts = extracts;
        this.actor = actor;
    }

    @GetMapping(path = "/holders", produces = "text/csv")
    ResponseEntity<StreamingResponseBody> holders(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String sequence,
            @RequestParam(required = false) @Nullable String effective,
            @RequestParam(defaultValue = "") String wallet,
            Locale locale) {
        return extracts.holdersCsv(order(id, wallet, Asked.of(at, sequence, effective), locale));
    }

    @GetMapping("/holders.csv")
    ResponseEntity<StreamingResponseBody> holdersCsv(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String sequence,
            @RequestParam(required = false) @Nullable String effective,
            @RequestParam(defaultValue = "") String wallet,
            Locale locale) {
        return extracts.holdersCsv(order(id, wallet, Asked.of(at, sequence, effective), locale));
    }

    @GetMapping("/holders.pdf")
    ResponseEntity<byte[]> holdersPdf(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String sequence,
            @RequestParam(required = false) @Nullable String effective,
            @RequestParam(defaultValue = "") String wallet,
            Locale locale) {
        return extracts.holdersPdf(order(id, wallet, Asked.of(at, sequence, effective), locale));
    }

    @GetMapping("/entries.csv")
    ResponseEntity<StreamingResponseBody> entriesCsv(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String wallet,
            Locale locale) {
        return extracts.entriesCsv(actor.get(), id, new Entries.Which(from, until, wallet), locale);
    }

    private Extracts.Order order(String id, String wallet, Asked asked, Locale locale) {
        return new Extracts.Order(actor.get(), id, wallet, asked, locale);
    }
}
