package kz.sandyq.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Fast databases that live as long as the process: one server, as many empty databases as are asked for. Used by
 * tests directly, or through {@code sandyq.database.directory=throwaway}.
 */
public final class ThrowawayDatabases {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private ThrowawayDatabases() {}

    /** Makes an empty database and gives its JDBC address; the user is {@link EmbeddedPostgres#USER}, no password. */
    public static String create() {
        return fromTemplate("template1");
    }

    /** Makes a copy of another database of the same server to which nobody is connected. */
    public static String copyOf(String url) {
        return fromTemplate(url.substring(url.lastIndexOf('/') + 1));
    }

    private static String fromTemplate(String template) {
        String name = "throwaway_" + NEXT.incrementAndGet();
        try (Connection connection =
                        DriverManager.getConnection(Server.INSTANCE.url("postgres"), EmbeddedPostgres.USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + template);
            return Server.INSTANCE.url(name);
        } catch (SQLException fault) {
            throw new IllegalStateException("no throwaway database", fault);
        }
    }

    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                Path directory = Files.createTempDirectory("sandyq-database");
                EmbeddedPostgres server = EmbeddedPostgres.volatileIn(directory);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    server.close();
                    delete(directory);
                }));
                return server;
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }

        private static void delete(Path directory) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
    }
}
