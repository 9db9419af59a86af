package kz.sandyq.operator.proof;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kz.sandyq.platform.error.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourceRegion;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The full log with commands and results, in sealed segments, for observers who show a certificate that
 * {@link Observers} names: a regulator, an auditor, a receiving operator. Each reading is in the audit trail, with the
 * bytes that were asked for, before the first byte goes out; without a trail nothing is read.
 */
@RestController
class ObserverSegments {
    static final String PREFIX = "/segments/";

    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final ObjectProvider<ProofLoop> loop;
    private final SegmentAudit audit;

    ObserverSegments(ObjectProvider<ProofLoop> loop, SegmentAudit audit) {
        this.loop = loop;
        this.audit = audit;
    }

    /** Name and bytes of each sealed segment, a line for each, in the log's order. */
    @GetMapping(value = PREFIX, produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> list(HttpServletRequest request) throws IOException {
        String lines = audit.admit(request, "segments", read -> {
            StringBuilder all = new StringBuilder();
            for (Path file : files()) {
                all.append(file.getFileName())
                        .append(' ')
                        .append(Files.size(file))
                        .append('\n');
            }
            return all.toString();
        });
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(lines);
    }

    /** One of them, or ranges of its bytes. */
    @GetMapping(PREFIX + "{name}")
    ResponseEntity<Resource> segment(@PathVariable String name, HttpServletRequest request) throws IOException {
        String subject = name.matches("[0-9]{20}\\.segment") ? "segment:" + name : "segments";
        Resource segment = audit.admit(request, subject, read -> {
            Resource found = files().stream()
                    .filter(each -> each.getFileName().toString().equals(name))
                    .findFirst()
                    .map(FileSystemResource::new)
                    .orElseThrow(RefusedException::notFound);
            read.read(regions(request.getHeader(HttpHeaders.RANGE), found));
            return found;
        });
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(CacheControl.noStore())
                .body(segment);
    }

    /** The same that the answer will be made of. */
    private static List<ResourceRegion> regions(@Nullable String header, Resource segment) throws IOException {
        try {
            List<HttpRange> ranges = HttpRange.parseRanges(header);
            return ranges.isEmpty()
                    ? List.of(new ResourceRegion(segment, 0, segment.contentLength()))
                    : HttpRange.toResourceRegions(ranges, segment);
        } catch (IllegalArgumentException impossible) {
            throw new RefusedException("REQUEST_MALFORMED").status(RANGE_NOT_SATISFIABLE);
        }
    }

    private List<Path> files() {
        return Optional.ofNullable(loop.getIfAvailable())
                .filter(ProofLoop::isOpen)
                .orElseThrow(RefusedException::notFound)
                .sealedFiles();
    }
}
