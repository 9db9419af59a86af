package kz.sandyq.operator.proof;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import kz.sandyq.cluster.ClusterFile;
import kz.sandyq.cluster.LogHost;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.platform.web.NavigationEntry;
import kz.sandyq.translog.SegmentArchive;
import kz.sandyq.translog.Translog;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/**
 * The proof log of a deployment that has a log; what is public in it is for everybody. Segments ask for a certificate.
 */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:sandyq-health.properties")
class ProofConfiguration {
    /** Cosignatures say real time, also where the market's clock is a demo's. */
    @Bean(destroyMethod = "close")
    @ConditionalOnProperty("sandyq.cluster.directory")
    ProofLoop proofLoop(
            LogHost log,
            SandyqClock clock,
            @Value("${sandyq.proof.directory:${sandyq.cluster.directory}/proof}") Path directory,
            @Value("${sandyq.proof.keys:${sandyq.cluster.directory}/proof/keys}") Path keys,
            @Value("${sandyq.proof.origin:}") String origin,
            @Value("${sandyq.proof.member-keys:}") List<String> memberKeys,
            @Value("${sandyq.proof.archive:}") String archive,
            @Value("${sandyq.liabilities.every:24h}") Duration liabilitiesEvery,
            @Value("${sandyq.liabilities.kept:31}") int liabilitiesKept,
            @Value("${sandyq.cluster.file:}") String clusterFile,
            @Value("${sandyq.cluster.number:1}") int clusterNumber) {
        if (liabilitiesEvery.toMillis() < 1 || liabilitiesKept < 1) {
            throw new IllegalStateException(
                    "sandyq.liabilities.every and sandyq.liabilities.kept begin with 1 ms and 1");
        }
        ClusterFile cluster = clusterFile.isEmpty() ? null : ClusterFile.read(Path.of(clusterFile));
        String name =
                origin(origin, cluster == null ? null : cluster.proofOrigin().orElse(null), clusterNumber);
        return new ProofLoop(
                directory,
                clusterNumber,
                log,
                ProofKeys.take(keys, directory.resolve(Translog.PUBLIC).resolve("checkpoint"), name, memberKeys),
                new ProofLoop.Liabilities(liabilitiesEvery, liabilitiesKept),
                cluster,
                archive.isEmpty() ? null : new SegmentArchive(Path.of(archive)),
                () -> clock.instant().minus(clock.offset()));
    }

    /** Members cosign heads of the log that their file names, and of no other. */
    private static String origin(String said, @Nullable String ofMembers, int clusterNumber) {
        if (ofMembers == null) {
            return said.isEmpty() ? "localhost/sandyq/" + clusterNumber : said;
        }
        if (!said.isEmpty() && !said.equals(ofMembers)) {
            throw new IllegalStateException("sandyq.proof.origin is " + said + ", but the members cosign " + ofMembers
                    + ", as proof.origin of the cluster's file says");
        }
        return ofMembers;
    }

    @Bean
    List<AccessRule> proofAccessRules() {
        return List.of(
                AccessRule.everybody("/log/**"),
                AccessRule.everybody(ObserverSegments.PREFIX + "**"),
                AccessRule.everybody("/proof"),
                AccessRule.everybody("/proof/metrics"),
                AccessRule.everybody("/actuator/health/proofs"),
                AccessRule.everybody("/api/v1/proof"));
    }

    @Bean
    NavigationEntry proofNavigation() {
        return new NavigationEntry(90, "proof.title", "/proof", Set.of(), "");
    }
}
