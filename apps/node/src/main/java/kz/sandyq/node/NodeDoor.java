package kz.sandyq.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** What supervisors and metrics ask a node by HTTP. Nothing can be changed through it. */
final class NodeDoor implements AutoCloseable {
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
     * @throws NodeFault when the place is taken or is not on this host
     */
    static NodeDoor at(InetSocketAddress place) {
        try {
            NodeDoor door = new NodeDoor(HttpServer.create(place, 0));
            door.server.setExecutor(door.threads);
            return door;
        } catch (IOException taken) {
            throw new NodeFault(NodeFault.TAKEN, "cannot listen at " + place + ": " + taken.getMessage());
        }
    }

    /** Answers GET of exactly this path. */
    NodeDoor answer(String path, Supplier<Answer> question) {
        server.createContext(path, exchange -> {
            try (exchange) {
                boolean known = exchange.getRequestURI().getPath().equals(path);
                if (!known) {
                    send(exchange, new Answer(404, "not found\n"));
                } else if (!exchange.getRequestMethod().equals("GET")) {
                    send(exchange, new Answer(405, "only GET\n"));
                } else {
                    send(exchange, question.get());
                }
            }
        });
        return this;
    }

    /** From now on it answers, and knows all its paths. */
    void open() {
        server.start();
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
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
