package kz.sandyq.platform.web;

import kz.sandyq.platform.i18n.Languages;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets {@code ?lang=} be remembered on every page. */
@Configuration(proxyBeanMethods = false)
class PlatformWeb implements WebMvcConfigurer {
    private final Languages languages;

    PlatformWeb(Languages languages) {
        this.languages = languages;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(languages);
    }
}
