package kz.sandyq.cluster;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What a process shows to others at the doors of members and whom it believes there: three PEM files in a directory of
 * its host, named as a TLS secret of Kubernetes names them. {@code tls.crt} is its certificate with those between it
 * and the authority, {@code tls.key} the private key (PKCS #8, not encrypted), {@code ca.crt} the authority.
 *
 * @param context made of them
 * @param endsS when the first of those shown ends, Unix seconds
 */
record MemberCertificates(SSLContext context, long endsS) {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    /** Of a store that never leaves this process. */
    private static final char[] NO_PASSWORD = {};

    /**
     * Reads them.
     *
     * @throws ClusterFileException when one of them is missing or is not what its name says
     */
    static MemberCertificates read(Path directory) {
        try {
            Collection<? extends Certificate> chain = certificates(directory.resolve("tls.crt"));
            PrivateKey key = key(
                    directory.resolve("tls.key"),
                    chain.iterator().next().getPublicKey().getAlgorithm());
            KeyStore own = empty();
            own.setKeyEntry("own", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
            KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            shown.init(own, NO_PASSWORD);

            KeyStore authorities = empty();
            for (Certificate authority : certificates(directory.resolve("ca.crt"))) {
                authorities.setCertificateEntry("ca-" + authorities.size(), authority);
            }
            TrustManagerFactory believed = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            believed.init(authorities);

            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(shown.getKeyManagers(), believed.getTrustManagers(), null);
            long endsMs = chain.stream()
                    .mapToLong(each -> ((X509Certificate) each).getNotAfter().getTime())
                    .min()
                    .orElseThrow();
            return new MemberCertificates(context, endsMs / 1_000);
        } catch (IOException | GeneralSecurityException unusable) {
            throw new ClusterFileException("no certificates of this host in " + directory + ": " + unusable);
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        byte[] bytes = Files.readAllBytes(file);
        var certificates =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
        if (certificates.isEmpty()) {
            throw new IOException(file + " holds no certificate");
        }
        return certificates;
    }

    private static PrivateKey key(Path file, String algorithm) throws IOException, GeneralSecurityException {
        Matcher key = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!key.find()) {
            throw new IOException(file + " holds no private key in PKCS #8");
        }
        byte[] bytes = Base64.getMimeDecoder().decode(key.group(1));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    }
}
