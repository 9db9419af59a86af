package kz.sandyq.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** Where a log is served as C2SP tlog-tiles: a directory, or an address under which the same files stand. */
interface LogSource extends AutoCloseable {
    /**
     * The bytes of a file of the log; one more than the longest when it is longer.
     *
     * @throws NoSuchFileException when it is not there
     */
    byte[] read(String path, int longest) throws IOException;

    @Override
    void close();

    /** The place that the command line names. */
    static LogSource at(String place) throws FileFault {
        try {
            if (place.startsWith("http://") || place.startsWith("https://")) {
                return new Http(URI.create(place.endsWith("/") ? place : place + "/"));
            }
            return new Directory(Path.of(place));
        } catch (IllegalArgumentException none) {
            throw new FileFault(place);
        }
    }

    /** Files. */
    record Directory(Path root) implements LogSource {
        @Override
        public byte[] read(String path, int longest) throws IOException {
            try (InputStream bytes = Files.newInputStream(root.resolve(path))) {
                return bytes.readNBytes(longest + 1);
            }
        }

        @Override
        public void close() {}
    }

    /** An address. What comes from it is signed or checked against what is signed, so it may be plain HTTP. */
    final class Http implements LogSource {
        private static final Duration PATIENCE = Duration.ofSeconds(30);
        private static final int OK = 200;
        private static final int NOT_FOUND = 404;

        private final URI root;
        private final HttpClient http =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build();

        Http(URI root) {
            this.root = root;
        }

        @Override
        public byte[] read(String path, int longest) throws IOException {
            HttpRequest request =
                    HttpRequest.newBuilder(root.resolve(path)).timeout(PATIENCE).build();
            try {
                HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = answer.body()) {
                    if (answer.statusCode() == NOT_FOUND) {
                        throw new NoSuchFileException(path);
                    }
                    if (answer.statusCode() != OK) {
                        throw new IOException("status " + answer.statusCode());
                    }
                    return body.readNBytes(longest + 1);
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
}
