package kz.sandyq.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority made for a test, and what it gives to hosts: directories as a cluster file names them. */
final class Certificates {
    private static final String PASSWORD = "of-a-test";

    private final Path directory;
    private final Path store;

    Certificates(Path directory) {
        this.directory = directory;
        this.store = directory.resolve("store.p12");
        try {
            Files.createDirectories(directory);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        keytool("ca", "-ext", "bc:critical=ca:true", "-ext", "ku:critical=keyCertSign");
    }

    /**
     * A directory with a certificate for whoever is reached under this name.
     *
     * @param subject {@code ip:127.0.0.1} or {@code dns:astana-1}
     */
    Path issue(String subject) {
        String alias = subject.replaceAll("[^a-z0-9]", "-");
        keytool(alias, "-signer", "ca", "-ext", "san=" + subject, "-ext", "eku=serverAuth,clientAuth");
        Path issued = directory.resolve(alias);
        try (InputStream stored = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(stored, PASSWORD.toCharArray());
            Files.createDirectories(issued);
            Files.writeString(issued.resolve("tls.crt"), pem("CERTIFICATE", encoded(keys.getCertificate(alias))));
            Files.writeString(issued.resolve("ca.crt"), pem("CERTIFICATE", encoded(keys.getCertificate("ca"))));
            byte[] key = keys.getKey(alias, PASSWORD.toCharArray()).getEncoded();
            Files.writeString(issued.resolve("tls.key"), pem("PRIVATE KEY", key));
            return issued;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** One who shows nothing and believes this authority. */
    static SSLContext believing(Path authority) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream bytes = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(bytes));
        }
        TrustManagerFactory believed = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        believed.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, believed.getTrustManagers(), null);
        return context;
    }

    private static byte[] encoded(Certificate certificate) throws GeneralSecurityException {
        return certificate.getEncoded();
    }

    private static String pem(String kind, byte[] bytes) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }

    private void keytool(String alias, String... more) {
        Path java = Path.of(System.getProperty("java.home"));
        List<String> command = new ArrayList<>();
        command.addAll(List.of(java.resolve("bin/keytool").toString(), "-J-XX:TieredStopAtLevel=1", "-genkeypair"));
        command.addAll(List.of("-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
        command.addAll(List.of("-dname", "CN=" + alias, "-keystore", store.toString(), "-storepass", PASSWORD));
        command.addAll(List.of(more));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.onExit().join().exitValue() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
