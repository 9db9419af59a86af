package kz.sandyq.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import kz.sandyq.platform.PlatformApplication;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;

/** From where pages and API are reached. */
class WebExposureTest {
    private final TomcatServletWebServerFactory server = new TomcatServletWebServerFactory();

    @Test
    void withoutAWordFromThisHostOnly() {
        new WebExposure(false).customize(server);
        assertThat(server.getAddress()).isNotNull().matches(InetAddress::isLoopbackAddress);
    }

    @Test
    void aStartThatWouldBeOpenIsRefused() {
        SpringApplication application = new SpringApplication(PlatformApplication.class);
        assertThatThrownBy(() -> application.run(
                        "--server.address=0.0.0.0",
                        "--server.port=0",
                        "--sandyq.database.directory=throwaway",
                        "--logging.level.root=OFF"))
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .rootCause()
                .hasMessageContaining("0.0.0.0 is reached from other hosts in plain text");
    }

    @Test
    void fromOthersByTlsOnly() throws Exception {
        for (String open : new String[] {"0.0.0.0", "10.0.0.11", "::"}) {
            server.setAddress(InetAddress.getByName(open));
            assertThatThrownBy(() -> new WebExposure(false).customize(server))
                    .hasMessageContaining("sandyq.web.tls-ends-in-front");
            new WebExposure(true).customize(server);
            assertThat(server.getAddress()).isEqualTo(InetAddress.getByName(open));
        }
        server.setSsl(Ssl.forBundle("web"));
        new WebExposure(false).customize(server);
        Ssl off = Ssl.forBundle("web");
        off.setEnabled(false);
        server.setSsl(off);
        assertThatThrownBy(() -> new WebExposure(false).customize(server)).hasMessageContaining("plain text");
    }
}
