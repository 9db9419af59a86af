package kz.sandyq.operator.acts;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.Answer;
import kz.sandyq.operator.TestBank;
import kz.sandyq.platform.login.Role;
import org.junit.jupiter.api.Test;

/** What stands still, what moves without the holder's order, what passes to others, and what issuers pay holders. */
class HolderActsTest extends ActsTest {
    @Test
    @LegalBasis(
            value = "LAW-1.6-3-d",
            shows = {REFUSED, ACCEPTED})
    void anAccountIsFrozenAtOnceByOneAndReleasedByTwo() throws Exception {
        User registrar = user(Role.REGISTRAR);
        Client holder = investor();
        long issue = bought(holder, 10);
        String account = "\"account\":\"1-" + holder.account() + "\"";
        assertThat(ask(officer, "register", "ACCOUNT_FREEZE", account, "COURT_ACT")
                        .status())
                .isEqualTo(403);
        assertThat(ask(registrar, "register", "ACCOUNT_FREEZE", account, "AGREEMENT")
                        .code())
                .isEqualTo("GROUND_KIND_NOT_FIT");
        User insider = userOf(holder.user().personId(), Role.REGISTRAR);
        assertThat(ask(insider, "register", "ACCOUNT_FREEZE", account, "COURT_ACT")
                        .code())
                .isEqualTo("PARTY_TO_ENTRY");
        String frozen = applied("register", ask(registrar, "register", "ACCOUNT_FREEZE", account, "COURT_ACT"));
        String freeze = get(registrar.token(), "/acts/register/" + frozen).at("$.resultId");
        assertThat(get(registrar.token(), "/restrictions?limit=200").body())
                .contains("\"encumbranceId\":\"" + freeze + "\"", "FREEZE", "COURT_ACT");
        page(signIn(registrar), "/desk/restrictions").andExpect(content().string(containsString(freeze)));
        page(signIn(holder.user()), "/cabinet/holdings").andExpect(content().string(containsString("бұғатталған")));
        assertThat(get(holder.token(), "/restrictions").status()).isEqualTo(403);

        String pledge = "\"encumbrance\":\"" + freeze + "\"";
        Answer asked = ask(registrar, "register", "FREEZE_RELEASE", pledge, "COURT_ACT")
                .good();
        assertThat(approveLast(registrar.token()).code()).isEqualTo("SECOND_PERSON_SAME");
        assertThat(get(registrar.token(), "/restrictions?limit=200").body()).contains(freeze);
        approveLast(approver.token()).good();
        applied("register", asked);
        assertThat(get(registrar.token(), "/restrictions?limit=200").body()).doesNotContain("\"" + freeze + "\"");
        assertThat(free(holder.account(), issue)).isEqualTo(10);
    }

    @Test
    void unitsMoveByActOfCourtAndBySuccessionAndTheRegisterSaysOnWhat() throws Exception {
        User registrar = user(Role.REGISTRAR);
        Client holder = investor();
        Client heir = investor();
        long issue = bought(holder, 10);
        String move = "\"fromAccount\":\"1-%d\",\"toAccount\":\"1-%d\",\"asset\":\"1-%d\",\"quantity\":\"%s\"";
        String forced = move.formatted(holder.account(), heir.account(), issue, "4");
        assertThat(ask(registrar, "register", "FORCED_TRANSFER", forced, "AGREEMENT")
                        .code())
                .isEqualTo("GROUND_KIND_NOT_FIT");
        assertThat(ask(registrar, "register", "FORCED_TRANSFER", forced.replace("\"4\"", "\"0\""), "COURT_ACT")
                        .code())
                .isEqualTo("AMOUNT_NOT_POSITIVE");
        Answer asked = ask(registrar, "register", "FORCED_TRANSFER", forced, "COURT_ACT")
                .good();
        assertThat(free(heir.account(), issue)).isZero();
        approveLast(approver.token()).good();
        String act = applied("register", asked);
        assertThat(free(heir.account(), issue)).isEqualTo(4);
        assertThat(get(registrar.token(), "/acts/register/" + act + "/movements")
                        .body())
                .contains("\"change\":\"-4\"", "\"change\":\"4\"", "FORCED_TRANSFER");
        assertThat(get(registrar.token(), "/issues/1-" + issue + "/entries?limit=200")
                        .body())
                .contains("FORCED_TRANSFER", "COURT_ACT");
        page(signIn(registrar), "/desk/acts/register/" + act).andExpect(status().isOk());

        String wallet = "1-" + number("select wallet_id from readmodel.account where account_id = ", holder.account());
        String notice = "\"wallet\":\"" + wallet + "\",\"notice\":\"DEATH\"";
        applied("register", ask(registrar, "register", "HOLDER_NOTICE", notice, "NOTARIAL_ACT"));
        page(signIn(registrar), "/desk/restrictions").andExpect(content().string(containsString(wallet)));
        String values = "\"wallet\":\"" + wallet + "\",\"basis\":\"SUCCESSION\"";
        String leg = "1-%d 1-%d 1-%d %s".formatted(holder.account(), heir.account(), issue, "6");
        assertThat(ask(registrar, "register", "RIGHTS_TRANSFER", values + ",\"legs\":\"1-1 two\"", "NOTARIAL_ACT")
                        .code())
                .isEqualTo("LEG_MALFORMED");
        Answer passing =
                ask(registrar, "register", "RIGHTS_TRANSFER", values + ",\"legs\":\"" + leg + "\"", "NOTARIAL_ACT");
        passing.good();
        approveLast(approver.token()).good();
        applied("register", passing);
        assertThat(free(heir.account(), issue)).isEqualTo(10);
        assertThat(free(holder.account(), issue)).isZero();
    }

    @Test
    void incomeIsRecordedPaidWithTaxWithheldAndTheInvestorSeesIt() throws Exception {
        Client holder = investor();
        Client issuer = issuer();
        String terms = noteTerms()
                .replaceFirst("\\{", "{\"incomeDates\":[\"" + clock.today().plusDays(1) + "\"],");
        long issue = register(issuer, examined(issuer, terms));
        mint(issue, 10);
        pay(holder, "9500.00");
        long placement =
                placement(issuer, issue, 1, 10, clock.instant(), clock.instant().plusSeconds(3_600));
        until(() -> count("readmodel.placement where placement_id = " + placement) == 1);
        post(holder.token(), "/subscriptions", "{\"placementId\":\"1-" + placement + "\",\"quantity\":10}")
                .good();
        long application = number("select id from operator.placement_application where placement_id = ", placement);
        post(officer.token(), "/placements/1-" + application + "/close", "{}").good();
        until(() -> free(holder.account(), issue) == 10);

        String due = "\"issue\":\"1-%d\",\"paymentDate\":\"%s\",\"dayCount\":\"GIVEN\",\"amountPerUnit\":\"25.00\""
                .formatted(issue, clock.today());
        String tax = ",\"taxPercent\":\"10\",\"taxRateDate\":\"2026-01-01\",\"taxAccount\":\"1-"
                + account(issuer.relation(), "ISSUER") + "\"";
        assertThat(ask(officer, "payments", "INCOME", due, "ISSUER_DECISION").code())
                .isEqualTo("FIELD_REQUIRED");
        assertThat(ask(officer, "payments", "INCOME", due + tax + ",\"ratePercent\":\"5\"", "ISSUER_DECISION")
                        .code())
                .isEqualTo("FIELDS_EXCLUDE");
        assertThat(ask(officer, "payments", "INCOME", due.replace("GIVEN", "ACT_360") + tax, "ISSUER_DECISION")
                        .code())
                .isEqualTo("FIELD_REQUIRED");
        Answer recorded =
                ask(officer, "payments", "INCOME", due + tax, "ISSUER_DECISION").good();
        approveLast(approver.token()).good();
        String distribution = get(officer.token(), "/acts/payments/" + applied("payments", recorded))
                .at("$.resultId");
        until(() ->
                get(officer.token(), "/distributions/" + distribution).body().contains("\"holders\":1"));
        assertThat(get(holder.token(), "/me/income").at("$.items[0].due")).isEqualTo("250.00");
        assertThat(get(holder.token(), "/me/income").at("$.items[0].paid")).isEqualTo("0.00");

        long before = free(holder.account(), TestBank.TENGE);
        Answer paying =
                ask(officer, "payments", "DUE_PAYMENT", "\"distribution\":\"" + distribution + "\"", "ISSUER_DECISION");
        paying.good();
        approveLast(approver.token()).good();
        applied("payments", paying);
        until(() -> free(holder.account(), TestBank.TENGE) == before + 22_500);
        Answer income = get(holder.token(), "/me/income");
        assertThat(income.at("$.items[0].paid")).isEqualTo("250.00");
        assertThat(income.at("$.items[0].tax")).isEqualTo("25.00");
        assertThat(income.at("$.items[0].held")).isEqualTo("0.00");
        assertThat(get(officer.token(), "/distributions?issueId=1-" + issue).at("$.items[0].status"))
                .isEqualTo("PAID");
        assertThat(get(officer.token(), "/distributions/" + distribution + "/shares")
                        .at("$.items[0].tax"))
                .isEqualTo("25.00");
        assertThat(get(holder.token(), "/distributions").status()).isEqualTo(403);
        page(signIn(holder.user()), "/cabinet/income").andExpect(content().string(containsString("250,00")));
        page(signIn(officer), "/desk/distributions/" + distribution)
                .andExpect(content().string(containsString("25,00")));
        page(signIn(officer), "/desk/distributions").andExpect(content().string(containsString(distribution)));

        Answer cancelled =
                ask(officer, "payments", "INCOME_CANCELLATION", "\"distribution\":\"" + distribution + "\"", "OTHER");
        cancelled.good();
        approveLast(approver.token()).good();
        until(() -> "REFUSED"
                .equals(get(officer.token(), "/acts/payments/" + cancelled.at("$.id"))
                        .at("$.state")));
    }

    @Test
    void everyFormOfTheRoomsIsShown() throws Exception {
        Cookie registrar = signIn(user(Role.REGISTRAR));
        for (ActKind kind : ActKinds.of(ActRoom.REGISTER)) {
            page(registrar, "/desk/acts/register/new/" + kind.name()).andExpect(status().isOk());
        }
        for (ActKind kind : ActKinds.of(ActRoom.PAYMENTS)) {
            page(signIn(officer), "/desk/acts/payments/new/" + kind.name()).andExpect(status().isOk());
        }
        page(registrar, "/desk/acts/register").andExpect(status().isOk());
    }
}
