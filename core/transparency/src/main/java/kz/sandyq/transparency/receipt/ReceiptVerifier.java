package kz.sandyq.transparency.receipt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.NoteSignature;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.TlogProof;
import kz.sandyq.transparency.note.VerifierKey;
import kz.sandyq.transparency.tree.TreeProofs;

/** Checks receipts offline: with public keys and nothing else. */
public final class ReceiptVerifier {
    private final Policy policy;
    private final String origin;
    private final long cluster;

    /**
     * Checks receipts of one log.
     *
     * @param policy whose signatures are needed
     * @param origin name of the log
     * @param cluster number of the cluster
     */
    public ReceiptVerifier(Policy policy, String origin, long cluster) {
        this.policy = policy;
        this.origin = origin;
        this.cluster = cluster;
    }

    /** Everything that is to be checked; the first thing that does not hold is the refusal. */
    public Verdict verify(byte[] file) {
        try {
            return proven(TlogProof.parse(file));
        } catch (Refused refused) {
            return new Verdict.NotProven(refused.refusal());
        }
    }

    private Verdict proven(TlogProof proof) throws Refused {
        Receipt receipt = Receipt.parse(proof.extra());
        BlockHeader header = receipt.header();
        Checkpoint checkpoint = Checkpoint.parse(proof.checkpoint().text());
        Refused.unless(checkpoint.origin().equals(origin), Refusal.OTHER_ORIGIN);
        Refused.unless(header.cluster() == cluster, Refusal.OTHER_CLUSTER);
        Map<String, Long> signed = signed(proof.checkpoint());
        Refused.unless(proof.index() < checkpoint.size(), Refusal.INDEX_OUTSIDE_TREE);
        Refused.unless(
                TreeProofs.includes(
                        header.leafHash(), proof.index(), checkpoint.size(), proof.path(), checkpoint.root()),
                Refusal.HEADER_NOT_IN_LOG);
        long index = receipt.indexInBlock();
        Refused.unless(index >= 0 && index < header.records(), Refusal.INDEX_OUTSIDE_TREE);
        Refused.unless(
                receipt.sequence() >= header.firstSequence() && receipt.sequence() <= header.lastSequence(),
                Refusal.SEQUENCE_OUTSIDE_BLOCK);
        Refused.unless(
                TreeProofs.includes(
                        receipt.leafHash(), index, header.records(), receipt.blockPath(), header.recordsRoot()),
                Refusal.RECORD_NOT_IN_BLOCK);
        List<String> nodes = policy.members(Policy.NODES, signed.keySet());
        List<String> witnesses = policy.members(Policy.WITNESSES, signed.keySet());
        List<String> others = new ArrayList<>(policy.witnesses().keySet());
        others.retainAll(signed.keySet());
        others.removeAll(nodes);
        others.removeAll(witnesses);
        return new Verdict.Proven(
                receipt.sequence(),
                receipt.recordNumber(),
                receipt.record(),
                header,
                checkpoint,
                cosigners(nodes, signed),
                cosigners(witnesses, signed),
                cosigners(others, signed));
    }

    /** Names in the policy of those who have signed, with their times, once log and quorum have. */
    private Map<String, Long> signed(SignedNote note) throws Refused {
        List<VerifierKey> logs = policy.logs(origin);
        Refused.unless(!note.verified(logs).isEmpty(), Refusal.LOG_SIGNATURE_MISSING);
        Map<VerifierKey, NoteSignature> cosigned =
                note.verified(policy.witnesses().values());
        Map<String, Long> signed = new HashMap<>();
        policy.witnesses().forEach((name, key) -> {
            NoteSignature signature = cosigned.get(key);
            if (signature != null) {
                signed.put(name, signature.timestampSeconds());
            }
        });
        Set<String> names = signed.keySet();
        if (!policy.isMet(names)) {
            Refused.unless(!policy.misses(Policy.NODES, names), Refusal.NODE_QUORUM_MISSED);
            Refused.unless(!policy.misses(Policy.WITNESSES, names), Refusal.WITNESS_QUORUM_MISSED);
            throw new Refused(Refusal.QUORUM_MISSED);
        }
        return signed;
    }

    private static List<Cosigner> cosigners(List<String> names, Map<String, Long> signed) {
        return names.stream()
                .map(name -> new Cosigner(Policy.shown(name), signed.getOrDefault(name, 0L)))
                .toList();
    }
}
