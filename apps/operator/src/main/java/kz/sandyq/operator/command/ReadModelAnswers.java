package kz.sandyq.operator.command;

import java.time.Duration;
import java.util.Optional;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.readmodel.Bookmark;
import kz.sandyq.readmodel.ReadModelPosition;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers as the read model keeps them, without end. */
final class ReadModelAnswers implements AnsweredCommands {
    private final JdbcClient database;
    private final ReadModelPosition position;

    ReadModelAnswers(JdbcClient database, ReadModelPosition position) {
        this.database = database;
        this.position = position;
    }

    @Override
    public boolean await(long sequence, Duration atMost) {
        return position.await(sequence, atMost);
    }

    @Override
    public Reach reach() {
        Bookmark bookmark = position.bookmark();
        return new Reach(bookmark.sequence(), bookmark.recordedAtMs());
    }

    @Override
    public Optional<CommandReply> find(Key key) {
        return database.sql("""
                        select sequence, reject_code, result_id, result_amount from readmodel.command_result
                        where key_high = :high and key_low = :low and item = 0""")
                .param("high", key.high())
                .param("low", key.low())
                .query((row, number) -> new CommandReply(
                        row.getLong("sequence"),
                        row.getInt("reject_code"),
                        row.getLong("result_id"),
                        row.getLong("result_amount")))
                .optional();
    }
}
