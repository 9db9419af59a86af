package kz.sandyq.platform;

import io.micrometer.observation.ObservationRegistry;
import java.time.InstantSource;
import kz.sandyq.platform.time.SandyqClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * All of the platform; an application takes it with {@code @Import(PlatformConfiguration.class)} and brings its own
 * {@code AccessRule}s, {@code NavigationEntry}s, migrations, message bundles and {@code ApprovalHandler}s.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@EnableScheduling
@EnableTransactionManagement
@PropertySource("classpath:sandyq-platform.properties")
public class PlatformConfiguration {
    @Bean
    SandyqClock sandyqClock() {
        return new SandyqClock(InstantSource.system());
    }

    /** Nobody reads observations: they would wrap every filter of every request. */
    @Bean
    ObservationRegistry observationRegistry() {
        return ObservationRegistry.NOOP;
    }

    /** A thread for each of a few: work that waits for the log or a bank must not keep back what else is due. */
    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(8);
        scheduler.setThreadNamePrefix("due-");
        return scheduler;
    }
}
