package kz.sandyq.platform.web;

import java.net.InetAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/**
 * Pages and API are reached from this host only, unless {@code server.address} says otherwise; then they speak TLS
 * ({@code server.ssl.*}), or {@code sandyq.web.tls-ends-in-front} says that something before them does.
 */
@Component
class WebExposure implements WebServerFactoryCustomizer<AbstractConfigurableWebServerFactory>, Ordered {
    private final boolean tlsEndsInFront;

    WebExposure(@Value("${sandyq.web.tls-ends-in-front:false}") boolean tlsEndsInFront) {
        this.tlsEndsInFront = tlsEndsInFront;
    }

    /** @throws IllegalStateException when passwords would go over a network in plain text */
    @Override
    public void customize(AbstractConfigurableWebServerFactory server) {
        InetAddress address = server.getAddress();
        if (address == null) {
            server.setAddress(InetAddress.getLoopbackAddress());
            return;
        }
        boolean tls = server.getSsl() != null && server.getSsl().isEnabled();
        if (!address.isLoopbackAddress() && !tls && !tlsEndsInFront) {
            throw new IllegalStateException("server.address=" + address.getHostAddress() + " is reached from other"
                    + " hosts in plain text. Give it a certificate (server.ssl.certificate and"
                    + " server.ssl.certificate-private-key), or say sandyq.web.tls-ends-in-front=true where a"
                    + " proxy before it speaks TLS");
        }
    }

    /** After what the properties say. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
