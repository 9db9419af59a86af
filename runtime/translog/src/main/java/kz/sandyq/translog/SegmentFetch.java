package kz.sandyq.translog;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Takes sealed segments from an operator's door of observers into a directory of the observer's own. Each is taken
 * once, whole, and held to its checksum before it has its name; what the log says of it is for {@link Reexecution}.
 */
public final class SegmentFetch implements AutoCloseable {
    private static final Pattern LINE = Pattern.compile("([0-9]{20}\\.segment) ([1-9][0-9]{0,14})");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST_LIST = 16 << 20;
    /** Segments are sealed at a sixteenth of it, behind a whole block. */
    private static final long LONGEST_SEGMENT = 16 * Translog.SEAL_AT_BYTES;

    /** A door answers so many requests a minute: whoever fetches a long log waits for the next ones. */
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private static final int TRIES = 8;
    private static final int OK = 200;
    private static final int TOO_MANY = 429;

    private final URI door;
    private final SegmentArchive kept;
    private final HttpClient http;
    private final Duration pause;

    /**
     * Nothing is fetched yet.
     *
     * @param door where segments are listed, https
     * @param directory for them; made when it is not there
     * @param keys PKCS #12: the observer's key and certificate, and the operator's certificate or authority
     * @throws IllegalArgumentException for another kind of address
     * @throws GeneralSecurityException when the keys are no use
     * @throws IOException when they cannot be read, or the password is wrong
     */
    public SegmentFetch(URI door, Path directory, Path keys, char[] password)
            throws GeneralSecurityException, IOException {
        this(door, directory, client(door, keys, password), PAUSE);
    }

    SegmentFetch(URI door, Path directory, HttpClient http, Duration pause) {
        this.door = door.toString().endsWith("/") ? door : URI.create(door + "/");
        kept = new SegmentArchive(directory);
        this.http = http;
        this.pause = pause;
    }

    private static HttpClient client(URI door, Path keys, char[] password)
            throws GeneralSecurityException, IOException {
        if (!"https".equals(door.getScheme())) {
            throw new IllegalArgumentException(door + " is no https address");
        }
        return HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .sslContext(context(keys, password))
                .build();
    }

    private static SSLContext context(Path keys, char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(keys)) {
            store.load(bytes, password);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, password);
        TrustManagerFactory believed = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        believed.init(store);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(own.getKeyManagers(), believed.getTrustManagers(), null);
        return context;
    }

    /**
     * Takes those that are not here yet.
     *
     * @return how many were taken
     * @throws TranslogException when one is not what was sealed, or another one than was taken before
     * @throws IOException when the door does not answer, refuses, or has had too many requests for two minutes
     */
    public int run() throws IOException {
        int taken = 0;
        for (String line : list()) {
            Matcher segment = LINE.matcher(line);
            if (!segment.matches()) {
                throw new IOException("not a list of segments: " + line);
            }
            String name = segment.group(1);
            long shown = Long.parseLong(segment.group(2));
            long here = kept.length(name);
            if (here >= 0 && here != shown) {
                throw new TranslogException(name + " is here with " + here + " bytes and is shown with " + shown
                        + " now: keep the one that is here, the log was written anew behind it");
            }
            if (here < 0) {
                if (shown > LONGEST_SEGMENT) {
                    throw new IOException(name + " is shown with " + shown + " bytes: no segment is so long");
                }
                try (InputStream bytes = get(name, shown)) {
                    kept.keep(name, bytes);
                }
                taken++;
            }
        }
        return taken;
    }

    private List<String> list() throws IOException {
        try (InputStream lines = get("", LONGEST_LIST)) {
            return new String(lines.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        }
    }

    /** What is longer breaks off with an {@link IOException}. */
    private InputStream get(String name, long longest) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(door.resolve(name)).timeout(PATIENCE).build();
        try {
            for (int tried = 1; ; tried++) {
                HttpResponse<InputStream> answer =
                        http.send(request, BodyHandlers.limiting(BodyHandlers.ofInputStream(), longest));
                if (answer.statusCode() == OK) {
                    return answer.body();
                }
                answer.body().close();
                if (answer.statusCode() != TOO_MANY || tried == TRIES) {
                    throw new IOException(door.resolve(name) + " answers " + answer.statusCode());
                }
                LockSupport.parkNanos(pause.toNanos());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
