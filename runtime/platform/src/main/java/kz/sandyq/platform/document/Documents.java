package kz.sandyq.platform.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Documents in the database, in chunks, bound by their SHA-256. Content never changes; a signature may be put beside
 * it later. Who may read a document is decided by the module to whose record it belongs.
 */
@Component
public class Documents {
    /** Largest document. */
    public static final long SIZE_MAX_BYTES = 50L * 1024 * 1024;

    private static final int CHUNK_BYTES = 256 * 1024;

    private final JdbcClient database;
    private final SandyqClock clock;
    private final CurrentActor current;
    private final Audit audit;

    Documents(JdbcClient database, SandyqClock clock, CurrentActor current, Audit audit) {
        this.database = database;
        this.clock = clock;
        this.current = current;
        this.audit = audit;
    }

    /** Stores without a declared hash. */
    @Transactional
    public DocumentRef store(InputStream content, String name) {
        return store(content, name, null);
    }

    /**
     * Stores a document in the caller's transaction.
     *
     * @param declaredSha256 the hash that the sender declares, hexadecimal; null when he declares none
     * @throws RefusedException DOCUMENT_EMPTY, DOCUMENT_TYPE, DOCUMENT_TOO_LARGE (413), DOCUMENT_HASH_MISMATCH
     */
    @Transactional
    public DocumentRef store(InputStream content, String name, @Nullable String declaredSha256) {
        try {
            DigestInputStream digested = new DigestInputStream(content, sha256());
            byte[] chunk = digested.readNBytes(CHUNK_BYTES);
            if (chunk.length == 0) {
                throw new RefusedException("DOCUMENT_EMPTY").field("document");
            }
            String fileName = plainName(name);
            byte[] head = Arrays.copyOf(chunk, Math.min(DocumentType.HEAD_BYTES, chunk.length));
            DocumentType type = DocumentType.of(head, fileName)
                    .orElseThrow(() -> new RefusedException("DOCUMENT_TYPE", fileName).field("document"));
            long id = database.sql("select nextval(pg_get_serial_sequence('platform.document', 'id'))")
                    .query(Long.class)
                    .single();
            // The chunks come first, so the reference to the document is checked at the end of the transaction.
            long size = 0;
            for (int number = 0; chunk.length > 0; number++) {
                size += chunk.length;
                if (size > SIZE_MAX_BYTES) {
                    throw new RefusedException("DOCUMENT_TOO_LARGE", SIZE_MAX_BYTES / (1024 * 1024))
                            .field("document")
                            .status(413);
                }
                database.sql("insert into platform.document_chunk values (?, ?, ?)")
                        .param(id)
                        .param(number)
                        .param(chunk)
                        .update();
                chunk = digested.readNBytes(CHUNK_BYTES);
            }
            byte[] hash = digested.getMessageDigest().digest();
            String hex = HexFormat.of().formatHex(hash);
            if (declaredSha256 != null && !hex.equalsIgnoreCase(declaredSha256.strip())) {
                throw new RefusedException("DOCUMENT_HASH_MISMATCH", fileName).field("document");
            }
            return insert(new DocumentRef(id, hex, fileName, type.mediaType(), size), hash);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private DocumentRef insert(DocumentRef document, byte[] hash) {
        database.sql("""
                        insert into platform.document
                            (id, sha256, name, media_type, size_bytes, stored_by, stored_at)
                        overriding system value values (:id, :hash, :name, :type, :size, :by, :at)
                        """)
                .param("id", document.id())
                .param("hash", hash)
                .param("name", document.name())
                .param("type", document.type())
                .param("size", document.size())
                .param("by", current.find().map(Actor::loginId).orElse(null))
                .param("at", Timestamp.from(clock.instant()))
                .update();
        audit.record(
                "DOCUMENT_STORED",
                "document:" + document.id(),
                Map.of("sha256", document.sha256(), "size", document.size()));
        return document;
    }

    /** The document of this id. */
    public Optional<DocumentRef> find(long id) {
        return database.sql("select id, sha256, name, media_type, size_bytes from platform.document where id = :id")
                .param("id", id)
                .query((row, number) -> new DocumentRef(
                        row.getLong("id"),
                        HexFormat.of().formatHex(row.getBytes("sha256")),
                        row.getString("name"),
                        row.getString("media_type"),
                        row.getLong("size_bytes")))
                .optional();
    }

    /** Writes the content; holds one chunk at a time. */
    public void write(long id, OutputStream target) {
        for (int number = 0; ; number++) {
            Optional<byte[]> chunk = database.sql(
                            "select content from platform.document_chunk where document_id = :id and number = :number")
                    .param("id", id)
                    .param("number", number)
                    .query(byte[].class)
                    .optional();
            if (chunk.isEmpty()) {
                return;
            }
            try {
                target.write(chunk.get());
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
    }

    /** The name without any path and without characters that mislead; never empty. */
    private static String plainName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String plain = last.replaceAll("[\\p{Cntrl}\\p{Cf}\"<>|*?:]", "").strip();
        String whole = plain.isEmpty() ? "document" : plain;
        return whole.length() <= 255 ? whole : whole.substring(whole.length() - 255);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
