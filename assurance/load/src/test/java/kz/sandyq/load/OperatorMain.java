package kz.sandyq.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import kz.sandyq.cluster.ClusterNode;
import kz.sandyq.cluster.NodeView;
import kz.sandyq.operator.OperatorApplication;
import kz.sandyq.platform.login.ApiCredentials;
import kz.sandyq.platform.login.Logins;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.person.Person;
import kz.sandyq.platform.person.Persons;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The whole operator in a process of its own, to be killed: node, applications and database over one directory. It says
 * where it stands, answers lines on its standard input and ends when that ends.
 */
final class OperatorMain {
    static final String SAID = "@ ";

    private final Gate gate = new Gate();
    private final ConfigurableApplicationContext context;

    private OperatorMain(Path data) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", "0");
        properties.put("server.address", "127.0.0.1");
        properties.put("spring.main.banner-mode", "off");
        properties.put("logging.level.root", "WARN");
        properties.put("sandyq.operator.bin", "050140001238");
        properties.put("sandyq.data.directory", data.toString());
        properties.put("sandyq.database.directory", data.resolve("database").toString());
        properties.put("sandyq.cluster.directory", data.resolve("cluster").toString());
        context = new SpringApplicationBuilder(OperatorApplication.class)
                .properties(properties)
                .initializers(started -> {
                    started.getBeanFactory().addBeanPostProcessor(new Stations(gate));
                    started.getBeanFactory().registerSingleton("migrationStations", new MigrationStations());
                })
                .run();
    }

    public static void main(String[] args) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        OperatorMain operator = new OperatorMain(Path.of(args[0]));
        say("serving " + operator.context.getEnvironment().getRequiredProperty("local.server.port") + " "
                + operator.node().restoredSequence());
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            say(operator.obey(order.split(" ", -1)));
        }
        operator.context.close();
        System.exit(0);
    }

    static synchronized void say(String line) {
        System.out.println(SAID + line);
        System.out.flush();
    }

    private String obey(String[] order) {
        return switch (order[0]) {
            case "staff" -> staff(order[1], order[2]);
            case "token" -> token(context.getBean(Logins.class).find(order[1]).orElseThrow());
            case "snapshot" -> snapshot();
            case "view" -> view();
            case "hold" -> gate.hold(true);
            case "waiting" -> waiting();
            case "tables" ->
                ReadModelContent.read(context.getBean(javax.sql.DataSource.class))
                        .line();
            default -> throw new IllegalArgumentException(order[0]);
        };
    }

    private ClusterNode node() {
        return context.getBean(ClusterNode.class);
    }

    private String snapshot() {
        node().snapshot();
        return "done";
    }

    private String view() {
        NodeView view = node().view();
        return view.sequence() + " " + view.stateHashHigh() + " " + view.stateHashLow();
    }

    /** Commands that were decided and have no answer of the log yet. */
    private String waiting() {
        return context.getBean(JdbcClient.class)
                .sql("select count(*) from operator.command_outbox where answered_at is null")
                .query(String.class)
                .single();
    }

    /** A member of staff, as an administrator would make him, with a token for the API. */
    private String staff(String role, String iin) {
        long person = context.getBean(Persons.class).add(Person.Kind.INDIVIDUAL, iin, "Адам " + iin);
        return token(context.getBean(Logins.class).create("staff" + iin, person, Set.of(Role.valueOf(role))));
    }

    private String token(long login) {
        return context.getBean(ApiCredentials.class)
                .create(login, "kills", EnumSet.allOf(ApiCredentials.Scope.class), Duration.ofDays(1));
    }
}
