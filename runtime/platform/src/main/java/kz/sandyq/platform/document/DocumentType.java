package kz.sandyq.platform.document;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The types of document that are taken, told by the first bytes of the content and not by the name. */
enum DocumentType {
    PDF("application/pdf", Set.of("pdf")),
    XML("application/xml", Set.of("xml")),
    PNG("image/png", Set.of("png")),
    JPEG("image/jpeg", Set.of("jpg", "jpeg")),
    CMS("application/pkcs7-mime", Set.of("p7s", "p7m", "cms"));

    static final int HEAD_BYTES = 16;

    private final String mediaType;
    private final Set<String> extensions;

    DocumentType(String mediaType, Set<String> extensions) {
        this.mediaType = mediaType;
        this.extensions = extensions;
    }

    String mediaType() {
        return mediaType;
    }

    /** The type, when content and extension of the name agree. */
    static Optional<DocumentType> of(byte[] head, String name) {
        int dot = name.lastIndexOf('.');
        String extension = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return byContent(head).filter(type -> type.extensions.contains(extension));
    }

    private static Optional<DocumentType> byContent(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("%PDF-")) {
            return Optional.of(PDF);
        }
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (text.startsWith("<?xml") || text.startsWith("\u00ef\u00bb\u00bf<?xml")) {
            return Optional.of(XML);
        }
        // A DER sequence, or the armoured form of the same.
        boolean der = head.length > 2 && head[0] == 0x30 && (head[1] & 0x80) != 0;
        return der || text.startsWith("-----BEGIN") ? Optional.of(CMS) : Optional.empty();
    }
}
