package kz.sandyq.operator.facts;

import java.util.concurrent.TimeUnit;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.PropertySource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Degraded from the daily comparison on that finds records of the trail otherwise than the log has them. People who
 * trade do not pay for that: it does not decide whether the operator is ready.
 */
@Component("factHealthIndicator")
@PropertySource("classpath:sandyq-audit-health.properties")
class FactHealth implements HealthIndicator {
    static final Status DEGRADED = new Status("DEGRADED");

    private final FactCheck check;
    private volatile int differences;

    FactHealth(FactCheck check) {
        this.check = check;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 24, timeUnit = TimeUnit.HOURS)
    void compare() {
        differences = check.compare().differences().size();
    }

    @Override
    public Health health() {
        return differences == 0
                ? Health.up().build()
                : Health.status(DEGRADED).withDetail("differences", differences).build();
    }
}
