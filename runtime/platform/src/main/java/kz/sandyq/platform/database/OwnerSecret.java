package kz.sandyq.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Set;

/**
 * The password of a durable embedded server, random, in a file that only its owner reads. Without it any user of the
 * machine could connect: a fresh cluster trusts every local connection.
 */
final class OwnerSecret {
    private static final String RULES = """
            # Every connection shows the password.
            local all all scram-sha-256
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128 scram-sha-256
            """;

    private OwnerSecret() {}

    static String of(Path directory) throws IOException {
        Path file = directory.resolve("secret");
        if (!Files.exists(file) || Files.size(file) == 0) {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            Files.writeString(file, "", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(
                        file, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
            }
            Files.writeString(file, HexFormat.of().formatHex(random), StandardOpenOption.SYNC);
        }
        return Files.readString(file).strip();
    }

    /** Sets the password and closes the trusting door; a start that was cut off in between does both again. */
    static void enforce(Path data, String url, String secret) throws IOException {
        Path rules = data.resolve("pg_hba.conf");
        if (Files.readString(rules).equals(RULES)) {
            return;
        }
        try (Connection connection = DriverManager.getConnection(url, EmbeddedPostgres.USER, secret);
                Statement statement = connection.createStatement()) {
            statement.execute("alter user " + EmbeddedPostgres.USER + " password '" + secret + "'");
            Files.writeString(rules, RULES, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.SYNC);
            statement.execute("select pg_reload_conf()");
        } catch (SQLException fault) {
            throw new IllegalStateException("the embedded database does not take its password", fault);
        }
    }
}
