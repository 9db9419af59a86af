package kz.sandyq.operator.openapi;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import kz.sandyq.operator.issuance.OperatorRegistration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Every answer of the API names the cluster to which the sequences in it belong. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ClusterHeader extends OncePerRequestFilter {
    private static final String NAME = "Sandyq-Cluster";

    private final OperatorRegistration operator;

    ClusterHeader(OperatorRegistration operator) {
        this.operator = operator;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(NAME, String.valueOf(operator.clusterNumber()));
        chain.doFilter(request, response);
    }
}
