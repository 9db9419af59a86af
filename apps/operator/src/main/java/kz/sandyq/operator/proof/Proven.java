package kz.sandyq.operator.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.sandyq.translog.SignedLog;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Checkpoint;
import kz.sandyq.transparency.note.NoteSignature;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.note.SignedNote;
import kz.sandyq.transparency.note.VerifierKey;

/**
 * How far the log is proven, and by whom. Without a witness it is the operator's word only, and says so.
 *
 * @param checkpoint the signed head
 * @param note with its signatures
 * @param lastSequence the last entry of the log that it covers
 * @param signedAt the newest time that a cosigner put to it
 * @param nodes names of the operator's nodes that cosigned
 * @param ofNodes how many nodes the policy knows
 * @param witnesses names of those outside of the operator that cosigned; none unless as many as the policy asks for
 * @param isMet whether all signatures are there that the policy asks for
 */
public record Proven(
        Checkpoint checkpoint,
        SignedNote note,
        long lastSequence,
        Instant signedAt,
        List<String> nodes,
        int ofNodes,
        List<String> witnesses,
        boolean isMet) {
    static Proven of(SignedNote note, Policy policy, SignedLog log) {
        try {
            Map<VerifierKey, NoteSignature> signed =
                    note.verified(policy.witnesses().values());
            Set<String> names = new HashSet<>();
            policy.witnesses().forEach((name, key) -> {
                if (signed.containsKey(key)) {
                    names.add(name);
                }
            });
            long seconds = signed.values().stream()
                    .mapToLong(NoteSignature::timestampSeconds)
                    .max()
                    .orElse(0);
            return new Proven(
                    Checkpoint.parse(note.text()),
                    note,
                    log.lastSequence(note),
                    Instant.ofEpochSecond(seconds),
                    shown(policy.members(Policy.NODES, names)),
                    policy.members(Policy.NODES, policy.witnesses().keySet()).size(),
                    policy.misses(Policy.WITNESSES, names) ? List.of() : shown(policy.members(Policy.WITNESSES, names)),
                    policy.isMet(names));
        } catch (Refused own) {
            throw new IllegalStateException("the own checkpoint does not verify", own);
        }
    }

    private static List<String> shown(List<String> names) {
        List<String> shown = new ArrayList<>();
        names.forEach(name -> shown.add(Policy.shown(name)));
        return shown;
    }
}
