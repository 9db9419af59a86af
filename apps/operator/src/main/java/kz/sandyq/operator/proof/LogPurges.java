package kz.sandyq.operator.proof;

import java.util.Map;
import java.util.Set;
import kz.sandyq.cluster.ClusterNode;
import kz.sandyq.cluster.LogHost;
import kz.sandyq.cluster.Purged;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.error.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.ObjectMapper;

/**
 * Takes from the node's recording what stood in sealed segments when it was proposed; two administrators. Nothing is
 * lost: whoever reads the log reads the segments first. Each sealed file is read through and copied before. Only what
 * lies before the last snapshot but one goes.
 */
@Component
class LogPurges implements ApprovalHandler {
    static final String KIND = "log.purge";

    private static final String POSITION = "logPosition";

    private static final Logger LOG = LoggerFactory.getLogger(LogPurges.class);

    private final ObjectProvider<LogHost> log;
    private final ObjectProvider<ProofLoop> loop;
    private final ObjectProvider<FourEyes> fourEyes;
    private final ObjectMapper json;

    LogPurges(
            ObjectProvider<LogHost> log,
            ObjectProvider<ProofLoop> loop,
            ObjectProvider<FourEyes> fourEyes,
            ObjectMapper json) {
        this.log = log;
        this.loop = loop;
        this.fourEyes = fourEyes;
        this.json = json;
    }

    /**
     * Proposes it, up to where sealed segments hold the log now.
     *
     * @throws RefusedException PURGE_NOT_HERE (409) when the log's node is in another process, or nothing is kept of
     *     it; PURGE_NEEDS_COPIES (409) when sealed segments are copied nowhere
     */
    @Transactional
    public long propose() {
        node();
        long position = kept().seal();
        return fourEyes.getObject()
                .propose(KIND, "log:" + position, json.writeValueAsString(Map.of("after", Map.of(POSITION, position))));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<String> deciders() {
        return Set.of("ADMINISTRATOR");
    }

    /** Purging twice, or after a kill in the middle, takes no more than once. */
    @Override
    public void approved(Approval approval) {
        ClusterNode node = node();
        ProofLoop kept = kept();
        long position = json.readTree(approval.beforeAfterJson())
                .path("after")
                .path(POSITION)
                .asLong();
        kept.readThrough();
        Purged purged = node.purgeBefore(position);
        if (purged.bytes() == 0) {
            throw new RefusedException("NOTHING_TO_PURGE").status(409);
        }
        LOG.info("approval {}: the recorded log begins at {}", approval.id(), purged.begins());
    }

    @Override
    public void declined(Approval approval) {
        // The proposal itself is the record; nothing was taken away.
    }

    private ClusterNode node() {
        if (log.getIfAvailable() instanceof ClusterNode node) {
            return node;
        }
        throw new RefusedException("PURGE_NOT_HERE").status(409);
    }

    private ProofLoop kept() {
        ProofLoop running = loop.getIfAvailable();
        if (running == null || !running.isOpen()) {
            throw new RefusedException("PURGE_NOT_HERE").status(409);
        }
        if (!running.copies()) {
            throw new RefusedException("PURGE_NEEDS_COPIES").status(409);
        }
        return running;
    }
}
