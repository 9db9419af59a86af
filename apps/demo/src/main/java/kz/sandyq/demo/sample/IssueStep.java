package kz.sandyq.demo.sample;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An issue from application to the units that exist. */
final class IssueStep {
    private static final List<String> LINES = List.of(
            "ISSUER_RESIDENT",
            "DECISION_BY_ISSUER",
            "DECISION_NAMES_ISSUE",
            "KIND_FITS",
            "TERMS_COMPLETE",
            "REDEMPTION_CLEAR",
            "DOCUMENTS_CONFORM");
    private static final List<String> BACKED_LINES = List.of("BASE_ASSET_DESCRIBED", "CUSTODY_AGREED");

    private final Staff staff;
    private final LocalDate today;
    private final Map<String, String> custodians = new HashMap<>();
    private int numbers;

    IssueStep(Staff staff, LocalDate today) {
        this.staff = staff;
        this.today = today;
    }

    /** The dated list of base assets of the regulator, without which no issue of kind 2 is registered. */
    void permittedBaseAssets() {
        staff.officer()
                .post(
                        "/permitted-base-assets",
                        Map.of(
                                "validFrom", today.minusDays(30).toString(),
                                "kinds", List.of("BASE_PROPERTY_RIGHT", "BASE_GOODS"),
                                "source", "Демо: реттеуші тізімінің үлгісі"));
    }

    /** Registers the issue and brings its units into existence; gives its id. */
    String issue(SampleIssue issue, Member issuer) {
        String path = "/issue-applications/" + apply(issue, issuer);
        SampleIssue.Backing backing = issue.backing();
        if (backing != null) {
            custody(path, backing, issuer);
        }
        List<String> lines = backing == null
                ? LINES
                : Stream.concat(LINES.stream(), BACKED_LINES.stream()).toList();
        staff.officer()
                .put(
                        path + "/examination",
                        Map.of(
                                "lines",
                                lines.stream()
                                        .collect(
                                                Collectors.toMap(line -> line, line -> Map.of("verdict", "CONFORMS")))),
                        "");
        if (backing != null) {
            certificate(path, backing);
        }
        String number = OpeningStep.OPERATOR_NUMBER + "/" + ++numbers;
        staff.officer().post(path + "/registration", Map.of("registrationNumber", number));
        staff.approver().approve("issuance.registration");
        String id = staff.officer()
                .await(
                        "/issues",
                        page -> page.path("items")
                                .valueStream()
                                .anyMatch(each -> OpeningStep.is(each, "registrationNumber", number)
                                        && !each.path("status").isNull()
                                        && !each.path("status").isMissingNode()))
                .body()
                .path("items")
                .valueStream()
                .filter(each -> OpeningStep.is(each, "registrationNumber", number))
                .map(each -> each.path("id").asString())
                .findFirst()
                .orElseThrow();
        if (!issue.stablecoin()) {
            mint(id, issue.volume());
        }
        return id;
    }

    private String apply(SampleIssue issue, Member issuer) {
        Answer draft = issuer.user().post("/issue-applications", issue.terms(today));
        String path = "/issue-applications/" + draft.text("id");
        String bin = issuer.client().nationalId();
        SampleDocument decision =
                SampleDocument.of("decision.pdf", "Шығару туралы шешім № 12", issue.name(), "БСН " + bin);
        Map<String, Object> particulars = Map.of(
                "number", "12", "date", today.minusDays(5).toString(), "issuerBin", bin, "issueName", issue.name());
        Answer decided = issuer.user()
                .put(
                        path + "/decision",
                        Map.of("particulars", particulars, "document", decision.bound("DECISION")),
                        draft.etag());
        SampleDocument terms = SampleDocument.of("terms.pdf", "Шығару шарттары", issue.name(), issue.redemptionTerms());
        Answer whole = issuer.user().post(path + "/documents", terms.bound("TERMS"), decided.etag());
        issuer.user().post(path + "/submission", Map.of(), whole.etag());
        return draft.text("id");
    }

    private void custody(String path, SampleIssue.Backing backing, Member issuer) {
        issuer.user().post("/issuer-consent", Map.of());
        String custodian = custodians.computeIfAbsent(
                backing.custodian(),
                name -> staff.officer()
                        .post(
                                "/custodians",
                                Map.of(
                                        "name",
                                        name,
                                        "bin",
                                        InventedIds.bin(backing.custodianNumber()),
                                        "legalEntity",
                                        true,
                                        "residency",
                                        "KZ"))
                        .text("id"));
        staff.officer()
                .post(
                        path + "/custody/agreement",
                        Map.of(
                                "custodianId",
                                custodian,
                                "number",
                                "К-" + (numbers + 1),
                                "validFrom",
                                today.minusDays(10).toString(),
                                "validUntil",
                                today.plusYears(3).toString()));
        staff.officer().post(path + "/custody/query", Map.of());
        staff.officer()
                .post(
                        path + "/custody/answer",
                        Map.of(
                                "condition", backing.condition(),
                                "quantity", backing.quantity(),
                                "unit", backing.unit(),
                                "value", backing.value(),
                                "currency", "KZT",
                                "asOf",
                                        today.atStartOfDay(ZoneOffset.UTC)
                                                .minusHours(12)
                                                .toInstant()
                                                .toString()));
    }

    private void certificate(String path, SampleIssue.Backing backing) {
        List<Long> evidence = staff.officer()
                .get(path)
                .body()
                .path("documents")
                .valueStream()
                .map(each -> each.path("documentId").asLong())
                .toList();
        Instant until = today.plusYears(2).atStartOfDay(ZoneOffset.UTC).toInstant();
        Map<String, Object> certificate = new HashMap<>();
        certificate.put("applicationId", path.substring(path.lastIndexOf('/') + 1));
        certificate.put("exists", true);
        certificate.put("legalStatus", "Эмитенттің меншігі");
        certificate.put("encumbrances", "жоқ");
        certificate.put("marketValue", backing.value());
        certificate.put("currency", "KZT");
        certificate.put("valuationDate", today.minusDays(1).toString());
        certificate.put("evidenceDate", today.minusDays(1).toString());
        certificate.put("quantity", backing.quantity());
        certificate.put("unit", backing.unit());
        certificate.put("validUntil", until.toString());
        certificate.put("documents", evidence);
        staff.officer().post("/certificates", certificate);
        staff.approver().approve("issuance.certificate");
    }

    private void mint(String id, String volume) {
        staff.officer().post("/issues/" + id + "/mints", Map.of("quantity", Long.parseLong(volume)));
        staff.approver().approve("issuance.act");
        staff.officer().await("/issues/" + id, view -> OpeningStep.is(view, "outstanding", volume));
    }
}
