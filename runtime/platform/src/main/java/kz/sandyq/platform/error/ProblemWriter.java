package kz.sandyq.platform.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;

/** The one shape of a refusal for programs (RFC 9457 with code, clause, citation, nothingChanged and whatToDo). */
@Component
public class ProblemWriter {
    private final RefusalText texts;
    private final ObjectMapper json;

    ProblemWriter(RefusalText texts, ObjectMapper json) {
        this.texts = texts;
        this.json = json;
    }

    /** The problem's body in the given language. */
    public ProblemDetail problem(RefusedException refusal, Locale locale) {
        ProblemDetail problem = ProblemDetail.forStatus(refusal.status());
        problem.setType(URI.create("/problems/" + refusal.code()));
        problem.setTitle(texts.general("platform.refusal.title", locale));
        problem.setDetail(texts.detail(refusal, locale));
        problem.setProperty("code", refusal.code());
        if (refusal.clause() != null) {
            problem.setProperty("clause", refusal.clause());
            problem.setProperty("citation", texts.citation(refusal, locale));
        }
        if (refusal.field() != null) {
            problem.setProperty("field", refusal.field());
        }
        problem.setProperty("nothingChanged", true);
        problem.setProperty("whatToDo", texts.whatToDo(refusal, locale));
        return problem;
    }

    /** The problem as a controller's answer to a request. */
    ResponseEntity<ProblemDetail> answer(RefusedException refusal, Locale locale, HttpServletRequest request) {
        ProblemDetail problem = problem(refusal, locale);
        problem.setInstance(URI.create(request.getRequestURI()));
        return ResponseEntity.status(refusal.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** Writes the problem as the whole answer; for filters, where no controller is at work. */
    public void write(RefusedException refusal, Locale locale, HttpServletResponse response) throws IOException {
        response.setStatus(refusal.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(json.writeValueAsString(problem(refusal, locale)));
    }
}
