package kz.sandyq.operator.proof;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.error.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The full log with commands and results, in sealed segments, for observers who show a certificate that
 * {@link Observers} names: a regulator, an auditor, a receiving operator. Each reading is in the audit trail before the
 * first byte goes out; without a trail nothing is read.
 */
@RestController
class ObserverSegments {
    static final String PREFIX = "/segments/";

    private static final Logger LOG = LoggerFactory.getLogger(ObserverSegments.class);
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final ObjectProvider<ProofLoop> loop;
    private final ObjectProvider<Audit> audit;
    private final Observers observers;

    ObserverSegments(
            ObjectProvider<ProofLoop> loop,
            ObjectProvider<Audit> audit,
            @Value("${sandyq.observers.file:${sandyq.data.directory:.sandyq}/observers}") Path file) {
        this.loop = loop;
        this.audit = audit;
        observers = new Observers(file);
    }

    /** An observer and what he has shown. */
    private record Observer(String name, String fingerprint) {}

    /** Name and bytes of each sealed segment, a line for each, in the log's order. */
    @GetMapping(value = PREFIX, produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> list(HttpServletRequest request) throws IOException {
        observer(request);
        StringBuilder lines = new StringBuilder();
        for (Path file : files()) {
            lines.append(file.getFileName())
                    .append(' ')
                    .append(Files.size(file))
                    .append('\n');
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(lines.toString());
    }

    /** One of them, or a range of its bytes. */
    @GetMapping(PREFIX + "{name}")
    ResponseEntity<Resource> segment(@PathVariable String name, HttpServletRequest request) throws IOException {
        Observer observer = observer(request);
        Path segment = files().stream()
                .filter(each -> each.getFileName().toString().equals(name))
                .findFirst()
                .orElseThrow(RefusedException::notFound);
        audit.getObject()
                .recordOf(
                        observer.name(),
                        "SEGMENT_READ",
                        "segment:" + name,
                        Map.of("certificate", observer.fingerprint(), "bytes", Files.size(segment)));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(CacheControl.noStore())
                .body(new FileSystemResource(segment));
    }

    private Observer observer(HttpServletRequest request) {
        Optional<String> shown = request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain
                ? Optional.of(Observers.fingerprint(chain[0]))
                : Optional.empty();
        return shown.flatMap(each -> observers.name(each).map(name -> new Observer(name, each)))
                .orElseThrow(() -> {
                    LOG.warn("segments refused to the certificate {}", shown.orElse("none"));
                    return new RefusedException("OBSERVER_UNKNOWN").status(403);
                });
    }

    private List<Path> files() {
        return Optional.ofNullable(loop.getIfAvailable())
                .filter(ProofLoop::isOpen)
                .orElseThrow(RefusedException::notFound)
                .sealedFiles();
    }
}
