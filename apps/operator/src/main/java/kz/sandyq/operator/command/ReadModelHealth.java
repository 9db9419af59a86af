package kz.sandyq.operator.command;

import kz.sandyq.readmodel.ProjectorLoop;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down when the rows stand still for good: what pages and programs would read is no longer what the log holds. */
@Component
@ConditionalOnBean(ProjectorLoop.class)
final class ReadModelHealth implements HealthIndicator {
    private final ProjectorLoop loop;

    ReadModelHealth(ProjectorLoop loop) {
        this.loop = loop;
    }

    @Override
    public Health health() {
        return loop.follows() ? Health.up().build() : Health.down().build();
    }
}
