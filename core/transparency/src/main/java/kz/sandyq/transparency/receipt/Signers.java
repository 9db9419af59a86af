package kz.sandyq.transparency.receipt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.NoteSignature;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.VerifierKey;

/**
 * Who vouches for a checkpoint besides its log, each in the order of the policy.
 *
 * @param nodes members of the policy's group {@code nodes}
 * @param witnesses members of its group {@code witnesses}; none: nobody outside of the operator
 * @param others those that stand in neither group
 */
public record Signers(List<Cosigner> nodes, List<Cosigner> witnesses, List<Cosigner> others) {
    /** Lists that stay as they are. */
    public Signers {
        nodes = List.copyOf(nodes);
        witnesses = List.copyOf(witnesses);
        others = List.copyOf(others);
    }

    /**
     * Verifies the signatures of a checkpoint of this origin.
     *
     * @throws Refused when no key of the log has signed, a known key signed wrongly or twice, or the quorum is missed
     */
    public static Signers of(SignedNote note, Policy policy, String origin) throws Refused {
        ofLog(note, policy, origin);
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
        List<String> nodes = policy.members(Policy.NODES, names);
        List<String> witnesses = policy.members(Policy.WITNESSES, names);
        List<String> others = new ArrayList<>(policy.witnesses().keySet());
        others.retainAll(names);
        others.removeAll(nodes);
        others.removeAll(witnesses);
        return new Signers(cosigners(nodes, signed), cosigners(witnesses, signed), cosigners(others, signed));
    }

    /**
     * Verifies that a key of the log has signed, and nothing else.
     *
     * @throws Refused when none has, or one signed wrongly or twice
     */
    public static void ofLog(SignedNote note, Policy policy, String origin) throws Refused {
        Refused.unless(!note.verified(policy.logs(origin)).isEmpty(), Refusal.LOG_SIGNATURE_MISSING);
    }

    private static List<Cosigner> cosigners(List<String> names, Map<String, Long> signed) {
        return names.stream()
                .map(name -> new Cosigner(Policy.shown(name), signed.getOrDefault(name, 0L)))
                .toList();
    }
}
