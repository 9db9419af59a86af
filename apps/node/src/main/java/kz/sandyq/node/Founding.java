package kz.sandyq.node;

import java.io.IOException;
import java.io.StringReader;
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
import kz.sandyq.cluster.MemberDoors;

/**
 * The beginning of a cluster: every member stands there at once, each with an empty directory, and has met all others.
 * A member that was met by another process of this name, or meets one that serves already, is a lost one and must not
 * begin anew.
 */
final class Founding {
    static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final String NONCE = "founding";
    private static final String MET = "founding.met.";
    private static final String LOG = "founding.log";

    private final int own;
    private final String log;
    private final String nonce;
    private final Map<Integer, String> met = new ConcurrentHashMap<>();

    /**
     * Begins to look for the others.
     *
     * @param log hash of the restored log with which this member begins; empty when the log begins anew
     */
    Founding(int own, String log) {
        this(own, log, random());
    }

    Founding(int own, String log, String nonce) {
        this.own = own;
        this.log = log;
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
        lines.put(LOG, log);
        met.forEach((id, theirs) -> lines.put(MET + id, theirs));
        return lines;
    }

    /**
     * Meets the members that it has not met yet.
     *
     * @return whether it has met all others
     * @throws NodeFault when the cluster has begun without this process
     */
    boolean meet(MemberDoors doors, HttpClient http) throws InterruptedException {
        for (int id = 0; id < doors.size(); id++) {
            if (id != own && !met.containsKey(id)) {
                ask(id, doors.at(id, "/status"), http);
            }
        }
        return met.size() == doors.size() - 1;
    }

    private void ask(int id, URI status, HttpClient http) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(status).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            Properties lines = new Properties();
            lines.load(new StringReader(answer.body()));
            if (answer.statusCode() == OK) {
                hear(id, lines);
            }
        } catch (IOException notYet) {
            // It has not been started yet, starts, or is not whom it should be: it is asked again.
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
        if (!lines.getProperty(LOG, "").equals(log)) {
            throw new NodeFault(
                    NodeFault.WRONG_DIRECTORY,
                    "member " + id + " begins with another log than this one: all are founded, or all restored from"
                            + " one and the same directory");
        }
        met.put(id, theirs);
    }
}
