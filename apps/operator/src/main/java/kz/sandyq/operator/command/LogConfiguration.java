package kz.sandyq.operator.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import kz.sandyq.cluster.ClusterConfig;
import kz.sandyq.cluster.ClusterFile;
import kz.sandyq.cluster.ClusterGateway;
import kz.sandyq.cluster.ClusterNode;
import kz.sandyq.cluster.CommandClient;
import kz.sandyq.cluster.FollowedLog;
import kz.sandyq.cluster.LogHost;
import kz.sandyq.protocol.command.Limits;
import kz.sandyq.readmodel.ProjectorLoop;
import kz.sandyq.readmodel.ReadModelPosition;
import kz.sandyq.readmodel.Rebuild;
import kz.sandyq.translog.ArchivedLog;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The log and what this process makes of it: a node here or a gateway to a cluster, client, read model. Without {@code
 * sandyq.cluster.directory} there is none.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("sandyq.cluster.directory")
class LogConfiguration {
    private static final int WINDOW = 1_024;

    /** A cluster of processes of its own, where a file says how it is reached. */
    @Bean(destroyMethod = "close")
    @ConditionalOnProperty("sandyq.cluster.file")
    LogHost clusterGateway(
            @Value("${sandyq.cluster.directory}") Path directory,
            @Value("${sandyq.cluster.file}") Path file,
            @Value("${sandyq.cluster.gateway-host:127.0.0.1}") String host,
            @Value("${sandyq.cluster.number:1}") int clusterNumber) {
        ClusterFile cluster = ClusterFile.read(file);
        if (cluster.clusterNumber() != clusterNumber) {
            throw new IllegalStateException("sandyq.cluster.number is " + clusterNumber + ", but " + file
                    + " describes cluster " + cluster.clusterNumber());
        }
        return ClusterGateway.open(cluster, directory, host);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(LogHost.class)
    LogHost clusterNode(
            Environment settings,
            @Value("${sandyq.quarantine.file:}") String quarantine,
            @Value("${sandyq.cluster.directory}") Path directory,
            @Value("${sandyq.cluster.number:1}") int clusterNumber,
            @Value("${sandyq.cluster.demo:false}") boolean demo,
            @Value("${sandyq.cluster.first-clock-offset:PT0S}") Duration firstClockOffset,
            @Value("${sandyq.cluster.clock-jump-limit:PT60S}") Duration clockJumpLimit,
            @Value("${sandyq.cluster.disk-reserve-mib:" + ClusterConfig.DISK_RESERVE_MIB + "}") int diskReserveMib) {
        ClusterConfig config = demo
                ? ClusterConfig.demo(directory, clusterNumber, firstClockOffset.toMillis())
                : ClusterConfig.operator(directory, clusterNumber, Limits.STANDARD);
        config = config.withClockJumpLimitMs(clockJumpLimit.toMillis()).withDiskReserve((long) diskReserveMib << 20);
        if (!quarantine.isBlank()) {
            Map<String, String> persons = Binder.get(settings)
                    .bind("sandyq.quarantine.person", Bindable.mapOf(String.class, String.class))
                    .orElse(Map.of());
            config = config.withQuarantine(Path.of(quarantine), persons);
        }
        return ClusterNode.start(config);
    }

    @Bean(destroyMethod = "close")
    CommandClient commandClient(LogHost log) {
        return CommandClient.connect(log.address(), WINDOW);
    }

    @Bean
    CommandTransport commandTransport(CommandClient client) {
        return new NodeTransport(client);
    }

    @Bean
    ReadModelPosition readModelPosition() {
        return new ReadModelPosition();
    }

    @Bean
    AnsweredCommands answeredCommands(JdbcClient database, ReadModelPosition position) {
        return new ReadModelAnswers(database, position);
    }

    @Bean(destroyMethod = "close")
    @DependsOn("commandClient")
    FollowedLog followedLog(LogHost log) {
        return new FollowedLog(log);
    }

    /** Nobody is answered before the rows hold what the log held at the start, also after a rebuild. */
    @Bean(destroyMethod = "close")
    @DependsOn({"flyway", "commandClient"})
    ProjectorLoop projectorLoop(
            DataSource source,
            LogHost log,
            FollowedLog followed,
            ReadModelPosition position,
            @Value("${sandyq.proof.directory:${sandyq.cluster.directory}/proof}") Path proofs,
            @Value("${sandyq.cluster.number:1}") int clusterNumber,
            @Value("${sandyq.readmodel.rebuild:false}") boolean rebuild)
            throws InterruptedException {
        ArchivedLog whole = new ArchivedLog(proofs, clusterNumber, followed);
        if (rebuild) {
            Rebuild.run(source, whole, position, log.latestSequence());
        }
        var loop = new ProjectorLoop(source, whole, position);
        try {
            loop.awaitSequence(log.latestSequence());
            return loop;
        } catch (RuntimeException refused) {
            loop.close();
            throw refused;
        }
    }
}
