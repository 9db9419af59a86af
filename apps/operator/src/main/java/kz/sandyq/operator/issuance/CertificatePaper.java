package kz.sandyq.operator.issuance;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import kz.sandyq.operator.facts.IssuedPapers;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.pdf.PdfPages;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.sbe.FactKind;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The newest certificate of the base asset of an issue as a paper, for who is signed in: it says what is public. */
@RestController
class CertificatePaper {
    private final IssueCatalog catalog;
    private final CertificateStore certificates;
    private final IssuedPapers papers;
    private final PdfPages pdf;
    private final PublicId ids;
    private final OperatorRegistration operator;
    private final CurrentActor actor;
    private final SandyqClock clock;
    private final String operatorName;

    CertificatePaper(
            IssueCatalog catalog,
            CertificateStore certificates,
            IssuedPapers papers,
            PdfPages pdf,
            PublicId ids,
            OperatorRegistration operator,
            CurrentActor actor,
            SandyqClock clock,
            @Value("${sandyq.operator.name:Sandyq}") String operatorName) {
        this.catalog = catalog;
        this.certificates = certificates;
        this.papers = papers;
        this.pdf = pdf;
        this.ids = ids;
        this.operator = operator;
        this.actor = actor;
        this.clock = clock;
        this.operatorName = operatorName;
    }

    @GetMapping({"/public/issues/{id}/certificate.pdf", "/api/v1/issues/{id}/certificate"})
    ResponseEntity<byte[]> certificate(@PathVariable String id, Locale locale) {
        var issue = catalog.find(ids.parse(id)).orElseThrow(RefusedException::notFound);
        CertificateStore.Row row = certificates.issued(issue.applicationId()).orElseThrow(RefusedException::notFound);
        long client = actor.get().clientRelationId().orElse(0L);
        byte[] file = papers.issue(
                FactKind.CERTIFICATE,
                client,
                mark -> pdf.render(
                        "issuance/certificate-pdf",
                        Map.of(
                                "issue", issue,
                                "row", row,
                                "operatorName", operatorName,
                                "operatorBin", operator.bin(),
                                "operatorNumber", operator.number(),
                                "madeAt", clock.instant(),
                                "mark", mark),
                        locale));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("certificate-" + id + ".pdf", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(file);
    }
}
