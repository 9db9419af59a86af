package kz.sandyq.verifier;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.sandyq.cluster.QuarantineFile;
import kz.sandyq.market.Quarantine;
import kz.sandyq.translog.Reexecution;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.block.BlockHeader;
import org.jspecify.annotations.Nullable;

/** Executes the sealed segments of a log again and holds each block to the header that was signed. */
final class Execution {
    private final Path segments;
    private final @Nullable Path quarantine;
    private final Map<String, String> persons;
    private final Deque<BlockHeader> unexecuted = new ArrayDeque<>();
    private @Nullable Reexecution reexecution;
    private List<QuarantineFile.Act> acts = List.of();
    private int told;

    /**
     * Nothing is executed yet.
     *
     * @param segments directory of sealed segments
     * @param quarantine file of entries that two persons each have taken out of the log; null for none
     * @param persons their Ed25519 public keys by their names, as {@link QuarantineFile#read} takes them
     */
    Execution(Path segments, @Nullable Path quarantine, Map<String, String> persons) {
        this.segments = segments;
        this.quarantine = quarantine;
        this.persons = persons;
    }

    /** A header that was signed, behind those before. */
    void expect(BlockHeader header) {
        unexecuted.add(header);
    }

    /**
     * As far as segments are sealed.
     *
     * @throws Refused when a block comes to another header
     * @throws kz.sandyq.translog.TranslogException when a segment is damaged, or cannot be executed as it says
     * @throws kz.sandyq.cluster.ClusterFileException when the file of the quarantine is refused
     */
    void run() throws Refused {
        BlockHeader first = unexecuted.peek();
        if (first == null) {
            return;
        }
        Reexecution again = reexecution;
        if (again == null) {
            again = new Reexecution(segments, first.cluster(), quarantine(first.cluster()));
            reexecution = again;
        }
        while (!unexecuted.isEmpty()) {
            Optional<BlockHeader> executed = again.next();
            if (executed.isEmpty()) {
                return;
            }
            Refused.unless(executed.get().equals(unexecuted.poll()), Refusal.EXECUTION_DIFFERS);
        }
    }

    private Quarantine quarantine(long cluster) {
        if (quarantine == null) {
            return Quarantine.NONE;
        }
        QuarantineFile file = QuarantineFile.read(quarantine, cluster, persons);
        acts = file.acts();
        return file.quarantine();
    }

    /** How many blocks were executed. */
    long blocks() {
        return reexecution == null ? 0 : reexecution.blocks();
    }

    /** The last entry that was executed; -1 when none was. */
    long sequence() {
        return reexecution == null || reexecution.blocks() == 0 ? -1 : reexecution.sequence();
    }

    /** The entries that were left out, each told once. */
    List<QuarantineFile.Act> leftOut() {
        List<Long> all = reexecution == null ? List.of() : reexecution.leftOut();
        List<Long> since = all.subList(told, all.size());
        told = all.size();
        return acts.stream().filter(act -> since.contains(act.sequence())).toList();
    }
}
