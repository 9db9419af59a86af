package kz.sandyq.operator.proof;

import java.util.List;

/**
 * By whom an entry of the log is proven.
 *
 * @param nodes names of the operator's nodes that cosigned
 * @param ofNodes how many nodes the policy knows
 * @param witnesses names of those outside of the operator that cosigned; none: the operator's word only
 */
public record ProvenBy(List<String> nodes, int ofNodes, List<String> witnesses) {
    static ProvenBy of(Proven proven) {
        return new ProvenBy(proven.nodes(), proven.ofNodes(), proven.witnesses());
    }
}
