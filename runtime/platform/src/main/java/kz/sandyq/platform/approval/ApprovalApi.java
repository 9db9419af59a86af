package kz.sandyq.platform.approval;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import kz.sandyq.platform.api.EntityVersion;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.approval.Approval.State;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.list.Keyset;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Proposals for programs. A decision names the version that was seen in {@code If-Match}; repeated, it answers
 * APPROVAL_CLOSED, so it cannot take effect twice.
 */
@RestController
@RequestMapping("/api/v1/approvals")
class ApprovalApi {
    private final Approvals approvals;
    private final FourEyes fourEyes;
    private final ObjectMapper json;

    ApprovalApi(Approvals approvals, FourEyes fourEyes, ObjectMapper json) {
        this.approvals = approvals;
        this.fourEyes = fourEyes;
        this.json = json;
    }

    record Shown(
            String id,
            String kind,
            String subject,
            JsonNode change,
            State state,
            String proposedBy,
            Instant proposedAt,
            Instant expiresAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            String reason,
            int version) {}

    record Reason(String reason) {}

    @GetMapping
    Page<Shown> page(
            @RequestParam(defaultValue = "PROPOSED") State state,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(required = false) @Nullable String cursor) {
        long before = Keyset.numberIn(cursor, Long.MAX_VALUE);
        List<Approval> rows = approvals.page(state, search, before, Page.SIZE + 1);
        return Page.of(rows, Page.SIZE, approvals.count(state, search), row -> Keyset.of(row.id()))
                .map(this::shown);
    }

    @GetMapping("/{id}")
    ResponseEntity<Shown> one(@PathVariable long id) {
        return answer(() -> approvals.find(id).orElseThrow(RefusedException::notFound));
    }

    @PostMapping("/{id}/approve")
    ResponseEntity<Shown> approve(@PathVariable long id, EntityVersion seen) {
        return answer(() -> fourEyes.approve(id, seen.number()));
    }

    @PostMapping("/{id}/decline")
    ResponseEntity<Shown> decline(@PathVariable long id, EntityVersion seen, @RequestBody Reason body) {
        return answer(() -> fourEyes.decline(id, seen.number(), body.reason()));
    }

    @PostMapping("/{id}/withdraw")
    ResponseEntity<Shown> withdraw(@PathVariable long id, EntityVersion seen) {
        return answer(() -> fourEyes.withdraw(id, seen.number()));
    }

    private ResponseEntity<Shown> answer(Supplier<Approval> source) {
        Approval approval = source.get();
        return ResponseEntity.ok()
                .eTag(new EntityVersion(approval.version()).etag())
                .body(shown(approval));
    }

    private Shown shown(Approval approval) {
        return new Shown(
                String.valueOf(approval.id()),
                approval.kind(),
                approval.subject(),
                json.readTree(approval.beforeAfterJson()),
                approval.state(),
                approval.proposedName(),
                approval.proposedAt(),
                approval.expiresAt(),
                approval.decidedName(),
                approval.decidedAt(),
                approval.reason(),
                approval.version());
    }
}
