package kz.sandyq.demo;

import java.util.List;
import java.util.Set;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** What a demonstration adds to the operator. Never part of an operator's own deployment. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
class DemoConfiguration {
    @Bean
    List<AccessRule> demoAccess() {
        return List.of(
                AccessRule.everybody("/demo"),
                AccessRule.everybody("/api/v1/demo/progress"),
                AccessRule.roles("/demo/**", Role.ADMINISTRATOR),
                AccessRule.roles("/api/v1/demo/**", Role.ADMINISTRATOR));
    }

    @Bean
    List<NavigationEntry> demoNavigation() {
        Set<String> administrators = Set.of(Role.ADMINISTRATOR.name());
        return List.of(new NavigationEntry(980, "demo.clock", "/demo/clock", administrators, ""));
    }
}
