package kz.sandyq.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import kz.sandyq.cluster.EntryLog;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.MarketCore;
import kz.sandyq.market.Quarantine;
import kz.sandyq.market.Replica;
import kz.sandyq.market.ReplicaStop;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the log with a core of its own and writes what that core says, with the bookmark, in one transaction per
 * batch. One thread. Only one projector can be open on a read model, and one whose rows were cleared under it cannot
 * write. After an exception it is closed and opened anew.
 */
@LegalBasis("RUL-30")
public final class Projector implements AutoCloseable {
    private final Connection connection;
    private final Rows rows = new Rows();
    private final HoldingRows holdingRows = new HoldingRows(rows);
    private final TradingRows tradingRows = new TradingRows(rows);
    private final PairRows pairRows = new PairRows(rows);
    private final PaymentRows paymentRows = new PaymentRows(rows);
    private final RuleRows ruleRows = new RuleRows(rows);
    private final DeskRows deskRows = new DeskRows(rows);
    private final FeeRows feeRows = new FeeRows(rows);
    private final InstructionRows instructionRows = new InstructionRows(rows);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ReadModelPosition position;
    private final EntryLog.Reader reader;
    private final long snapshotEvery;
    private final long generation;
    private final @Nullable CopiedRows copied;
    private CoreState.@Nullable Taken takenBefore;
    private @Nullable RuntimeException rowFault;
    private Replica replica;
    private MarketCore core;
    private Bookmark bookmark;
    private long logPosition;
    private long snapshotSequence;

    private Projector(
            Connection connection,
            EntryLog log,
            ReadModelPosition position,
            long snapshotEvery,
            @Nullable CopiedRows copied)
            throws SQLException {
        this.copied = copied;
        this.position = position;
        this.snapshotEvery = snapshotEvery;
        this.connection = connection;
        core = new MarketCore(this::onEvent);
        Quarantine quarantine = log.quarantine();
        replica = new Replica(core, quarantine);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "update readmodel.bookmark set generation = generation + 1 where id = 1 returning *")) {
            row.next();
            generation = row.getLong("generation");
            bookmark = new Bookmark(
                    row.getLong("log_position"),
                    row.getLong("sequence"),
                    row.getLong("recorded_at_ms"),
                    row.getLong("state_hash_high"),
                    row.getLong("state_hash_low"));
        }
        restoreCore(quarantine);
        if (copied == null) {
            SetAsideIndexes.make(connection);
        }
        connection.commit();
        if (core.sequence() == bookmark.sequence()) {
            position.reached(bookmark);
        }
        reader = log.from(logPosition);
    }

    /**
     * Opens the projector where its rows end.
     *
     * @param snapshotEvery entries between two stored states of the core, at least 1
     * @throws ProjectionException also when another projector has this read model open
     * @throws LogMismatchException from {@link #poll} when the rows are of another log, or the core must not go on with
     *     it; nothing of the entry is written
     */
    public static Projector open(DataSource source, EntryLog log, ReadModelPosition position, long snapshotEvery) {
        return open(source, log, position, snapshotEvery, null);
    }

    static Projector open(
            DataSource source,
            EntryLog log,
            ReadModelPosition position,
            long snapshotEvery,
            @Nullable CopiedRows copied) {
        Connection connection = null;
        boolean opened = false;
        try {
            connection = source.getConnection();
            connection.setAutoCommit(false);
            WriterLock.take(connection);
            Projector projector = new Projector(connection, log, position, snapshotEvery, copied);
            opened = true;
            return projector;
        } catch (SQLException failed) {
            throw new ProjectionException("The read model cannot be opened", failed);
        } finally {
            if (!opened && connection != null) {
                release(connection);
            }
        }
    }

    /** Forgets every row, so that the next projector writes them anew from the beginning of the log. */
    public static void clear(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("truncate readmodel.core_state, " + String.join(", ", Table.names()));
            statement.execute("update readmodel.bookmark set log_position = 0, sequence = 0, recorded_at_ms = 0,"
                    + " state_hash_high = 0, state_hash_low = 0, generation = generation + 1");
            connection.commit();
        } catch (SQLException failed) {
            throw new ProjectionException("The read model cannot be cleared", failed);
        }
    }

    /** Takes what the log has, at most {@code limit} entries, and writes it. Returns how many entries it took. */
    public int poll(int limit) {
        int taken = reader.poll(this::onEntry, limit);
        if (core.sequence() > bookmark.sequence()) {
            write();
        }
        return taken;
    }

    /** Takes at most {@code limit} entries into the open transaction, whose rows are copied. */
    int take(CopiedRows into, int limit) {
        int taken = reader.poll(this::onEntry, limit);
        try {
            rows.into(into, connection);
        } catch (SQLException failed) {
            throw new ProjectionException("Rows up to sequence " + core.sequence() + " were not copied", failed);
        }
        return taken;
    }

    /** Sequence of the last entry that was taken, written or not. */
    long taken() {
        return core.sequence();
    }

    /** How far the rows are. */
    public Bookmark bookmark() {
        return bookmark;
    }

    private void onEntry(long atPosition, long timestampMs, boolean tick, DirectBuffer buffer, int offset, int length) {
        boolean behind = core.sequence() < bookmark.sequence();
        try {
            if (tick) {
                replica.tick(timestampMs);
            } else {
                replica.apply(timestampMs, buffer, offset, length);
            }
        } catch (ReplicaStop stop) {
            RuntimeException own = rowFault;
            if (own != null) {
                throw new ProjectionException(
                        "Rows of sequence " + (bookmark.sequence() + 1) + " and behind fail", own);
            }
            throw new LogMismatchException(String.valueOf(stop.getMessage()), stop);
        }
        logPosition = atPosition;
        if (behind && core.sequence() >= bookmark.sequence()) {
            checkArrival();
        }
    }

    /** The same entries lead to the same sequence and hash; anything else is another log, or another core. */
    private void checkArrival() {
        if (core.sequence() != bookmark.sequence()
                || core.stateHashHigh() != bookmark.stateHashHigh()
                || core.stateHashLow() != bookmark.stateHashLow()) {
            throw new LogMismatchException("The rows end at sequence " + bookmark.sequence()
                    + " with another state hash than the log has at sequence " + core.sequence()
                    + ": they were made from another log, or by another version of the core");
        }
        position.reached(bookmark);
    }

    private void onEvent(long sequence, int index, DirectBuffer buffer, int offset, int length) {
        if (sequence <= bookmark.sequence()) {
            return;
        }
        try {
            enter(sequence, index, buffer, offset);
        } catch (RuntimeException own) {
            // Not a fault of the core, which it passes through.
            rowFault = own;
            throw own;
        }
    }

    private void enter(long sequence, int index, DirectBuffer buffer, int offset) {
        rows.at(sequence, index, core.nowMs() + core.clockOffsetMs());
        int template = header.wrap(buffer, offset).templateId();
        holdingRows.onEvent(template, buffer, offset);
        tradingRows.onEvent(template, buffer, offset);
        pairRows.onEvent(template, buffer, offset);
        paymentRows.onEvent(template, buffer, offset);
        ruleRows.onEvent(template, buffer, offset);
        deskRows.onEvent(template, buffer, offset);
        feeRows.onEvent(template, buffer, offset);
        instructionRows.onEvent(template, buffer, offset);
    }

    void write() {
        Bookmark next = new Bookmark(
                logPosition,
                core.sequence(),
                core.nowMs() + core.clockOffsetMs(),
                core.stateHashHigh(),
                core.stateHashLow());
        try {
            moveBookmark(next);
            if (copied == null) {
                rows.write(connection);
            } else {
                copied.write(connection);
            }
            CoreState.Taken taken = takenBefore;
            if (taken != null) {
                CoreState.write(connection, taken);
            }
            connection.commit();
        } catch (SQLException failed) {
            throw new ProjectionException("Rows up to sequence " + next.sequence() + " were not written", failed);
        }
        bookmark = next;
        takenBefore = null;
        if (next.sequence() - snapshotSequence >= snapshotEvery) {
            // Stored with the next rows: what is opened again replays at least one entry, by which it knows its log.
            takenBefore = CoreState.take(replica, logPosition);
            snapshotSequence = next.sequence();
        }
        position.reached(next);
    }

    private void moveBookmark(Bookmark next) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("update readmodel.bookmark set log_position = ?,"
                + " sequence = ?, recorded_at_ms = ?, state_hash_high = ?, state_hash_low = ?"
                + " where id = 1 and generation = ?")) {
            statement.setLong(1, next.logPosition());
            statement.setLong(2, next.sequence());
            statement.setLong(3, next.recordedAtMs());
            statement.setLong(4, next.stateHashHigh());
            statement.setLong(5, next.stateHashLow());
            statement.setLong(6, generation);
            if (statement.executeUpdate() != 1) {
                connection.rollback();
                throw new ProjectionException("Another projector writes this read model");
            }
        }
    }

    private void restoreCore(Quarantine quarantine) throws SQLException {
        CoreState.Stored stored = CoreState.read(connection, this::onEvent);
        if (stored != null) {
            core = stored.core();
            replica = new Replica(core, quarantine);
            logPosition = stored.logPosition();
            snapshotSequence = core.sequence();
        }
    }

    @Override
    public void close() {
        release(connection);
    }

    private static void release(Connection connection) {
        try (connection) {
            connection.rollback();
            WriterLock.release(connection);
        } catch (SQLException failed) {
            throw new ProjectionException("The read model cannot be closed", failed);
        }
    }
}
