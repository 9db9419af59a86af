package kz.sandyq.operator.facts;

import java.time.Instant;
import java.util.List;
import kz.sandyq.operator.facts.IssuedPapers.Paper;
import kz.sandyq.operator.proof.Proofs;
import kz.sandyq.operator.proof.ProvenBy;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.login.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * The check of a paper, for whoever holds it: its number, 128 random bits, is on the paper and leads to no other. What
 * is told is not personal: of which kind it is, its hash, and where the log has it.
 */
@Controller
class PapersApi {
    static final String NUMBER = "/{number:[0-9a-f]{32}}";

    private static final int PAGE = 50;

    private final IssuedPapers papers;
    private final Proofs proofs;
    private final CurrentActor actor;

    PapersApi(IssuedPapers papers, Proofs proofs, CurrentActor actor) {
        this.papers = papers;
        this.proofs = proofs;
        this.actor = actor;
    }

    /**
     * A paper for programs.
     *
     * @param kind STATEMENT, EXTRACT, CERTIFICATE or CONFIRMATION
     * @param sha256 of the file, hexadecimal
     * @param sequence entry of the log; null while it is on its way
     * @param proof WAITING, ACCEPTED, PROVEN_BY_OPERATOR or PROVEN_WITH_WITNESSES
     * @param provenBy by whom; null while it is not proven
     */
    record PaperView(
            String number,
            String kind,
            Instant issuedAt,
            String sha256,
            @Nullable Long sequence,
            String proof,
            @Nullable ProvenBy provenBy) {}

    @GetMapping("/check" + NUMBER)
    String page(@PathVariable String number, Model model) {
        model.addAttribute("paper", view(found(number)));
        return "facts/paper";
    }

    @GetMapping("/api/v1/papers" + NUMBER)
    @ResponseBody
    PaperView paper(@PathVariable String number) {
        return view(found(number));
    }

    /** A tlog-proof file; PROOF_NOT_YET (409) until it is proven. */
    @GetMapping({"/check" + NUMBER + "/receipt", "/api/v1/papers" + NUMBER + "/receipt"})
    @ResponseBody
    ResponseEntity<byte[]> receipt(@PathVariable String number) {
        Paper paper = found(number);
        Long sequence = paper.sequence();
        if (sequence == null) {
            throw new RefusedException("PROOF_NOT_YET", 0L).status(409);
        }
        return AuditProofPages.file("paper-" + number, proofs.receipt(sequence, paper.place()));
    }

    @GetMapping("/cabinet/papers")
    String own(@RequestParam(defaultValue = "") String before, Model model) {
        List<PaperView> own = mine(before);
        model.addAttribute("papers", own);
        model.addAttribute("next", own.size() == PAGE ? own.getLast().number() : null);
        return "facts/papers";
    }

    /** Own papers, newest first, at most 50; behind the one whose number is given. */
    @GetMapping("/api/v1/me/papers")
    @ResponseBody
    List<PaperView> mine(@RequestParam(defaultValue = "") String before) {
        long client = actor.get()
                .clientRelationId()
                .orElseThrow(() -> new RefusedException("NO_CLIENT_RELATION").status(403));
        return papers.ofClient(client, before, PAGE).stream().map(this::view).toList();
    }

    private Paper found(String number) {
        return papers.find(number).orElseThrow(RefusedException::notFound);
    }

    private PaperView view(Paper paper) {
        Long sequence = paper.sequence();
        ProvenBy by = sequence == null ? null : proofs.by(sequence);
        return new PaperView(
                paper.number(),
                paper.kind().name(),
                paper.issuedAt(),
                paper.sha256(),
                sequence,
                sequence == null ? "WAITING" : ProvenBy.state(by),
                by);
    }

    /** Who may come here. */
    @Configuration(proxyBeanMethods = false)
    static class Access {
        @Bean
        List<AccessRule> paperAccess() {
            return List.of(
                    AccessRule.everybody("/check/**"),
                    AccessRule.everybody("/api/v1/papers/**"),
                    AccessRule.everybody("/actuator/health/audit"),
                    AccessRule.roles("/cabinet/papers", Role.CLIENT, Role.ISSUER),
                    AccessRule.roles("/api/v1/me/papers", Role.CLIENT, Role.ISSUER));
        }
    }
}
