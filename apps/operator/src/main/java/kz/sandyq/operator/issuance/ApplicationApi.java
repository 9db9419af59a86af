package kz.sandyq.operator.issuance;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Issue applications for programs. The ETag is the version; a change names it in If-Match. */
@RestController
@RequestMapping("/api/v1/issue-applications")
class ApplicationApi {
    private final IssueApplications applications;
    private final ApplicationStore store;
    private final Examination examination;
    private final Registration registration;
    private final PublicId ids;
    private final CurrentActor actor;

    ApplicationApi(
            IssueApplications applications,
            ApplicationStore store,
            Examination examination,
            Registration registration,
            PublicId ids,
            CurrentActor actor) {
        this.applications = applications;
        this.store = store;
        this.examination = examination;
        this.registration = registration;
        this.ids = ids;
        this.actor = actor;
    }

    /** An application with everything bound to it and everything that stands in its way. */
    record View(
            String id,
            Application.Status status,
            int version,
            int round,
            TermsForm terms,
            @Nullable IssueDecision decision,
            @Nullable String returnNote,
            List<ApplicationStore.BoundDocument> documents,
            Map<Checklist.Line, Checklist.Answer> examination,
            List<Finding> findings) {}

    /** A document in the request itself; {@code sha256}, when given, must be the hash of the content. */
    record NewDocument(String role, String name, @Nullable String sha256, String contentBase64) {}

    /** The decision to issue with its document. */
    record NewDecision(IssueApplications.DecisionForm particulars, NewDocument document) {}

    /** Verdicts of an examiner by line. */
    record Verdicts(Map<Checklist.Line, Verdict> lines) {}

    /** One verdict. */
    record Verdict(Checklist.Verdict verdict, @Nullable String reason) {}

    record Return(String note) {}

    record Registering(String registrationNumber) {}

    @PostMapping
    ResponseEntity<View> create(@RequestHeader("Idempotency-Key") String key, @RequestBody TermsForm terms) {
        IdempotencyKeys.parse(key);
        long id = applications.create(actor.get(), terms.terms());
        return answer(ResponseEntity.created(URI.create("/api/v1/issue-applications/" + ids.of(id))), id);
    }

    @GetMapping
    ApiPage<View> list(
            @RequestParam(required = false) Application.@Nullable Status status,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        long after = cursor.isEmpty() ? 0 : ids.parse(cursor);
        int most = ApiPage.limit(limit);
        List<View> page = applications.list(actor.get(), status, after, most).stream()
                .map(this::view)
                .toList();
        return ApiPage.of(page, most, View::id);
    }

    @GetMapping("/{id}")
    ResponseEntity<View> get(@PathVariable String id) {
        return answer(
                ResponseEntity.ok(),
                applications.visible(actor.get(), ids.parse(id)).id());
    }

    @PutMapping("/{id}/terms")
    ResponseEntity<View> terms(
            @PathVariable String id, @RequestHeader("If-Match") String match, @RequestBody TermsForm terms) {
        long number = ids.parse(id);
        applications.saveTerms(actor.get(), number, version(match), terms.terms());
        return answer(ResponseEntity.ok(), number);
    }

    @PutMapping("/{id}/decision")
    ResponseEntity<View> decision(
            @PathVariable String id, @RequestHeader("If-Match") String match, @RequestBody NewDecision body) {
        long number = ids.parse(id);
        NewDocument document = body.document();
        applications.decide(
                actor.get(),
                number,
                version(match),
                body.particulars(),
                document.name(),
                document.sha256(),
                content(document));
        return answer(ResponseEntity.ok(), number);
    }

    @PostMapping("/{id}/documents")
    ResponseEntity<View> document(
            @PathVariable String id, @RequestHeader("If-Match") String match, @RequestBody NewDocument body) {
        long number = ids.parse(id);
        applications.attach(
                actor.get(), number, version(match), body.role(), body.name(), body.sha256(), content(body));
        return answer(ResponseEntity.ok(), number);
    }

    @PostMapping("/{id}/submission")
    ResponseEntity<View> submit(
            @RequestHeader("Idempotency-Key") String key,
            @PathVariable String id,
            @RequestHeader("If-Match") String match) {
        IdempotencyKeys.parse(key);
        long number = ids.parse(id);
        applications.submit(actor.get(), number, version(match));
        return answer(ResponseEntity.ok(), number);
    }

    @PostMapping("/{id}/withdrawal")
    ResponseEntity<View> withdraw(@PathVariable String id, @RequestHeader("If-Match") String match) {
        long number = ids.parse(id);
        applications.withdraw(actor.get(), number, version(match));
        return answer(ResponseEntity.ok(), number);
    }

    @PutMapping("/{id}/examination")
    ResponseEntity<View> examine(@PathVariable String id, @RequestBody Verdicts body) {
        long number = ids.parse(id);
        Map<Checklist.Line, Checklist.Answer> answers = new java.util.EnumMap<>(Checklist.Line.class);
        body.lines()
                .forEach((line, verdict) ->
                        answers.put(line, new Checklist.Answer(verdict.verdict(), verdict.reason(), 0)));
        examination.answer(actor.get(), number, answers);
        return answer(ResponseEntity.ok(), number);
    }

    @PostMapping("/{id}/return")
    ResponseEntity<View> giveBack(@PathVariable String id, @RequestBody Return body) {
        long number = ids.parse(id);
        examination.giveBack(actor.get(), number, body.note());
        return answer(ResponseEntity.ok(), number);
    }

    @PostMapping("/{id}/registration")
    ResponseEntity<View> register(
            @RequestHeader("Idempotency-Key") String key, @PathVariable String id, @RequestBody Registering body) {
        IdempotencyKeys.parse(key);
        long number = ids.parse(id);
        registration.propose(actor.get(), number, body.registrationNumber());
        return answer(ResponseEntity.accepted(), number);
    }

    private ResponseEntity<View> answer(ResponseEntity.BodyBuilder builder, long id) {
        Application application = store.find(id).orElseThrow(RefusedException::notFound);
        return builder.eTag(String.valueOf(application.version())).body(view(application));
    }

    private View view(Application application) {
        boolean examined = application.status() == Application.Status.SUBMITTED;
        return new View(
                ids.of(application.id()),
                application.status(),
                application.version(),
                application.round(),
                TermsForm.of(application.terms()),
                application.decision(),
                application.returnNote(),
                store.documents(application.id()),
                store.answers(application.id(), application.round()),
                examined ? registration.blockers(application) : applications.findings(application));
    }

    static int version(String match) {
        String digits = match.replace("\"", "");
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException otherTag) {
            throw RefusedException.changedMeanwhile();
        }
    }

    private static ByteArrayInputStream content(NewDocument document) {
        try {
            return new ByteArrayInputStream(Base64.getDecoder().decode(document.contentBase64()));
        } catch (IllegalArgumentException notBase64) {
            throw new RefusedException("DOCUMENT_EMPTY").field("contentBase64").status(400);
        }
    }
}
