package kz.sandyq.translog;

import java.nio.file.Path;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.market.Quarantine;

/** The log from the sealed segments that a {@link Translog} of this host keeps, then live. Looks for them each time. */
public final class ArchivedLog implements EntryLog {
    private final Path segments;
    private final Path tiles;
    private final long cluster;
    private final EntryLog live;

    /**
     * Sealed segments and what goes on behind them.
     *
     * @param directory of the translog; nothing may be there yet
     */
    public ArchivedLog(Path directory, long cluster, EntryLog live) {
        segments = directory.resolve(Translog.SEGMENTS);
        tiles = directory.resolve(Translog.PUBLIC);
        this.cluster = cluster;
        this.live = live;
    }

    @Override
    public Quarantine quarantine() {
        return live.quarantine();
    }

    /**
     * Where the live log has to begin at the latest, bytes: what is before is read from sealed segments.
     *
     * @throws TranslogException when a segment is missing, damaged or of another cluster
     */
    public long sealedPosition() {
        return Segments.sealed(segments, cluster).sealedPosition();
    }

    @Override
    public Reader from(long logPosition) {
        return new SegmentedLog(Segments.sealed(segments, cluster), TileStore.open(tiles), live).from(logPosition);
    }
}
