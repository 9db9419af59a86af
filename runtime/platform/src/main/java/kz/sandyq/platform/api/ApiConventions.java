package kz.sandyq.platform.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import kz.sandyq.platform.error.ProblemWriter;
import kz.sandyq.platform.i18n.Languages;
import kz.sandyq.platform.login.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Keys of requests, versions of records and ETags for every controller of the API. */
@Configuration(proxyBeanMethods = false)
class ApiConventions implements WebMvcConfigurer {
    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new FromHeader());
    }

    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> apiEtags() {
        FilterRegistrationBean<ShallowEtagHeaderFilter> filter = new FilterRegistrationBean<>(new EtagsOfReads());
        filter.addUrlPatterns("/api/v1/*");
        return filter;
    }

    /** Behind sign-in, which stands at -100. */
    @Bean
    FilterRegistrationBean<IdempotentRequests> idempotentRequests(
            AnsweredRequests answers, CurrentActor actor, ProblemWriter problems, Languages languages) {
        FilterRegistrationBean<IdempotentRequests> filter =
                new FilterRegistrationBean<>(new IdempotentRequests(answers, actor, problems, languages));
        filter.addUrlPatterns("/api/v1/*");
        filter.setOrder(0);
        return filter;
    }

    /** Only a GET gets a tag; the answer to anything else need not be held back for one. */
    private static final class EtagsOfReads extends ShallowEtagHeaderFilter {
        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !request.getMethod().equals(HttpMethod.GET.name());
        }
    }

    private static final class FromHeader implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == IdempotencyKey.class
                    || parameter.getParameterType() == EntityVersion.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return parameter.getParameterType() == IdempotencyKey.class
                    ? IdempotencyKey.of(request.getHeader(IdempotencyKey.HEADER))
                    : EntityVersion.of(request.getHeader("If-Match"));
        }
    }
}
