package kz.sandyq.operator.command;

import java.util.List;
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
     * @param outcomes one, of a batch one for each item in its order
     */
    record RequestView(String idempotencyKey, List<OutcomeView> outcomes) {}

    /**
     * What became of a command.
     *
     * @param state APPLIED, REFUSED, or UNKNOWN: send the same request again with the same key, it is done once
     * @param sequence of the entry that decided it, 0 when unknown
     * @param code why it was refused
     */
    record OutcomeView(
            String state, long sequence, @Nullable String code) {}

    @GetMapping("/{key}")
    RequestView request(@PathVariable String key) {
        IdempotencyKey sent = IdempotencyKey.of(key);
        return new RequestView(
                sent.value().toString(),
                requests.find(actor.get().loginId(), sent.value()).stream()
                        .map(SentRequestsApi::view)
                        .toList());
    }

    private static OutcomeView view(SentRequests.Found found) {
        return new OutcomeView(
                found.state().name(),
                found.sequence(),
                found.code() == null ? null : found.code().name());
    }
}
