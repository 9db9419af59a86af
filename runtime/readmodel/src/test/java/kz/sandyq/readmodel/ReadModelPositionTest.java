package kz.sandyq.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ReadModelPositionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ReadModelPosition position = new ReadModelPosition();

    private void reach(long sequence) {
        position.reached(new Bookmark(0, sequence, sequence * 10, 0, 0));
    }

    @Test
    void everybodyWaitsForWhatHeNeedsAndForNothingElse() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var later = CompletableFuture.supplyAsync(() -> position.await(9, PATIENCE), threads);
            var sooner = CompletableFuture.supplyAsync(() -> position.await(5, PATIENCE), threads);
            var moment = CompletableFuture.supplyAsync(() -> position.awaitAfter(50, PATIENCE), threads);
            reach(5);
            assertThat(sooner.join()).isTrue();
            assertThat(later).isNotDone();
            assertThat(moment).isNotDone();
            reach(6);
            assertThat(moment.join()).isTrue();
            assertThat(later).isNotDone();
            reach(12);
            assertThat(later.join()).isTrue();
        }
    }

    @Test
    void whoeverWaitsInVainIsTold() {
        reach(3);
        assertThat(position.await(3, Duration.ZERO)).isTrue();
        assertThat(position.await(4, Duration.ofMillis(1))).isFalse();
        assertThat(position.bookmark().sequence()).isEqualTo(3);
    }
}
