package kz.sandyq.platform.login;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Sign-in by password. Every refusal looks the same and takes the same work, so that nobody learns which names exist
 * or which are locked.
 */
@Component
class PasswordSignIn implements AuthenticationProvider {
    static final int FAILURES_BEFORE_LOCK = 5;
    static final Duration LOCK = Duration.ofMinutes(15);

    private final JdbcClient database;
    private final SandyqClock clock;
    private final PasswordEncoder passwords;
    private final RateLimits limits;
    private final Audit audit;
    private final String nobodysHash;

    PasswordSignIn(JdbcClient database, SandyqClock clock, PasswordEncoder passwords, RateLimits limits, Audit audit) {
        this.database = database;
        this.clock = clock;
        this.passwords = passwords;
        this.limits = limits;
        this.audit = audit;
        this.nobodysHash = String.valueOf(passwords.encode(Tokens.create("")));
    }

    @Override
    public Authentication authenticate(Authentication asked) throws AuthenticationException {
        String name = Logins.fold(asked.getName());
        String password =
                asked.getCredentials() == null ? "" : asked.getCredentials().toString();
        if (!limits.signIn(address(asked), name)) {
            throw new TooManyAttemptsException();
        }
        Instant now = clock.instant();
        Optional<Row> found = row(name);
        String hash = found.map(Row::passwordHash).orElse(nobodysHash);
        boolean matches = passwords.matches(password, hash);
        Row row = found.filter(each -> each.passwordHash() != null).orElseThrow(PasswordSignIn::refused);
        if (row.disabled() || row.lockedAt(now)) {
            throw refused();
        }
        if (!matches) {
            fail(row, now);
            throw refused();
        }
        database.sql("update platform.login set failures = 0, locked_until = null where id = :id and failures > 0")
                .param("id", row.id())
                .update();
        SignedIn who = new SignedIn(row.id(), row.personId(), name, row.personName());
        audit.recordAs(row.id(), row.personId(), name, "SIGNED_IN", "login:" + row.id());
        return UsernamePasswordAuthenticationToken.authenticated(who, null, authorities(row.id()));
    }

    private List<GrantedAuthority> authorities(long loginId) {
        return authorities(database.sql("select role from platform.login_role where login_id = :id order by role")
                .param("id", loginId)
                .query((row, number) -> row.getString("role"))
                .list());
    }

    static List<GrantedAuthority> authorities(Collection<String> roles) {
        return roles.stream()
                .map(role -> (GrantedAuthority) new SimpleGrantedAuthority("ROLE_" + role))
                .toList();
    }

    private void fail(Row row, Instant now) {
        int failures = database.sql("""
                        update platform.login set
                            failures = case when failures + 1 >= :most then 0 else failures + 1 end,
                            locked_until = case when failures + 1 >= :most then :until else locked_until end
                        where id = :id returning failures
                        """)
                .param("most", FAILURES_BEFORE_LOCK)
                .param("until", Timestamp.from(now.plus(LOCK)))
                .param("id", row.id())
                .query(Integer.class)
                .single();
        audit.recordAs(
                row.id(),
                row.personId(),
                row.name(),
                failures == 0 ? "LOGIN_LOCKED" : "SIGN_IN_REFUSED",
                "login:" + row.id());
    }

    private Optional<Row> row(String name) {
        return database.sql("""
                        select l.id, l.name, l.person_id, l.password_hash, l.locked_until, l.disabled,
                               p.name person_name
                        from platform.login l join platform.person p on p.id = l.person_id where l.name = :name
                        """)
                .param("name", name)
                .query((rows, number) -> new Row(
                        rows.getLong("id"),
                        rows.getString("name"),
                        rows.getLong("person_id"),
                        rows.getString("password_hash"),
                        rows.getTimestamp("locked_until"),
                        rows.getBoolean("disabled"),
                        rows.getString("person_name")))
                .optional();
    }

    private static String address(Authentication asked) {
        return asked.getDetails() instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : "unknown";
    }

    private static BadCredentialsException refused() {
        return new BadCredentialsException("not signed in");
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private record Row(
            long id,
            String name,
            long personId,
            @Nullable String passwordHash,
            @Nullable Timestamp lockedUntil,
            boolean disabled,
            String personName) {
        boolean lockedAt(Instant now) {
            return lockedUntil != null && lockedUntil.toInstant().isAfter(now);
        }
    }
}
