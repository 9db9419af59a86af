package kz.sandyq.operator.facts;

import java.nio.charset.StandardCharsets;
import kz.sandyq.operator.proof.Proofs;
import kz.sandyq.platform.error.RefusedException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** For the auditor: the trail compared with the log, and the receipt of a record. */
@Controller
class AuditProofPages {
    private final FactCheck check;
    private final Proofs proofs;
    private final JdbcClient database;

    AuditProofPages(FactCheck check, Proofs proofs, JdbcClient database) {
        this.check = check;
        this.proofs = proofs;
        this.database = database;
    }

    private record Place(long sequence, int place) {}

    @GetMapping("/audit/check")
    String page(Model model) {
        model.addAttribute("found", check.compare());
        return "facts/check";
    }

    /** A tlog-proof file; PROOF_NOT_YET (409) until it is proven. */
    @GetMapping("/audit/{id:[0-9]{1,18}}/receipt")
    ResponseEntity<byte[]> receipt(@PathVariable long id) {
        Place at = database.sql(
                        "select sequence, place from platform.fact where audit_id = :id and sequence is not null")
                .param("id", id)
                .query(Place.class)
                .optional()
                .orElseThrow(RefusedException::notFound);
        return file("audit-" + id, proofs.receipt(at.sequence(), at.place()));
    }

    static ResponseEntity<byte[]> file(String name, byte[] receipt) {
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
