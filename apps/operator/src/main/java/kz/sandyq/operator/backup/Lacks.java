package kz.sandyq.operator.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import kz.sandyq.cluster.LogReplay;
import kz.sandyq.protocol.sbe.CommandHeaderDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.RecordFactsDecoder;
import org.agrona.DirectBuffer;

/**
 * What the log names and the database lacks. The log holds of each request a hash only: of who asked for it, by what
 * right and with whose approval. Where the database is older than the log, those records are gone, and so are the
 * papers behind the entries.
 */
final class Lacks implements LogReplay.Witness {
    private static final int AT_ONCE = 5_000;
    private static final int HASH = 32;

    private final DataSource database;
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final CommandHeaderDecoder commandHeader = new CommandHeaderDecoder();
    private final Map<String, Request> asked = new LinkedHashMap<>();
    private final List<Request> requests = new ArrayList<>();

    Lacks(DataSource database) {
        this.database = database;
    }

    /**
     * A command whose request is not in the database.
     *
     * @param sequence of the command
     * @param at cluster time
     * @param template number of the command in the schema
     * @param sha256 of the request, as the log names it
     * @param approved whether a second person had approved it
     */
    record Request(long sequence, Instant at, int template, String sha256, boolean approved) {}

    /**
     * A paper that is not in the database.
     *
     * @param sequence of the entry that stands on it
     * @param table of the read model that names it
     * @param sha256 of the paper
     */
    record Paper(long sequence, String table, String sha256) {}

    @Override
    public void onCommand(long sequence, long timestampMs, DirectBuffer buffer, int offset, int length) {
        int head = MessageHeaderDecoder.ENCODED_LENGTH;
        if (length < head + CommandHeaderDecoder.ENCODED_LENGTH) {
            return;
        }
        byte[] hash = new byte[HASH];
        commandHeader.wrap(buffer, offset + head);
        commandHeader.getAuthorisationHash(hash, 0, HASH);
        String sha256 = HexFormat.of().formatHex(hash);
        int template = messageHeader.wrap(buffer, offset).templateId();
        // Facts of the house are nobody's request: what the trail lacks of them its comparison with the log tells.
        if (isNone(sha256) || template == RecordFactsDecoder.TEMPLATE_ID) {
            return;
        }
        asked.putIfAbsent(
                sha256,
                new Request(
                        sequence,
                        Instant.ofEpochMilli(timestampMs),
                        template,
                        sha256,
                        commandHeader.secondPersonRef() != 0));
        if (asked.size() >= AT_ONCE) {
            ask();
        }
    }

    /** The host's own commands and acts without a paper name none. */
    private static boolean isNone(String sha256) {
        return sha256.chars().allMatch(digit -> digit == '0');
    }

    /** Requests of the whole log that are lacking, in the order of the log. */
    List<Request> requests() {
        ask();
        return requests;
    }

    private void ask() {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("select wanted from unnest(?::text[])"
                        + " with ordinality as asked(wanted, place) where not exists (select 1"
                        + " from operator.command_authorisation where hash = decode(wanted, 'hex')) order by place")) {
            statement.setArray(
                    1, connection.createArrayOf("text", asked.keySet().toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Request lacking = asked.get(rows.getString(1));
                    if (lacking != null) {
                        requests.add(lacking);
                    }
                }
            }
            asked.clear();
        } catch (SQLException failed) {
            throw new IllegalStateException("the database does not say which requests it has", failed);
        }
    }

    /**
     * Papers behind entries that are later than the database.
     *
     * @param after last sequence that the database held
     */
    List<Paper> papers(long after) throws SQLException {
        List<Paper> papers = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            List<String> kept = kept(connection);
            for (String table : naming(connection)) {
                try (PreparedStatement statement = connection.prepareStatement("select distinct sequence,"
                        + " encode(document_hash, 'hex') from readmodel." + table
                        + " where sequence > ? and length(document_hash) = 32 order by 1, 2")) {
                    statement.setLong(1, after);
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            String sha256 = rows.getString(2);
                            if (!isNone(sha256) && !isKept(connection, kept, sha256)) {
                                papers.add(new Paper(rows.getLong(1), table, sha256));
                            }
                        }
                    }
                }
            }
        }
        return papers;
    }

    /** Tables of the read model whose entries name a paper. */
    private static List<String> naming(Connection connection) throws SQLException {
        return texts(
                connection,
                "select quote_ident(table_name) from information_schema.columns"
                        + " where table_schema = 'readmodel' and column_name in ('sequence', 'document_hash')"
                        + " group by table_name having count(*) = 2 order by 1");
    }

    /** Where hashes of papers stand in what people decided. */
    private static List<String> kept(Connection connection) throws SQLException {
        return texts(
                connection,
                "select 'select 1 from operator.' || quote_ident(table_name) || ' where '"
                        + " || quote_ident(column_name) || ' = ?' from information_schema.columns"
                        + " where table_schema = 'operator' and column_name in ('sha256', 'ground_sha256') order by 1");
    }

    private static List<String> texts(Connection connection, String question) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(question);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static boolean isKept(Connection connection, List<String> kept, String sha256) throws SQLException {
        List<String> questions = new ArrayList<>(kept);
        questions.add("select 1 from platform.document where sha256 = decode(?, 'hex')");
        for (String question : questions) {
            try (PreparedStatement statement = connection.prepareStatement(question)) {
                statement.setString(1, sha256);
                try (ResultSet rows = statement.executeQuery()) {
                    if (rows.next()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
