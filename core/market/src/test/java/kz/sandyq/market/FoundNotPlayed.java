package kz.sandyq.market;

import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * PIT finds tests by running all of them, in each of its processes, and it starts one after each mutant that hangs.
 * Where it only looks which tests there are, in a process that tries mutants, a few are played to warm it up and no
 * more.
 */
public final class FoundNotPlayed implements InvocationInterceptor {
    private static final int WARM_UP = 12;
    private static final Set<String> LOOKING =
            Set.of("org.pitest.junit5.JUnit5TestUnitFinder", "org.pitest.mutationtest.execute.MutationTestMinion");

    private static final AtomicInteger PLAYED = new AtomicInteger();

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        play(invocation);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        play(invocation);
    }

    private static void play(Invocation<@Nullable Void> invocation) throws Throwable {
        if (isLooking() && PLAYED.incrementAndGet() > WARM_UP) {
            invocation.skip();
        } else {
            invocation.proceed();
        }
    }

    private static boolean isLooking() {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(StackFrame::getClassName)
                        .filter(LOOKING::contains)
                        .collect(Collectors.toSet()))
                .equals(LOOKING);
    }
}
