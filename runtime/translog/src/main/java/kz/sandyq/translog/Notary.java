package kz.sandyq.translog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.NoteSignature;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.VerifierKey;
import kz.sandyq.transparency.tree.TileSource;
import kz.sandyq.transparency.tree.TreeProver;
import org.jspecify.annotations.Nullable;

/**
 * Holds the log's key. It signs a head only when the policy's nodes have cosigned it, when it goes on from the last
 * one, and after its size and root are durable: never a smaller size, never another root. One process at a time has its
 * directory. Not for two threads, except {@link #published}.
 */
public final class Notary implements AutoCloseable {
    static final String INTENT = "signed";

    private final Path intentFile;
    private final Path publishedFile;
    private final NoteSigner key;
    private final Policy policy;
    private final DirectoryLock lock;
    private @Nullable Checkpoint last;
    private volatile @Nullable SignedNote published;
    private boolean lacksNode;

    private Notary(Path directory, Path publishedFile, NoteSigner key, Policy policy) {
        intentFile = directory.resolve(INTENT);
        this.publishedFile = publishedFile;
        this.key = key;
        this.policy = policy;
        lock = DirectoryLock.take(directory);
    }

    /**
     * Takes up what was signed.
     *
     * @param directory of its own
     * @param publishedFile where the checkpoint stands for everybody
     * @param key the log's key; its name is the origin
     * @param policy whose nodes must cosign
     * @throws TranslogException when what was signed cannot be read, or another process signs
     */
    public static Notary open(Path directory, Path publishedFile, NoteSigner key, Policy policy) {
        Notary notary = new Notary(directory, publishedFile, key, policy);
        try {
            if (Files.exists(notary.intentFile)) {
                notary.last = Checkpoint.parse(new String(DurableFile.read(notary.intentFile), UTF_8));
            }
            if (Files.exists(publishedFile)) {
                SignedNote note = SignedNote.parse(DurableFile.read(publishedFile));
                if (note.verified(List.of(key.key())).isEmpty()) {
                    throw new TranslogException(
                            publishedFile + " is not signed by " + key.key().format());
                }
                notary.published = note;
                notary.bind(Checkpoint.parse(note.text()));
            }
            return notary;
        } catch (Refused damaged) {
            notary.close();
            throw new TranslogException("what was signed cannot be read in " + directory, damaged);
        } catch (RuntimeException failed) {
            notary.close();
            throw failed;
        }
    }

    /** What others have seen binds too, where the own memory is older or gone. */
    private void bind(Checkpoint seen) {
        Checkpoint remembered = last;
        if (remembered == null || remembered.size() < seen.size()) {
            last = seen;
        }
    }

    /** The newest signed checkpoint, if there is one. */
    public Optional<SignedNote> published() {
        return Optional.ofNullable(published);
    }

    /**
     * Signs and publishes a head, if it is newer and enough nodes have cosigned it.
     *
     * @param tiles of a tree that has at least this size
     * @return whether it is published now
     * @throws TranslogException when it does not go on from what was signed, or a cosignature is wrong
     */
    public boolean sign(Checkpoint head, List<NoteSignature> cosignatures, TileSource tiles) {
        Checkpoint before = last;
        if (head.size() == 0 || isBehind(head)) {
            return false;
        }
        SignedNote now = published;
        if (now != null && now.text().equals(head.text())) {
            return true;
        }
        Map<VerifierKey, NoteSignature> verified = verified(head, cosignatures, before, tiles);
        if (policy.misses(Policy.NODES, names(verified.keySet()))) {
            return false;
        }
        if (before == null || head.size() > before.size()) {
            DurableFile.replace(intentFile, head.text().getBytes(UTF_8));
            last = head;
        }
        List<NoteSignature> signatures = new ArrayList<>();
        signatures.add(key.sign(head.text(), 0));
        signatures.addAll(verified.values());
        publish(new SignedNote(head.text(), signatures));
        return true;
    }

    /** Whether a head is smaller than what was signed: it is never signed, whoever cosigns it. */
    boolean isBehind(Checkpoint head) {
        Checkpoint before = last;
        return before != null && head.size() < before.size();
    }

    private Map<VerifierKey, NoteSignature> verified(
            Checkpoint head, List<NoteSignature> cosignatures, @Nullable Checkpoint before, TileSource tiles) {
        try {
            if (!head.origin().equals(key.key().name())) {
                throw new TranslogException(
                        "a head of " + head.origin() + ", not of " + key.key().name());
            }
            if (before != null) {
                before.goesOnIn(head, new TreeProver(tiles, head.size()).consistency(before.size()));
            }
            return new LinkedHashMap<>(new SignedNote(head.text(), cosignatures)
                    .verified(policy.witnesses().values()));
        } catch (Refused refused) {
            throw new TranslogException(
                    "a head of size " + head.size() + " is not signed: " + refused.getMessage(), refused);
        }
    }

    /**
     * Adds what witnesses of the policy have said of the published checkpoint. What they said of another one is
     * dropped, and so is what others say.
     *
     * @throws TranslogException when one of them is not valid
     */
    public void add(SignedNote note, List<NoteSignature> cosignatures) {
        SignedNote now = published;
        if (now == null || !now.text().equals(note.text()) || cosignatures.isEmpty()) {
            return;
        }
        try {
            List<NoteSignature> signatures = new ArrayList<>(now.signatures());
            signatures.addAll(new SignedNote(now.text(), cosignatures)
                    .verified(policy.witnesses().values())
                    .values());
            SignedNote more = new SignedNote(now.text(), signatures);
            more.verified(policy.witnesses().values());
            publish(more);
        } catch (Refused refused) {
            throw new TranslogException("a witness's cosignature is not valid: " + refused.getMessage(), refused);
        }
    }

    /** Whether a node of the policy has not cosigned what this process has published. */
    boolean lacksNode() {
        return lacksNode;
    }

    /** Asks once more those nodes that were slower than as many as are needed. */
    void addLate(Function<Checkpoint, List<NoteSignature>> cosigners) {
        SignedNote now = published;
        Checkpoint head = last;
        if (now != null && head != null && now.text().equals(head.text())) {
            List<VerifierKey> lacking = policy.witnesses().values().stream()
                    .filter(each -> now.signatures().stream().noneMatch(each::claims))
                    .toList();
            add(
                    now,
                    cosigners.apply(head).stream()
                            .filter(each -> lacking.stream().anyMatch(key -> key.claims(each)))
                            .toList());
        }
    }

    private void publish(SignedNote note) {
        DurableFile.replace(publishedFile, note.format());
        published = note;
        Set<String> nodes =
                Set.copyOf(policy.members(Policy.NODES, policy.witnesses().keySet()));
        lacksNode = policy.witnesses().entrySet().stream()
                .anyMatch(each -> nodes.contains(each.getKey())
                        && note.signatures().stream().noneMatch(each.getValue()::claims));
    }

    private Set<String> names(Set<VerifierKey> keys) {
        Set<String> names = new HashSet<>();
        policy.witnesses().forEach((name, witness) -> {
            if (keys.contains(witness)) {
                names.add(name);
            }
        });
        return names;
    }

    @Override
    public void close() {
        lock.close();
    }
}
