package kz.sandyq.operator.command;

import java.util.Optional;
import kz.sandyq.cluster.LogHost;
import kz.sandyq.cluster.NodeView;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks the node of this process, or the members of the cluster. */
@Component
class NodeClock implements LogClock {
    private final ObjectProvider<LogHost> log;

    NodeClock(ObjectProvider<LogHost> log) {
        this.log = log;
    }

    @Override
    public Optional<Reading> read() {
        LogHost running = log.getIfAvailable();
        if (running == null) {
            return Optional.empty();
        }
        NodeView view = running.view();
        return Optional.of(new Reading(view.nowMs(), view.clockSuspect()));
    }
}
