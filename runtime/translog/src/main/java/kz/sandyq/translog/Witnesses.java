package kz.sandyq.translog;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.NoteSignature;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.VerifierKey;
import kz.sandyq.transparency.tree.TreeProver;
import kz.sandyq.transparency.witness.AddCheckpoint;
import org.jspecify.annotations.Nullable;

/**
 * Shows published checkpoints to the witnesses of a policy and collects what they sign; waits for nobody. All are asked
 * about one checkpoint until enough of them have signed it, then about the newest one. One thread makes it go on
 * ({@link #poll}); any may read.
 */
public final class Witnesses implements AutoCloseable {
    /** A witness writes to its disk for every question. */
    private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(1);

    private static final long GIVEN_UP_NS = TimeUnit.SECONDS.toNanos(20);
    private static final Set<String> OWN_HOST = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Policy policy;
    private final HttpClient http;
    private final List<Witness> witnesses = new ArrayList<>();
    private @Nullable SignedNote shown;
    private long shownAtNs;
    private volatile @Nullable SignedNote witnessed;

    private Witnesses(Policy policy, HttpClient http) {
        this.policy = policy;
        this.http = http;
    }

    /**
     * Those of the policy's group {@code witnesses} whose lines say an address.
     *
     * @param http asks them; closed with this
     * @param alarms where it is kept that one holds another history
     * @throws TranslogException when an address is none, or is plain text to another host
     */
    public static Witnesses of(Policy policy, HttpClient http, Path alarms) {
        Witnesses all = new Witnesses(policy, http);
        for (String name : policy.members(Policy.WITNESSES, policy.witnesses().keySet())) {
            String address = policy.addresses().get(name);
            VerifierKey key = policy.witnesses().get(name);
            if (address != null && key != null) {
                all.witnesses.add(
                        new Witness(name, place(address), key, new KeptAlarm(alarms, "witness-" + Policy.shown(name))));
            }
        }
        return all;
    }

    private static URI place(String address) {
        URI place;
        try {
            place = URI.create(address.replaceAll("/+$", "") + AddCheckpoint.PATH);
        } catch (IllegalArgumentException none) {
            throw new TranslogException("the policy says the address " + address + " of a witness, which is none");
        }
        String host = String.valueOf(place.getHost());
        boolean plain = "http".equals(place.getScheme()) && OWN_HOST.contains(host);
        if (place.getHost() == null || !(plain || "https".equals(place.getScheme()))) {
            throw new TranslogException("the policy says the address " + address
                    + " of a witness: off this host it must begin with https://");
        }
        return place;
    }

    /**
     * Goes on with the newest checkpoint of a log, and adds to it what witnesses have signed. Never waits.
     *
     * @throws TranslogException when the kept tree is damaged
     */
    public void poll(SignedLog log) {
        SignedNote newest = log.checkpoint().orElse(null);
        if (newest == null || witnesses.isEmpty()) {
            return;
        }
        SignedNote note = choose(newest);
        Checkpoint head = head(note);
        TreeProver tree = new TreeProver(log.tiles(), head.size());
        List<NoteSignature> fresh = new ArrayList<>();
        for (Witness each : witnesses) {
            each.ask(http, note, head, tree::consistency);
            each.signature(head)
                    .filter(signature -> note.signatures().stream().noneMatch(each.key()::claims))
                    .ifPresent(fresh::add);
        }
        if (!fresh.isEmpty()) {
            log.add(note, fresh);
            List<NoteSignature> all = new ArrayList<>(note.signatures());
            all.addAll(fresh);
            SignedNote more = new SignedNote(note.text(), all);
            shown = more;
            witnessed = isEnough(more) ? more : witnessed;
        }
    }

    /** One checkpoint for all of them: they are never all equally fast, and each must come to this one. */
    private SignedNote choose(SignedNote newest) {
        SignedNote now = shown;
        long nowNs = System.nanoTime();
        boolean other = now == null || !now.text().equals(newest.text());
        if (now == null || (other && nowNs - shownAtNs >= (isEnough(now) ? EVERY_NS : GIVEN_UP_NS))) {
            shown = newest;
            shownAtNs = nowNs;
            return newest;
        }
        return now;
    }

    private boolean isEnough(SignedNote note) {
        Set<String> names = new HashSet<>();
        for (Witness each : witnesses) {
            if (note.signatures().stream().anyMatch(each.key()::claims)) {
                names.add(each.policyName());
            }
        }
        return !policy.misses(Policy.WITNESSES, names);
    }

    /** The newest checkpoint that as many witnesses as the policy asks for have cosigned, if there is one. */
    public Optional<SignedNote> witnessed() {
        return Optional.ofNullable(witnessed);
    }

    /** How each witness stands, in the order of the policy. */
    public List<CosignerWord> said() {
        return witnesses.stream().map(Witness::said).toList();
    }

    private static Checkpoint head(SignedNote note) {
        try {
            return Checkpoint.parse(note.text());
        } catch (Refused none) {
            throw new TranslogException("no checkpoint", none);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
