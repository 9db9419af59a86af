package kz.sandyq.demo;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kz.sandyq.demo.start.DataDirectory;
import kz.sandyq.demo.start.LocalNodes;
import kz.sandyq.demo.start.OperatorParticulars;
import kz.sandyq.demo.start.StartRefusedException;
import kz.sandyq.operator.OperatorApplication;
import kz.sandyq.operator.backup.BackupMain;
import kz.sandyq.platform.StartConsole;
import kz.sandyq.platform.i18n.ConsoleText;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts Sandyq over a data directory: a demonstration in one process, with the word {@code cluster} one whose log has
 * three processes of its own, or with the word {@code operator} an operator's own deployment. {@code --fresh} forgets
 * an earlier demonstration; other arguments are Spring properties, {@code --server.port=8081} for instance. A start
 * that is impossible says why and exits with a code of {@link StartRefusedException}. The word {@code backup} starts
 * nothing: see {@link BackupMain}.
 */
public final class DemoApplication {
    private static final int DEFAULT_PORT = 8080;
    private static final int HISTORY_DAYS = 70;
    private static final LocalTime OPENING = LocalTime.of(9, 0);

    private final List<String> words;
    private final boolean demo;
    private final boolean cluster;
    private final Path home;
    private final ConsoleText text;

    private DemoApplication(List<String> words, Path home, Locale machine) {
        this.words = words;
        this.demo = !words.contains("operator");
        this.cluster = words.contains("cluster");
        this.home = home;
        this.text = new ConsoleText("messages/demo", machine);
    }

    public static void main(String[] args) throws IOException {
        if (args.length > 0 && args[0].equals("backup")) {
            List<String> words = Arrays.asList(args).subList(1, args.length);
            System.exit(BackupMain.run(Locale.getDefault(), StartConsole::say, words));
        }
        try {
            start(Path.of(".sandyq").toAbsolutePath(), Locale.getDefault(), args);
        } catch (StartRefusedException refused) {
            System.err.println(refused.getMessage());
            System.exit(refused.exitCode());
        }
    }

    /**
     * Starts and returns when the address answers; the sample market may still be in the making.
     *
     * @param home directory of the data of all deployments of this place
     * @param machine language of the console
     * @throws StartRefusedException when it is impossible as asked
     */
    public static ConfigurableApplicationContext start(Path home, Locale machine, String... args)
            throws IOException, StartRefusedException {
        return new DemoApplication(Arrays.asList(args), home, machine).start();
    }

    private ConfigurableApplicationContext start() throws IOException, StartRefusedException {
        requireKnownWords();
        requireFreePort();
        DataDirectory data = DataDirectory.open(home.resolve(deployment()), text);
        try {
            ConfigurableApplicationContext context = start(data);
            String port = context.getEnvironment().getRequiredProperty("local.server.port");
            System.out.println(text.of("demo.start.address", "http://localhost:" + port + "/"));
            return context;
        } catch (IOException | StartRefusedException | RuntimeException fault) {
            data.close();
            throw fault;
        }
    }

    private ConfigurableApplicationContext start(DataDirectory data) throws IOException, StartRefusedException {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (demo) {
            prepareDemo(data);
            properties.put("sandyq.operator.name", "Sandyq демо");
            properties.put("sandyq.operator.bin", "050140001238");
            properties.put("sandyq.cluster.disk-reserve-mib", 256);
            properties.put("sandyq.cluster.first-clock-offset", historyOffset().toString());
        } else {
            Path file = home.resolve("operator.properties");
            properties.putAll(OperatorParticulars.read(file, words, data.isNew(), text));
            properties.put("sandyq.settings.file", file.toString());
        }
        properties.put("sandyq.data.directory", data.path().toString());
        properties.put(
                "sandyq.database.directory", data.path().resolve("database").toString());
        properties.put(
                "sandyq.cluster.directory", data.path().resolve("cluster").toString());
        Path keys = data.path().resolve("cluster/proof/keys");
        @Nullable LocalNodes nodes = cluster ? LocalNodes.start(data.path(), keys, historyOffset(), text) : null;
        if (nodes != null) {
            properties.put("sandyq.proof.archive", data.path().resolve("copies").toString());
            properties.put("sandyq.cluster.file", LocalNodes.file(data.path()).toString());
            properties.put("sandyq.proof.member-keys", String.join(",", nodes.proofKeys()));
        }
        properties.put("sandyq.cluster.demo", demo);
        properties.putIfAbsent("server.address", "127.0.0.1");
        properties.put("server.shutdown", "graceful");
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", "10s");
        properties.put("spring.main.banner-mode", "off");
        properties.put("logging.level.root", "WARN");
        properties.put("logging.level.org.flywaydb", "ERROR");
        properties.put("logging.level.org.springdoc", "ERROR");
        var builder = new SpringApplicationBuilder(OperatorApplication.class)
                .properties(properties)
                .initializers(context -> keep(context, "dataDirectory", data));
        if (demo) {
            builder.sources(DemoConfiguration.class);
        }
        if (nodes != null) {
            builder.initializers(context -> keep(context, "localNodes", nodes));
        }
        try {
            return builder.run(words.stream()
                    .filter(word -> word.startsWith("--") && word.contains("="))
                    .toArray(String[]::new));
        } catch (RuntimeException fault) {
            if (nodes != null) {
                nodes.close();
            }
            throw fault;
        }
    }

    /** Given back after everything else is closed: what is registered first is closed last. */
    private static void keep(ConfigurableApplicationContext context, String name, AutoCloseable held) {
        var beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerSingleton(name, held);
        beans.registerDisposableBean(name, held::close);
    }

    private String deployment() {
        if (cluster) {
            return "cluster";
        }
        return demo ? "demo" : "operator";
    }

    private void prepareDemo(DataDirectory data) throws IOException {
        LocalNodes.stopOrphans(data.path());
        if (words.contains("--fresh") || cluster && data.isNew()) {
            data.clear();
        } else if (data.sampleCutOff()) {
            System.out.println(text.of("demo.start.cutOff"));
            data.clear();
        }
        if (data.isNew()) {
            data.sampleBegins();
        }
    }

    /** The sample history begins some weeks ago in the morning and ends today. */
    private static Duration historyOffset() {
        Instant now = Instant.now();
        Instant begin = SandyqClock.dayOf(now)
                .minusDays(HISTORY_DAYS)
                .atTime(OPENING)
                .atZone(SandyqClock.LEGAL_ZONE)
                .toInstant();
        return Duration.between(now, begin);
    }

    private void requireKnownWords() throws StartRefusedException {
        for (String word : words) {
            boolean known = word.equals("operator")
                    || word.equals("cluster")
                    || word.equals("--fresh")
                    || word.matches("--[^=]+=.*");
            if (!known) {
                throw new StartRefusedException(
                        StartRefusedException.NOT_CONFIGURED, text.of("demo.start.unknownWord", word));
            }
        }
        if (!demo && cluster) {
            throw new StartRefusedException(
                    StartRefusedException.NOT_CONFIGURED, text.of("demo.start.operatorCluster"));
        }
        if (!demo && words.contains("--fresh")) {
            throw new StartRefusedException(
                    StartRefusedException.NOT_CONFIGURED,
                    text.of("demo.start.freshOperator", home.resolve("operator").toString()));
        }
    }

    private void requireFreePort() throws IOException, StartRefusedException {
        int port = words.stream()
                .filter(word -> word.matches("--server\\.port=[0-9]{1,5}"))
                .map(word -> Integer.parseInt(word.substring("--server.port=".length())))
                .findFirst()
                .orElse(DEFAULT_PORT);
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.getLocalPort();
        } catch (BindException taken) {
            String other =
                    "./run " + (deployment().equals("demo") ? "" : deployment() + " ") + "--server.port=" + (port + 1);
            throw new StartRefusedException(
                    StartRefusedException.PORT_TAKEN, text.of("demo.start.portTaken", String.valueOf(port), other));
        }
    }
}
