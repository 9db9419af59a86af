package kz.sandyq.platform.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import kz.sandyq.platform.error.ProblemWriter;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.i18n.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Programs sign each request with a bearer token. A wrong token is refused and never falls back to a session, so a
 * request with the header needs no CSRF token: no site can make a browser send it.
 */
final class BearerFilter extends OncePerRequestFilter {
    private static final String PREFIX = "Bearer ";
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final ApiCredentials credentials;
    private final RateLimits limits;
    private final ProblemWriter problems;
    private final Languages languages;

    BearerFilter(ApiCredentials credentials, RateLimits limits, ProblemWriter problems, Languages languages) {
        this.credentials = credentials;
        this.limits = limits;
        this.problems = problems;
        this.languages = languages;
    }

    static @Nullable String token(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                ? header.substring(PREFIX.length()).strip()
                : null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = token(request);
        if (token == null) {
            chain.doFilter(request, response);
            return;
        }
        Optional<ApiCredentials.Bearer> bearer = credentials.bearer(token);
        if (bearer.isEmpty()) {
            refuseToken(request, response);
            return;
        }
        String needed = READS.contains(request.getMethod()) ? "READ" : "WRITE";
        if (!bearer.get().scopes().contains(needed)) {
            RefusedException refusal = new RefusedException("SCOPE_MISSING", needed).status(403);
            problems.write(refusal, languages.resolveLocale(request), response);
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                bearer.get().who(),
                null,
                PasswordSignIn.authorities(bearer.get().roles())));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    private void refuseToken(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean slowDown = !limits.wrongToken(request.getRemoteAddr());
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        RefusedException refusal = slowDown
                ? new RefusedException("TOO_MANY_ATTEMPTS").status(429)
                : new RefusedException("TOKEN_NOT_VALID").status(401);
        problems.write(refusal, languages.resolveLocale(request), response);
    }
}
