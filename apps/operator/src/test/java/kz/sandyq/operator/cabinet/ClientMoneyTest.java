package kz.sandyq.operator.cabinet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import kz.sandyq.operator.command.CommandAnswerHandler;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.money.BankAccount;
import kz.sandyq.operator.money.BankAccounts;
import kz.sandyq.operator.money.PaymentReferences;
import kz.sandyq.operator.money.PayoutState;
import kz.sandyq.operator.money.Payouts;
import kz.sandyq.operator.money.RequestKeys;
import kz.sandyq.platform.login.Logins;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.person.Person.Kind;
import kz.sandyq.platform.person.Persons;
import kz.sandyq.platform.time.SandyqClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@SpringBootTest(
        classes = MoneyApplication.class,
        properties = {"sandyq.database.directory=throwaway", "sandyq.money.poll-ms=3600000"})
@AutoConfigureMockMvc
class ClientMoneyTest {
    private static final String PASSWORD = "тоғыз жолдың торабы";
    private static final String IIN = "900101300007";
    private static final String FORM = """
            {"currency": "KZT", "amount": "%s", "payeeName": "Айгүл Сәрсенова", "payeeIban": "%s",
             "payeeBic": "KCJBKZKX", "purpose": "Ақша қайтару"}""";
    private static final String GOOD_IBAN = "KZ86125KZT5004100100";

    @Autowired
    MockMvc web;

    @Autowired
    Logins logins;

    @Autowired
    Persons persons;

    @Autowired
    BankAccounts banks;

    @Autowired
    PaymentReferences references;

    @Autowired
    QueuedCommands outbox;

    @Autowired
    List<CommandAnswerHandler> handlers;

    @Autowired
    SandyqClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Payouts payouts;

    private Cookie client = new Cookie("none", "none");
    private Cookie officer = new Cookie("none", "none");

    @BeforeEach
    void start() throws Exception {
        if (banks.all().isEmpty()) {
            banks.add(new BankAccount(
                    0, GOOD_IBAN, "KCJBKZKX", "Халық банкі", "KZT", 1, 2, 10, 11, 12, 13, "target/bank-test"));
            references.of(OneClient.CLIENT, 50, 51, 1, IIN, "CLIENT");
            signUp("client", IIN, Role.CLIENT);
            signUp("approver", "850505400018", Role.APPROVER);
            signUp("officer", "850505400008", Role.MONEY_OFFICER, Role.APPROVER);
        }
        client = signIn("client");
        officer = signIn("officer");
        outbox.queued.clear();
    }

    @Test
    void theClientSeesWhereToPayIn() throws Exception {
        web.perform(get("/api/v1/me/money").cookie(client))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[0].iban").value(GOOD_IBAN))
                .andExpect(jsonPath("$[0].reference").value(startsWith("RF")));
        web.perform(get("/cabinet/money").cookie(client))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Ақша салу")));
        web.perform(get("/cabinet/money").param("lang", "ru").cookie(client))
                .andExpect(content().string(containsString("Пополнение и вывод")));
    }

    @Test
    void theSameKeyGivesTheSamePayoutAndAnotherContentIsRefused() throws Exception {
        UUID key = RequestKeys.fresh(clock.instant());
        ask(key.toString(), FORM.formatted("150.00", GOOD_IBAN)).andExpect(status().isAccepted());
        ask(key.toString(), FORM.formatted("150.00", GOOD_IBAN))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.amount").value("150.00"))
                .andExpect(jsonPath("$.state").value("REQUESTED"));
        assertThat(outbox.queued).hasSize(1);
        ask(key.toString(), FORM.formatted("151.00", GOOD_IBAN))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("IDEMPOTENCY_KEY_REUSED"));
    }

    @Test
    void wrongRequestsAreRefusedWithTheirCode() throws Exception {
        refused(FORM.formatted("0", GOOD_IBAN), "AMOUNT_NOT_POSITIVE_HERE");
        refused(FORM.formatted("-5", GOOD_IBAN), "AMOUNT_NOT_POSITIVE_HERE");
        refused(FORM.formatted("1.001", GOOD_IBAN), "AMOUNT_TOO_PRECISE");
        refused(FORM.formatted("99999999999999999999", GOOD_IBAN), "AMOUNT_OUT_OF_RANGE");
        refused(FORM.formatted("1.00", "KZ00125KZT5004100100"), "IBAN_NOT_VALID");
        refused(FORM.formatted("1.00", GOOD_IBAN).replace("KCJBKZKX", "K"), "BIC_NOT_VALID");
        refused(FORM.formatted("1.00", GOOD_IBAN).replace("KZT\",", "USD\","), "CURRENCY_NOT_KEPT");
        ask(UUID.randomUUID().toString(), FORM.formatted("1.00", GOOD_IBAN)).andExpect(status().isBadRequest());
        assertThat(outbox.queued).isEmpty();
    }

    @Test
    void aRefusalOfTheCoreComesToTheInbox() throws Exception {
        ask(RequestKeys.fresh(clock.instant()).toString(), FORM.formatted("1250000.00", GOOD_IBAN));
        QueuedCommands.Queued queued = outbox.queued.getFirst();
        answer(queued, new CommandReply(1, 403, 0, 0));
        web.perform(get("/api/v1/me/inbox").header("Accept-Language", "en").cookie(client))
                .andExpect(jsonPath("$[0].kind").value("PAYOUT_REFUSED"))
                .andExpect(jsonPath("$[0].text").value(containsString("1\u2009250\u2009000.00")));
        web.perform(get("/cabinet/inbox").cookie(client)).andExpect(status().isOk());
    }

    @Test
    void theDeskIsForMoneyOfficersOnly() throws Exception {
        web.perform(get("/desk/money/suspense").cookie(client)).andExpect(status().isForbidden());
        web.perform(get("/desk/money/suspense").cookie(officer)).andExpect(status().isOk());
        web.perform(get("/desk/money/payouts").cookie(officer))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Резервтелді")));
        web.perform(post("/desk/money/act/payouts/1/propose").cookie(officer)).andExpect(status().isForbidden());
        web.perform(get("/api/v1/me/money")).andExpect(status().isUnauthorized());
    }

    @Test
    void aPayoutNeedsASecondPerson() throws Exception {
        ask(RequestKeys.fresh(clock.instant()).toString(), FORM.formatted("77.00", GOOD_IBAN));
        QueuedCommands.Queued queued = outbox.queued.getFirst();
        long payout = queued.objectId();
        answer(queued, new CommandReply(1, 0, 900, 0));
        propose(payout).andExpect(redirectedUrl("/desk/money/payouts"));
        propose(payout).andExpect(status().isConflict());
        long approval = jdbc.sql("select id from platform.approval where subject = :subject")
                .param("subject", "payout:" + payout)
                .query(Long.class)
                .single();
        decide(approval, officer)
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.code").value("SECOND_PERSON_SAME"));
        assertThat(payouts.get(payout).status()).isEqualTo(PayoutState.RESERVED);
        decide(approval, signIn("approver")).andExpect(status().isOk());
        assertThat(payouts.get(payout).status()).isEqualTo(PayoutState.APPROVED);
        assertThat(payouts.get(payout).firstPerson())
                .isNotEqualTo(payouts.get(payout).secondPerson());
    }

    private ResultActions propose(long payout) throws Exception {
        return web.perform(post("/desk/money/act/payouts/" + payout + "/propose")
                .cookie(officer)
                .with(csrf()));
    }

    private ResultActions decide(long approval, Cookie who) throws Exception {
        return web.perform(post("/api/v1/approvals/" + approval + "/approve")
                .cookie(who)
                .with(csrf())
                .header("If-Match", "\"v0\""));
    }

    private void answer(QueuedCommands.Queued queued, CommandReply reply) {
        handlers.stream()
                .filter(handler -> handler.objectType().equals(queued.objectType()))
                .findFirst()
                .orElseThrow()
                .answered(queued.objectId(), reply);
    }

    private void refused(String form, String code) throws Exception {
        ask(RequestKeys.fresh(clock.instant()).toString(), form)
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.code").value(code));
    }

    private ResultActions ask(String key, String form) throws Exception {
        return web.perform(post("/api/v1/me/payouts")
                .cookie(client)
                .with(csrf())
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(form));
    }

    private void signUp(String name, String iin, Role... roles) throws Exception {
        long person = persons.add(Kind.INDIVIDUAL, iin, name);
        String token = logins.invite(logins.create(name, person, Set.of(roles)));
        web.perform(post("/invitation/" + token)
                        .with(csrf())
                        .param("password", PASSWORD)
                        .param("again", PASSWORD))
                .andExpect(redirectedUrl("/sign-in?invited"));
    }

    private Cookie signIn(String name) throws Exception {
        return Objects.requireNonNull(web.perform(
                        post("/sign-in").with(csrf()).param("loginName", name).param("password", PASSWORD))
                .andReturn()
                .getResponse()
                .getCookie("sandyq_session"));
    }
}
