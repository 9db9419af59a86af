package kz.sandyq.platform.database;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.SslMode;
import org.postgresql.util.PSQLException;

/**
 * Address of a database that is not ours to start. Passwords, personal data and approvals go there: off this host only
 * by TLS, to a server whose certificate and name are checked.
 */
final class ExternalAddress {
    private final String url;
    private final Properties parts;

    /** @throws IllegalArgumentException when it is no address of a PostgreSQL */
    ExternalAddress(String url) {
        this.url = url;
        Properties parsed = Driver.parseURL(url, new Properties());
        if (parsed == null) {
            throw new IllegalArgumentException("sandyq.database.url is no jdbc:postgresql: address");
        }
        this.parts = parsed;
    }

    /** @throws IllegalStateException when something could go over a network unencrypted or to a false server */
    String checked() {
        List<String> away = Arrays.stream(
                        String.valueOf(PGProperty.PG_HOST.getOrDefault(parts)).split(","))
                .filter(host -> !isHere(host))
                .toList();
        if (!away.isEmpty() && !verified()) {
            throw new IllegalStateException("sandyq.database.url leads to " + away + " without sslmode=verify-full (and"
                    + " sslrootcert=FILE). Add it, or say sandyq.database.plain-text=true where the network itself"
                    + " encrypts");
        }
        return url;
    }

    /** Classes that a URL may name instead of the driver's own check anything or nothing. */
    private boolean verified() {
        try {
            return SslMode.of(parts) == SslMode.VERIFY_FULL
                    && !PGProperty.SSL_FACTORY.isPresent(parts)
                    && !PGProperty.SSL_HOSTNAME_VERIFIER.isPresent(parts);
        } catch (PSQLException unknownMode) {
            return false;
        }
    }

    private static boolean isHere(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
