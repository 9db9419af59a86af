package kz.sandyq.platform.audit;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.CurrentActor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Every list that staff take out as a file is on the trail, whatever module gives it. */
@Configuration(proxyBeanMethods = false)
class Exports implements WebMvcConfigurer, HandlerInterceptor {
    static final String EXPORTED = "DATA_EXPORTED";

    private static final int SUBJECT_MAX = 300;

    private final ObjectProvider<Audit> audit;
    private final ObjectProvider<CurrentActor> current;

    Exports(ObjectProvider<Audit> audit, ObjectProvider<CurrentActor> current) {
        this.audit = audit;
        this.current = current;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && isExport(request)
                && current.getObject().find().filter(Actor::staff).isPresent()) {
            String subject = "export:" + request.getRequestURI();
            audit.getObject()
                    .record(EXPORTED, subject.substring(0, Math.min(SUBJECT_MAX, subject.length())), asked(request));
        }
        return true;
    }

    private static Map<String, String> asked(HttpServletRequest request) {
        Map<String, String> asked = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> asked.put(name, String.join(" ", values)));
        return asked;
    }

    private static boolean isExport(HttpServletRequest request) {
        String accept = Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT), "");
        return request.getRequestURI().endsWith(".csv") || accept.contains("text/csv");
    }
}
