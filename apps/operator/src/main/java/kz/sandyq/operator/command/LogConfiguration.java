package kz.sandyq.operator.command;

import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import kz.sandyq.cluster.ClusterConfig;
import kz.sandyq.cluster.ClusterNode;
import kz.sandyq.cluster.CommandClient;
import kz.sandyq.protocol.command.Limits;
import kz.sandyq.readmodel.Projector;
import kz.sandyq.readmodel.ReadModelPosition;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The log in this process: node, client, read model. Without {@code sandyq.cluster.directory} there is none. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("sandyq.cluster.directory")
class LogConfiguration {
    private static final int WINDOW = 1_024;

    @Bean(destroyMethod = "close")
    ClusterNode clusterNode(
            @Value("${sandyq.cluster.directory}") Path directory,
            @Value("${sandyq.cluster.number:1}") int clusterNumber,
            @Value("${sandyq.cluster.demo:false}") boolean demo,
            @Value("${sandyq.cluster.first-clock-offset:PT0S}") Duration firstClockOffset,
            @Value("${sandyq.cluster.clock-jump-limit:PT60S}") Duration clockJumpLimit) {
        ClusterConfig config = demo
                ? ClusterConfig.demo(directory, clusterNumber, firstClockOffset.toMillis())
                : ClusterConfig.operator(directory, clusterNumber, Limits.STANDARD);
        return ClusterNode.start(config.withClockJumpLimitMs(clockJumpLimit.toMillis()));
    }

    @Bean(destroyMethod = "close")
    CommandClient commandClient(ClusterNode node) {
        return CommandClient.connect(node.aeronDirectory(), WINDOW);
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

    /** Nobody is answered before the rows hold what the log held at the start, also after a rebuild. */
    @Bean(destroyMethod = "close")
    @DependsOn({"flyway", "commandClient"})
    ProjectorLoop projectorLoop(
            DataSource source,
            ClusterNode node,
            ReadModelPosition position,
            @Value("${sandyq.readmodel.rebuild:false}") boolean rebuild) {
        if (rebuild) {
            Projector.clear(source);
        }
        var loop = new ProjectorLoop(source, new FollowedLog(node.aeronDirectory()), position);
        loop.awaitSequence(node.view().sequence());
        return loop;
    }
}
