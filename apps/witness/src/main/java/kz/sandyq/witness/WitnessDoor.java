package kz.sandyq.witness;

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
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import kz.sandyq.transparency.witness.AddCheckpoint;
import kz.sandyq.witness.WitnessDesk.Reply;
import org.jspecify.annotations.Nullable;

/** Where logs ask by HTTP: {@code POST /add-checkpoint} and nothing else. With a certificate it speaks TLS 1.3 only. */
final class WitnessDoor implements AutoCloseable {
    /** Whoever sends or takes nothing is let go after this many seconds. */
    private static final int PATIENCE_SECONDS = 5;

    /** More connections at a time are closed as they come. */
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

    private final HttpServer server;
    private final WitnessDesk desk;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private WitnessDoor(HttpServer server, WitnessDesk desk) {
        this.server = server;
        this.desk = desk;
    }

    /**
     * A door that is open.
     *
     * @param certificates what it shows; nothing for plain text
     * @throws WitnessFault when the address is taken or is not on this host
     */
    static WitnessDoor open(InetSocketAddress place, @Nullable SSLContext certificates, WitnessDesk desk) {
        try {
            WitnessDoor door = new WitnessDoor(
                    certificates == null ? HttpServer.create(place, 0) : guarded(place, certificates), desk);
            door.server.setExecutor(door.threads);
            door.server.createContext("/", door::answer);
            door.server.start();
            return door;
        } catch (IOException taken) {
            throw new WitnessFault(WitnessFault.TAKEN, "cannot listen at " + place + ": " + taken.getMessage());
        }
    }

    private static HttpServer guarded(InetSocketAddress place, SSLContext certificates) throws IOException {
        HttpsServer server = HttpsServer.create(place, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificates) {
            @Override
            public void configure(HttpsParameters connection) {
                SSLParameters newest = certificates.getDefaultSSLParameters();
                newest.setProtocols(new String[] {"TLSv1.3"});
                connection.setSSLParameters(newest);
            }
        });
        return server;
    }

    /** Where it listens; with a port also when 0 was asked for. */
    InetSocketAddress place() {
        return server.getAddress();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(AddCheckpoint.PATH)) {
                send(exchange, new Reply(404, "text/plain", "not found\n"));
            } else if (!exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Allow", "POST");
                send(exchange, new Reply(405, "text/plain", "only POST\n"));
            } else {
                // One byte more than any request has makes it one that is too large.
                send(exchange, desk.answer(exchange.getRequestBody().readNBytes(AddCheckpoint.LONGEST + 1)));
            }
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        // Read late, behind the answer, it could swallow what of the next request came with it under TLS, for ever.
        exchange.getRequestBody().readNBytes(MOST_UNREAD);
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(reply.status(), bytes.length);
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
