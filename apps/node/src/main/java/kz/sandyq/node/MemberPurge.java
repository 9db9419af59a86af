package kz.sandyq.node;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import kz.sandyq.cluster.ClusterFile;
import kz.sandyq.cluster.ClusterNode;
import kz.sandyq.cluster.PurgeRoom;
import kz.sandyq.cluster.Purged;
import kz.sandyq.node.NodeDoor.Answer;
import kz.sandyq.translog.MemberLog;
import kz.sandyq.translog.PurgeOrder;
import kz.sandyq.translog.Segments;
import kz.sandyq.translog.TranslogException;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.VerifierKey;
import org.jspecify.annotations.Nullable;

/**
 * Purges a member's log when whoever holds the log's key orders it: whole files before the order's position, before the
 * member's own last snapshot but one, and where it cosigns only what stands in its own sealed segments, which are read
 * through before. An order that comes again takes nothing more, so that nothing has to be kept in mind between two.
 */
final class MemberPurge {
    private final String name;
    private final long cluster;
    private final @Nullable VerifierKey key;
    private final Supplier<@Nullable ClusterNode> running;
    private final MemberProofs proofs;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile String trouble = "";

    /**
     * Nothing is purged yet.
     *
     * @param running the member, null while it does not run
     * @throws NodeFault when the log's key in the file is none, or that of another log than the members cosign
     */
    MemberPurge(ClusterFile file, int id, Supplier<@Nullable ClusterNode> running, MemberProofs proofs) {
        name = file.members(id).own().name();
        cluster = file.clusterNumber();
        key = file.proofLogKey()
                .map(word -> key(word, file.proofOrigin().orElse(null)))
                .orElse(null);
        this.running = running;
        this.proofs = proofs;
    }

    private static VerifierKey key(String word, @Nullable String origin) {
        try {
            VerifierKey key = VerifierKey.parse(word);
            if (key.type() == VerifierKey.ED25519
                    && (origin == null || key.name().equals(origin))) {
                return key;
            }
        } catch (Refused none) {
            throw wrong(word);
        }
        throw wrong(word);
    }

    private static NodeFault wrong(String word) {
        return new NodeFault(
                NodeFault.WRONG_CONFIGURATION,
                "proof.log-key is '" + word + "', not the key of the log, as the line 'log' of the policy has it");
    }

    /** Answers what of the log may go. */
    Answer room() {
        ClusterNode node = running.get();
        if (node == null) {
            return Answer.unavailable("the member does not run\n");
        }
        try {
            PurgeRoom room = node.purgeRoom();
            PurgeRoom kept = proofs.cosigns()
                    ? room.upTo(proofs.segments().map(Segments::keptPosition).orElse(0L))
                    : room;
            return Answer.ok(new MemberLog(name, true, key == null ? "" : key.format(), kept, trouble).lines());
        } catch (IllegalStateException | TranslogException ends) {
            return Answer.unavailable("the log cannot be read now\n");
        }
    }

    /** Takes an order and begins to obey it. */
    Answer order(byte[] note) {
        VerifierKey known = key;
        if (known == null) {
            return new Answer(403, "this member purges for nobody: its file has no proof.log-key\n");
        }
        try {
            PurgeOrder order = PurgeOrder.read(note, known, cluster);
            if (!busy.compareAndSet(false, true)) {
                return Answer.unavailable("the order before is being obeyed\n");
            }
            Thread.ofPlatform().name("member-purge").daemon().start(() -> obey(order.position()));
            return new Answer(202, "heard\n");
        } catch (Refused refused) {
            return new Answer(403, refused.getMessage() + "\n");
        }
    }

    private void obey(long position) {
        try {
            purge(position);
            trouble = "";
        } catch (RuntimeException failed) {
            String words = String.valueOf(failed.getMessage()).replaceAll("[\\p{Cntrl}\\\\]+", " ");
            if (!words.equals(trouble)) {
                NodeConsole.fault(name + " does not purge: " + words);
            }
            trouble = words;
        } finally {
            busy.set(false);
        }
    }

    private void purge(long position) {
        ClusterNode node = running.get();
        if (node == null) {
            throw new IllegalStateException("the member does not run");
        }
        PurgeRoom room = node.purgeRoom().upTo(position);
        if (proofs.cosigns()) {
            Segments segments =
                    proofs.segments().orElseThrow(() -> new IllegalStateException("its segments are not open"));
            room = sealed(room.upTo(segments.keptPosition()), segments);
        }
        if (room.isAny()) {
            Purged purged = node.purgeBefore(room.limit());
            NodeConsole.say(name + ": the recorded log begins at " + purged.begins());
        }
    }

    /** What of it stands in sealed segments that are whole. */
    private static PurgeRoom sealed(PurgeRoom room, Segments segments) {
        if (!room.isAny()) {
            return room;
        }
        if (!room.upTo(segments.sealedPosition()).isAny()) {
            segments.seal();
        }
        segments.check();
        return room.upTo(segments.sealedPosition());
    }
}
