package kz.sandyq.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kz.sandyq.operator.OperatorApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * Starts Sandyq in one process over a data directory: a demonstration, or with the word {@code operator} an operator's own
 * deployment. Other arguments are Spring properties, {@code --server.port=8081} for instance.
 */
public final class DemoApplication {
    private static final int DEFAULT_PORT = 8080;

    private DemoApplication() {}

    public static void main(String[] args) {
        List<String> words = Arrays.asList(args);
        boolean demo = !words.contains("operator");
        int port = words.stream()
                .filter(word -> word.startsWith("--server.port="))
                .map(word -> Integer.parseInt(word.substring("--server.port=".length())))
                .findFirst()
                .orElse(DEFAULT_PORT);
        if (taken(port)) {
            System.err.println("Port " + port + " is taken. Stop what uses it, or choose another: ./run --server.port="
                    + (port + 1));
            System.exit(1);
        }
        Path data = Path.of(".sandyq").toAbsolutePath();
        var builder = new SpringApplicationBuilder(OperatorApplication.class).properties(properties(data, demo));
        if (demo) {
            builder.sources(DemoUsers.class);
        }
        builder.run(words.stream().filter(word -> word.startsWith("--")).toArray(String[]::new));
        System.out.println("Sandyq is at http://localhost:" + port + "/");
    }

    private static Map<String, Object> properties(Path data, boolean demo) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("sandyq.data.directory", data.toString());
        properties.put("sandyq.database.directory", data.resolve("database").toString());
        properties.put("sandyq.cluster.directory", data.resolve("cluster").toString());
        properties.put("sandyq.cluster.demo", demo);
        properties.put("server.address", "127.0.0.1");
        properties.put("spring.main.banner-mode", "off");
        properties.put("logging.level.root", "WARN");
        if (demo) {
            properties.put("sandyq.operator.name", "Sandyq демо");
            properties.put("sandyq.operator.bin", "050140001238");
        }
        return properties;
    }

    private static boolean taken(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return !socket.isBound();
        } catch (IOException inUse) {
            return true;
        }
    }
}
