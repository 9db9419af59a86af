package kz.sandyq.operator.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.tree.Tile;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The proof log for everybody, as C2SP tlog-tiles under the prefix {@code /log}. Nothing in it tells who, what or how
 * much. Tiles never change; the checkpoint does.
 */
@RestController
class PublicLog {
    private static final String PREFIX = "/log/";
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final ObjectProvider<ProofLoop> loop;

    PublicLog(ObjectProvider<ProofLoop> loop) {
        this.loop = loop;
    }

    @GetMapping("/log/checkpoint")
    ResponseEntity<byte[]> checkpoint() {
        Proven newest = running().flatMap(ProofLoop::proven).orElseThrow(RefusedException::notFound);
        return text(newest.note().format());
    }

    @GetMapping("/log/policy")
    ResponseEntity<byte[]> policy() {
        return text(running()
                .orElseThrow(RefusedException::notFound)
                .keys()
                .policyText()
                .getBytes(UTF_8));
    }

    @GetMapping("/log/tile/**")
    ResponseEntity<byte[]> tile(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length() + PREFIX.length());
        try {
            Tile tile = Tile.parse(path);
            byte[] bytes = running().flatMap(each -> each.tile(tile)).orElseThrow(RefusedException::notFound);
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_OCTET_STREAM)
                    .cacheControl(FOR_EVER)
                    .body(bytes);
        } catch (Refused noTile) {
            throw RefusedException.notFound();
        }
    }

    private Optional<ProofLoop> running() {
        return Optional.ofNullable(loop.getIfAvailable());
    }

    static ResponseEntity<byte[]> text(byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "plain", UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(bytes);
    }
}
