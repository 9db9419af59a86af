package kz.sandyq.platform.approval;

import java.util.List;
import java.util.Locale;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.approval.Approval.State;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The queue of proposals and the page on which one is decided, before and after side by side. */
@Controller
class ApprovalPages {
    private final Approvals approvals;
    private final FourEyes fourEyes;
    private final CurrentActor current;
    private final ApprovalChange changes;
    private final RefusalText texts;

    ApprovalPages(
            Approvals approvals, FourEyes fourEyes, CurrentActor current, ApprovalChange changes, RefusalText texts) {
        this.approvals = approvals;
        this.fourEyes = fourEyes;
        this.current = current;
        this.changes = changes;
        this.texts = texts;
    }

    @GetMapping("/approvals")
    String queue(
            @RequestParam(defaultValue = "PROPOSED") State state,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        long before = Keyset.numberIn(cursor, Long.MAX_VALUE);
        List<Approval> rows = approvals.page(state, search, before, Page.SIZE + 1);
        model.addAttribute(
                "page", Page.of(rows, Page.SIZE, approvals.count(state, search), approval -> Keyset.of(approval.id())));
        model.addAttribute("state", state);
        model.addAttribute("states", State.values());
        return "platform/approvals";
    }

    @GetMapping("/approvals/{id}")
    String one(@PathVariable long id, Model model) {
        Approval approval = approvals.find(id).orElseThrow(RefusedException::notFound);
        Actor actor = current.get();
        model.addAttribute("approval", approval);
        model.addAttribute("lines", changes.lines(approval.beforeAfterJson()));
        model.addAttribute("mayDecide", fourEyes.mayDecide(actor, approval));
        model.addAttribute(
                "mayWithdraw", approval.state() == State.PROPOSED && approval.proposedPerson() == actor.personId());
        return "platform/approval";
    }

    @PostMapping("/approvals/{id}")
    String decide(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam String decision,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            Locale locale) {
        try {
            switch (decision) {
                case "approve" -> fourEyes.approve(id, version);
                case "decline" -> fourEyes.decline(id, version, reason);
                case "withdraw" -> fourEyes.withdraw(id, version);
                default -> throw new RefusedException("REQUEST_MALFORMED").status(400);
            }
            return "redirect:/approvals/" + id;
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            model.addAttribute("reason", reason);
            return one(id, model);
        }
    }
}
