package kz.sandyq.operator.proof;

import java.util.List;
import java.util.stream.Stream;
import kz.sandyq.translog.CosignerWord;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** How far the log is proven, by whom, and how anybody checks it. */
@Controller
class ProofPages {
    private final Proofs proofs;
    private final ObjectProvider<ProofLoop> loop;

    ProofPages(Proofs proofs, ObjectProvider<ProofLoop> loop) {
        this.proofs = proofs;
        this.loop = loop;
    }

    /**
     * The newest checkpoint.
     *
     * @param origin name of the log
     * @param size blocks that it covers
     * @param root of their tree, base64
     * @param lastSequence the last entry of the log in them, -1 before the first checkpoint
     * @param signedAt when it was cosigned, ISO 8601
     * @param nodes nodes of the operator that cosigned
     * @param ofNodes how many there are
     * @param witnesses who cosigned outside of the operator; none: the operator's word only
     * @param witnessedSequence the last entry that is proven with as many witnesses as the policy asks for, -1 for none
     * @param asked how those stand who are asked to cosign: members of the cluster, then witnesses
     */
    record ProofView(
            String origin,
            long size,
            String root,
            long lastSequence,
            String signedAt,
            List<String> nodes,
            int ofNodes,
            List<String> witnesses,
            long witnessedSequence,
            List<Asked> asked) {}

    /**
     * Somebody who is asked to cosign.
     *
     * @param state COSIGNED, NOT_YET, SILENT, UNUSABLE, or DIFFERS: it holds another history, an alarm
     * @param size of the head that the state is about, blocks
     */
    record Asked(String name, String state, long size) {}

    @GetMapping("/api/v1/proof")
    @ResponseBody
    ProofView proof() {
        return proofs.newest()
                .map(proven -> new ProofView(
                        proven.checkpoint().origin(),
                        proven.checkpoint().size(),
                        proven.checkpoint().root().base64(),
                        proven.lastSequence(),
                        proven.signedAt().toString(),
                        proven.nodes(),
                        proven.ofNodes(),
                        proven.witnesses(),
                        proofs.witnessed().map(Proven::lastSequence).orElse(-1L),
                        asked()))
                .orElseGet(() -> new ProofView("", 0, "", -1, "", List.of(), 0, List.of(), -1, asked()));
    }

    private List<Asked> asked() {
        ProofLoop running = loop.getIfAvailable();
        return running == null
                ? List.of()
                : Stream.concat(running.members().stream(), running.witnesses().stream())
                        .map(each -> new Asked(each.name(), each.state().name(), each.size()))
                        .toList();
    }

    @GetMapping("/proof")
    String page(Model model) {
        model.addAttribute("proven", proofs.newest().orElse(null));
        ProofLoop running = loop.getIfAvailable();
        model.addAttribute("witnessed", proofs.witnessed().orElse(null));
        List<Asked> asked = asked();
        model.addAttribute("asked", asked);
        model.addAttribute(
                "differing",
                asked.stream()
                        .filter(each -> each.state().equals(CosignerWord.State.DIFFERS.name()))
                        .map(Asked::name)
                        .toList());
        model.addAttribute("policy", running == null ? null : running.keys().policyText());
        return "proof/proof";
    }
}
