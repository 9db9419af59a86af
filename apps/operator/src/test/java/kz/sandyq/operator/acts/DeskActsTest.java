package kz.sandyq.operator.acts;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.Answer;
import kz.sandyq.operator.MarketTest;
import kz.sandyq.operator.TestBank;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandGateway;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.Rules;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.SystemCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.PlatformStatus;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Status of the operator, transfers that wait, buy-backs and moves between platforms, through the real core. */
class DeskActsTest extends MarketTest {
    @Autowired
    CommandGateway gateway;

    @Test
    @LegalBasis(
            value = "LAW-7.7",
            shows = {REFUSED, ACCEPTED})
    void noNewClientsByTwoPersonsAndEverybodyReadsItAboveThePage() throws Exception {
        Client client = investor();
        String values = "\"services\":\"NO_NEW_CLIENTS_OR_ISSUES\"";
        assertThat(ask(officer, "status", "DFA_SERVICES", values, "AGREEMENT").code())
                .isEqualTo("GROUND_KIND_NOT_FIT");
        Answer asked = ask(officer, "status", "DFA_SERVICES", values, "AUTHORITY_ORDER")
                .good();
        assertThat(approveLast(officer.token()).code()).isEqualTo("SECOND_PERSON_SAME");
        assertThat(get(client.token(), "/platform-status").at("$[0].status")).isEqualTo("OPEN");
        approveLast(approver.token()).good();
        try {
            String act = applied("status", asked);
            Answer now = get(client.token(), "/platform-status");
            assertThat(now.at("$[0].status")).isEqualTo("NO_NEW_CLIENTS_OR_ISSUES");
            assertThat(now.at("$[0].ground.actId")).isEqualTo(act);
            page(signIn(client.user()), "/cabinet/holdings")
                    .andExpect(content().string(containsString("жаңа клиенттер мен шығарылымдарды қабылдамайды")));
            page(signIn(officer), "/desk/platform-status")
                    .andExpect(content().string(containsString("/desk/acts/status/" + act)));
            assertThat(get(client.token(), "/platform-status/history").status()).isEqualTo(403);
        } finally {
            gateway.submit(
                    new CommandContext("test", requestKeys.next(), 0, 11, 12),
                    SystemCommands.setPlatformStatus(
                            Activity.DFA, PlatformStatus.OPEN, new Ground(3, 20_000, 9, 0, new byte[32])));
        }
        until(() -> "OPEN".equals(get(client.token(), "/platform-status").at("$[0].status")));
        page(signIn(client.user()), "/cabinet/holdings")
                .andExpect(content().string(not(containsString("жаңа клиенттер мен шығарылымдарды"))));
        assertThat(get(officer.token(), "/platform-status/history?limit=2").at("$.items[1].status"))
                .isEqualTo("NO_NEW_CLIENTS_OR_ISSUES");
    }

    @Test
    void laterRulesAreActivatedByTwoPersonsWhereEverybodyKnowsThem() throws Exception {
        assertThat(ask(officer, "status", "LOG_RULES", "\"rules\":\"" + (Rules.NEWEST + 1) + "\"", "OPERATOR_DECISION")
                        .code())
                .isEqualTo("RULES_NOT_EVERYWHERE");
        Answer asked = ask(officer, "status", "LOG_RULES", "\"rules\":\"" + Rules.NEWEST + "\"", "OPERATOR_DECISION")
                .good();
        approveLast(approver.token()).good();
        applied("status", asked);
    }

    @Test
    @LegalBasis(
            value = "LAW-6.27",
            shows = {REFUSED, ACCEPTED})
    @LegalBasis(value = "LAW-12-1.9", shows = REFUSED)
    void aTransferThatLacksDataWaitsAndGoesOnWhenTheyCome() throws Exception {
        User registrar = user(Role.REGISTRAR);
        Client sender = investor();
        Client recipient = investor();
        long issue = bought(sender, 10);
        String values = ("\"fromAccount\":\"1-%d\",\"toAccount\":\"1-%d\",\"asset\":\"1-%d\",\"quantity\":\"4\","
                        + "\"missing\":\"RECIPIENT_DATA\",\"waitHours\":\"48\",\"termHours\":\"72\","
                        + "\"releaseRule\":\"WHEN_DATA_COME\"")
                .formatted(sender.account(), recipient.account(), issue);
        Answer early =
                ask(registrar, "register", "TRANSFER_SUSPENSION", values.replace("\"48\"", "\"47\""), "HOLDER_REQUEST");
        until(() -> "REFUSED"
                .equals(get(registrar.token(), "/acts/register/" + early.good().at("$.id"))
                        .at("$.state")));
        assertThat(get(registrar.token(), "/acts/register/" + early.at("$.id")).at("$.refusal.code"))
                .isEqualTo("WAIT_TOO_SHORT");
        String transfer = suspended(registrar, values);
        assertThat(free(sender.account(), issue)).isEqualTo(6);
        Answer shown = get(registrar.token(), "/suspended-transfers/" + transfer);
        assertThat(shown.at("$.transfer.status")).isEqualTo("SUSPENDED");
        assertThat(shown.at("$.history[0].ground.kind")).isEqualTo("HOLDER_REQUEST");
        assertThat(get(sender.token(), "/me/suspended-transfers").at("$.items[0].missing"))
                .isEqualTo("RECIPIENT_DATA");
        page(signIn(sender.user()), "/cabinet/transfers")
                .andExpect(content().string(containsString("Алушының деректері")));
        page(signIn(sender.user()), "/cabinet/holdings")
                .andExpect(content().string(containsString("/cabinet/transfers")));
        Cookie session = signIn(registrar);
        page(session, "/desk/suspended-transfers?status=SUSPENDED")
                .andExpect(content().string(containsString(transfer)));
        page(session, "/desk/suspended-transfers/" + transfer)
                .andExpect(content().string(containsString("TRANSFER_RELEASE?transfer=" + transfer)))
                .andExpect(content().string(not(containsString("TRANSFER_REFUSAL?transfer="))));
        page(session, "/desk/acts/register/new/TRANSFER_RELEASE?transfer=" + transfer)
                .andExpect(content().string(containsString("value=\"" + transfer + "\"")));
        String about = "\"transfer\":\"" + transfer + "\"";
        Answer refused = ask(registrar, "register", "TRANSFER_REFUSAL", about, "OTHER");
        until(() -> "REFUSED"
                .equals(get(
                                registrar.token(),
                                "/acts/register/" + refused.good().at("$.id"))
                        .at("$.state")));
        assertThat(get(registrar.token(), "/acts/register/" + refused.at("$.id"))
                        .at("$.refusal.code"))
                .isEqualTo("REFUSAL_TOO_EARLY");
        Answer released = ask(registrar, "register", "TRANSFER_RELEASE", about, "OTHER");
        released.good();
        approveLast(approver.token()).good();
        applied("register", released);
        assertThat(free(recipient.account(), issue)).isEqualTo(4);
        Answer ended = get(registrar.token(), "/suspended-transfers/" + transfer);
        assertThat(ended.at("$.transfer.status")).isEqualTo("RELEASED");
        assertThat(ended.at("$.history[1].status")).isEqualTo("RELEASED");
        until(() -> get(recipient.token(), "/me/inbox").body().contains("TRANSFER_RELEASED"));
        assertThat(get(sender.token(), "/me/inbox").body())
                .containsOnlyOnce("TRANSFER_SUSPENDED")
                .containsOnlyOnce("TRANSFER_RELEASED");
        assertThat(get(sender.token(), "/suspended-transfers").status()).isEqualTo(403);
        page(session, "/desk/suspended-transfers/suspended-transfers.csv").andExpect(status().isOk());
    }

    private String suspended(User registrar, String values) throws Exception {
        String act = applied("register", ask(registrar, "register", "TRANSFER_SUSPENSION", values, "HOLDER_REQUEST"));
        return get(registrar.token(), "/acts/register/" + act).at("$.resultId");
    }

    @Test
    @LegalBasis(
            value = "RUL-47.p1",
            shows = {REFUSED, ACCEPTED})
    void anIssuerBuysBackAndAHolderSellsAtOnceByProgramAndOnAPage() throws Exception {
        Client holder = investor();
        long issue = bought(holder, 10);
        String until = LocalDateTime.ofInstant(clock.instant(), SandyqClock.LEGAL_ZONE)
                .plusDays(2)
                .withNano(0)
                .toString();
        String values = "\"issue\":\"1-%d\",\"unitPrice\":\"900.00\",\"quantity\":\"5\",\"until\":\"%s\""
                .formatted(issue, until);
        assertThat(ask(officer, "payments", "BUY_BACK", values.replace(until, "soon"), "ISSUER_DECISION")
                        .code())
                .isEqualTo("DAY_TIME_NOT_VALID");
        assertThat(ask(officer, "payments", "BUY_BACK", values, "OTHER").code()).isEqualTo("GROUND_KIND_NOT_FIT");
        Answer asked = ask(officer, "payments", "BUY_BACK", values, "ISSUER_DECISION");
        asked.good();
        approveLast(approver.token()).good();
        String offer = get(officer.token(), "/acts/payments/" + applied("payments", asked))
                .at("$.resultId");
        Answer open = get(holder.token(), "/buy-backs?open=true&issueId=1-" + issue);
        assertThat(open.at("$.items[0].id")).isEqualTo(offer);
        assertThat(open.at("$.items[0].price")).isEqualTo("900.00");
        assertThat(open.body()).doesNotContain("ISSUER_DECISION");
        assertThat(get(officer.token(), "/buy-backs/" + offer).at("$.ground.kind"))
                .isEqualTo("ISSUER_DECISION");

        long before = free(holder.account(), TestBank.TENGE);
        String path = "/buy-backs/" + offer + "/acceptances";
        assertThat(post(holder.token(), path, "{\"quantity\":\"0\"}").code()).isEqualTo("AMOUNT_NOT_POSITIVE");
        assertThat(post(holder.token(), path, "{\"quantity\":\"6\"}").code()).isEqualTo("ABOVE_MAXIMUM");
        assertThat(post(holder.token(), path, "{\"quantity\":\"1\",\"accountId\":\"1-1\"}")
                        .status())
                .isEqualTo(404);
        assertThat(post(officer.token(), path, "{\"quantity\":\"1\"}").status()).isEqualTo(403);
        Answer sold = post(holder.token(), path, "{\"quantity\":\"2\"}").good();
        assertThat(sold.at("$.received")).isEqualTo("1800.00");
        assertThat(free(holder.account(), TestBank.TENGE)).isEqualTo(before + 180_000);
        assertThat(free(holder.account(), issue)).isEqualTo(8);
        Cookie session = signIn(holder.user());
        page(session, "/cabinet/buy-backs").andExpect(content().string(containsString("/cabinet/buy-backs/" + offer)));
        page(session, "/cabinet/buy-backs/" + offer).andExpect(content().string(containsString("900,00")));
        sell(session, offer, "9").andExpect(content().string(containsString("ABOVE_MAXIMUM")));
        sell(session, offer, "3").andExpect(content().string(containsString("2\u2009700,00")));
        Answer ended = get(officer.token(), "/buy-backs/" + offer);
        assertThat(List.of(ended.at("$.bought"), ended.at("$.left"), ended.at("$.finished")))
                .containsExactly("5", "0", "true");
        assertThat(post(holder.token(), path, "{\"quantity\":\"1\"}").code()).isEqualTo("NO_BUY_BACK");
        Answer cheaper = ask(officer, "payments", "BUY_BACK", values.replace("900.00", "800.00"), "ISSUER_DECISION");
        cheaper.good();
        approveLast(approver.token()).good();
        applied("payments", cheaper);
        assertThat(post(holder.token(), path, "{\"quantity\":\"1\"}").code()).isEqualTo("BUY_BACK_REPLACED");
        sell(session, offer, "1").andExpect(content().string(containsString("BUY_BACK_REPLACED")));
        page(signIn(officer), "/desk/buy-backs?search=1-" + issue)
                .andExpect(content().string(containsString(offer)));
        page(signIn(officer), "/desk/buy-backs/buy-backs.csv").andExpect(status().isOk());
        page(session, "/cabinet/holdings").andExpect(status().isOk());
    }

    @Test
    @LegalBasis(
            value = "RUL-50",
            shows = {REFUSED, ACCEPTED})
    void unitsGoToAnotherPlatformStepByStepUnderAnAgreement() throws Exception {
        User registrar = user(Role.REGISTRAR);
        Client holder = investor();
        long issue = bought(holder, 10);
        String until = LocalDateTime.ofInstant(clock.instant(), SandyqClock.LEGAL_ZONE)
                .plusDays(2)
                .withNano(0)
                .toString();
        String block = "\"issue\":\"1-%d\",\"platform\":\"8\",\"holdings\":\"1-%d 4\",\"deadline\":\"%s\""
                .formatted(issue, holder.account(), until);
        assertThat(ask(registrar, "moves", "MOVE_BLOCK", block.replace(" 4", " four"), "HOLDER_REQUEST")
                        .code())
                .isEqualTo("HOLDING_MALFORMED");
        Answer agreed = ask(
                registrar,
                "moves",
                "INTERACTION_AGREEMENT",
                "\"platform\":\"8\",\"agreement\":\"IN_FORCE\"",
                "AGREEMENT");
        agreed.good();
        approveLast(approver.token()).good();
        applied("moves", agreed);
        assertThat(get(registrar.token(), "/interaction-agreements").body()).contains("\"platform\":8");
        asked(holder, registrar, issue);
        Answer blocking = ask(registrar, "moves", "MOVE_BLOCK", block, "HOLDER_REQUEST");
        blocking.good();
        approveLast(approver.token()).good();
        String move = get(registrar.token(), "/acts/moves/" + applied("moves", blocking))
                .at("$.resultId");
        Answer shown = get(registrar.token(), "/moves/" + move);
        String number = shown.at("$.move.number");
        assertThat(shown.at("$.move.status")).isEqualTo("BLOCKED");
        assertThat(shown.at("$.legs[0].quantity")).isEqualTo("4");
        assertThat(free(holder.account(), issue)).isEqualTo(6);
        page(signIn(holder.user()), "/cabinet/holdings").andExpect(status().isOk());
        applied("moves", ask(registrar, "moves", "MOVE_NOTIFICATION", "\"move\":\"" + move + "\"", "OTHER"));
        applied("moves", post(registrar.token(), "/acts/moves", """
                {"kind":"MOVE_MESSAGE","values":{"platform":"8","moveNumber":"%s","said":"ACCEPTED",
                 "minorUnits":"4"}}""".formatted(number)));
        Answer burning = ask(registrar, "moves", "MOVE_BURN", "\"move\":\"" + move + "\"", "OTHER");
        burning.good();
        approveLast(approver.token()).good();
        applied("moves", burning);
        Answer burned = get(registrar.token(), "/moves/" + move);
        assertThat(burned.at("$.move.status")).isEqualTo("BURNED");
        assertThat(burned.at("$.history[3].status")).isEqualTo("BURNED");
        Cookie session = signIn(registrar);
        page(session, "/desk/moves?status=BURNED").andExpect(content().string(containsString(move)));
        page(session, "/desk/moves/" + move).andExpect(content().string(containsString("Жойылды")));
        page(session, "/desk/moves/moves.csv").andExpect(status().isOk());
        page(signIn(holder.user()), "/cabinet/holdings").andExpect(status().isOk());
        assertThat(get(holder.token(), "/moves").status()).isEqualTo(403);
    }

    private void asked(Client holder, User registrar, long issue) throws Exception {
        String body = "{\"issueId\":\"1-%d\",\"quantity\":\"4\",\"platform\":%d}";
        assertThat(post(holder.token(), "/me/move-requests", body.formatted(issue, 9))
                        .code())
                .isEqualTo("NO_INTERACTION_AGREEMENT");
        assertThat(post(holder.token(), "/me/move-requests", body.formatted(999_999, 8))
                        .code())
                .isEqualTo("UNKNOWN_ISSUE");
        String first = post(holder.token(), "/me/move-requests", body.formatted(issue, 8))
                .good()
                .at("$.id");
        post(holder.token(), "/me/move-requests/" + first + "/withdrawal", "{}").good();
        Cookie client = signIn(holder.user());
        web.perform(MockMvcRequestBuilders.post("/cabinet/move-requests")
                        .cookie(client)
                        .with(csrf())
                        .param("issueId", "1-" + issue)
                        .param("quantity", "4")
                        .param("platform", "8"))
                .andExpect(status().is3xxRedirection());
        String second = get(registrar.token(), "/move-requests?state=ASKED").at("$.items[0].id");
        Cookie session = signIn(registrar);
        page(session, "/desk/move-requests").andExpect(content().string(containsString(second)));
        page(session, "/desk/move-requests/" + second).andExpect(content().string(containsString("MOVE_BLOCK")));
        String answer = "/move-requests/" + second + "/answer";
        assertThat(post(registrar.token(), answer, "{\"taken\":false}").code()).isEqualTo("REASON_REQUIRED");
        assertThat(post(holder.token(), answer, "{\"taken\":true}").status()).isEqualTo(403);
        assertThat(post(registrar.token(), answer, "{\"taken\":true}").good().at("$.state"))
                .isEqualTo("TAKEN");
        assertThat(post(holder.token(), "/me/move-requests/" + second + "/withdrawal", "{}")
                        .code())
                .isEqualTo("CHANGED_MEANWHILE");
        page(client, "/cabinet/move-requests").andExpect(content().string(containsString("Кері алынды")));
    }

    @Test
    void everyFormIsShown() throws Exception {
        Cookie registrar = signIn(user(Role.REGISTRAR));
        for (ActKind kind : ActKinds.of(ActRoom.MOVES)) {
            page(registrar, "/desk/acts/moves/new/" + kind.name()).andExpect(status().isOk());
        }
        for (ActKind kind : ActKinds.of(ActRoom.STATUS)) {
            page(signIn(officer), "/desk/acts/status/new/" + kind.name()).andExpect(status().isOk());
        }
    }

    private ResultActions sell(Cookie session, String offer, String quantity) throws Exception {
        return web.perform(MockMvcRequestBuilders.post("/cabinet/buy-backs/" + offer)
                .cookie(session)
                .with(csrf())
                .param("key", requestKeys.next().toString())
                .param("quantity", quantity));
    }

    private ResultActions page(Cookie session, String path) throws Exception {
        return web.perform(MockMvcRequestBuilders.get(path).cookie(session))
                .andExpect(content().string(not(containsString("??"))));
    }

    private Answer ask(User user, String room, String kind, String values, String paper) throws Exception {
        String sha256 = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(Base64.getDecoder().decode(PDF)));
        return post(user.token(), "/acts/" + room, """
                {"kind":"%s","values":{%s},"ground":{"kind":"%s","number":"15","date":"%s","issuedBy":"Сот",
                 "fileName":"act.pdf","contentBase64":"%s","sha256":"%s"}}""".formatted(kind, values, paper, clock.today(), PDF, sha256));
    }

    private String applied(String room, Answer asked) {
        String act = asked.good().at("$.id");
        String token = user(Role.AUDITOR).token();
        until(() -> !"SENT".equals(get(token, "/acts/" + room + "/" + act).at("$.state")));
        assertThat(get(token, "/acts/" + room + "/" + act).body()).contains("\"state\":\"APPLIED\"");
        return act;
    }
}
