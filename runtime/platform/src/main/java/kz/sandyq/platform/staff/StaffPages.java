package kz.sandyq.platform.staff;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusalView;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The administrator's page of logins. An invitation is shown once, right after it is made. */
@Controller
class StaffPages {
    private static final String LIST = "redirect:/admin/logins";

    private final StaffLogins logins;
    private final PasswordResets resets;
    private final LoginList list;
    private final RefusalText texts;

    StaffPages(StaffLogins logins, PasswordResets resets, LoginList list, RefusalText texts) {
        this.logins = logins;
        this.resets = resets;
        this.list = list;
        this.texts = texts;
    }

    @GetMapping("/admin/logins")
    String page(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        List<LoginList.Row> rows = list.page(search, Keyset.numberIn(cursor, 0), Page.SIZE + 1);
        model.addAttribute("page", Page.of(rows, Page.SIZE, list.count(search), row -> Keyset.of(row.id())));
        model.addAttribute("roles", Stream.of(Role.values()).filter(Role::staff).toList());
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", new StaffLogins.Wanted("", "", "", Set.of()));
        }
        return "platform/logins";
    }

    @PostMapping("/admin/logins")
    String propose(
            @RequestParam String loginName,
            @RequestParam String iin,
            @RequestParam String name,
            @RequestParam(required = false) @Nullable Set<Role> roles,
            Model model,
            Locale locale) {
        Set<Role> chosen = roles == null ? EnumSet.noneOf(Role.class) : roles;
        var wanted = new StaffLogins.Wanted(loginName, iin, name, chosen);
        try {
            logins.propose(wanted);
            return LIST + "?proposed";
        } catch (RefusedException refusal) {
            model.addAttribute("form", wanted);
            return refused(refusal, model, locale);
        }
    }

    @PostMapping("/admin/logins/{id}/close")
    String close(@PathVariable long id, Model model, Locale locale) {
        try {
            logins.close(id);
            return LIST;
        } catch (RefusedException refusal) {
            return refused(refusal, model, locale);
        }
    }

    @PostMapping("/admin/logins/{id}/open")
    String open(@PathVariable long id) {
        logins.open(id);
        return LIST;
    }

    @PostMapping("/admin/logins/{id}/invitation")
    String invite(@PathVariable long id, Model model, Locale locale) {
        try {
            model.addAttribute("invitation", "/invitation/" + logins.invite(id));
        } catch (RefusedException refusal) {
            return refused(refusal, model, locale);
        }
        model.addAttribute("invited", logins.known(id).name());
        return page("", null, model);
    }

    @PostMapping("/admin/logins/{id}/password-reset")
    String reset(@PathVariable long id) {
        resets.propose(id);
        return LIST + "?reset";
    }

    private String refused(RefusedException refusal, Model model, Locale locale) {
        model.addAttribute("refusal", RefusalView.of(refusal, texts, locale));
        return page("", null, model);
    }

    /** Who may come here. */
    @Configuration(proxyBeanMethods = false)
    static class Access {
        @Bean
        AccessRule staffAccess() {
            return AccessRule.roles("/admin/logins/**", Role.ADMINISTRATOR);
        }
    }
}
