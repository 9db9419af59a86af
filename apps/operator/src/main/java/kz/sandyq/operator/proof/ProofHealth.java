package kz.sandyq.operator.proof;

import java.time.Duration;
import kz.sandyq.platform.error.RefusedException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whether proofs go on: a word for supervisors, and numbers for Prometheus. Neither decides whether the operator is
 * ready, as nothing that is traded waits for proofs.
 */
@RestController("proofHealthIndicator")
class ProofHealth implements HealthIndicator {
    /** Worse than up; who asks for the whole operator's health is not told. */
    static final Status DEGRADED = new Status("DEGRADED");

    /** A log that sleeps ends a block, and is signed, every minute. */
    private static final Duration STANDS_STILL = Duration.ofMinutes(3);

    private final ObjectProvider<ProofLoop> loop;

    ProofHealth(ObjectProvider<ProofLoop> loop) {
        this.loop = loop;
    }

    @Override
    public Health health() {
        ProofLoop running = loop.getIfAvailable();
        return Health.status(running == null ? Status.UP : status(running.age(), running.alarm()))
                .build();
    }

    /** Degraded when nothing was signed for long, or somebody who was asked to cosign holds another history. */
    static Status status(Duration age, boolean alarm) {
        return alarm || age.compareTo(STANDS_STILL) > 0 ? DEGRADED : Status.UP;
    }

    @GetMapping("/proof/metrics")
    ResponseEntity<String> metrics() {
        ProofLoop running = loop.getIfAvailable();
        if (running == null) {
            throw RefusedException.notFound();
        }
        long blocks = running.proven().map(each -> each.checkpoint().size()).orElse(0L);
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_PLAIN)
                .cacheControl(CacheControl.noStore())
                .body(gauge(
                                "sandyq_proof_age_seconds",
                                "since the newest checkpoint was signed",
                                running.age().toSeconds())
                        + gauge("sandyq_proof_size_blocks", "blocks that the newest checkpoint covers", blocks)
                        + gauge(
                                "sandyq_proof_alarm",
                                "1 while a cosigner holds another history",
                                running.alarm() ? 1 : 0));
    }

    private static String gauge(String name, String meaning, long value) {
        return "# HELP " + name + " " + meaning + "\n# TYPE " + name + " gauge\n" + name + " " + value + "\n";
    }
}
