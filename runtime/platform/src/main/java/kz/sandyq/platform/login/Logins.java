package kz.sandyq.platform.login;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.time.SandyqClock;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Logins: made for a person, opened by a one-time invitation, closed at once when disabled. */
@Component
public class Logins {
    /** How long an invitation may be used. */
    public static final Duration INVITATION_LIFETIME = Duration.ofDays(7);

    private static final int PASSWORD_MIN_CHARACTERS = 12;
    private static final int PASSWORD_MAX_BYTES = 72;

    private final JdbcClient database;
    private final SandyqClock clock;
    private final PasswordEncoder passwords;
    private final RateLimits limits;
    private final Audit audit;
    private final FindByIndexNameSessionRepository<?> sessions;

    Logins(
            JdbcClient database,
            SandyqClock clock,
            PasswordEncoder passwords,
            RateLimits limits,
            Audit audit,
            FindByIndexNameSessionRepository<?> sessions) {
        this.database = database;
        this.clock = clock;
        this.passwords = passwords;
        this.limits = limits;
        this.audit = audit;
        this.sessions = sessions;
    }

    /**
     * Makes a login without a password.
     *
     * @param name 3 to 64 characters of a-z, 0-9 and {@code . _ - @}, case folded
     * @throws RefusedException LOGIN_NAME_TAKEN, LOGIN_NAME_MALFORMED
     */
    @Transactional
    public long create(String name, long personId, Set<Role> roles) {
        String folded = fold(name);
        if (!folded.matches("[a-z0-9._@-]{3,64}")) {
            throw new RefusedException("LOGIN_NAME_MALFORMED").field("loginName");
        }
        if (find(folded).isPresent()) {
            throw new RefusedException("LOGIN_NAME_TAKEN", folded).field("loginName");
        }
        long id;
        try {
            id = database.sql("""
                            insert into platform.login (name, person_id, created_at)
                            values (:name, :person, :now) returning id
                            """)
                    .param("name", folded)
                    .param("person", personId)
                    .param("now", Timestamp.from(clock.instant()))
                    .query(Long.class)
                    .single();
        } catch (DuplicateKeyException taken) {
            throw new RefusedException("LOGIN_NAME_TAKEN", folded).field("loginName");
        }
        roles.forEach(role -> grant(id, role));
        audit.record("LOGIN_CREATED", "login:" + id, java.util.Map.of("name", folded, "roles", new TreeSet<>(roles)));
        return id;
    }

    /** Gives a role; what it opens is open from the next sign-in. */
    @Transactional
    public void grant(long loginId, Role role) {
        database.sql("insert into platform.login_role values (:id, :role) on conflict do nothing")
                .param("id", loginId)
                .param("role", role.name())
                .update();
    }

    /** Takes a role away and ends the login's sessions. */
    @Transactional
    public void revoke(long loginId, Role role) {
        database.sql("delete from platform.login_role where login_id = :id and role = :role")
                .param("id", loginId)
                .param("role", role.name())
                .update();
        audit.record("ROLE_REVOKED", "login:" + loginId, java.util.Map.of("role", role.name()));
        endSessions(loginId);
    }

    /** Closes the login: no sign-in, no session, no API credential of it works any more. */
    @Transactional
    public void disable(long loginId) {
        database.sql("update platform.login set disabled = true where id = :id")
                .param("id", loginId)
                .update();
        audit.record("LOGIN_DISABLED", "login:" + loginId, java.util.Map.of());
        endSessions(loginId);
    }

    /** Opens a closed or locked login again; its password is the old one. */
    @Transactional
    public void enable(long loginId) {
        database.sql("update platform.login set disabled = false, failures = 0, locked_until = null where id = :id")
                .param("id", loginId)
                .update();
        audit.record("LOGIN_ENABLED", "login:" + loginId, java.util.Map.of());
    }

    /**
     * Changes one's own password and ends all sessions of the login.
     *
     * @throws RefusedException TOO_MANY_ATTEMPTS, PASSWORD_WRONG, PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG
     */
    @Transactional
    public void changePassword(long loginId, String current, String password) {
        if (!limits.signIn("password of " + loginId, "password of " + loginId)) {
            throw new RefusedException("TOO_MANY_ATTEMPTS").status(429);
        }
        String hash = database.sql("select password_hash from platform.login where id = :id")
                .param("id", loginId)
                .query(String.class)
                .single();
        if (!passwords.matches(current, hash)) {
            throw new RefusedException("PASSWORD_WRONG").field("current");
        }
        setPassword(loginId, password);
        audit.record("PASSWORD_CHANGED", "login:" + loginId, java.util.Map.of());
    }

    /** Takes the password away and ends all sessions: the owner comes in again by an invitation. */
    @Transactional
    public void clearPassword(long loginId) {
        database.sql("update platform.login set password_hash = null where id = :id")
                .param("id", loginId)
                .update();
        audit.record("PASSWORD_CLEARED", "login:" + loginId, java.util.Map.of());
        endSessions(loginId);
    }

    /** A new one-time invitation to set the password; earlier unused ones stop working. The token is given out once. */
    @Transactional
    public String invite(long loginId) {
        Instant now = clock.instant();
        database.sql("update platform.invitation set used_at = :now where login_id = :id and used_at is null")
                .param("now", Timestamp.from(now))
                .param("id", loginId)
                .update();
        String token = Tokens.create("");
        database.sql("""
                        insert into platform.invitation (login_id, token_hash, created_at, expires_at)
                        values (:id, :hash, :now, :until)
                        """)
                .param("id", loginId)
                .param("hash", Tokens.hash(token))
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(INVITATION_LIFETIME)))
                .update();
        audit.record("INVITATION_MADE", "login:" + loginId, java.util.Map.of());
        return token;
    }

    /** Name of the login that the invitation opens, when it can still be used. */
    public Optional<String> invited(String token) {
        return database.sql("""
                        select l.name from platform.invitation i join platform.login l on l.id = i.login_id
                        where i.token_hash = :hash and i.used_at is null and i.expires_at > :now and not l.disabled
                        """)
                .param("hash", Tokens.hash(token))
                .param("now", Timestamp.from(clock.instant()))
                .query(String.class)
                .optional();
    }

    /**
     * Uses the invitation up and sets the password.
     *
     * @throws RefusedException INVITATION_NOT_VALID, PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG
     */
    @Transactional
    public void accept(String token, String password) {
        requireAcceptable(password);
        long loginId = database.sql("""
                        update platform.invitation i set used_at = :now from platform.login l
                        where i.token_hash = :hash and i.used_at is null and i.expires_at > :now
                          and l.id = i.login_id and not l.disabled
                        returning i.login_id
                        """)
                .param("hash", Tokens.hash(token))
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new RefusedException("INVITATION_NOT_VALID"));
        setPassword(loginId, password);
        audit.record("INVITATION_USED", "login:" + loginId, java.util.Map.of());
    }

    /** Sets the password, clears a lock-out and ends the login's sessions. */
    @Transactional
    public void setPassword(long loginId, String password) {
        requireAcceptable(password);
        database.sql("""
                        update platform.login set password_hash = :hash, failures = 0, locked_until = null
                        where id = :id
                        """)
                .param("hash", passwords.encode(password))
                .param("id", loginId)
                .update();
        endSessions(loginId);
    }

    /** A login of this person that has all these roles, open or closed. */
    public Optional<String> ofPerson(long personId, Set<Role> roles) {
        return database.sql("""
                        select l.name from platform.login l where l.person_id = :person
                          and (select count(*) from platform.login_role r
                               where r.login_id = l.id and r.role in (:roles)) = :wanted
                        order by l.id limit 1
                        """)
                .param("person", personId)
                .param("roles", roles.stream().map(Role::name).toList())
                .param("wanted", roles.size())
                .query(String.class)
                .optional();
    }

    /** The login of this name. */
    public Optional<Long> find(String name) {
        return database.sql("select id from platform.login where name = :name")
                .param("name", fold(name))
                .query(Long.class)
                .optional();
    }

    private void endSessions(long loginId) {
        String name = database.sql("select name from platform.login where id = :id")
                .param("id", loginId)
                .query(String.class)
                .single();
        sessions.findByPrincipalName(name).keySet().forEach(sessions::deleteById);
    }

    private static void requireAcceptable(String password) {
        if (password.codePointCount(0, password.length()) < PASSWORD_MIN_CHARACTERS) {
            throw new RefusedException("PASSWORD_TOO_SHORT", PASSWORD_MIN_CHARACTERS).field("password");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > PASSWORD_MAX_BYTES) {
            throw new RefusedException("PASSWORD_TOO_LONG", PASSWORD_MAX_BYTES).field("password");
        }
    }

    static String fold(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
