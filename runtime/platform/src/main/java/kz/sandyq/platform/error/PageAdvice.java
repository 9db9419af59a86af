package kz.sandyq.platform.error;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/**
 * A refusal on a page that the page itself did not catch: what, why, that nothing was changed, what to do. A form
 * keeps its values by catching the refusal and showing {@link RefusalView} in its own error summary.
 */
@ControllerAdvice(annotations = Controller.class)
class PageAdvice {
    private static final Logger log = LoggerFactory.getLogger(PageAdvice.class);

    private static final String FOR_PROGRAMS = "/api/";

    private final RefusalText texts;
    private final ProblemWriter problems;

    PageAdvice(RefusalText texts, ProblemWriter problems) {
        this.texts = texts;
        this.problems = problems;
    }

    @ExceptionHandler
    Object refused(RefusedException refusal, HttpServletRequest request) {
        return answer(refusal, request);
    }

    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void security(RuntimeException fault) {
        throw fault;
    }

    @ExceptionHandler
    Object ours(Exception fault, HttpServletRequest request) {
        if (fault instanceof ErrorResponse known) {
            return answer(RefusedException.ofStatus(known.getStatusCode().value()), request);
        }
        String supportCode = UUID.randomUUID().toString();
        log.error("support code {}", supportCode, fault);
        return answer(new RefusedException("OUR_FAULT", supportCode).status(500), request);
    }

    /** A program that asks a controller of pages is answered as a program. */
    private Object answer(RefusedException refusal, HttpServletRequest request) {
        return request.getRequestURI().startsWith(FOR_PROGRAMS)
                ? problems.answer(refusal, LocaleContextHolder.getLocale(), request)
                : page(refusal);
    }

    private ModelAndView page(RefusedException refusal) {
        Locale locale = LocaleContextHolder.getLocale();
        RefusalView view = RefusalView.of(refusal, texts, locale);
        return new ModelAndView("platform/refused", Map.of("refusal", view), HttpStatusCode.valueOf(refusal.status()));
    }
}
