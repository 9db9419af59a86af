package kz.sandyq.operator.proof;

import java.util.List;
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
     */
    record ProofView(
            String origin,
            long size,
            String root,
            long lastSequence,
            String signedAt,
            List<String> nodes,
            int ofNodes,
            List<String> witnesses) {}

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
                        proven.witnesses()))
                .orElseGet(() -> new ProofView("", 0, "", -1, "", List.of(), 0, List.of()));
    }

    @GetMapping("/proof")
    String page(Model model) {
        model.addAttribute("proven", proofs.newest().orElse(null));
        ProofLoop running = loop.getIfAvailable();
        model.addAttribute("policy", running == null ? null : running.keys().policyText());
        return "proof/proof";
    }
}
