package kz.sandyq.platform.list;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** A CSV file as an answer. */
public final class CsvDownload {
    private CsvDownload() {}

    /** An attachment of this name whose rows are written while it is sent. */
    public static ResponseEntity<StreamingResponseBody> of(String fileName, Consumer<CsvWriter> rows) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(fileName, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(target -> {
                    CsvWriter csv = new CsvWriter(target);
                    rows.accept(csv);
                    csv.flush();
                });
    }
}
