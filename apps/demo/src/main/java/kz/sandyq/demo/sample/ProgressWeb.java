package kz.sandyq.demo.sample;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The first page while the sample market is produced. It renews itself by an HTTP header, without a script. */
@Controller
class ProgressWeb {
    private final SampleProgress progress;

    ProgressWeb(SampleProgress progress) {
        this.progress = progress;
    }

    @GetMapping("/demo")
    String page(Model model, HttpServletResponse response) {
        SampleProgress.View view = progress.view();
        if (view.step() == SampleProgress.Step.READY) {
            return "redirect:/";
        }
        if (view.running()) {
            response.setHeader("Refresh", "1");
        }
        model.addAttribute("progress", view);
        return "demo/progress";
    }

    @GetMapping("/api/v1/demo/progress")
    @ResponseBody
    SampleProgress.View get() {
        return progress.view();
    }

    /** Whoever comes while the market is being made sees how far it is. */
    @Configuration(proxyBeanMethods = false)
    static class FirstPage {
        private static final Set<String> ENTRANCES = Set.of("/");

        @Bean
        FilterRegistrationBean<jakarta.servlet.Filter> firstPage(SampleProgress progress) {
            var filter = new FilterRegistrationBean<jakarta.servlet.Filter>((request, response, chain) -> {
                HttpServletRequest asked = (HttpServletRequest) request;
                boolean entrance = asked.getMethod().equals("GET") && ENTRANCES.contains(asked.getRequestURI());
                if (entrance && progress.view().running()) {
                    ((HttpServletResponse) response).sendRedirect("/demo");
                } else {
                    chain.doFilter(request, response);
                }
            });
            filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
            return filter;
        }
    }
}
