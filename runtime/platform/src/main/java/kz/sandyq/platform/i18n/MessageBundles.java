package kz.sandyq.platform.i18n;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.TreeSet;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Every bundle {@code messages/<name>_{kk,ru,en}.properties} of the class path is found by itself. */
@Configuration(proxyBeanMethods = false)
class MessageBundles {
    @Bean
    static MessageSource messageSource() {
        ResourceBundleMessageSource source = new ResourceBundleMessageSource();
        source.setBasenames(names());
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        source.setDefaultLocale(Languages.ALL.getFirst());
        source.setAlwaysUseMessageFormat(true);
        return source;
    }

    private static String[] names() {
        try {
            Resource[] found =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*_kk.properties");
            TreeSet<String> names = new TreeSet<>();
            Arrays.stream(found)
                    .map(Resource::getFilename)
                    .forEach(
                            file -> names.add("messages/" + String.valueOf(file).replace("_kk.properties", "")));
            return names.toArray(String[]::new);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
