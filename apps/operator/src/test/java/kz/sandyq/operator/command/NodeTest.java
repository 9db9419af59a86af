package kz.sandyq.operator.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.UUID;
import kz.sandyq.operator.OperatorApplication;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.readmodel.LogMismatchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The operator on a real node: what was answered is in the read model, and stays there over a restart. */
class NodeTest {
    @TempDir
    Path data;

    @Test
    void answeredCommandsAreInTheReadModelAndSurviveARestart() {
        UUID tenge;
        try (ConfigurableApplicationContext context = start()) {
            tenge = context.getBean(RequestKeys.class).next();
            CommandReply reply = create(context, tenge, "KZT");
            assertThat(reply.resultId()).isEqualTo(1);
            assertThat(codes(context)).isEqualTo("KZT");
        }
        try (ConfigurableApplicationContext context = start()) {
            UUID again = context.getBean(RequestKeys.class).next();
            assertThat(create(context, tenge, "KZT").resultId()).isEqualTo(1);
            assertThatThrownBy(() -> create(context, again, "KZT"))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.code()).isEqualTo("CODE_TAKEN"));
            create(context, context.getBean(RequestKeys.class).next(), "USD");
            assertThat(codes(context)).isEqualTo("KZT,USD");
            assertThat(context.getBean(ReadModelHealth.class).health().getStatus())
                    .isEqualTo(Status.UP);
        }
        assertThatThrownBy(() -> start("another-log").close())
                .rootCause()
                .isInstanceOf(LogMismatchException.class)
                .hasMessageContaining("another log");
        try (ConfigurableApplicationContext context = start()) {
            assertThat(codes(context)).isEqualTo("KZT,USD");
        }
    }

    private ConfigurableApplicationContext start() {
        return start("cluster");
    }

    private ConfigurableApplicationContext start(String log) {
        return new SpringApplicationBuilder(OperatorApplication.class)
                .run(
                        "--server.port=0",
                        "--sandyq.operator.bin=050140001238",
                        "--sandyq.database.directory=" + data.resolve("database"),
                        "--sandyq.cluster.directory=" + data.resolve(log),
                        "--sandyq.cluster.demo=true");
    }

    private static CommandReply create(ConfigurableApplicationContext context, UUID key, String code) {
        return context.getBean(CommandGateway.class)
                .submit(
                        new CommandContext("test", key, 0, 0, 0),
                        AccountCommands.createAsset(AssetKind.MONEY, 2, code));
    }

    private static String codes(ConfigurableApplicationContext context) {
        return context.getBean(JdbcClient.class)
                .sql("select string_agg(code, ',' order by asset_id) from readmodel.asset")
                .query(String.class)
                .single();
    }
}
