package kz.sandyq.operator.cabinet;

import kz.sandyq.operator.command.LogRules;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.platform.PlatformConfiguration;
import kz.sandyq.platform.login.Capacities;
import kz.sandyq.readmodel.ReadModelPosition;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** Money and cabinet on the platform, without the rest of the operator. */
@EnableAutoConfiguration
@Import({PlatformConfiguration.class, RequestKeys.class, LogRules.class})
@ComponentScan(
        basePackages = {
            "kz.sandyq.operator.money",
            "kz.sandyq.operator.cabinet",
            "kz.sandyq.operator.proof",
            "kz.sandyq.operator.facts"
        })
class MoneyApplication {
    @Bean
    ReadModelPosition readModelPosition() {
        return new ReadModelPosition();
    }

    @Bean
    QueuedCommands queuedCommands() {
        return new QueuedCommands();
    }

    @Bean
    Capacities everybodyActsForClientSeven() {
        return new OneClient();
    }
}
