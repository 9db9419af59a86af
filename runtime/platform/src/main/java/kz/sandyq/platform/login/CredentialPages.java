package kz.sandyq.platform.login;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.ApiCredentials.Scope;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own API credentials: make, see, revoke. The token is shown once, right after it is made. */
@Controller
class CredentialPages {
    private final ApiCredentials credentials;
    private final CurrentActor current;
    private final RefusalText texts;

    CredentialPages(ApiCredentials credentials, CurrentActor current, RefusalText texts) {
        this.credentials = credentials;
        this.current = current;
        this.texts = texts;
    }

    @GetMapping("/credentials")
    String list(Model model) {
        model.addAttribute("credentials", credentials.of(current.get().loginId()));
        return "platform/credentials";
    }

    @PostMapping("/credentials")
    String create(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") Set<Scope> scopes,
            @RequestParam(defaultValue = "0") int days,
            Model model,
            Locale locale) {
        try {
            if (name.isBlank() || name.length() > 100 || scopes.isEmpty()) {
                throw new RefusedException("CREDENTIAL_NAME").field("name");
            }
            long login = current.get().loginId();
            model.addAttribute("token", credentials.create(login, name.strip(), scopes, Duration.ofDays(days)));
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            model.addAttribute("name", name);
        }
        return list(model);
    }

    @PostMapping("/credentials/{id}/revoke")
    String revoke(@PathVariable long id) {
        credentials.revoke(current.get().loginId(), id);
        return "redirect:/credentials";
    }
}
