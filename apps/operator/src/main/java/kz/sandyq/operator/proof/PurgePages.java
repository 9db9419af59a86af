package kz.sandyq.operator.proof;

import java.util.Set;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.web.NavigationEntry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** For administrators: how far the members have carried out what they were told to purge. */
@Controller
class PurgePages {
    private final ObjectProvider<ProofLoop> loop;

    PurgePages(ObjectProvider<ProofLoop> loop) {
        this.loop = loop;
    }

    @GetMapping("/api/v1/log/purges")
    @ResponseBody
    PurgeProgress progress() {
        ProofLoop running = loop.getIfAvailable();
        return running == null
                ? PurgeProgress.NONE
                : running.purges().map(PurgeProgress::of).orElse(PurgeProgress.NONE);
    }

    @GetMapping("/purges")
    String page(Model model) {
        model.addAttribute("progress", progress());
        return "proof/purges";
    }

    @Configuration(proxyBeanMethods = false)
    static class Access {
        @Bean
        AccessRule purgePageAccess() {
            return AccessRule.roles("/purges", Role.ADMINISTRATOR);
        }

        @Bean
        NavigationEntry purgeNavigation() {
            return new NavigationEntry(95, "purges.title", "/purges", Set.of("ADMINISTRATOR"), "");
        }
    }
}
