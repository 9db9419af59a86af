package kz.sandyq.platform.i18n;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;

/**
 * The language of a request: {@code ?lang=}, else the cookie, else for programs the Accept-Language header, else
 * Kazakh. A choice by {@code ?lang=} is remembered in the cookie.
 */
@Component("localeResolver")
public class Languages implements LocaleResolver, HandlerInterceptor {
    /** The languages of the product, Kazakh first. */
    public static final List<Locale> ALL =
            List.of(Locale.forLanguageTag("kk"), Locale.forLanguageTag("ru"), Locale.ENGLISH);

    private static final String COOKIE = "sandyq_lang";
    private static final int COOKIE_AGE_S = 366 * 24 * 3600;

    /** The language of this tag, if it is one of ours. */
    public static Optional<Locale> of(@Nullable String tag) {
        return ALL.stream()
                .filter(each -> tag != null && each.getLanguage().equalsIgnoreCase(tag))
                .findFirst();
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return of(request.getParameter("lang"))
                .or(() -> cookie(request))
                .or(() -> request.getRequestURI().startsWith("/api/") ? header(request) : Optional.empty())
                .orElse(ALL.getFirst());
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        if (response == null || locale == null) {
            return;
        }
        Cookie cookie = new Cookie(COOKIE, locale.getLanguage());
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setMaxAge(COOKIE_AGE_S);
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        of(request.getParameter("lang")).ifPresent(chosen -> setLocale(request, response, chosen));
        return true;
    }

    private static Optional<Locale> cookie(HttpServletRequest request) {
        if (request.getCookies() != null) {
            for (Cookie cookie : request.getCookies()) {
                if (COOKIE.equals(cookie.getName())) {
                    return of(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Locale> header(HttpServletRequest request) {
        for (Enumeration<Locale> wanted = request.getLocales(); wanted.hasMoreElements(); ) {
            Optional<Locale> known = of(wanted.nextElement().getLanguage());
            if (known.isPresent()) {
                return known;
            }
        }
        return Optional.empty();
    }
}
