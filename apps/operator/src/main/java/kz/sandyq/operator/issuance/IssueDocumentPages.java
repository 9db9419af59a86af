package kz.sandyq.operator.issuance;

import kz.sandyq.platform.document.DocumentDownload;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.CurrentActor;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Documents bound to an issue: to its issuer and to staff always, to everybody signed in once it is registered. */
@Controller
class IssueDocumentPages {
    private final IssueCatalog catalog;
    private final IssueApplications applications;
    private final ApplicationStore store;
    private final DocumentDownload download;
    private final PublicId ids;
    private final CurrentActor actor;

    IssueDocumentPages(
            IssueCatalog catalog,
            IssueApplications applications,
            ApplicationStore store,
            DocumentDownload download,
            PublicId ids,
            CurrentActor actor) {
        this.catalog = catalog;
        this.applications = applications;
        this.store = store;
        this.download = download;
        this.ids = ids;
        this.actor = actor;
    }

    @GetMapping({"/public/issues/{id}/documents/{document}", "/api/v1/issues/{id}/documents/{document}"})
    ResponseEntity<StreamingResponseBody> ofIssue(@PathVariable String id, @PathVariable long document) {
        var issue = catalog.find(ids.parse(id)).orElseThrow(RefusedException::notFound);
        return bound(issue.applicationId(), document);
    }

    @GetMapping({"/desk/issues/{id}/documents/{document}", "/issuer/issues/{id}/documents/{document}"})
    ResponseEntity<StreamingResponseBody> ofApplication(@PathVariable String id, @PathVariable long document) {
        Application application = applications.visible(actor.get(), ids.parse(id));
        return bound(application.id(), document);
    }

    private ResponseEntity<StreamingResponseBody> bound(long applicationId, long document) {
        return store.documents(applicationId).stream()
                .filter(each -> each.documentId() == document)
                .findFirst()
                .map(each -> download.of(each.documentId()))
                .orElseThrow(RefusedException::notFound);
    }
}
