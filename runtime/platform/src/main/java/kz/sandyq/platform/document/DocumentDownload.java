package kz.sandyq.platform.document;

import java.nio.charset.StandardCharsets;
import kz.sandyq.platform.error.RefusedException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Answers a request for a document, always as an attachment; the caller has checked who asks. */
@Component
public class DocumentDownload {
    private final Documents documents;

    DocumentDownload(Documents documents) {
        this.documents = documents;
    }

    /** The whole document as an attachment with its hash as ETag; NOT_FOUND when there is none. */
    public ResponseEntity<StreamingResponseBody> of(long id) {
        DocumentRef document = documents.find(id).orElseThrow(RefusedException::notFound);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(document.type()))
                .contentLength(document.size())
                .eTag('"' + document.sha256() + '"')
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(document.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(out -> documents.write(id, out));
    }
}
