package kz.sandyq.operator.issuance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import kz.sandyq.platform.login.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Custodians, agreements, consents, answers, the regulator's list and certificates for programs. */
@RestController
@RequestMapping("/api/v1")
class CustodyApi {
    private final Custody custody;
    private final Certification certification;
    private final CertificateStore certificates;
    private final PublicId ids;
    private final CurrentActor actor;

    CustodyApi(
            Custody custody,
            Certification certification,
            CertificateStore certificates,
            PublicId ids,
            CurrentActor actor) {
        this.custody = custody;
        this.certification = certification;
        this.certificates = certificates;
        this.ids = ids;
        this.actor = actor;
    }

    record NewCustodian(String name, String bin, boolean legalEntity, String residency) {}

    record CustodianView(String id, String name, String bin, String residency) {}

    record NewAgreement(
            String custodianId,
            String number,
            LocalDate validFrom,
            LocalDate validUntil,
            @Nullable Long documentId) {}

    record NewAnswer(
            @Nullable String condition,
            @Nullable String quantity,
            String unit,
            @Nullable String value,
            @Nullable String currency,
            @Nullable Instant asOf,
            @Nullable Long documentId) {}

    record NewList(LocalDate validFrom, Set<BaseAssetKind> kinds, String source) {}

    record NewCertificate(
            String applicationId,
            @Nullable Boolean exists,
            @Nullable String legalStatus,
            @Nullable String encumbrances,
            @Nullable String encumbranceBeneficiary,
            @Nullable String marketValue,
            @Nullable String currency,
            @Nullable LocalDate valuationDate,
            @Nullable LocalDate evidenceDate,
            @Nullable String quantity,
            @Nullable String unit,
            @Nullable Instant validUntil,
            List<Long> documents) {
        Certificate certificate() {
            return new Certificate(
                    exists,
                    legalStatus,
                    encumbrances,
                    encumbranceBeneficiary,
                    decimal(marketValue, "marketValue"),
                    currency,
                    valuationDate,
                    evidenceDate,
                    decimal(quantity, "quantity"),
                    unit,
                    validUntil);
        }
    }

    record Created(String id) {}

    record CertificateView(
            String id,
            String applicationId,
            String status,
            Certificate certificate,
            List<Long> documents,
            Instant issuedAt) {}

    @PostMapping("/custodians")
    @ResponseStatus(HttpStatus.CREATED)
    Created custodian(@RequestBody NewCustodian body) {
        return new Created(
                ids.of(custody.record(actor.get(), body.name(), body.bin(), body.legalEntity(), body.residency())));
    }

    @GetMapping("/custodians")
    ApiPage<CustodianView> custodians(
            @RequestParam(defaultValue = "") String cursor, @RequestParam(defaultValue = "50") int limit) {
        int most = ApiPage.limit(limit);
        List<CustodianView> page = custody.list(cursor.isEmpty() ? 0 : ids.parse(cursor), most).stream()
                .map(each -> new CustodianView(ids.of(each.id()), each.name(), each.bin(), each.residency()))
                .toList();
        return ApiPage.of(page, most, CustodianView::id);
    }

    @PostMapping("/issue-applications/{id}/custody/agreement")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void agreement(@PathVariable String id, @RequestBody NewAgreement body) {
        var agreement = new CustodyFacts.Agreement(body.number(), body.validFrom(), body.validUntil());
        custody.agree(actor.get(), ids.parse(id), ids.parse(body.custodianId()), agreement, body.documentId());
    }

    @PostMapping("/issue-applications/{id}/custody/query")
    @ResponseStatus(HttpStatus.CREATED)
    Created query(@PathVariable String id) {
        return new Created(ids.of(custody.ask(actor.get(), ids.parse(id))));
    }

    @PostMapping("/issue-applications/{id}/custody/answer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void answer(@PathVariable String id, @RequestBody NewAnswer body) {
        var answer = new CustodyFacts.Answer(
                body.condition(),
                decimal(body.quantity(), "quantity"),
                decimal(body.value(), "value"),
                body.currency(),
                body.asOf());
        custody.answered(actor.get(), ids.parse(id), answer, body.unit(), body.documentId());
    }

    @PostMapping("/issuer-consent")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void consent() {
        custody.consent(actor.get(), null);
    }

    @DeleteMapping("/issuer-consent")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawConsent() {
        custody.withdrawConsent(actor.get());
    }

    @PostMapping("/permitted-base-assets")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void permit(@RequestBody NewList body) {
        custody.permit(actor.get(), body.validFrom(), body.kinds(), body.source());
    }

    @PostMapping("/certificates")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Created certificate(@RequestBody NewCertificate body) {
        return new Created(ids.of(certification.propose(
                actor.get(), ids.parse(body.applicationId()), body.certificate(), body.documents())));
    }

    @GetMapping("/certificates")
    ApiPage<CertificateView> certificates(
            @RequestParam(defaultValue = "") String cursor, @RequestParam(defaultValue = "50") int limit) {
        int most = ApiPage.limit(limit);
        List<CertificateView> page = certificates.page(cursor.isEmpty() ? 0 : ids.parse(cursor), most).stream()
                .map(row -> new CertificateView(
                        ids.of(row.id()),
                        ids.of(row.applicationId()),
                        row.status(),
                        row.certificate(),
                        row.documents(),
                        row.issuedAt()))
                .toList();
        return ApiPage.of(page, most, CertificateView::id);
    }

    private static @Nullable BigDecimal decimal(@Nullable String typed, String field) {
        return TermsForm.decimal(typed, field);
    }
}
