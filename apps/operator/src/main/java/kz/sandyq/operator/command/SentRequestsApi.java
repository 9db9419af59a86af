package kz.sandyq.operator.command;

import kz.sandyq.platform.api.IdempotencyKey;
import kz.sandyq.platform.login.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** For a program that got no answer: what became of its request. */
@RestController
@RequestMapping("/api/v1/me/requests")
class SentRequestsApi {
    private final SentRequests requests;
    private final CurrentActor actor;

    SentRequestsApi(SentRequests requests, CurrentActor actor) {
        this.requests = requests;
        this.actor = actor;
    }

    /**
     * What is known of one's own request.
     *
     * @param idempotencyKey that it was sent with
     * @param state APPLIED, REFUSED, UNKNOWN (send it again with the same key) or NOT_APPLIED (it never will be)
     * @param sequence of the entry that decided it, else up to which the log was looked through
     * @param code why it was refused
     */
    record RequestView(
            String idempotencyKey,
            String state,
            long sequence,
            @Nullable String code) {}

    @GetMapping("/{key}")
    RequestView request(@PathVariable String key) {
        IdempotencyKey sent = IdempotencyKey.of(key);
        SentRequests.Found found = requests.find(actor.get().loginId(), sent.value());
        return new RequestView(
                sent.value().toString(),
                found.state().name(),
                found.sequence(),
                found.code() == null ? null : found.code().name());
    }
}
