package kz.sandyq.platform.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A real PostgreSQL server run by this process, its files under one directory: {@code data} (the cluster),
 * {@code secret} (its password), {@code engine} (the unpacked binaries) and {@code owner.lock}, held while the
 * process lives. A cold backup copies the whole directory.
 *
 * <p>A durable server never answers before the write is on the disk. A server that outlived a killed process is
 * found through its {@code postmaster.pid} and stopped before a new one starts.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** The superuser of the embedded server. */
    public static final String USER = "postgres";

    private static final Duration START_WAIT = Duration.ofSeconds(60);
    private static final Duration RECOVERY_WAIT = Duration.ofMinutes(60);
    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on", "max_connections", "100");
    private static final Map<String, String> FAST =
            Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off", "max_connections", "300");

    private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
    private final FileChannel owner;
    private final String password;

    private EmbeddedPostgres(
            io.zonky.test.db.postgres.embedded.EmbeddedPostgres server, FileChannel owner, String password) {
        this.server = server;
        this.owner = owner;
        this.password = password;
    }

    /**
     * Starts the server on a directory that keeps its data between runs; makes it when it is not there.
     *
     * @throws IllegalStateException when another process owns the directory
     */
    public static EmbeddedPostgres durable(Path directory) {
        return start(directory, DURABLE, true, START_WAIT);
    }

    /**
     * The same, and each file of the write-ahead log is archived.
     *
     * @throws IllegalStateException when another process owns the directory
     */
    public static EmbeddedPostgres archiving(Path directory, WalArchive archive) {
        try {
            return start(directory, with(archive.archiving()), true, START_WAIT);
        } catch (IOException fault) {
            throw new UncheckedIOException("the archive of the database cannot be made", fault);
        }
    }

    /** The same over a restored directory: the server first goes through all that was written during the backup. */
    public static EmbeddedPostgres recovering(Path directory) {
        return start(directory, DURABLE, true, RECOVERY_WAIT);
    }

    /**
     * The same, and the server goes on with what was archived behind the backup. It writes nothing into that archive.
     *
     * @param until where it ends, when the archive reaches there without a gap; else it ends where the files end
     */
    public static EmbeddedPostgres recovering(Path directory, WalArchive archive, Optional<WalPlace> until) {
        try {
            Path data = directory.resolve("data");
            Files.createFile(data.resolve("recovery.signal"));
            return start(directory, with(archive.recovering(data, until)), true, RECOVERY_WAIT);
        } catch (IOException fault) {
            throw new UncheckedIOException("the restored database cannot be told to recover", fault);
        }
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> config = new TreeMap<>(DURABLE);
        config.putAll(more);
        return config;
    }

    /** Starts a fast server whose data need not survive a power loss: for tests. */
    public static EmbeddedPostgres volatileIn(Path directory) {
        return start(directory, FAST, false, START_WAIT);
    }

    /** Stops a server that outlived its killed process on this directory, so that the directory may be removed. */
    public static void stopOrphan(Path directory) throws IOException {
        OrphanServer.stopIfAny(directory.resolve("data").toAbsolutePath());
    }

    /**
     * Where the server's programs come from: for each directory another one, since the library remembers for each where
     * it has unpacked them, and a directory may go while the server of another one runs.
     */
    private record OwnEngine(Path directory) implements PgBinaryResolver {
        @Override
        public InputStream getPgBinary(String system, String machine) throws IOException {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
        }
    }

    private static EmbeddedPostgres start(Path directory, Map<String, String> config, boolean guarded, Duration wait) {
        try {
            Files.createDirectories(directory);
            FileChannel owner = own(directory);
            try {
                Path data = directory.resolve("data").toAbsolutePath();
                Path complete = directory.resolve("complete");
                OrphanServer.stopIfAny(data);
                setAsideIncomplete(data, complete);
                String secret = guarded ? OwnerSecret.of(directory) : "";
                EmbeddedPostgres started =
                        new EmbeddedPostgres(launch(directory, data, config, secret, wait), owner, secret);
                if (guarded) {
                    OwnerSecret.enforce(data, started.url("postgres"), secret);
                }
                if (!Files.exists(complete)) {
                    Files.createFile(complete);
                }
                return started;
            } catch (IOException | RuntimeException fault) {
                owner.close();
                throw fault;
            }
        } catch (IOException fault) {
            throw new UncheckedIOException("embedded PostgreSQL in " + directory + " does not start", fault);
        }
    }

    private static io.zonky.test.db.postgres.embedded.EmbeddedPostgres launch(
            Path directory, Path data, Map<String, String> config, String secret, Duration wait) throws IOException {
        var builder = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "icu")
                .setLocaleConfig("icu-locale", "kk-KZ")
                .setPGStartupWait(wait)
                .setRegisterShutdownHook(false);
        if (!secret.isEmpty()) {
            builder.setConnectConfig("password", secret);
            builder.setPgBinaryResolver(new OwnEngine(directory.toAbsolutePath()));
            builder.setOverrideWorkingDirectory(
                    directory.resolve("engine").toAbsolutePath().toFile());
        }
        new TreeMap<>(config).forEach(builder::setServerConfig);
        builder.setServerConfig("timezone", "UTC");
        return builder.start();
    }

    /** A first start that was cut off leaves half a cluster, which no server opens: a new one is made beside it. */
    private static void setAsideIncomplete(Path data, Path complete) throws IOException {
        if (Files.exists(data) && !Files.exists(complete)) {
            long number = 1;
            while (Files.exists(data.resolveSibling("data.incomplete-" + number))) {
                number++;
            }
            Files.move(data, data.resolveSibling("data.incomplete-" + number));
        }
    }

    private static FileChannel own(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("owner.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new IllegalStateException(
                    "the database directory " + directory + " is in use by another running Sandyq");
        }
        return channel;
    }

    /** JDBC address of a database of this server. */
    public String url(String database) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
    }

    /** Password of {@link #USER}; empty for a volatile server. */
    public String password() {
        return password;
    }

    /** Stops the server in order and gives the directory back. */
    @Override
    public void close() {
        try (owner) {
            server.close();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
