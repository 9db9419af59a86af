package kz.sandyq.operator;

import kz.sandyq.platform.PlatformConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** An operator's deployment: everything that staff and clients use. */
@SpringBootApplication
@Import(PlatformConfiguration.class)
public class OperatorApplication {
    public static void main(String[] args) {
        SpringApplication.run(OperatorApplication.class, args);
    }
}
