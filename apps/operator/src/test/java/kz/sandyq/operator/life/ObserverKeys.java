package kz.sandyq.operator.life;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keys of a door of observers and of those who come to it, made for a test: each a PKCS #12 file. */
final class ObserverKeys {
    static final String PASSWORD = "of-a-test";

    private final Path directory;
    private final KeyStore all;

    ObserverKeys(Path directory, String... names) throws IOException, GeneralSecurityException {
        this.directory = Files.createDirectories(directory);
        Path store = directory.resolve("all.p12");
        for (String name : names) {
            keytool(store, name);
        }
        all = KeyStore.getInstance("PKCS12");
        try (InputStream stored = Files.newInputStream(store)) {
            all.load(stored, PASSWORD.toCharArray());
        }
    }

    /** His own key, and the certificates that he believes. */
    Path of(String name, String... believed) throws IOException, GeneralSecurityException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        if (all.containsAlias(name)) {
            char[] password = PASSWORD.toCharArray();
            own.setKeyEntry(name, all.getKey(name, password), password, all.getCertificateChain(name));
        }
        for (String each : believed) {
            own.setCertificateEntry("of-" + each, all.getCertificate(each));
        }
        Path file = directory.resolve(name + ".p12");
        try (OutputStream bytes = Files.newOutputStream(file)) {
            own.store(bytes, PASSWORD.toCharArray());
        }
        return file;
    }

    /** What he asks with over TLS: his key, and the certificates that he believes. */
    SSLContext context(String name, String... believed) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(of(name, believed))) {
            store.load(bytes, PASSWORD.toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, PASSWORD.toCharArray());
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(store);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(own.getKeyManagers(), others.getTrustManagers(), null);
        return context;
    }

    /** SHA-256 of his certificate. */
    String fingerprint(String name) throws GeneralSecurityException {
        return HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(all.getCertificate(name).getEncoded()));
    }

    private static void keytool(Path store, String name) throws IOException {
        Path tool = Path.of(System.getProperty("java.home"), "bin/keytool");
        List<String> make = List.of(tool.toString(), "-J-XX:TieredStopAtLevel=1", "-genkeypair", "-alias", name);
        List<String> kind = List.of("-keyalg", "EC", "-groupname", "secp256r1", "-ext", "san=ip:127.0.0.1");
        List<String> place = List.of(
                "-validity", "2", "-dname", "CN=" + name, "-keystore", store.toString(), "-storepass", PASSWORD);
        Process process = new ProcessBuilder(List.of(make, kind, place).stream()
                        .flatMap(List::stream)
                        .toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(said);
        }
    }
}
