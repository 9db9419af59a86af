package kz.sandyq.witness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** What a witness shows to logs: {@code tls.crt} with its chain and {@code tls.key} (PKCS #8) in a directory. */
final class WitnessCertificates {
    /** Of a store that never leaves this process. */
    private static final char[] NO_PASSWORD = {};

    private WitnessCertificates() {}

    static SSLContext read(Path directory) {
        try (InputStream pem = Files.newInputStream(directory.resolve("tls.crt"))) {
            Collection<? extends Certificate> chain =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (chain.isEmpty()) {
                throw new IOException("tls.crt holds no certificate");
            }
            String algorithm = chain.iterator().next().getPublicKey().getAlgorithm();
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, NO_PASSWORD);
            own.setKeyEntry(
                    "own",
                    Pem.read(directory.resolve("tls.key"), algorithm),
                    NO_PASSWORD,
                    chain.toArray(Certificate[]::new));
            KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            shown.init(own, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(shown.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            throw new WitnessFault(
                    WitnessFault.WRONG_CONFIGURATION, "no certificate of this host in " + directory + ": " + unusable);
        }
    }
}
