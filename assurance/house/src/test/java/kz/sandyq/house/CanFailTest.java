package kz.sandyq.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;

/** Each test has a way to fail: it reaches an assertion. */
class CanFailTest {
    private static final JavaClasses TESTS = Repository.classes(Repository.modules(), "test-classes");
    private static final List<String> ASSERTING = List.of(
            "org.assertj.",
            "org.junit.jupiter.api.Assert",
            "org.springframework.test.web.",
            "org.springframework.modulith.",
            "com.tngtech.archunit.lang.",
            "com.microsoft.playwright.assertions.",
            "org.awaitility.",
            "java.lang.AssertionError");

    @Test
    void everyTestReachesAnAssertion() {
        List<String> harmless = new ArrayList<>();
        int tests = 0;
        for (JavaClass type : TESTS) {
            for (JavaMethod method : type.getMethods()) {
                if (isTest(method)) {
                    tests++;
                    if (!reachesAnAssertion(method)) {
                        harmless.add(method.getFullName());
                    }
                }
            }
        }
        assertThat(tests).isGreaterThan(300);
        assertThat(harmless).isEmpty();
    }

    @Test
    void noTestIsSwitchedOff() {
        List<String> off = new ArrayList<>();
        for (JavaClass type : TESTS) {
            boolean sample = type.getName().startsWith("kz.sandyq.evidence.");
            if (!sample && type.isAnnotatedWith(Disabled.class)) {
                off.add(type.getName());
            }
            type.getMethods().stream()
                    .filter(method -> !sample && method.isAnnotatedWith(Disabled.class))
                    .forEach(method -> off.add(method.getFullName()));
        }
        assertThat(off).isEmpty();
    }

    private static boolean isTest(JavaMethod method) {
        return !method.getOwner().getName().startsWith("kz.sandyq.evidence.")
                && (method.isAnnotatedWith(Test.class)
                        || method.isAnnotatedWith(ParameterizedTest.class)
                        || method.isAnnotatedWith(RepeatedTest.class)
                        || method.isAnnotatedWith(TestFactory.class));
    }

    private static boolean reachesAnAssertion(JavaMethod test) {
        Set<String> seen = new HashSet<>();
        Deque<JavaCodeUnit> open = new ArrayDeque<>(List.of(test));
        while (!open.isEmpty()) {
            JavaCodeUnit unit = open.pop();
            if (!seen.add(unit.getFullName())) {
                continue;
            }
            for (var call : unit.getCallsFromSelf()) {
                String owner = call.getTargetOwner().getName();
                if (ASSERTING.stream().anyMatch(owner::startsWith)) {
                    return true;
                }
                call.getTarget().resolveMember().filter(each -> ours(owner)).ifPresent(open::push);
            }
            for (var reference : unit.getMethodReferencesFromSelf()) {
                reference.getTarget().resolveMember().ifPresent(open::push);
            }
        }
        return false;
    }

    private static boolean ours(String owner) {
        return TESTS.contain(owner);
    }
}
