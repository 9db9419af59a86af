package kz.sandyq.operator.proof;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import kz.sandyq.cluster.ClusterNode;
import kz.sandyq.cluster.LogHost;
import kz.sandyq.cluster.PurgeRoom;
import kz.sandyq.cluster.Purged;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.translog.MemberLog;
import kz.sandyq.translog.MemberPurges;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.ObjectMapper;

/**
 * Takes from the recording of the node, or of every member of a cluster, what stood in sealed segments when it was
 * proposed; two administrators. Nothing is lost: whoever reads the log reads the segments first. Each sealed file is
 * read through and copied before. Only what lies before the last snapshot but one goes, and of that only what the rows
 * and the newest complete backup have behind them. Of a cluster every member is asked at the proposal, so that none of
 * them lacks what the others lack; each obeys the approved order when it can.
 */
@Component
class LogPurges implements ApprovalHandler {
    static final String KIND = "log.purge";

    private static final String POSITION = "logPosition";

    private static final Logger LOG = LoggerFactory.getLogger(LogPurges.class);

    private final ObjectProvider<LogHost> log;
    private final ObjectProvider<ProofLoop> loop;
    private final LogTurn turn;
    private final ObjectProvider<FourEyes> fourEyes;
    private final ObjectProvider<LogBackups> backups;
    private final JdbcClient database;
    private final ObjectMapper json;

    LogPurges(
            ObjectProvider<LogHost> log,
            ObjectProvider<ProofLoop> loop,
            LogTurn turn,
            ObjectProvider<FourEyes> fourEyes,
            ObjectProvider<LogBackups> backups,
            JdbcClient database,
            ObjectMapper json) {
        this.log = log;
        this.loop = loop;
        this.turn = turn;
        this.fourEyes = fourEyes;
        this.backups = backups;
        this.database = database;
        this.json = json;
    }

    /**
     * Proposes it, up to where sealed segments hold the log now, before the last snapshot but one. The members are
     * asked before a transaction begins.
     *
     * @throws RefusedException PURGE_NOT_HERE (409) when nothing is kept of the log now; PURGE_NEEDS_COPIES (409) when
     *     sealed segments are copied nowhere; of a cluster PURGE_MEMBERS_SILENT and PURGE_MEMBERS_REFUSE (409) with the
     *     names of members that do not answer or do not obey; NOTHING_TO_PURGE, PURGE_AHEAD_OF_ROWS and
     *     PURGE_NOT_BACKED_UP (409)
     */
    @Transactional(propagation = Propagation.NEVER)
    public long propose() {
        ProofLoop kept = kept();
        long sealed = kept.seal();
        long position = kept.purges()
                .map(purges -> agreed(sealed, purges.ask(), purges::obeys))
                .orElseGet(() -> upTo(sealed, List.of(node().purgeRoom())));
        mayGo(position);
        return fourEyes.getObject()
                .propose(KIND, "log:" + position, json.writeValueAsString(Map.of("after", Map.of(POSITION, position))));
    }

    /**
     * Up to where every member may purge, and the operator's own segments reach.
     *
     * @param sealed position up to which the operator's sealed segments hold the log, bytes
     * @throws RefusedException as {@link #propose}
     */
    static long agreed(long sealed, List<MemberLog> members, Predicate<MemberLog> obeys) {
        refuse("PURGE_MEMBERS_SILENT", members, each -> !each.answers());
        refuse("PURGE_MEMBERS_REFUSE", members, each -> !obeys.test(each));
        return upTo(sealed, members.stream().map(MemberLog::room).toList());
    }

    private static long upTo(long sealed, List<PurgeRoom> rooms) {
        long position = rooms.stream().mapToLong(PurgeRoom::limit).reduce(sealed, Math::min);
        if (rooms.stream().noneMatch(each -> each.upTo(position).isAny())) {
            throw new RefusedException("NOTHING_TO_PURGE").status(409);
        }
        return position;
    }

    private void mayGo(long position) {
        long rows = database.sql("select log_position from readmodel.bookmark where id = 1")
                .query(Long.class)
                .optional()
                .orElse(0L);
        mayGo(position, rows, backups.getObject().logPosition());
    }

    /**
     * Whether what lies before a position is in the rows and in a backup.
     *
     * @param position up to where the log would be purged, bytes
     * @param rows position of the read model's bookmark, bytes
     * @param backedUp position of the end of the newest complete backup, bytes
     * @throws RefusedException PURGE_AHEAD_OF_ROWS and PURGE_NOT_BACKED_UP (409) when it is not
     */
    static void mayGo(long position, long rows, OptionalLong backedUp) {
        if (position > rows) {
            throw new RefusedException("PURGE_AHEAD_OF_ROWS").status(409);
        }
        if (position > backedUp.orElse(-1)) {
            throw new RefusedException("PURGE_NOT_BACKED_UP").status(409);
        }
    }

    private static void refuse(String code, List<MemberLog> members, Predicate<MemberLog> hinders) {
        String names = members.stream().filter(hinders).map(MemberLog::name).collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            throw new RefusedException(code, names).status(409);
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<String> deciders() {
        return Set.of("ADMINISTRATOR");
    }

    /** Purging twice, or after a kill in the middle, takes no more than once. Nobody copies the log meanwhile. */
    @Override
    public void approved(Approval approval) {
        turn.beginPurge();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                turn.end();
            }
        });
        ProofLoop kept = kept();
        long position = json.readTree(approval.beforeAfterJson())
                .path("after")
                .path(POSITION)
                .asLong();
        if (kept.seal() < position) {
            // Kept anew since the proposal: what it named may be nowhere else.
            throw new RefusedException("PURGE_NOT_HERE").status(409);
        }
        mayGo(position);
        kept.readThrough();
        Optional<MemberPurges> members = kept.purges();
        if (members.isPresent()) {
            orderWhenDecided(members.get(), approval.id(), position);
            return;
        }
        Purged purged = node().purgeBefore(position);
        if (purged.bytes() == 0) {
            throw new RefusedException("NOTHING_TO_PURGE").status(409);
        }
        LOG.info("approval {}: the recorded log begins at {}", approval.id(), purged.begins());
    }

    /** What cannot be undone does not run ahead of the record that two persons decided it. */
    private static void orderWhenDecided(MemberPurges members, long approval, long position) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                members.order(position);
                LOG.info("approval {}: the members are told to purge their logs up to {}", approval, position);
            }
        });
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
