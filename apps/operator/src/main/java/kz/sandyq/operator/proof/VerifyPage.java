package kz.sandyq.operator.proof;

import java.util.List;
import kz.sandyq.platform.login.AccessRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The page that checks proofs in a browser, for everybody: the files of the module {@code page} as they are, the same
 * that the verifier writes. Whoever does not want to trust this operator takes the page from somebody else.
 */
@Configuration(proxyBeanMethods = false)
class VerifyPage implements WebMvcConfigurer {
    private static final String PLACE = "/verify/";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(PLACE + "**")
                .addResourceLocations("classpath:/web/")
                .setCacheControl(CacheControl.noCache());
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/verify", PLACE).setKeepQueryParams(true);
        registry.addViewController(PLACE).setViewName("forward:" + PLACE + "index.html");
    }

    /** Who may come here. */
    @Configuration(proxyBeanMethods = false)
    static class Access {
        @Bean
        List<AccessRule> verifyPageAccess() {
            return List.of(AccessRule.everybody("/verify"), AccessRule.everybody(PLACE + "**"));
        }
    }
}
