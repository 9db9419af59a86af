package kz.sandyq.operator.cabinet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.proof.Proofs;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.readmodel.RecordRows;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Receipts for what was entered on an own account, for whoever does not want to trust the operator. The receipt of a
 * deal is that of its entry on the own account: the record of the deal itself would say with whom it was made.
 */
@RestController
@LegalBasis("LAW-1.4")
class ReceiptsWeb {
    private final OwnAccounts accounts;
    private final CabinetIds ids;
    private final Proofs proofs;
    private final JdbcClient jdbc;
    private final CurrentActor actor;

    ReceiptsWeb(OwnAccounts accounts, CabinetIds ids, Proofs proofs, JdbcClient jdbc, CurrentActor actor) {
        this.accounts = accounts;
        this.ids = ids;
        this.proofs = proofs;
        this.jdbc = jdbc;
        this.actor = actor;
    }

    private record Place(long sequence, int eventIndex) {}

    /** The receipt of an own entry, a tlog-proof file; PROOF_NOT_YET (409) until it is proven. */
    @GetMapping({
        "/api/v1/me/entries/{sequence:[0-9]{1,18}}/{index:[0-9]{1,9}}/receipt",
        "/cabinet/entries/{sequence:[0-9]{1,18}}/{index:[0-9]{1,9}}/receipt"
    })
    ResponseEntity<byte[]> entry(@PathVariable long sequence, @PathVariable int index) {
        Place place = one(jdbc.sql("select sequence, event_index from readmodel.posting where sequence = :sequence"
                        + " and event_index = :index and account_id in (:accounts)")
                .param("sequence", sequence)
                .param("index", index));
        return file("entry-" + sequence + "-" + index, place);
    }

    /** The receipt of an own deal. */
    @GetMapping({"/api/v1/me/deals/{id}/receipt", "/cabinet/deals/{id}/receipt"})
    ResponseEntity<byte[]> deal(@PathVariable String id) {
        Place place = one(jdbc.sql("select p.sequence, p.event_index from readmodel.trade t"
                        + " join readmodel.instrument i on i.instrument_id = t.instrument_id"
                        + " join readmodel.posting p on p.sequence = t.sequence and p.subject_id = t.trade_id"
                        + " and p.asset_id = i.base_asset_id where t.trade_id = :id"
                        + " and p.account_id in (:accounts) order by p.event_index limit 1")
                .param("id", ids.parse(id)));
        return file("deal-" + id, place);
    }

    /** Not found (404) unless it is on an own account. */
    private Place one(JdbcClient.StatementSpec question) {
        List<Long> own = accounts.of(Clients.of(actor));
        if (own.isEmpty()) {
            throw RefusedException.notFound();
        }
        return question.param("accounts", own)
                .query(RecordRows.of(Place.class))
                .optional()
                .orElseThrow(RefusedException::notFound);
    }

    private ResponseEntity<byte[]> file(String name, Place place) {
        byte[] receipt = proofs.receipt(place.sequence(), place.eventIndex());
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "plain", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name + ".tlog-proof", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(receipt);
    }
}
