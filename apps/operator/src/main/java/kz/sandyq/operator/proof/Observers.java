package kz.sandyq.operator.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may read sealed segments: a file with a line for each, the SHA-256 fingerprint of his certificate and his name.
 * It is read at each request, so that a line taken out is a door shut. Without the file nobody may.
 */
final class Observers {
    private static final Logger LOG = LoggerFactory.getLogger(Observers.class);
    private static final Pattern LINE = Pattern.compile("([0-9a-fA-F:]{64,95})\\s+(\\S.*)");

    private final Path file;

    Observers(Path file) {
        this.file = file;
    }

    /** Lower case without colons, as {@link #name} reads it in either way. */
    static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalArgumentException("no certificate to name", unreadable);
        }
    }

    /** The name under which this fingerprint may read, if it may. */
    Optional<String> name(String fingerprint) {
        try {
            for (String line : Files.readAllLines(file)) {
                Matcher observer = LINE.matcher(line.strip());
                if (observer.matches() && bare(observer.group(1)).equals(fingerprint)) {
                    return Optional.of(observer.group(2));
                }
            }
        } catch (IOException unreadable) {
            LOG.warn("nobody may read segments: {} cannot be read", file, unreadable);
        }
        return Optional.empty();
    }

    private static String bare(String fingerprint) {
        return fingerprint.replace(":", "").toLowerCase(Locale.ROOT);
    }
}
