package kz.sandyq.platform.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import kz.sandyq.platform.PlatformTest;
import kz.sandyq.platform.error.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@PlatformTest
class DocumentsTest {
    @Autowired
    Documents documents;

    @Autowired
    DocumentDownload download;

    @Autowired
    JdbcClient database;

    @ParameterizedTest
    @ValueSource(ints = {6, 262_144, 262_145, 700_000})
    void contentComesBackEqualWhateverItsSize(int size) throws Exception {
        byte[] content = pdf(size);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        DocumentRef stored = documents.store(new ByteArrayInputStream(content), "C:\\dir\\шарт \"1\".pdf", hash);
        assertThat(stored.sha256()).isEqualTo(hash);
        assertThat(stored.name()).isEqualTo("шарт 1.pdf");
        assertThat(stored.size()).isEqualTo(size);
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        documents.write(stored.id(), back);
        assertThat(back.toByteArray()).isEqualTo(content);
        assertThat(download.of(stored.id()).getHeaders().getContentDisposition().isAttachment())
                .isTrue();
    }

    @Test
    void hashThatDoesNotMatchIsRefusedAndNothingStays() {
        long before = chunks();
        refused("DOCUMENT_HASH_MISMATCH", new ByteArrayInputStream(pdf(1000)), "a.pdf", "00".repeat(32));
        assertThat(chunks()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"MZ..., run.exe", "%PDF-1.7, page.html", "<html></html>, a.xml", "plain, a.pdf", "%PDF-1.7, noextension"
    })
    void otherTypesAreRefused(String content, String name) {
        refused("DOCUMENT_TYPE", new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), name, null);
    }

    @Test
    void emptyAndTooLargeAreRefused() {
        refused("DOCUMENT_EMPTY", InputStream.nullInputStream(), "a.pdf", null);
        InputStream large = new SequenceInputStream(
                new ByteArrayInputStream(pdf(10)), new Zeros(Documents.SIZE_MAX_BYTES - 10 + 1));
        refused("DOCUMENT_TOO_LARGE", large, "a.pdf", null);
    }

    @Test
    void storedContentDoesNotChange() {
        DocumentRef stored = documents.store(new ByteArrayInputStream(pdf(100)), "a.pdf");
        for (String change : new String[] {
            "update platform.document set name = 'b.pdf' where id = :id",
            "delete from platform.document where id = :id",
            "update platform.document_chunk set content = 'x' where document_id = :id",
            "delete from platform.document_chunk where document_id = :id"
        }) {
            assertThatThrownBy(
                            () -> database.sql(change).param("id", stored.id()).update())
                    .isInstanceOf(DataAccessException.class);
        }
        assertThat(database.sql("update platform.document set signature = 'x', signature_format = 'CMS' where id = :id")
                        .param("id", stored.id())
                        .update())
                .isEqualTo(1);
    }

    private void refused(
            String code, InputStream content, String name, @org.jspecify.annotations.Nullable String hash) {
        assertThatThrownBy(() -> documents.store(content, name, hash))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private long chunks() {
        return database.sql("select count(*) from platform.document_chunk")
                .query(Long.class)
                .single();
    }

    private static byte[] pdf(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        byte[] head = "%PDF-1".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, content, 0, head.length);
        return content;
    }

    /** So many zero bytes. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int given = (int) Math.min(length, left);
            java.util.Arrays.fill(target, offset, offset + given, (byte) 0);
            left -= given;
            return given;
        }
    }
}
