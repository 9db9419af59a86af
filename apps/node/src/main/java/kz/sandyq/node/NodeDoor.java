package kz.sandyq.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * What other members, gateways, supervisors and metrics ask a node by HTTP. Nothing can be changed through it but by
 * orders that their takers hold to a signature. With certificates it speaks TLS 1.3 only, and only with whoever shows
 * one of the same authority.
 */
final class NodeDoor implements AutoCloseable {
    /** Whoever sends or takes nothing is let go after this many seconds. */
    static final int PATIENCE_SECONDS = 5;

    /** More connections at a time are closed as they come: the log needs the process's files more than callers do. */
    private static final int CONNECTIONS = 1_000;

    /** Of a body that nobody asked for, bytes that are read; whoever sends more is closed. */
    private static final int MOST_UNREAD = 64 * 1024;

    static {
        // The server of the JDK reads these once, and waits for ever without them.
        System.setProperty("sun.net.httpserver.maxReqTime", String.valueOf(PATIENCE_SECONDS));
        System.setProperty("sun.net.httpserver.maxRspTime", String.valueOf(PATIENCE_SECONDS));
        System.setProperty("sun.net.httpserver.clockTick", "1000");
        System.setProperty("jdk.httpserver.maxConnections", String.valueOf(CONNECTIONS));
    }

    /** A status and a text. */
    record Answer(int status, String text) {
        static Answer ok(String text) {
            return new Answer(200, text);
        }

        static Answer unavailable(String text) {
            return new Answer(503, text);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private NodeDoor(HttpServer server) {
        this.server = server;
    }

    /**
     * A door that is not open yet.
     *
     * @param certificates what it shows and whom it believes; nothing for plain text
     * @throws NodeFault when the place is taken or is not on this host
     */
    static NodeDoor at(InetSocketAddress place, @Nullable SSLContext certificates) {
        try {
            NodeDoor door =
                    new NodeDoor(certificates == null ? HttpServer.create(place, 0) : guarded(place, certificates));
            door.server.setExecutor(door.threads);
            return door;
        } catch (IOException taken) {
            throw new NodeFault(NodeFault.TAKEN, "cannot listen at " + place + ": " + taken.getMessage());
        }
    }

    private static HttpServer guarded(InetSocketAddress place, SSLContext certificates) throws IOException {
        HttpsServer server = HttpsServer.create(place, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificates) {
            @Override
            public void configure(HttpsParameters connection) {
                SSLParameters both = certificates.getDefaultSSLParameters();
                both.setNeedClientAuth(true);
                both.setProtocols(new String[] {"TLSv1.3"});
                connection.setSSLParameters(both);
            }
        });
        return server;
    }

    /** Answers GET of exactly this path. */
    NodeDoor answer(String path, Supplier<Answer> question) {
        return answerBelow(path, rest -> rest.isEmpty() ? question.get() : new Answer(404, "not found\n"));
    }

    /** Answers GET of every path that begins so, by what comes behind it. */
    NodeDoor answerBelow(String path, Function<String, Answer> question) {
        server.createContext(path, exchange -> {
            try (exchange) {
                if (exchange.getRequestMethod().equals("GET")) {
                    send(exchange, question.apply(behind(path, exchange)));
                } else {
                    send(exchange, new Answer(405, "only GET\n"));
                }
            }
        });
        return this;
    }

    /** Answers GET of exactly this path, and takes POST of at most so many bytes there. */
    NodeDoor take(String path, Supplier<Answer> question, int longest, Function<byte[], Answer> order) {
        server.createContext(path, exchange -> {
            try (exchange) {
                if (!behind(path, exchange).isEmpty()) {
                    send(exchange, new Answer(404, "not found\n"));
                } else if (exchange.getRequestMethod().equals("GET")) {
                    send(exchange, question.get());
                } else if (exchange.getRequestMethod().equals("POST")) {
                    byte[] bytes = exchange.getRequestBody().readNBytes(longest + 1);
                    send(exchange, bytes.length > longest ? new Answer(413, "too long\n") : order.apply(bytes));
                } else {
                    send(exchange, new Answer(405, "only GET and POST\n"));
                }
            }
        });
        return this;
    }

    private static String behind(String path, HttpExchange exchange) {
        return exchange.getRequestURI().getPath().substring(path.length());
    }

    /** From now on it answers, and knows all its paths. */
    void open() {
        server.start();
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        // Read late, behind the answer, it could swallow what of the next request came with it under TLS, for ever.
        exchange.getRequestBody().readNBytes(MOST_UNREAD);
        byte[] bytes = answer.text().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
