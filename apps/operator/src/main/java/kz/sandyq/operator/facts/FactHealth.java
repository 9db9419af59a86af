package kz.sandyq.operator.facts;

import java.util.concurrent.TimeUnit;
import kz.sandyq.operator.facts.Comparison.Wrong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.PropertySource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Degraded from the daily comparison on that finds records of the trail otherwise than the log has them, or cannot be
 * made. People who trade do not pay for that: it does not decide whether the operator is ready. A
 * record with a wrong time stays one for good, as after a wrong clock: it is told, and is no alarm.
 */
@Component("factHealthIndicator")
@PropertySource("classpath:sandyq-audit-health.properties")
class FactHealth implements HealthIndicator {
    static final Status DEGRADED = new Status("DEGRADED");

    private static final Logger LOG = LoggerFactory.getLogger(FactHealth.class);

    private final FactCheck check;
    private volatile int differences;
    private volatile int misdated;
    private volatile boolean failed;

    FactHealth(FactCheck check) {
        this.check = check;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 24 * 60, timeUnit = TimeUnit.MINUTES)
    void compare() {
        try {
            Comparison found = check.compare();
            misdated = found.count(Wrong.MISDATED);
            differences = found.differences().size() - misdated;
            failed = false;
        } catch (RuntimeException fault) {
            failed = true;
            LOG.error("the audit trail could not be compared with the log", fault);
        }
    }

    @Override
    public Health health() {
        return (differences == 0 && !failed ? Health.up() : Health.status(DEGRADED))
                .withDetail("differences", differences)
                .withDetail("misdated", misdated)
                .build();
    }
}
