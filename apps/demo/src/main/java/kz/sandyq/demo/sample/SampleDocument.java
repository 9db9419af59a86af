package kz.sandyq.demo.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** A document of the sample market as a PDF of one page. */
final class SampleDocument {
    private static final String FONT = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf";
    private static final float TITLE_POINTS = 14;
    private static final float TEXT_POINTS = 10;
    private static final float MARGIN_POINTS = 60;
    private static final float LEADING_POINTS = 18;

    private final String name;
    private final byte[] content;

    private SampleDocument(String name, byte[] content) {
        this.name = name;
        this.content = content;
    }

    /** A document of a title and lines of text. */
    static SampleDocument of(String name, String title, String... lines) {
        try (PDDocument document = new PDDocument();
                InputStream font = Objects.requireNonNull(SampleDocument.class.getResourceAsStream(FONT))) {
            PDType0Font face = PDType0Font.load(document, font);
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream text = new PDPageContentStream(document, page)) {
                text.beginText();
                text.newLineAtOffset(MARGIN_POINTS, PDRectangle.A4.getHeight() - MARGIN_POINTS);
                text.setLeading(LEADING_POINTS);
                text.setFont(face, TITLE_POINTS);
                text.showText(title);
                text.newLine();
                text.setFont(face, TEXT_POINTS);
                for (String line : List.of(lines)) {
                    text.newLine();
                    text.showText(line);
                }
                text.endText();
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return new SampleDocument(name, out.toByteArray());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    String name() {
        return name;
    }

    String base64() {
        return Base64.getEncoder().encodeToString(content);
    }

    /** SHA-256, 64 hexadecimal digits. */
    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    /** As issue applications take it. */
    Map<String, Object> bound(String role) {
        return Map.of("role", role, "name", name, "sha256", sha256(), "contentBase64", base64());
    }
}
