package kz.sandyq.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.List;
import kz.sandyq.translog.SigningKeys;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.NoteSignature;
import kz.sandyq.transparency.note.NoteSigner;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.VerifierKey;

/**
 * Who signs the logs of a bench: a policy of one, as an operator without members and witnesses has it.
 *
 * @param log the log's own key
 * @param node the only node's
 * @param policy asks for both
 */
record BenchKeys(NoteSigner log, NoteSigner node, Policy policy) {
    static final String ORIGIN = "bench.invalid/sandyq/1";

    /** The keys of a directory, made when they are not there. */
    static BenchKeys in(Path directory) {
        NoteSigner log = SigningKeys.take(directory.resolve("log.key"), ORIGIN, VerifierKey.ED25519);
        NoteSigner node = SigningKeys.take(directory.resolve("node.key"), "node-1", VerifierKey.COSIGNATURE);
        String policy = "log " + log.key().format() + "\nwitness node-1 "
                + node.key().format() + "\ngroup nodes 1 node-1\nquorum nodes\n";
        try {
            return new BenchKeys(log, node, Policy.parse(policy.getBytes(UTF_8)));
        } catch (Refused impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What the node says of every head. */
    List<NoteSignature> cosign(Checkpoint head) {
        return List.of(node.sign(head.text(), System.currentTimeMillis() / 1_000));
    }
}
