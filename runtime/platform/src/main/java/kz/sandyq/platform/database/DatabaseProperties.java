package kz.sandyq.platform.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the database is.
 *
 * @param url JDBC address of an external PostgreSQL 16 or newer; empty for the embedded one
 * @param plainText whether an external one on another host may be reached without TLS or without checking who it is
 * @param user user of the external database
 * @param password password of the external database
 * @param directory directory of the embedded one, kept between runs; {@code throwaway} for an empty one in tests
 * @param archive where the embedded one archives its write-ahead log; empty for nowhere
 * @param poolSize most connections at a time, at least 1
 */
@ConfigurationProperties("sandyq.database")
record DatabaseProperties(
        @DefaultValue("") String url,
        @DefaultValue("false") boolean plainText,
        @DefaultValue("sandyq") String user,
        @DefaultValue("") String password,
        @DefaultValue(".sandyq/database") String directory,
        @DefaultValue("") String archive,
        @DefaultValue("12") int poolSize) {
    static final String THROWAWAY = "throwaway";

    @Override
    public String toString() {
        return "DatabaseProperties[url=" + url.replaceFirst("\\?.*", "") + ", directory=" + directory + "]";
    }
}
