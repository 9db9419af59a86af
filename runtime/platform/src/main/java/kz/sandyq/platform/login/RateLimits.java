package kz.sandyq.platform.login;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How often one address or one name may try to sign in, and how often one address may show a wrong token. */
@Component
class RateLimits {
    private static final int BUCKETS_MAX = 10_000;

    private final Buckets byAddress;
    private final Buckets byName;
    private final Buckets wrongTokens;

    RateLimits(
            @Value("${sandyq.sign-in.attempts-per-minute-and-address:60}") int perAddress,
            @Value("${sandyq.sign-in.attempts-per-minute-and-name:10}") int perName) {
        this.byAddress = new Buckets(perAddress);
        this.byName = new Buckets(perName);
        this.wrongTokens = new Buckets(perAddress);
    }

    boolean signIn(String address, String name) {
        return byAddress.take(address) & byName.take(name);
    }

    boolean wrongToken(String address) {
        return wrongTokens.take(address);
    }

    /** One bucket a key; the least recently used one goes when there are too many. */
    private static final class Buckets {
        private final int perMinute;
        private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > BUCKETS_MAX;
            }
        };

        Buckets(int perMinute) {
            this.perMinute = perMinute;
        }

        synchronized boolean take(String key) {
            return buckets.computeIfAbsent(key, absent -> bucket()).tryConsume(1);
        }

        private Bucket bucket() {
            return Bucket.builder()
                    .addLimit(Bandwidth.builder()
                            .capacity(perMinute)
                            .refillGreedy(perMinute, Duration.ofMinutes(1))
                            .build())
                    .build();
        }
    }
}
