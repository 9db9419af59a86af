package kz.sandyq.operator.proof;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * By whom an entry of the log is proven.
 *
 * @param nodes names of the operator's nodes that cosigned
 * @param ofNodes how many nodes the policy knows
 * @param witnesses names of those outside of the operator that cosigned; none: the operator's word only
 */
public record ProvenBy(List<String> nodes, int ofNodes, List<String> witnesses) {
    /**
     * The first of these that covers the entry and has all the signatures that the policy asks for; null where none
     * does: the entry is accepted only.
     */
    static @Nullable ProvenBy first(long sequence, Stream<Proven> heads) {
        return heads.filter(head -> head.isMet() && sequence <= head.lastSequence())
                .findFirst()
                .map(head -> new ProvenBy(head.nodes(), head.ofNodes(), head.witnesses()))
                .orElse(null);
    }

    /** ACCEPTED, PROVEN_BY_OPERATOR or PROVEN_WITH_WITNESSES, as programs read it. */
    public static String state(@Nullable ProvenBy by) {
        if (by == null) {
            return "ACCEPTED";
        }
        return by.witnesses.isEmpty() ? "PROVEN_BY_OPERATOR" : "PROVEN_WITH_WITNESSES";
    }
}
