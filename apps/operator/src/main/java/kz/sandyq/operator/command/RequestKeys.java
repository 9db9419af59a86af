package kz.sandyq.operator.command;

import java.security.SecureRandom;
import java.util.UUID;
import kz.sandyq.platform.time.SandyqClock;
import org.springframework.stereotype.Component;

/**
 * Idempotency keys that the application itself makes, for a form when it is rendered or for a duty of its own: UUIDs of
 * version 7 (RFC 9562) by real time, since the log compares them with real time also in a demo.
 */
@Component("requestKeys")
public class RequestKeys {
    private final SandyqClock clock;
    private final SecureRandom random = new SecureRandom();

    RequestKeys(SandyqClock clock) {
        this.clock = clock;
    }

    /** A new key. */
    public UUID next() {
        long high = realTimeMs() << 16 | 0x7000L | random.nextInt(0x1000);
        long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** Real time, Unix milliseconds. */
    long realTimeMs() {
        return clock.instant().minus(clock.offset()).toEpochMilli();
    }
}
