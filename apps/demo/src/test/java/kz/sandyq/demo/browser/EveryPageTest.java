package kz.sandyq.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import kz.sandyq.platform.login.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each page that somebody can reach by links: accessible, narrow enough, in its language, quiet in the console. */
@Tag("browser")
class EveryPageTest {
    private final RunningSandyq sandyq = RunningSandyq.get();

    /** Pages with something on them. */
    @BeforeAll
    static void liveALife() {
        IssueLife.walked();
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @ValueSource(strings = {"kk", "ru", "en"})
    void pagesBeforeSignIn(String language) {
        try (Visitor visitor = new Visitor(language)) {
            visitor.open("/sign-in?lang=" + language);
            assertThat(new Crawl(visitor).from("/sign-in")).isEmpty();
            assertThat(new Crawl(visitor).from("/public/issues")).isEmpty();
        }
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CLIENT", "ISSUER"})
    void pagesOfEachRole(Role role) {
        crawl(role, "kk");
    }

    @ParameterizedTest
    @Tag("campaign")
    @Execution(ExecutionMode.CONCURRENT)
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CLIENT", "ISSUER"})
    void pagesOfEachRoleInEachLanguage(Role role) {
        crawl(role, "ru");
        crawl(role, "en");
    }

    private void crawl(Role role, String language) {
        try (Visitor visitor = new Visitor(language)) {
            visitor.signIn(sandyq.staff(role));
            Crawl crawl = new Crawl(visitor);
            assertThat(crawl.from("/")).as("pages of %s in %s", role, language).isEmpty();
            assertThat(crawl.seen()).hasSizeGreaterThan(2);
        }
    }
}
