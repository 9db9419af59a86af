package kz.sandyq.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The life of an issue walked by clicking, in three languages; no page on the way breaks a rule. */
@Tag("browser")
class WalkTest {
    private final IssueLife life = IssueLife.walked();

    @Test
    void everyPageOnTheWayKeepsTheRules() {
        assertThat(life.wrong()).isEmpty();
    }

    @Test
    void theWayGoesThroughThreeLanguages() {
        Set<String> languages =
                life.met().stream().map(each -> each.split(" ")[0]).collect(Collectors.toSet());
        assertThat(languages).containsExactlyInAnyOrder("kk", "ru", "en");
    }

    @Test
    void theWayIsLong() {
        Set<String> kinds = life.met().stream().map(each -> each.split(" ")[1]).collect(Collectors.toSet());
        assertThat(kinds)
                .contains(
                        "/settings",
                        "/settings/bank-accounts",
                        "/desk/clients/#",
                        "/invitation/*",
                        "/issuer/issues/#",
                        "/issuer/issues/#/check",
                        "/desk/issues/#",
                        "/desk/issues/#/custody",
                        "/issuer/consent",
                        "/issuer/buy-backs",
                        "/issuer/buy-backs/new",
                        "/issuer/buy-backs/#",
                        "/cabinet/buy-backs",
                        "/cabinet/buy-backs/#",
                        "/desk/books",
                        "/market/#",
                        "/market/deals",
                        "/cabinet/statement",
                        "/register/#",
                        "/register/#/entries",
                        "/approvals/#",
                        "/public/issues/#",
                        "/placements/#",
                        "/desk/placements/#",
                        "/cabinet/holdings",
                        "/cabinet/liabilities",
                        "/desk/liabilities",
                        "/cabinet/money",
                        "/cabinet/inbox",
                        "/desk/money/payouts");
    }
}
