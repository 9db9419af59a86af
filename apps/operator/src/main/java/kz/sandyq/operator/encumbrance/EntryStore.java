package kz.sandyq.operator.encumbrance;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kz.sandyq.operator.encumbrance.EntryRules.Checked;
import kz.sandyq.platform.document.DocumentRef;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of register entries. */
@Repository
class EntryStore {
    private static final String FROM = """
            from operator.register_entry e
            join operator.client_relation c on c.id = e.client_id
            join platform.person cp on cp.id = c.person_id
            left join operator.client_relation t on t.id = e.to_client_id
            left join platform.person tp on tp.id = t.person_id
            left join operator.client_relation g on g.id = e.pledgee_id
            left join platform.person gp on gp.id = g.person_id
            left join platform.person p1 on p1.id = e.proposed_by
            left join platform.person p2 on p2.id = e.approved_by
            left join readmodel.asset a on a.asset_id = e.asset_id
            left join readmodel.encumbrance r on r.encumbrance_id = e.core_id
                and e.entry_type in ('PLEDGE', 'ARREST')
            left join readmodel.asset ra on ra.asset_id = r.asset_id
            """;
    private static final String SELECT = """
            select e.id, e.entry_type, e.state, e.account_id, e.client_id, cp.name as client_name, e.to_account_id,
                e.to_client_id, tp.name as to_client_name, e.asset_id, coalesce(a.code, '') as asset_code,
                coalesce(a.scale, 0) as scale, e.quantity, e.pledgee_id, gp.name as pledgee_name, e.rank,
                e.stops_circulation, e.stops_income, e.stops_redemption, e.expires_at, e.effective_date, e.releases_id,
                e.ground_kind, e.ground_number, e.ground_date, e.ground_issued_by, e.ground_document, e.ground_sha256,
                e.proposed_by, p1.name as proposed_name, e.approved_by, p2.name as approved_name, e.approval_id,
                e.core_id, e.reject_code, e.sequence, e.proposed_at, e.answered_at,
                r.remaining_quantity as remaining, r.covered_quantity as covered, r.asset_id as remaining_asset_id,
                ra.code as remaining_code, ra.scale as remaining_scale
            """ + FROM;
    private static final String FOUND = """
             e.entry_type in (:types) and (:state = '' or e.state = :state)
                and (:search = '' or strpos(lower(cp.name), lower(:search)) > 0
                or strpos(lower(coalesce(tp.name, '')), lower(:search)) > 0
                or strpos(lower(coalesce(gp.name, '')), lower(:search)) > 0 or cp.national_id = :search
                or strpos(lower(e.ground_number), lower(:search)) > 0 or lower(a.code) = lower(:search))
            """;
    private static final RowMapper<RegisterEntry> ROW = DataClassRowMapper.newInstance(RegisterEntry.class);

    private final JdbcClient database;

    EntryStore(JdbcClient database) {
        this.database = database;
    }

    /** The earlier request of a login under a key. */
    record Earlier(long id, byte[] requestSha256) {}

    /** Adds a proposal; 0 when the login has used the key before. */
    long add(Checked entry, DocumentRef ground, long personId, long loginId, UUID key, byte[] request, Instant now) {
        EntryForm form = entry.form();
        Parties.Party recipient = entry.recipient();
        Instant expires = form.expiresAt();
        return database.sql("""
                        insert into operator.register_entry (entry_type, state, account_id, client_id, to_account_id,
                            to_client_id, asset_id, quantity, pledgee_id, rank, stops_circulation, stops_income,
                            stops_redemption, expires_at, effective_date, releases_id, ground_kind, ground_number,
                            ground_date, ground_issued_by, ground_document, ground_sha256, proposed_by, request_login,
                            request_key, request_sha256, proposed_at)
                        values (:type, 'PROPOSED', :account, :client, :toAccount, :toClient, :asset, :quantity,
                            nullif(:pledgee, 0), :rank, :circulation, :income, :redemption, :expires, :effective,
                            nullif(:releases, 0), :groundKind, :groundNumber, :groundDate, :issuedBy, :document,
                            :sha256, :person, :login, :key, :request, :now)
                        on conflict (request_login, request_key) do nothing returning id""")
                .param("type", form.type().name())
                .param("account", form.accountId())
                .param("client", entry.holder().clientId())
                .param("toAccount", recipient == null ? null : form.toAccountId())
                .param("toClient", recipient == null ? null : recipient.clientId())
                .param("asset", form.assetId())
                .param("quantity", entry.quantity())
                .param("pledgee", form.type() == EntryType.PLEDGE ? form.pledgeeId() : 0L)
                .param("rank", form.rank())
                .param("circulation", form.stopsCirculation())
                .param("income", form.stopsIncome())
                .param("redemption", form.stopsRedemption())
                .param("expires", expires == null ? null : Timestamp.from(expires))
                .param("effective", form.effectiveDate())
                .param("releases", form.releasesId())
                .param("groundKind", String.valueOf(form.ground().kind()))
                .param("groundNumber", form.ground().number().strip())
                .param("groundDate", form.ground().date())
                .param("issuedBy", form.ground().issuedBy().strip())
                .param("document", ground.id())
                .param("sha256", ground.sha256())
                .param("person", personId)
                .param("login", loginId)
                .param("key", key)
                .param("request", request)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    Optional<Earlier> earlier(long loginId, UUID key) {
        return database.sql("select id, request_sha256 from operator.register_entry"
                        + " where request_login = :login and request_key = :key")
                .param("login", loginId)
                .param("key", key)
                .query((row, number) -> new Earlier(row.getLong("id"), row.getBytes("request_sha256")))
                .optional();
    }

    Optional<RegisterEntry> find(long id) {
        return database.sql(SELECT + "where e.id = :id")
                .param("id", id)
                .query(ROW)
                .optional();
    }

    /** Entries of these types before an id, newest first. */
    List<RegisterEntry> page(List<String> types, String search, String state, long beforeId, int limit) {
        return rows(
                database.sql(SELECT + "where e.id < :before and" + FOUND + "order by e.id desc limit :limit")
                        .param("before", beforeId)
                        .param("limit", limit),
                types,
                search,
                state);
    }

    long count(List<String> types, String search, String state) {
        return database.sql("select count(*) " + FROM + "where" + FOUND)
                .param("types", types)
                .param("search", search.strip())
                .param("state", state)
                .query(Long.class)
                .single();
    }

    /** Releases of an entry, oldest first. */
    List<RegisterEntry> releases(long id) {
        return database
                .sql(SELECT + "where e.releases_id = :id order by e.id")
                .param("id", id)
                .query(ROW)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    void approval(long id, long approvalId) {
        database.sql("update operator.register_entry set approval_id = :approval where id = :id")
                .param("approval", approvalId)
                .param("id", id)
                .update();
    }

    void decide(long id, EntryState state, @Nullable Long approvedBy) {
        database.sql("update operator.register_entry set state = :state, approved_by = :by where id = :id")
                .param("state", state.name())
                .param("by", approvedBy)
                .param("id", id)
                .update();
    }

    void answered(
            long id, EntryState state, int rejectCode, @Nullable Long coreId, @Nullable Long sequence, Instant now) {
        database.sql("""
                        update operator.register_entry set state = :state, reject_code = :code, core_id = :core,
                            sequence = :sequence, answered_at = :now where id = :id""")
                .param("state", state.name())
                .param("code", rejectCode)
                .param("core", coreId)
                .param("sequence", sequence)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
    }

    private static List<RegisterEntry> rows(
            JdbcClient.StatementSpec query, List<String> types, String search, String state) {
        return query
                .param("types", types)
                .param("search", search.strip())
                .param("state", state)
                .query(ROW)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }
}
