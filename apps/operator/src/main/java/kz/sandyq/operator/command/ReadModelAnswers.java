package kz.sandyq.operator.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.readmodel.ReadModelPosition;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers as the read model keeps them, without end. */
public final class ReadModelAnswers implements AnsweredCommands {
    private final JdbcClient database;
    private final ReadModelPosition position;

    /** Over the tables of a read model. */
    public ReadModelAnswers(JdbcClient database, ReadModelPosition position) {
        this.database = database;
        this.position = position;
    }

    @Override
    public boolean await(long sequence, Duration atMost) {
        return position.await(sequence, atMost);
    }

    @Override
    public Optional<CommandReply> find(Key key) {
        return rows(key, "item = 0").stream().findFirst();
    }

    @Override
    public List<CommandReply> findItems(Key key) {
        return rows(key, "item > 0");
    }

    private List<CommandReply> rows(Key key, String which) {
        return database.sql("select sequence, reject_code, result_id, result_amount from readmodel.command_result"
                        + " where key_high = :high and key_low = :low and " + which + " order by item")
                .param("high", key.high())
                .param("low", key.low())
                .query((row, number) -> new CommandReply(
                        row.getLong("sequence"),
                        row.getInt("reject_code"),
                        row.getLong("result_id"),
                        row.getLong("result_amount")))
                .list();
    }
}
