package kz.sandyq.platform.login;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import kz.sandyq.platform.error.ProblemWriter;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.i18n.Languages;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** Two chains: programs and scripts under {@code /api}, pages elsewhere. Both are closed unless a rule opens. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {
    static final String CONTENT_POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self';"
                    + " frame-ancestors 'none'";

    @Bean
    static PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    /** The cookie is marked secure whenever the request came over TLS, and always where TLS ends in front. */
    @Bean
    static CookieSerializer cookieSerializer(@Value("${sandyq.web.tls-ends-in-front:false}") boolean tlsEndsInFront) {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        if (tlsEndsInFront) {
            cookie.setUseSecureCookie(true);
        }
        cookie.setCookieName("sandyq_session");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        return cookie;
    }

    @Bean
    @Order(1)
    SecurityFilterChain apiChain(
            HttpSecurity http,
            AccessRules rules,
            ApiCredentials credentials,
            RateLimits limits,
            ProblemWriter problems,
            Languages languages)
            throws Exception {
        http.securityMatcher("/api/**")
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .csrf(csrf -> csrf.ignoringRequestMatchers(request -> BearerFilter.token(request) != null))
                .requestCache(cache -> cache.disable())
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, fault) -> {
                            response.setHeader("WWW-Authenticate", "Bearer");
                            RefusedException refusal = new RefusedException("NOT_SIGNED_IN").status(401);
                            problems.write(refusal, languages.resolveLocale(request), response);
                        })
                        .accessDeniedHandler((request, response, fault) -> problems.write(
                                new RefusedException("FORBIDDEN").status(403),
                                languages.resolveLocale(request),
                                response)))
                .addFilterBefore(new BearerFilter(credentials, limits, problems, languages), CsrfFilter.class);
        return shared(http, rules);
    }

    @Bean
    @Order(2)
    SecurityFilterChain pageChain(HttpSecurity http, AccessRules rules, PasswordSignIn signIn) throws Exception {
        http.authenticationManager(new ProviderManager(signIn))
                .formLogin(form -> form.loginPage("/sign-in")
                        .usernameParameter("loginName")
                        .passwordParameter("password")
                        .defaultSuccessUrl("/", false)
                        .failureHandler(SecurityConfiguration::signInRefused))
                .logout(logout -> logout.logoutUrl("/sign-out")
                        .logoutSuccessUrl("/sign-in?left")
                        .deleteCookies("sandyq_session"));
        return shared(http, rules);
    }

    private static SecurityFilterChain shared(HttpSecurity http, AccessRules rules) throws Exception {
        Filter onlyWhatExists = (request, response, chain) -> {
            if (rules.exists((HttpServletRequest) request)) {
                chain.doFilter(request, response);
            } else {
                ((HttpServletResponse) response).sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        };
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                        .permitAll()
                        .anyRequest()
                        .access(rules))
                .addFilterBefore(onlyWhatExists, AuthorizationFilter.class)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .frameOptions(frame -> frame.deny())
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(permissions ->
                                permissions.policy("camera=(), microphone=(), geolocation=(), payment=()")))
                .build();
    }

    private static void signInRefused(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException fault)
            throws IOException {
        response.sendRedirect(request.getContextPath()
                + (fault instanceof TooManyAttemptsException ? "/sign-in?later" : "/sign-in?refused"));
    }
}
