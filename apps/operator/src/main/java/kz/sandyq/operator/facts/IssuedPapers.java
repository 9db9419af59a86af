package kz.sandyq.operator.facts;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.fact.FactQueue;
import kz.sandyq.platform.fact.Salts;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.command.Fact;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.sbe.FactKind;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Papers that the house gives out. Each bears a random number; its SHA-256 goes into the log with that number as salt,
 * so that the paper itself opens the commitment, and nothing else does. The paper is not kept.
 */
@Component
@LegalBasis("LAW-1.4")
public class IssuedPapers {
    private static final String COLUMNS = "p.number, p.kind, p.issued_at, p.sha256, f.sequence, f.place"
            + " from operator.issued_paper p join platform.fact f on f.id = p.fact_id ";

    private final FactQueue facts;
    private final CurrentActor current;
    private final SandyqClock clock;
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final String home;
    private final int perHour;

    IssuedPapers(
            FactQueue facts,
            CurrentActor current,
            SandyqClock clock,
            JdbcClient database,
            TransactionTemplate transactions,
            @Value("${sandyq.operator.address:http://localhost:${server.port:8080}}") String home,
            @Value("${sandyq.papers.per-hour:60}") int perHour) {
        this.facts = facts;
        this.current = current;
        this.clock = clock;
        this.database = database;
        this.transactions = transactions;
        this.home = home;
        this.perHour = perHour;
    }

    /**
     * A paper that was given out.
     *
     * @param sha256 of the file, hexadecimal
     * @param sequence entry of the log that records it, null while it is on its way
     * @param place which event of the entry, from 0
     */
    record Paper(
            String number,
            FactKind kind,
            Instant issuedAt,
            String sha256,
            @Nullable Long sequence,
            int place) {}

    /**
     * Gives a paper out: has it made with its mark, and keeps its hash for the log.
     *
     * @param clientRelation whose paper it is, 0 for none but its maker
     * @param making the file for a mark
     * @throws RefusedException TOO_MANY_PAPERS (429) for a login that was given many within an hour
     */
    public byte[] issue(FactKind kind, long clientRelation, Function<PaperMark, byte[]> making) {
        checkRate();
        byte[] salt = Salts.next();
        String number = HexFormat.of().formatHex(salt);
        String address = home + "/check/" + number;
        byte[] file = making.apply(new PaperMark(number, address, QrCode.dataAddress(address)));
        byte[] sha256 = Key.sha256().digest(file);
        transactions.executeWithoutResult(status -> keep(kind, clientRelation, number, salt, sha256));
        return file;
    }

    /** Each paper is a record of the log for good. */
    private void checkRate() {
        Actor actor = current.find().orElse(null);
        if (actor == null) {
            return;
        }
        int given = database.sql(
                        "select count(*) from operator.issued_paper" + " where login_id = :login and issued_at > :from")
                .param("login", actor.loginId())
                .param("from", Timestamp.from(clock.instant().minus(Duration.ofHours(1))))
                .query(Integer.class)
                .single();
        if (given >= perHour) {
            throw new RefusedException("TOO_MANY_PAPERS", perHour).status(429);
        }
    }

    private void keep(FactKind kind, long clientRelation, String number, byte[] salt, byte[] sha256) {
        database.sql("""
                        insert into operator.issued_paper
                            (number, kind, sha256, issued_at, client_relation_id, login_id, fact_id)
                        values (:number, :kind, :sha256, :now, :client, :login, :fact)""")
                .param("number", number)
                .param("kind", kind.name())
                .param("sha256", sha256)
                .param("now", Timestamp.from(clock.instant()))
                .param("client", clientRelation == 0 ? null : clientRelation)
                .param("login", current.find().map(Actor::loginId).orElse(null))
                .param("fact", facts.keep(Fact.of(kind, salt, sha256)))
                .update();
    }

    Optional<Paper> find(String number) {
        return database.sql("select " + COLUMNS + "where p.number = :number")
                .param("number", number)
                .query((row, count) -> paper(row))
                .optional();
    }

    /**
     * Papers of a client, newest first.
     *
     * @param before number of a paper of the same client behind which the list goes on, empty for the newest
     */
    List<Paper> ofClient(long clientRelation, String before, int limit) {
        return database.sql("select " + COLUMNS + """
                        where p.client_relation_id = :client and (:before = '' or p.fact_id < (select b.fact_id
                            from operator.issued_paper b where b.number = :before and b.client_relation_id = :client))
                        order by p.fact_id desc limit :limit""")
                .param("client", clientRelation)
                .param("before", before)
                .param("limit", limit)
                .query((row, count) -> paper(row))
                .list();
    }

    private static Paper paper(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Paper(
                row.getString("number"),
                FactKind.valueOf(row.getString("kind")),
                row.getTimestamp("issued_at").toInstant(),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                row.getObject("sequence", Long.class),
                row.getInt("place"));
    }
}
