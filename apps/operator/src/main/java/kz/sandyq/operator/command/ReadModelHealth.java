package kz.sandyq.operator.command;

import kz.sandyq.cluster.LogHost;
import kz.sandyq.readmodel.ProjectorLoop;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Down when the rows stand still, for good or because they cannot be written: what pages and programs would read is no
 * longer what the log holds. Down too when the node of this process takes no commands.
 */
@Component
@ConditionalOnBean(ProjectorLoop.class)
final class ReadModelHealth implements HealthIndicator {
    private final ProjectorLoop loop;
    private final LogHost log;

    ReadModelHealth(ProjectorLoop loop, LogHost log) {
        this.loop = loop;
        this.log = log;
    }

    @Override
    public Health health() {
        return loop.follows() && log.canAccept()
                ? Health.up().build()
                : Health.down().build();
    }
}
