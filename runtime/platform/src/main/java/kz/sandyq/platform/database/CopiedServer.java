package kz.sandyq.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** What has to be done to the files of a server that was copied before another one recovers them, and after it. */
public final class CopiedServer {
    private static final String RULES = "pg_hba.conf";
    private static final String SETTINGS = "postgresql.conf";
    private static final List<String> OWN = List.of(SETTINGS, "postgresql.auto.conf", RULES, "pg_ident.conf");
    private static final String HELD = ".held";
    /** The first start with a password closes this door. */
    private static final String TRUSTING = """
            local all all trust
            host all all 127.0.0.1/32 trust
            host all all ::1/128 trust
            """;

    private CopiedServer() {}

    /** Lets whoever is on this host in, since the password is not known. */
    public static void trust(Path data) throws IOException {
        Files.writeString(data.resolve(RULES), TRUSTING);
    }

    /**
     * Puts the settings of a server that somebody else runs aside: with them the copy would write into the archive of
     * the original, or look for files of its host.
     */
    public static void holdSettings(Path data) throws IOException {
        for (String name : OWN) {
            if (Files.exists(data.resolve(name))) {
                Files.move(data.resolve(name), data.resolve(name + HELD));
            }
        }
        Files.createFile(data.resolve(SETTINGS));
    }

    /** Gives it its settings again. */
    public static void giveBackSettings(Path data) throws IOException {
        for (String name : OWN) {
            if (Files.exists(data.resolve(name + HELD))) {
                Files.move(data.resolve(name + HELD), data.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
