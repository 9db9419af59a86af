package kz.sandyq.platform.login;

import java.sql.Array;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.time.SandyqClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opaque bearer tokens of programs: hashed at rest, with scopes and an end, revocable at once. */
@Component
public class ApiCredentials {
    /** Longest life of a token. */
    public static final Duration LIFETIME_MAX = Duration.ofDays(366);

    private final JdbcClient database;
    private final SandyqClock clock;
    private final Audit audit;

    ApiCredentials(JdbcClient database, SandyqClock clock, Audit audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
    }

    /** What a token allows: READ for GET and HEAD, WRITE for everything else. */
    public enum Scope {
        READ,
        WRITE
    }

    /**
     * A credential as shown in a list; the token itself is never shown again.
     *
     * @param revokedAt empty while it works
     */
    public record Listed(
            long id,
            String name,
            Set<String> scopes,
            Instant createdAt,
            Instant expiresAt,
            Optional<Instant> revokedAt) {}

    record Bearer(SignedIn who, Set<String> scopes, Set<String> roles) {}

    /** Makes a credential of the login; gives the token, once. */
    @Transactional
    public String create(long loginId, String name, Set<Scope> scopes, Duration lifetime) {
        if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(LIFETIME_MAX) > 0) {
            throw new RefusedException("CREDENTIAL_LIFETIME", LIFETIME_MAX.toDays()).field("lifetime");
        }
        String token = Tokens.create("sdq_");
        Instant now = clock.instant();
        String[] names = scopes.stream().map(Enum::name).sorted().toArray(String[]::new);
        long id = database.sql("""
                        insert into platform.api_credential (login_id, name, token_hash, scopes, created_at, expires_at)
                        values (:login, :name, :hash, :scopes, :now, :until) returning id
                        """)
                .param("login", loginId)
                .param("name", name)
                .param("hash", Tokens.hash(token))
                .param("scopes", names)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(lifetime)))
                .query(Long.class)
                .single();
        audit.record("CREDENTIAL_MADE", "credential:" + id, Map.of("name", name, "scopes", List.of(names)));
        return token;
    }

    /** Credentials of the login, newest first. */
    public List<Listed> of(long loginId) {
        return database.sql("select * from platform.api_credential where login_id = :login order by id desc")
                .param("login", loginId)
                .query((row, number) -> new Listed(
                        row.getLong("id"),
                        row.getString("name"),
                        names(row.getArray("scopes")),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("expires_at").toInstant(),
                        Optional.ofNullable(row.getTimestamp("revoked_at")).map(Timestamp::toInstant)))
                .list();
    }

    /** Ends a credential of this login at once; one of another login is not found. */
    @Transactional
    public void revoke(long loginId, long credentialId) {
        int changed = database.sql("""
                        update platform.api_credential set revoked_at = :now
                        where id = :id and login_id = :login and revoked_at is null
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", credentialId)
                .param("login", loginId)
                .update();
        if (changed == 0) {
            throw RefusedException.notFound();
        }
        audit.record("CREDENTIAL_REVOKED", "credential:" + credentialId, Map.of());
    }

    Optional<Bearer> bearer(String token) {
        return database.sql("""
                        select c.scopes, l.id, l.person_id, l.name, p.name person_name,
                               array(select r.role from platform.login_role r where r.login_id = l.id) roles
                        from platform.api_credential c
                        join platform.login l on l.id = c.login_id
                        join platform.person p on p.id = l.person_id
                        where c.token_hash = :hash and c.revoked_at is null and c.expires_at > :now and not l.disabled
                        """)
                .param("hash", Tokens.hash(token))
                .param("now", Timestamp.from(clock.instant()))
                .query((row, number) -> new Bearer(
                        new SignedIn(
                                row.getLong("id"),
                                row.getLong("person_id"),
                                row.getString("name"),
                                row.getString("person_name")),
                        names(row.getArray("scopes")),
                        names(row.getArray("roles"))))
                .optional();
    }

    private static Set<String> names(Array array) throws java.sql.SQLException {
        return new TreeSet<>(List.of((String[]) array.getArray()));
    }
}
