package kz.sandyq.cluster;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where members tell by HTTP how they stand, and how they are asked there. With certificates both sides show one of the
 * same authority, and the one who asks holds the host's name against what the member shows; without, it is plain text.
 */
public final class MemberDoors {
    private final List<InetSocketAddress> places;
    private final @Nullable MemberCertificates certificates;

    MemberDoors(List<InetSocketAddress> places, @Nullable MemberCertificates certificates) {
        this.places = List.copyOf(places);
        this.certificates = certificates;
    }

    /** How many there are. */
    public int size() {
        return places.size();
    }

    /** Where the member listens. */
    public InetSocketAddress place(int id) {
        return places.get(id);
    }

    /** What this process shows and believes; nothing where the doors speak plain text. */
    public @Nullable SSLContext certificates() {
        return certificates == null ? null : certificates.context();
    }

    /** When what this process shows ends, Unix seconds; 0 where the doors speak plain text. */
    public long certificateEndsS() {
        return certificates == null ? 0 : certificates.endsS();
    }

    /** Address of what the member answers at this path. */
    public URI at(int id, String path) {
        InetSocketAddress place = places.get(id);
        String scheme = certificates == null ? "http" : "https";
        try {
            return new URI(scheme, null, place.getHostString(), place.getPort(), path, null, null);
        } catch (URISyntaxException impossible) {
            throw new ClusterFileException("member " + id + " has no host that can be asked: " + impossible);
        }
    }

    /** Asks them; to be closed. A connection that is not made in time fails. */
    public HttpClient client(Duration patience) {
        HttpClient.Builder client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(patience);
        return (certificates == null ? client : client.sslContext(certificates.context())).build();
    }
}
