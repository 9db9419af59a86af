package kz.sandyq.operator.proof;

import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For administrators: what of the recorded log may go. */
@RestController
@RequestMapping("/api/v1/log")
class LogPurgeApi {
    private final LogPurges purges;

    LogPurgeApi(LogPurges purges) {
        this.purges = purges;
    }

    /** The change that waits for a second administrator. */
    record Proposed(String approvalId) {}

    @PostMapping("/purges")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Proposed propose() {
        return new Proposed(String.valueOf(purges.propose()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Access {
        @Bean
        AccessRule logPurgeAccess() {
            return AccessRule.roles("/api/v1/log/**", Role.ADMINISTRATOR);
        }
    }
}
