package kz.sandyq.platform.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * A copy of a running PostgreSQL's files by its own low-level interface: {@code pg_backup_start}, the files,
 * {@code pg_backup_stop}, and the write-ahead log in between, which a replication slot of this session keeps. A server
 * that starts on the copy recovers to the end of the backup and needs nothing else. Nobody waits meanwhile.
 */
public final class DatabaseCopy {
    private static final String NAME = "sandyq_backup";
    /** Made anew by every start, or not to be in a copy by the server's own manual. */
    private static final Set<String> EMPTY = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Pattern LEFT_OUT =
            Pattern.compile("postmaster\\.(pid|opts)|pg_internal\\.init.*|pgsql_tmp.*|backup_label.*|tablespace_map.*");
    private static final Pattern FIRST_WAL = Pattern.compile("START WAL LOCATION: .* \\(file ([0-9A-F]{24})\\)");
    private static final Pattern WAL = Pattern.compile("[0-9A-F]{24}|[0-9A-F]{8}\\.history");

    private DatabaseCopy() {}

    /** The server cannot be copied from here; the message says what to do. */
    public static final class Away extends Exception {
        private static final long serialVersionUID = 1L;

        Away(String message) {
            super(message);
        }
    }

    /**
     * Copies the server's data directory.
     *
     * @param source a user who may begin a backup and make a replication slot, as the embedded server's may
     * @param target a new directory
     * @return version of the server, such as {@code 16.4}: only the same major version starts on the copy
     * @throws Away when its files are not on this host, may not be read, or lie in tablespaces, or the user may not
     * @throws IOException when something cannot be read or written, or the server fails meanwhile
     */
    public static String take(DataSource source, Path target) throws Away, IOException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            Path data = dataDirectory(statement);
            try {
                begin(statement);
                copy(data, target);
                Files.writeString(target.resolve("backup_label"), end(statement, data, target));
                statement.execute("select pg_drop_replication_slot('" + NAME + "')");
                return text(statement, "show server_version").split(" ", 2)[0];
            } catch (Away | IOException | SQLException | RuntimeException failed) {
                // The backup and its slot end with the session.
                connection.abort(Runnable::run);
                throw failed;
            }
        } catch (SQLException failed) {
            throw new IOException("the database ended its backup: " + failed.getMessage(), failed);
        }
    }

    /** That of this very server: a directory of the same name may be another one's. */
    private static Path dataDirectory(Statement statement) throws SQLException, Away, IOException {
        try {
            Path data = Path.of(text(statement, "show data_directory"));
            Path control = data.resolve("global").resolve("pg_control");
            if (!Files.isReadable(control)) {
                throw new Away("its data directory " + data + " cannot be read by this process");
            }
            long identity = Long.parseLong(text(statement, "select system_identifier from pg_control_system()"));
            long found = ByteBuffer.wrap(Files.readAllBytes(control))
                    .order(ByteOrder.nativeOrder())
                    .getLong(0);
            if (found != identity) {
                throw new Away("its data directory is on another host: " + data + " here is another server's");
            }
            return data;
        } catch (SQLException refused) {
            throw new Away("its user may not ask for its data directory: " + refused.getMessage());
        }
    }

    private static void begin(Statement statement) throws Away {
        try {
            statement.execute("select pg_create_physical_replication_slot('" + NAME + "', true, true)");
            statement.execute("select pg_backup_start('" + NAME + "', true)");
        } catch (SQLException refused) {
            throw new Away("its user may not begin a backup: " + refused.getMessage());
        }
    }

    private static void copy(Path data, Path target) throws IOException {
        Files.createDirectories(target.resolve("pg_wal").resolve("archive_status"));
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Path relative = data.relativize(directory);
                if (LEFT_OUT.matcher(name(directory)).matches() || relative.getNameCount() > 1 && isEmpty(relative)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(target.resolve(relative.toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path relative = data.relativize(file);
                if (!isEmpty(relative)
                        && attributes.isRegularFile()
                        && !LEFT_OUT.matcher(name(file)).matches()) {
                    copyIfThere(file, target.resolve(relative.toString()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
                if (failed instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failed;
            }
        });
    }

    private static boolean isEmpty(Path relative) {
        return EMPTY.contains(relative.getName(0).toString());
    }

    /** A table that was dropped meanwhile is dropped by the recovery as well. */
    private static void copyIfThere(Path file, Path target) throws IOException {
        try {
            Files.copy(file, target);
        } catch (NoSuchFileException dropped) {
            Files.deleteIfExists(target);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** Ends the backup and copies the log from its first file to its last. */
    private static String end(Statement statement, Path data, Path target) throws SQLException, Away, IOException {
        String label;
        String last;
        try (ResultSet row = statement.executeQuery(
                "select labelfile, spcmapfile, pg_walfile_name(lsn) as last from pg_backup_stop(false)")) {
            row.next();
            label = row.getString("labelfile");
            last = row.getString("last");
            if (!row.getString("spcmapfile").isBlank()) {
                throw new Away("it has tablespaces, whose files lie elsewhere");
            }
        }
        Matcher first = FIRST_WAL.matcher(label);
        if (!first.find()) {
            throw new IOException("the server's label of the backup cannot be read: " + label);
        }
        try (Stream<Path> files = Files.list(data.resolve("pg_wal"))) {
            List<Path> needed = files.filter(file -> WAL.matcher(name(file)).matches()
                            && (name(file).endsWith(".history")
                                    || name(file).compareTo(first.group(1)) >= 0
                                            && name(file).compareTo(last) <= 0))
                    .toList();
            for (Path file : needed) {
                Files.copy(file, target.resolve("pg_wal").resolve(name(file)));
            }
        }
        for (String needed : List.of(first.group(1), last)) {
            if (!Files.exists(target.resolve("pg_wal").resolve(needed))) {
                throw new IOException("the server has no file " + needed + " of its write-ahead log any more");
            }
        }
        return label;
    }

    private static String text(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }
}
