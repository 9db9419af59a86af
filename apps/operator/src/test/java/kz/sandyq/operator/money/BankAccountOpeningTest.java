package kz.sandyq.operator.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import kz.sandyq.operator.OperatorTest;
import kz.sandyq.platform.login.Role;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.ResultActions;

class BankAccountOpeningTest extends OperatorTest {
    private static final String IBAN = "KZ05125KZT5004100200";
    /** Other tests in this process have accounts of their own. */
    private static final String OWN = "$[?(@.iban == '" + IBAN + "')]";

    @Autowired
    JdbcClient database;

    @Test
    void twoAdministratorsOpenAnAccountAndItsAccountsAreInTheLog() throws Exception {
        User first = user(Role.ADMINISTRATOR);
        User second = user(Role.ADMINISTRATOR);
        propose(first, IBAN, "KCJBKZKX", "KZT")
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.state").value("PROPOSED"));
        propose(second, IBAN, "KCJBKZKX", "KZT").andExpect(jsonPath("$.code").value("BANK_ACCOUNT_EXISTS"));
        long approval = database.sql("select max(id) from platform.approval where kind = 'money.bankAccount'")
                .query(Long.class)
                .single();
        approve(first, approval).andExpect(jsonPath("$.code").value("SECOND_PERSON_SAME"));
        approve(second, approval).andExpect(status().isOk());
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> web.perform(
                                get("/api/v1/settings/bank-accounts").header("Authorization", first.bearer()))
                        .andExpect(jsonPath(OWN + ".state").value("OPEN"))
                        .andExpect(jsonPath(OWN + ".assetId").value("1-1"))
                        .andExpect(jsonPath(OWN + ".folder").value(Matchers.contains(Matchers.endsWith(IBAN)))));
        assertThat(database.sql("""
                        select r.capacity from operator.bank_account b, readmodel.account r
                        where r.account_id in (b.core_account_id, b.suspense_account_id, b.claim_account_id,
                            b.own_account_id) and b.iban = :iban order by r.account_id""").param("iban", IBAN).query(String.class).list())
                .containsExactly("BANK_SIDE", "SUSPENSE", "CLAIM", "OPERATOR_OWN");
        web.perform(get("/settings/bank-accounts").cookie(signIn(first)))
                .andExpect(content().string(Matchers.containsString(IBAN)));
        web.perform(post("/settings/bank-accounts")
                        .cookie(signIn(first))
                        .with(csrf())
                        .param("iban", "KZ1")
                        .param("bic", "KCJBKZKX")
                        .param("bankName", "Bank")
                        .param("currency", "KZT"))
                .andExpect(content().string(Matchers.containsString("KCJBKZKX")));
        web.perform(get("/settings").cookie(signIn(first))).andExpect(status().isOk());
    }

    @ParameterizedTest
    @CsvSource({
        "KZ86125KZT5004100101, KCJBKZKX, KZT, IBAN_NOT_VALID",
        "KZ86125KZT5004100100, KCJB,     KZT, BIC_NOT_VALID",
        "KZ86125KZT5004100100, KCJBKZKX, XYZ, CURRENCY_UNKNOWN",
    })
    void whatIsWrittenWrongIsRefused(String iban, String bic, String currency, String code) throws Exception {
        propose(user(Role.ADMINISTRATOR), iban, bic, currency)
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value(code));
    }

    @Test
    void nobodyButAdministratorsMay() throws Exception {
        propose(user(Role.OFFICER), IBAN, "KCJBKZKX", "KZT").andExpect(status().isForbidden());
    }

    private ResultActions propose(User who, String iban, String bic, String currency) throws Exception {
        return web.perform(post("/api/v1/settings/bank-accounts")
                .header("Authorization", who.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"iban\":\"%s\",\"bic\":\"%s\",\"bankName\":\"Bank\",\"currency\":\"%s\"}"
                        .formatted(iban, bic, currency)));
    }

    private ResultActions approve(User who, long approval) throws Exception {
        return web.perform(post("/api/v1/approvals/" + approval + "/approve")
                .header("Authorization", who.bearer())
                .header("If-Match", "\"v0\""));
    }
}
