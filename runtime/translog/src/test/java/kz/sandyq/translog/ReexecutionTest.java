package kz.sandyq.translog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import kz.sandyq.market.MarketCore;
import kz.sandyq.market.Quarantine;
import kz.sandyq.transparency.block.BlockHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An observer with segments comes to the same blocks, as they are sealed; and says so when he does not. */
class ReexecutionTest {
    private static final long SEAL_AT = 6_000;

    @TempDir
    Path place;

    @Test
    void everySealedBlockIsComeToAgainAsItComes() {
        MemoryLog log = new MemoryLog(21).grow(400).settle();
        Reexecution observer = new Reexecution(place.resolve("segments"), MemoryLog.CLUSTER, Quarantine.NONE);
        assertThat(observer.next()).isEmpty();
        for (int round = 0; round < 3; round++) {
            try (Translog translog = keep(log)) {
                translog.segments().seal();
                for (long block = observer.blocks(); block < translog.segments().sealedBlocks(); block++) {
                    assertThat(observer.next()).contains(translog.tiles().header(block));
                }
                assertThat(observer.next()).isEmpty();
                assertThat(observer.blocks()).isEqualTo(translog.tiles().size());
            }
            MarketCore executed = log.executed();
            assertThat(observer.sequence()).isGreaterThan(1).isLessThanOrEqualTo(executed.sequence());
            log.grow(100).settle();
        }
    }

    /** Consistent in itself, with hashes and seals made anew: only execution can tell. */
    @Test
    void whatTheCoreWouldNotHaveSaidIsNamed() throws IOException {
        MemoryLog log = new MemoryLog(22).grow(300).settle();
        try (Translog translog = keep(log)) {
            translog.segments().seal();
        }
        Path forged = place.resolve("forged");
        int at = 5;
        try (Segments kept = Segments.sealed(place.resolve("segments"), MemoryLog.CLUSTER);
                Segments other = Segments.open(forged, MemoryLog.CLUSTER, Long.MAX_VALUE)) {
            BlockHeader before = null;
            for (long index = 0; index < kept.blocks(); index++) {
                Block block = kept.read(index);
                BlockHeader header = block.header();
                BlockHeader changed = new BlockHeader(
                        header.cluster(),
                        header.firstSequence(),
                        header.lastSequence(),
                        header.timestampMs(),
                        header.records(),
                        before == null ? header.previousHash() : before.leafHash(),
                        header.stateDigestHigh() + (index == at ? 1 : 0),
                        header.stateDigestLow(),
                        header.recordsRoot());
                other.append(new Block(index, changed, block.logPosition(), block.bytes()));
                before = changed;
            }
            other.seal();
            other.check();
        }
        Reexecution observer = new Reexecution(forged, MemoryLog.CLUSTER, Quarantine.NONE);
        for (int index = 0; index < at; index++) {
            assertThat(observer.next()).isPresent();
        }
        assertThatThrownBy(observer::next)
                .isInstanceOf(TranslogException.class)
                .hasMessageContaining("block 5, entries ")
                .hasMessageContaining("comes to something else");
        Files.delete(place.resolve("segments").resolve("%020d.segment".formatted(0)));
        assertThatThrownBy(() -> new Reexecution(place.resolve("segments"), MemoryLog.CLUSTER, Quarantine.NONE))
                .hasMessageContaining("is missing in");
        Optional<BlockHeader> none =
                new Reexecution(place.resolve("nowhere"), MemoryLog.CLUSTER, Quarantine.NONE).next();
        assertThat(none).isEmpty();
    }

    private Translog keep(MemoryLog log) {
        Translog translog = Translog.open(place, MemoryLog.CLUSTER, log, 100, SEAL_AT);
        for (int quiet = 0; quiet < 2; ) {
            quiet = translog.poll(100) == 0 ? quiet + 1 : 0;
        }
        return translog;
    }
}
