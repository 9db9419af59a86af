package kz.sandyq.operator.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import kz.sandyq.operator.MarketTest;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.time.SandyqClock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.ObjectMapper;

/** Money that waits too long for its owner becomes a case, once. */
class SuspenseTermsTest extends MarketTest {
    @Autowired
    MoneyProposals proposals;

    @Autowired
    MoneyCases cases;

    @Autowired
    ObjectMapper json;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void moneyBecomesACaseOnTheDayAfterItsLastAndOnlyOnce() throws Exception {
        String reference = bank.credit("RF18539007547034", "10.00", "");
        until(() -> count("operator.bank_movement where state = 'SUSPENSE' and reference = '" + reference + "'") == 1);
        at(Duration.ofDays(400)).remind();
        if (count("operator.suspense_term") == 0) {
            assertThat(cases(reference)).as("not set, no case").isZero();
        }
        User administrator = user(Role.ADMINISTRATOR);
        post(administrator.token(), "/settings/suspense-terms", "{\"days\":3,\"source\":\"№ 1\"}")
                .good();
        approveLast(user(Role.ADMINISTRATOR).token()).good();
        new TransactionTemplate(transactions).executeWithoutResult(later -> {
            at(Duration.ofDays(3)).remind();
            assertThat(cases(reference)).as("the third day is its last").isZero();
            at(Duration.ofDays(4)).remind();
            at(Duration.ofDays(5)).remind();
            assertThat(cases(reference)).isOne();
            later.setRollbackOnly();
        });
    }

    private long cases(String reference) {
        return count("operator.money_case where kind = 'SUSPENSE_TOO_LONG' and detail = '" + reference + "'");
    }

    /** The same setting, so much later. */
    private SuspenseTerms at(Duration later) {
        InstantSource moved = () -> clock.instant().plus(later);
        return new SuspenseTerms(database, proposals, cases, json, new SandyqClock(moved));
    }
}
