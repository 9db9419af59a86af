package kz.sandyq.operator.cabinet;

import kz.sandyq.platform.PlatformConfiguration;
import kz.sandyq.platform.login.Capacities;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** Money and cabinet on the platform, without the rest of the operator. */
@EnableAutoConfiguration
@Import(PlatformConfiguration.class)
@ComponentScan(basePackages = {"kz.sandyq.operator.money", "kz.sandyq.operator.cabinet", "kz.sandyq.operator.proof"})
class MoneyApplication {
    @Bean
    QueuedCommands queuedCommands() {
        return new QueuedCommands();
    }

    @Bean
    Capacities everybodyActsForClientSeven() {
        return new OneClient();
    }
}
