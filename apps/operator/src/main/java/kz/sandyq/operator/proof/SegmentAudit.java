package kz.sandyq.operator.proof;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.support.ResourceRegion;
import org.springframework.stereotype.Component;

/**
 * Who asks for segments, and what is written down of it: a record for each request that reads, or is refused to
 * somebody whom the house knows by a certificate or a login. Beyond {@link ReadingLimit} one record stands for all.
 */
@Component
class SegmentAudit {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentAudit.class);
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final ObjectProvider<Audit> audit;
    private final ObjectProvider<CurrentActor> current;
    private final Observers observers;
    private final ReadingLimit limit;

    SegmentAudit(
            ObjectProvider<Audit> audit,
            ObjectProvider<CurrentActor> current,
            SandyqClock clock,
            @Value("${sandyq.observers.file:${sandyq.data.directory:.sandyq}/observers}") Path file) {
        this.audit = audit;
        this.current = current;
        observers = new Observers(file);
        limit = new ReadingLimit(clock);
    }

    /**
     * Somebody who asks.
     *
     * @param key of his certificate or login, for counting
     * @param name under which he may read; null for one who may not
     * @param shown what his certificate says; empty without one
     */
    private record Asker(String key, @Nullable String name, Map<String, String> shown) {}

    /** What is done for somebody who may read. */
    interface Reading<T> {
        /** Ends with what he gets; which bytes of it he reads it has told {@code read} before. */
        T of(Written read) throws IOException;
    }

    /** Writes down what is about to be read. */
    interface Written {
        void read(List<ResourceRegion> regions);
    }

    /**
     * Lets an observer read.
     *
     * @param subject what he asks for, as the audit trail names it
     * @throws RefusedException OBSERVER_UNKNOWN (403), TOO_MANY_ATTEMPTS (429), or what the reading is refused with
     */
    <T> T admit(HttpServletRequest request, String subject, Reading<T> reading) throws IOException {
        Optional<Asker> known = asker(request);
        ReadingLimit.Turn turn = known.map(each -> limit.take(each.key())).orElse(ReadingLimit.Turn.WITHIN);
        try {
            if (turn != ReadingLimit.Turn.WITHIN) {
                throw new RefusedException("TOO_MANY_ATTEMPTS").status(429);
            }
            Asker observer = known.filter(each -> each.name() != null)
                    .orElseThrow(() -> new RefusedException("OBSERVER_UNKNOWN").status(403));
            return reading.of(regions -> read(observer, subject, regions));
        } catch (RefusedException why) {
            if (turn != ReadingLimit.Turn.BEYOND) {
                LOG.warn("{} refused to {}: {}", subject, known.map(Asker::key).orElse("nobody known"), why.code());
                known.ifPresent(each -> refused(each, subject, why));
            }
            throw why;
        }
    }

    private Optional<Asker> asker(HttpServletRequest request) {
        if (request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain) {
            String fingerprint = Observers.fingerprint(chain[0]);
            Map<String, String> shown = Map.of(
                    "certificate",
                    fingerprint,
                    "issuedTo",
                    chain[0].getSubjectX500Principal().getName());
            return Optional.of(
                    new Asker(fingerprint, observers.name(fingerprint).orElse(null), shown));
        }
        return Optional.ofNullable(current.getIfAvailable())
                .flatMap(CurrentActor::find)
                .map(Actor::loginId)
                .map(login -> new Asker("login " + login, null, Map.of()));
    }

    /** Without a trail nothing is read. */
    private void read(Asker observer, String subject, List<ResourceRegion> regions) {
        Map<String, Object> details = new LinkedHashMap<>(observer.shown());
        details.put(
                "range",
                regions.stream()
                        .map(each -> each.getPosition() + "-" + (each.getPosition() + each.getCount() - 1))
                        .collect(Collectors.joining(",")));
        details.put(
                "bytes", regions.stream().mapToLong(ResourceRegion::getCount).sum());
        audit.getObject().recordOf(String.valueOf(observer.name()), "SEGMENT_READ", subject, details);
    }

    private void refused(Asker asker, String subject, RefusedException why) {
        Map<String, Object> details = new LinkedHashMap<>(asker.shown());
        details.put("refusal", why.code());
        String certificate = asker.shown().get("issuedTo");
        if (certificate == null) {
            audit.ifAvailable(trail -> trail.record("SEGMENT_REFUSED", subject, details));
        } else {
            String name = asker.name() == null ? certificate : asker.name();
            audit.ifAvailable(trail -> trail.recordOf(name, "SEGMENT_REFUSED", subject, details));
        }
    }
}
