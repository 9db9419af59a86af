package kz.sandyq.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kz.sandyq.platform.error.RefusedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** A log is not purged while it is copied, nor copied while it is purged. */
class LogTurnTest {
    @Test
    void oneAtATimeHasTheLog() {
        LogTurn turn = new LogTurn(new StaticListableBeanFactory().getBeanProvider(ProofLoop.class));
        turn.beginCopy();
        assertThat(turn.isCopied()).isTrue();
        refused(turn::beginPurge, "BACKUP_RUNS");
        refused(turn::beginCopy, "BACKUP_RUNS");
        turn.end();
        turn.beginPurge();
        assertThat(turn.isCopied()).isFalse();
        refused(turn::beginCopy, "PURGE_RUNS");
        refused(turn::beginPurge, "PURGE_RUNS");
        turn.end();
        turn.beginCopy();
        assertThat(turn.isCopied()).isTrue();
    }

    private static void refused(ThrowingCallable attempt, String code) {
        assertThatThrownBy(attempt).isInstanceOfSatisfying(RefusedException.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.status()).isEqualTo(409);
        });
    }
}
