package kz.sandyq.platform.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kz.sandyq.platform.api.AnsweredRequests.Answer;
import kz.sandyq.platform.error.ProblemWriter;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.i18n.Languages;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.CurrentActor;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Every request of the API that changes something and bears an {@code Idempotency-Key} is done once per client: the
 * same key with the same request gets the same answer again, with another request it is refused. Stands behind sign-in.
 */
final class IdempotentRequests extends OncePerRequestFilter {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    /** Its answer is shown once and kept nowhere. */
    private static final String ONE_TIME_SECRET = "/invitation";

    private final AnsweredRequests answers;
    private final CurrentActor actor;
    private final ProblemWriter problems;
    private final Languages languages;

    IdempotentRequests(AnsweredRequests answers, CurrentActor actor, ProblemWriter problems, Languages languages) {
        this.answers = answers;
        this.actor = actor;
        this.problems = problems;
        this.languages = languages;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return READS.contains(request.getMethod())
                || request.getHeader(IdempotencyKey.HEADER) == null
                || request.getRequestURI().endsWith(ONE_TIME_SECRET)
                || (type != null && type.startsWith("multipart/"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> owner = actor.find().map(IdempotentRequests::owner);
        if (owner.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        byte[] body = request.getInputStream().readAllBytes();
        UUID key;
        Optional<Answer> known;
        try {
            key = IdempotencyKey.of(request.getHeader(IdempotencyKey.HEADER)).value();
            known = answers.begin(owner.get(), key, hash(request, body));
        } catch (RefusedException refusal) {
            problems.write(refusal, languages.resolveLocale(request), response);
            return;
        }
        if (known.isPresent()) {
            repeat(known.get(), response);
        } else {
            first(owner.get(), key, new Reread(request, body), response, chain);
        }
    }

    private void first(
            String owner, UUID key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper told = new ContentCachingResponseWrapper(response);
        boolean done = false;
        try {
            chain.doFilter(request, told);
            done = told.getStatus() < 400;
            if (done) {
                answers.finish(owner, key, answer(told));
            }
        } finally {
            if (!done) {
                answers.forget(owner, key);
            }
        }
        told.copyBodyToResponse();
    }

    private static Answer answer(ContentCachingResponseWrapper told) {
        return new Answer(
                told.getStatus(),
                told.getContentType(),
                told.getHeader(HttpHeaders.ETAG),
                told.getHeader(HttpHeaders.LOCATION),
                told.getContentAsByteArray());
    }

    private static void repeat(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        if (answer.contentType() != null) {
            response.setContentType(answer.contentType());
        }
        if (answer.etag() != null) {
            response.setHeader(HttpHeaders.ETAG, answer.etag());
        }
        if (answer.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, answer.location());
        }
        response.getOutputStream().write(answer.body());
    }

    /** A client relation is one owner whoever acts for it; staff are their own. */
    private static String owner(Actor actor) {
        return actor.clientRelationId().map(relation -> "client " + relation).orElse("login " + actor.loginId());
    }

    private static byte[] hash(HttpServletRequest request, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String line = request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            return digest.digest(body);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** The request with its body to be read once more. */
    private static final class Reread extends HttpServletRequestWrapper {
        private final byte[] body;

        Reread(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    return bytes.read(into, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new IllegalStateException("the body is read at once");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
