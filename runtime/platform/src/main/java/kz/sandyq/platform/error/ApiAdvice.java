package kz.sandyq.platform.error;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Problem+JSON for every REST controller: a refusal with its code; our own fault with a support code, no insides. */
@RestControllerAdvice(annotations = RestController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiAdvice extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ApiAdvice.class);

    private final ProblemWriter problems;

    ApiAdvice(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RefusedException refusal, HttpServletRequest request) {
        return problems.answer(refusal, LocaleContextHolder.getLocale(), request);
    }

    /** Security's own exceptions go on to the filter that knows whether to answer 401 or 403. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void security(RuntimeException fault) {
        throw fault;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> ours(Exception fault) {
        String supportCode = UUID.randomUUID().toString();
        log.error("support code {}", supportCode, fault);
        ProblemDetail problem = problems.problem(
                new RefusedException("OUR_FAULT", supportCode).status(500), LocaleContextHolder.getLocale());
        problem.setProperty("supportCode", supportCode);
        return ResponseEntity.status(500)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception fault, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Locale locale = LocaleContextHolder.getLocale();
        ProblemDetail problem = problems.problem(RefusedException.ofStatus(status.value()), locale);
        if (body instanceof ProblemDetail given && given.getDetail() != null) {
            problem.setProperty("technical", Objects.requireNonNull(given.getDetail()));
        }
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
