package kz.sandyq.operator.command;

import java.util.List;
import kz.sandyq.platform.login.AccessRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whoever can send asks for his own requests. */
@Configuration(proxyBeanMethods = false)
class SentRequestsAccess {
    @Bean
    List<AccessRule> sentRequestsAccessRules() {
        return List.of(AccessRule.signedIn("/api/v1/me/requests/**"));
    }
}
