package kz.sandyq.operator.command;

import java.util.Optional;
import kz.sandyq.cluster.ClusterNode;
import kz.sandyq.cluster.NodeView;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks the node of this process. */
@Component
class NodeClock implements LogClock {
    private final ObjectProvider<ClusterNode> node;

    NodeClock(ObjectProvider<ClusterNode> node) {
        this.node = node;
    }

    @Override
    public Optional<Reading> read() {
        ClusterNode running = node.getIfAvailable();
        if (running == null) {
            return Optional.empty();
        }
        NodeView view = running.view();
        return Optional.of(new Reading(view.nowMs(), view.clockSuspect()));
    }
}
