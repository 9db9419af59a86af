package kz.sandyq.operator.people;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.approval.Approvals;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.login.Role;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The desk of client relations: list, one relation, the form of a new one, the invitation. */
@Controller
class ClientPages {
    private static final int PAGE = 50;

    private final Clients clients;
    private final ClientStore store;
    private final WalletStore wallets;
    private final Approvals approvals;
    private final PublicId ids;
    private final CurrentActor actor;
    private final RefusalText texts;

    ClientPages(
            Clients clients,
            ClientStore store,
            WalletStore wallets,
            Approvals approvals,
            PublicId ids,
            CurrentActor actor,
            RefusalText texts) {
        this.clients = clients;
        this.store = store;
        this.wallets = wallets;
        this.approvals = approvals;
        this.ids = ids;
        this.actor = actor;
        this.texts = texts;
    }

    @GetMapping("/desk/clients")
    String list(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "0") long cursor,
            Model model) {
        List<ClientRelation> page = store.page(search, status, cursor, PAGE);
        model.addAttribute("clients", page);
        model.addAttribute("count", store.count(search, status));
        model.addAttribute("cursor", page.size() == PAGE ? page.getLast().id() : null);
        model.addAttribute("mayOpen", actor.get().has(Role.OFFICER));
        model.addAttribute("ids", ids);
        return "people/clients";
    }

    /** What was typed, so that a refused form keeps it. */
    @ModelAttribute("kept")
    Map<String, String> kept(@RequestParam Map<String, String> typed) {
        return typed;
    }

    @GetMapping("/desk/clients/new")
    String form() {
        return "people/client-form";
    }

    @PostMapping("/desk/clients/new")
    String open(
            @RequestParam(defaultValue = "false") boolean organisation,
            @RequestParam(defaultValue = "") String nationalId,
            @RequestParam(defaultValue = "") String foreignCountry,
            @RequestParam(defaultValue = "") String foreignId,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String residency,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "false") boolean issuer,
            @RequestParam(defaultValue = "") String identification,
            @RequestParam LocalDate identifiedUntil,
            @RequestParam MultipartFile document,
            @RequestParam(defaultValue = "") String representativeIin,
            @RequestParam(defaultValue = "") String representativeName,
            Model model,
            Locale locale)
            throws IOException {
        try {
            String fileName = String.valueOf(document.getOriginalFilename());
            long id = clients.open(
                    actor.get(),
                    new ClientForm(
                            organisation,
                            nationalId,
                            foreignCountry,
                            foreignId,
                            name,
                            residency.strip().toUpperCase(Locale.ROOT),
                            address,
                            issuer,
                            identification,
                            identifiedUntil,
                            new ByteArrayInputStream(document.getBytes()),
                            fileName,
                            "",
                            representativeIin,
                            representativeName));
            return "redirect:/desk/clients/" + ids.of(id);
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return "people/client-form";
        }
    }

    @GetMapping("/desk/clients/{id}")
    String detail(@PathVariable String id, Model model) {
        ClientRelation client = clients.find(ids.parse(id));
        model.addAttribute("client", client);
        model.addAttribute("accounts", wallets.accountsOf(client.id()));
        model.addAttribute("history", approvals.about("client:" + client.id()));
        model.addAttribute(
                "mayInvite", actor.get().has(Role.OFFICER) && client.status() == ClientRelation.Status.ACTIVE);
        model.addAttribute("ids", ids);
        return "people/client";
    }

    @PostMapping("/desk/clients/{id}/invitation")
    String invite(@PathVariable String id, @RequestParam String loginName, Model model, Locale locale) {
        try {
            model.addAttribute("invitation", "/invitation/" + clients.invite(ids.parse(id), loginName));
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
        }
        return detail(id, model);
    }
}
