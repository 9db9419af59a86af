package kz.sandyq.platform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kz.sandyq.platform.error.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
    @Test
    void versionSevenIsTaken() {
        assertThat(IdempotencyKey.of("0197a2b0-0000-7abc-8def-0123456789ab")
                        .value()
                        .version())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "1-1-7000-8000-1",
                "0197a2b0-0000-4abc-8def-0123456789ab",
                "0197a2b0-0000-7abc-cdef-0123456789ab",
                "0197a2b000007abc8def0123456789ab"
            })
    void anythingElseIsRefused(@org.jspecify.annotations.Nullable String header) {
        assertThatThrownBy(() -> IdempotencyKey.of(header)).isInstanceOfSatisfying(RefusedException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("IDEMPOTENCY_KEY_INVALID");
            assertThat(refusal.status()).isEqualTo(400);
        });
    }
}
