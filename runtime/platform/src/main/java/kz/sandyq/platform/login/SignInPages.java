package kz.sandyq.platform.login;

import java.util.Locale;
import java.util.Optional;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Pages before sign-in: the sign-in form and the one-time invitation; and the choice of capacity after it. */
@Controller
class SignInPages {
    private final Logins logins;
    private final CurrentActor current;
    private final RefusalText texts;

    SignInPages(Logins logins, CurrentActor current, RefusalText texts) {
        this.logins = logins;
        this.current = current;
        this.texts = texts;
    }

    @GetMapping("/sign-in")
    String signIn() {
        return "platform/sign-in";
    }

    @GetMapping("/invitation/{token}")
    String invitation(@PathVariable String token, Model model) {
        return form(token, model);
    }

    @PostMapping("/invitation/{token}")
    String accept(
            @PathVariable String token,
            @RequestParam String password,
            @RequestParam String again,
            Model model,
            Locale locale) {
        try {
            if (!password.equals(again)) {
                throw new RefusedException("PASSWORDS_DIFFER").field("again");
            }
            logins.accept(token, password);
            return "redirect:/sign-in?invited";
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return form(token, model);
        }
    }

    @GetMapping("/password")
    String password() {
        return "platform/password";
    }

    @PostMapping("/password")
    String changePassword(
            @RequestParam String current,
            @RequestParam String password,
            @RequestParam String again,
            Model model,
            Locale locale) {
        try {
            if (!password.equals(again)) {
                throw new RefusedException("PASSWORDS_DIFFER").field("again");
            }
            logins.changePassword(this.current.get().loginId(), current, password);
            return "redirect:/sign-in?invited";
        } catch (RefusedException refusal) {
            model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
            return password();
        }
    }

    @PostMapping("/capacity")
    String capacity(@RequestParam long clientRelationId) {
        current.choose(clientRelationId);
        return "redirect:/";
    }

    private String form(String token, Model model) {
        Optional<String> name = logins.invited(token);
        if (name.isEmpty()) {
            throw new RefusedException("INVITATION_NOT_VALID").status(410);
        }
        model.addAttribute("loginName", name.get());
        model.addAttribute("token", token);
        return "platform/invitation";
    }
}
