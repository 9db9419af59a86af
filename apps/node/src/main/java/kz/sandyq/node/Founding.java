package kz.sandyq.node;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The beginning of a cluster: every member stands there at once, each with an empty directory, and has met all others.
 * A member that was met by another process of this name, or meets one that serves already, is a lost one and must not
 * begin anew.
 */
final class Founding {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final String NONCE = "founding";
    private static final String MET = "founding.met.";

    private final int own;
    private final String nonce;
    private final Map<Integer, String> met = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    Founding(int own) {
        this(own, random());
    }

    Founding(int own, String nonce) {
        this.own = own;
        this.nonce = nonce;
    }

    private static String random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** What the others are told. */
    Map<String, String> said() {
        Map<String, String> lines = new TreeMap<>();
        lines.put(NONCE, nonce);
        met.forEach((id, theirs) -> lines.put(MET + id, theirs));
        return lines;
    }

    /**
     * Meets the members at these places that it has not met yet.
     *
     * @return whether it has met all of them
     * @throws NodeFault when the cluster has begun without this process
     */
    boolean meet(Map<Integer, InetSocketAddress> others) throws InterruptedException {
        for (var other : others.entrySet()) {
            if (!met.containsKey(other.getKey())) {
                ask(other.getKey(), other.getValue());
            }
        }
        return met.keySet().containsAll(others.keySet());
    }

    private void ask(int id, InetSocketAddress place) throws InterruptedException {
        URI status = URI.create("http://" + place.getHostString() + ":" + place.getPort() + "/status");
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(status).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            Properties lines = new Properties();
            lines.load(new StringReader(answer.body()));
            if (answer.statusCode() == OK) {
                hear(id, lines);
            }
        } catch (IOException notYet) {
            // It has not been started yet, or starts: it is asked again.
            return;
        }
    }

    /** @throws NodeFault when what the member says excludes that all begin together */
    void hear(int id, Properties lines) {
        String theirs = lines.getProperty(NONCE);
        if (theirs == null) {
            throw new NodeFault(
                    NodeFault.WRONG_DIRECTORY,
                    "member " + id + " serves already: this cluster has begun, and a lost member is replaced with the"
                            + " log of another one");
        }
        String mine = lines.getProperty(MET + own);
        if (mine != null && !mine.equals(nonce)) {
            throw new NodeFault(
                    NodeFault.WRONG_DIRECTORY,
                    "member " + id + " was founded together with an earlier process of this member: replace this"
                            + " one with the log of another, or found all anew if nothing was entered yet");
        }
        met.put(id, theirs);
    }
}
