package kz.sandyq.operator.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import kz.sandyq.platform.error.RefusedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.util.ReflectionUtils;

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

    /** Who decides holds a transaction while he begins: members are asked behind it, on the copy's own thread. */
    @Test
    void whoBeginsAsksNobodyYet() {
        AtomicInteger asked = new AtomicInteger();
        LogTurn turn = new LogTurn(new ObjectProvider<>() {
            @Override
            public @Nullable ProofLoop getIfAvailable() {
                asked.incrementAndGet();
                return null;
            }
        });
        turn.beginCopy();
        assertThat(asked).hasValue(0);
        assertThat(turn.purged()).isTrue();
        assertThat(asked).hasValue(1);
        AnnotationTransactionAttributeSource rules = new AnnotationTransactionAttributeSource();
        assertThat(rules.getTransactionAttribute(method(LogTurn.class, "purged"), LogTurn.class))
                .returns(TransactionDefinition.PROPAGATION_NEVER, TransactionDefinition::getPropagationBehavior);
        assertThat(rules.getTransactionAttribute(method(LogPurges.class, "propose"), LogPurges.class))
                .returns(TransactionDefinition.PROPAGATION_NEVER, TransactionDefinition::getPropagationBehavior);
    }

    private static Method method(Class<?> type, String name) {
        return Objects.requireNonNull(ReflectionUtils.findMethod(type, name));
    }

    private static void refused(ThrowingCallable attempt, String code) {
        assertThatThrownBy(attempt).isInstanceOfSatisfying(RefusedException.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.status()).isEqualTo(409);
        });
    }
}
