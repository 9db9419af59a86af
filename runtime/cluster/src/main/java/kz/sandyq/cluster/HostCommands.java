package kz.sandyq.cluster;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.Key;
import org.agrona.concurrent.UnsafeBuffer;

/** Commands of the host itself: of no person, each under a key of its own. */
final class HostCommands {
    private HostCommands() {}

    static Reply submit(ClusterAddress address, CommandBody body, long withinMs) {
        long nowMs = System.currentTimeMillis();
        String name = "host " + nowMs + " " + System.nanoTime();
        Key key = Key.of(Key.sha256().digest(name.getBytes(StandardCharsets.UTF_8)), nowMs);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        int length = body.encode(buffer, 0, new Header(key, 0, 0, 0, new byte[32], salt));
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        try (CommandClient client = CommandClient.connect(address, 1)) {
            return client.submit(bytes)
                    .orTimeout(withinMs, TimeUnit.MILLISECONDS)
                    .join();
        }
    }
}
