package kz.sandyq.operator.proof;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import kz.sandyq.cluster.LogHost;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.platform.web.NavigationEntry;
import kz.sandyq.translog.SegmentArchive;
import kz.sandyq.translog.Translog;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The proof log of a deployment that has a log; what is public in it is for everybody. Segments ask for a certificate.
 */
@Configuration(proxyBeanMethods = false)
class ProofConfiguration {
    /** Cosignatures say real time, also where the market's clock is a demo's. */
    @Bean(destroyMethod = "close")
    @ConditionalOnProperty("sandyq.cluster.directory")
    ProofLoop proofLoop(
            LogHost log,
            SandyqClock clock,
            @Value("${sandyq.proof.directory:${sandyq.cluster.directory}/proof}") Path directory,
            @Value("${sandyq.proof.keys:${sandyq.cluster.directory}/proof/keys}") Path keys,
            @Value("${sandyq.proof.origin:localhost/sandyq/${sandyq.cluster.number:1}}") String origin,
            @Value("${sandyq.proof.archive:}") String archive,
            @Value("${sandyq.cluster.number:1}") int clusterNumber) {
        return new ProofLoop(
                directory,
                clusterNumber,
                log,
                ProofKeys.take(keys, directory.resolve(Translog.PUBLIC).resolve("checkpoint"), origin),
                archive.isEmpty() ? null : new SegmentArchive(Path.of(archive)),
                () -> clock.instant().minus(clock.offset()));
    }

    @Bean
    List<AccessRule> proofAccessRules() {
        return List.of(
                AccessRule.everybody("/log/**"),
                AccessRule.everybody(ObserverSegments.PREFIX + "**"),
                AccessRule.everybody("/proof"),
                AccessRule.everybody("/api/v1/proof"));
    }

    @Bean
    NavigationEntry proofNavigation() {
        return new NavigationEntry(90, "proof.title", "/proof", Set.of(), "");
    }
}
