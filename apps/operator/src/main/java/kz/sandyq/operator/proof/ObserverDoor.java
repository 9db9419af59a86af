package kz.sandyq.operator.proof;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.apache.commons.logging.LogFactory;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.tomcat.SslConnectorCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl.ClientAuth;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * A door of its own for authorised observers ({@code sandyq.observers.port}): TLS 1.3 only, with a certificate on both
 * sides, named by the SSL bundle {@code observers}; behind it are {@link ObserverSegments} and nothing else.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("sandyq.observers.port")
class ObserverDoor {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> observerConnector(
            @Value("${sandyq.observers.port}") int port,
            @Value("${sandyq.observers.address:localhost}") String address,
            SslBundles bundles) {
        return server -> {
            Http11NioProtocol protocol = new Http11NioProtocol();
            protocol.setAddress(addressOf(address));
            Connector connector = new Connector(protocol);
            connector.setPort(port);
            connector.setScheme("https");
            connector.setSecure(true);
            new SslConnectorCustomizer(LogFactory.getLog(ObserverDoor.class), connector, ClientAuth.NEED)
                    .customize(bundles.getBundle("observers"), Map.of());
            for (SSLHostConfig host : connector.findSslHostConfigs()) {
                host.setProtocols("TLSv1.3");
            }
            server.addAdditionalConnectors(connector);
        };
    }

    private static InetAddress addressOf(String name) {
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException unknown) {
            throw new IllegalStateException("sandyq.observers.address is no address of this host: " + name, unknown);
        }
    }

    @Bean
    FilterRegistrationBean<Filter> observersSeeSegmentsOnly(@Value("${sandyq.observers.port}") int port) {
        var filter = new FilterRegistrationBean<Filter>((request, response, rest) -> {
            String path = ((HttpServletRequest) request).getServletPath();
            if (request.getLocalPort() == port && !path.startsWith(ObserverSegments.PREFIX)) {
                ((HttpServletResponse) response).sendError(HttpServletResponse.SC_NOT_FOUND);
            } else {
                rest.doFilter(request, response);
            }
        });
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
