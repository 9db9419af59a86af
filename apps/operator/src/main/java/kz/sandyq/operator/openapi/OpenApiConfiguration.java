package kz.sandyq.operator.openapi;

import kz.sandyq.platform.api.EntityVersion;
import kz.sandyq.platform.api.IdempotencyKey;
import kz.sandyq.platform.login.AccessRule;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/** Where the description stands, and who may read it: whoever is signed in. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:sandyq-openapi.properties")
class OpenApiConfiguration {
    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(IdempotencyKey.class, EntityVersion.class);
    }

    @Bean
    AccessRule openApiAccess() {
        return AccessRule.signedIn("/api/v1/openapi.json");
    }
}
