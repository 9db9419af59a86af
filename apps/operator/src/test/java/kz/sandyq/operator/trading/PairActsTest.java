package kz.sandyq.operator.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import kz.sandyq.platform.login.Role;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.ResultActions;

/** Rules of pairs, phases of the day and trades that are undone: by whom, on what, and what everybody sees of it. */
class PairActsTest extends TradingTest {
    private static final byte[] FILE = "%PDF-1.7 шешім".getBytes(StandardCharsets.UTF_8);
    private static final String ACTS = "/api/v1/acts/trading";

    @Test
    void tradeIsUndoneByTwoPersonsOnADocumentAndEverybodySeesIt() throws Exception {
        register();
        Client seller = client(0);
        Client buyer = client(100_000);
        Issue issue = issue(0, seller, 100);
        String pair = book(issue, "1", "1.00");
        User supervisor = user(Role.MARKET_SUPERVISOR);
        User approver = user(Role.APPROVER);
        decided(ask(supervisor, "PAIR_RULES", "\"pair\":\"" + pair + "\",\"cancelWindowSeconds\":\"3600\""), approver);
        order(seller, pair, "SELL", "10.00", "5").andExpect(status().isCreated());
        order(buyer, pair, "BUY", "10.00", "5").andExpect(status().isCreated());
        String trade = text(read("/api/v1/me/deals", buyer.user()), "$.items[0].id");
        String about = "\"trade\":\"" + trade + "\"";

        ask(approver, "TRADE_CANCELLATION", about).andExpect(status().isForbidden());
        ask(seller.user(), "TRADE_CANCELLATION", about).andExpect(status().isForbidden());
        User insider = userOf(person(seller), Role.MARKET_SUPERVISOR);
        ask(insider, "TRADE_CANCELLATION", about).andExpect(jsonPath("$.code").value("PARTY_TO_ENTRY"));
        String act = text(
                ask(supervisor, "TRADE_CANCELLATION", about)
                        .andExpect(status().isAccepted())
                        .andExpect(jsonPath("$.state").value("PROPOSED")),
                "$.id");
        ask(supervisor, "TRADE_CANCELLATION", about)
                .andExpect(jsonPath("$.code").value("ACT_WAITING"));
        decide(supervisor).andExpect(jsonPath("$.code").value("SECOND_PERSON_SAME"));
        decide(userOf(person(seller), Role.APPROVER))
                .andExpect(jsonPath("$.code").value("PARTY_TO_ENTRY"));
        read("/api/v1/me/deals", buyer.user())
                .andExpect(jsonPath("$.items[0].cancelledAt").doesNotExist());
        decide(approver).andExpect(status().isOk());
        applied(act);

        assertThat(free(buyer.account(), issue.id())).isZero();
        assertThat(free(seller.account(), issue.id())).isEqualTo(100);
        assertThat(free(buyer.account(), 1)).isEqualTo(100_000);
        read("/api/v1/me/deals", seller.user())
                .andExpect(jsonPath("$.items[0].cancelledAt").isNotEmpty());
        assertThat(body(read("/api/v1/me/deals.csv", buyer.user()))).containsPattern("(?m)^1-\\d+,.*Z$");
        read("/api/v1/instruments/" + pair + "/trades", buyer.user())
                .andExpect(jsonPath("$.items[0].cancelled").value(true));
        String holding = "/api/v1/me/holdings/1-" + seller.account() + "/" + issue.publicId();
        read(holding + "/history", seller.user())
                .andExpect(content().string(containsString("TRADE_CANCELLATION")))
                .andExpect(content().string(containsString("OPERATOR_DECISION")));
        Cookie session = signIn(buyer.user());
        page(session, "/market/deals").andExpect(content().string(containsString("Жойылды")));
        page(session, "/market/" + pair).andExpect(content().string(containsString("Жойылды")));
        page(session, "/cabinet/holdings").andExpect(status().isOk());
        byte[] confirmation = web.perform(
                        get("/cabinet/deals/" + trade + "/confirmation.pdf").cookie(session))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        assertThat(confirmation).startsWith('%', 'P', 'D', 'F');

        String again = text(ask(supervisor, "TRADE_CANCELLATION", about), "$.id");
        decide(approver).andExpect(status().isOk());
        await(() -> "REFUSED".equals(state(again)));
        read(ACTS + "/" + again, user(Role.AUDITOR))
                .andExpect(jsonPath("$.refusal.code").value("TRADE_ALREADY_CANCELLED"));
    }

    @Test
    void rulesOfAPairAreSetWholeShownToEverybodyAndHold() throws Exception {
        register();
        Client seller = client(0);
        String pair = book(issue(0, seller, 100), "1", "1.00");
        User supervisor = user(Role.MARKET_SUPERVISOR);
        read("/api/v1/instruments/" + pair + "/rules", seller.user())
                .andExpect(jsonPath("$.sequence").doesNotExist());
        String rules = "\"pair\":\"" + pair + "\",\"largestOrderQuantity\":\"20\",\"smallestOrderAmount\":\"15,00\","
                + "\"referencePrice\":\"10.00\",\"collarPercent\":\"12.5\",\"interruptionSeconds\":\"\"";
        decided(ask(supervisor, "PAIR_RULES", rules), user(Role.APPROVER));
        read("/api/v1/instruments/" + pair + "/rules", seller.user())
                .andExpect(jsonPath("$.largestOrderQuantity").value("20"))
                .andExpect(jsonPath("$.smallestOrderAmount").value("15.00"))
                .andExpect(jsonPath("$.collarPercent").value("12.50"))
                .andExpect(jsonPath("$.largestOrderAmount").doesNotExist());
        order(seller, pair, "SELL", "10.00", "21").andExpect(status().isUnprocessableContent());
        order(seller, pair, "SELL", "10.00", "1").andExpect(status().isUnprocessableContent());
        order(seller, pair, "SELL", "12.00", "5").andExpect(status().isUnprocessableContent());
        order(seller, pair, "SELL", "11.00", "5").andExpect(status().isCreated());
        page(signIn(seller.user()), "/market/" + pair).andExpect(content().string(containsString("Жұптың ережелері")));

        ask(supervisor, "PAIR_RULES", "\"pair\":\"" + pair + "\",\"largestOrderQuantity\":\"30\"")
                .andExpect(status().isAccepted());
        read("/api/v1/approvals/" + newest("acts.trading"), user(Role.APPROVER))
                .andExpect(content().string(containsString("12.5")));
    }

    @Test
    void phasesOfTheDayGatherOrdersForAnAuctionAndAHaltEndsOnlyByTwoPersons() throws Exception {
        register();
        Client seller = client(0);
        Client buyer = client(100_000);
        String pair = book(issue(0, seller, 100), "1", "1.00");
        User supervisor = user(Role.MARKET_SUPERVISOR);
        applied(text(phase(supervisor, pair, "POST_TRADING"), "$.id"));
        applied(text(phase(supervisor, pair, "OPENING_AUCTION").andExpect(status().isAccepted()), "$.id"));
        order(seller, pair, "SELL", "9.00", "5").andExpect(status().isCreated());
        order(buyer, pair, "BUY", "10.00", "7").andExpect(status().isCreated());
        read("/api/v1/instruments/" + pair, buyer.user())
                .andExpect(jsonPath("$.status").value("PRE_OPEN"))
                .andExpect(jsonPath("$.phase").value("OPENING_AUCTION"));
        read("/api/v1/instruments/" + pair + "/auction", buyer.user())
                .andExpect(jsonPath("$.indicative.quantity").value("5"))
                .andExpect(jsonPath("$.indicative.lowestPrice").value("9.00"))
                .andExpect(jsonPath("$.indicative.highestPrice").value("10.00"))
                .andExpect(jsonPath("$.last").doesNotExist());
        page(signIn(buyer.user()), "/market/" + pair).andExpect(content().string(containsString("Ашылу аукционы")));
        applied(text(phase(supervisor, pair, "CONTINUOUS"), "$.id"));
        read("/api/v1/instruments/" + pair + "/auction", buyer.user())
                .andExpect(jsonPath("$.indicative").doesNotExist())
                .andExpect(jsonPath("$.last.price").value("10.00"))
                .andExpect(jsonPath("$.last.quantity").value("5"))
                .andExpect(jsonPath("$.last.trades").value(1));

        send(post("/api/v1/trading-acts"), supervisor.bearer(), """
                {"kind":"HALT","instrumentId":"%s","documentNumber":"15","documentDate":"%s",
                 "ground":"TSG_INTERNAL_DOCUMENTS","evidence":"INTERNAL_RULE","ruleClause":"12.3",
                 "haltReason":"TECHNICAL"}""".formatted(pair, today()))
                .andExpect(status().isCreated());
        await(() -> "TRADING_HALT".equals(quietly(() -> text(shown(pair, buyer), "$.status"))));
        phase(supervisor, pair, "CONTINUOUS").andExpect(jsonPath("$.code").value("PAIR_HALTED"));
        decided(ask(supervisor, "REOPENING", "\"pair\":\"" + pair + "\""), user(Role.APPROVER));
        shown(pair, buyer).andExpect(jsonPath("$.phase").value("UNSCHEDULED_AUCTION"));
        ask(supervisor, "REOPENING", "\"pair\":\"" + pair + "\"")
                .andExpect(jsonPath("$.code").value("NOT_HALTED"));
        applied(text(phase(supervisor, pair, "CONTINUOUS"), "$.id"));
        applied(text(phase(supervisor, pair, "POST_TRADING"), "$.id"));
        page(signIn(supervisor), "/market/" + pair).andExpect(content().string(containsString("Сауда күні аяқталды")));
    }

    @Test
    void whatCannotBeAnActIsRefusedByNameOfTheField() throws Exception {
        register();
        String pair = book(issue(0, client(0), 10), "2", "1.00");
        User supervisor = user(Role.MARKET_SUPERVISOR);
        String known = "\"pair\":\"" + pair + "\"";
        refused(ask(supervisor, "NO_SUCH_ACT", known), "ACT_NOT_KNOWN", "kind");
        refused(ask(supervisor, "PAIR_RULES", ""), "FIELD_REQUIRED", "pair");
        refused(ask(supervisor, "PAIR_RULES", "\"pair\":\"1-999999\""), "OBJECT_NOT_KNOWN", "pair");
        refused(ask(supervisor, "PAIR_RULES", "\"pair\":\"2-1\""), "OBJECT_NOT_KNOWN", "pair");
        refused(ask(supervisor, "PAIR_RULES", known + ",\"colour\":\"red\""), "FIELD_NOT_KNOWN", "colour");
        refused(rule(supervisor, known, "largestOrderAmount", "-1"), "AMOUNT_NOT_POSITIVE", "largestOrderAmount");
        refused(rule(supervisor, known, "largestOrderAmount", "0.001"), "AMOUNT_TOO_PRECISE", "largestOrderAmount");
        refused(rule(supervisor, known, "largestOrderAmount", "1".repeat(30)), "AMOUNT_OUT_OF_RANGE", null);
        refused(rule(supervisor, known, "largestOrderQuantity", "3"), "NOT_WHOLE_LOT", "largestOrderQuantity");
        refused(rule(supervisor, known, "referencePrice", "1.50"), "NOT_WHOLE_TICK", "referencePrice");
        refused(rule(supervisor, known, "collarPercent", "1.005"), "AMOUNT_TOO_PRECISE", "collarPercent");
        refused(rule(supervisor, known, "collarPercent", "ten"), "VALUE_MALFORMED", "collarPercent");
        refused(rule(supervisor, known, "cancelWindowSeconds", "-5"), "VALUE_MALFORMED", "cancelWindowSeconds");
        refused(phase(supervisor, pair, "LUNCH"), "CHOICE_NOT_KNOWN", "phase");
        String good = request("PAIR_RULES", known, sha256());
        refused(
                acts(supervisor, keys.next(), request("PAIR_RULES", known, "0".repeat(64))),
                "DOCUMENT_HASH_MISMATCH",
                null);
        refused(
                acts(supervisor, keys.next(), good.replace("OPERATOR_DECISION", "COURT_ACT")),
                "GROUND_AUTHORITY_MISSING",
                "groundIssuedBy");
        refused(
                acts(supervisor, keys.next(), good.replace(today().toString(), "2099-01-01")),
                "GROUND_DATE_IN_FUTURE",
                "groundDate");
        refused(
                acts(supervisor, keys.next(), "{\"kind\":\"PAIR_RULES\",\"values\":{" + known + "}}"),
                "GROUND_INCOMPLETE",
                "groundKind");
        UUID key = keys.next();
        acts(supervisor, key, good).andExpect(status().isAccepted());
        acts(supervisor, key, good).andExpect(status().isAccepted());
        refused(acts(supervisor, key, good.replace("\"15\"", "\"16\"")), "IDEMPOTENCY_KEY_REUSED", null);
        read("/api/v1/acts/kitchen", supervisor).andExpect(status().isForbidden());
        read(ACTS + "/1-999999", supervisor).andExpect(status().isNotFound());
    }

    @Test
    void pagesOfActsListAskShowAndExport() throws Exception {
        register();
        String pair = book(issue(0, client(0), 10), "1", "1.00");
        User supervisor = user(Role.MARKET_SUPERVISOR);
        Cookie session = signIn(supervisor);
        read(ACTS + "/kinds", supervisor)
                .andExpect(jsonPath("$[?(@.kind=='PAIR_RULES')].twoPersons").value(true))
                .andExpect(jsonPath("$[?(@.kind=='PHASE')].document").value(false));
        for (String kind : new String[] {"TRADE_CANCELLATION", "PAIR_RULES", "PHASE", "REOPENING"}) {
            page(session, "/desk/acts/trading/new/" + kind).andExpect(status().isOk());
        }
        page(signIn(user(Role.AUDITOR)), "/desk/acts/trading/new/PHASE").andExpect(status().isForbidden());
        form(session, pair, "11.7").andExpect(content().string(containsString("11.7")));
        String act =
                String.valueOf(form(session, pair, "").andReturn().getResponse().getRedirectedUrl());
        page(session, act).andExpect(content().string(containsString("Бекітуді күтуде")));
        page(session, act + "/document").andExpect(status().isOk());
        page(session, "/desk/acts/trading?search=" + pair)
                .andExpect(content().string(containsString(act.substring(act.lastIndexOf('/') + 1))));
        read(ACTS + "?search=" + pair + "&kind=PAIR_RULES&state=PROPOSED", supervisor)
                .andExpect(jsonPath("$.count").value(1));
        read(ACTS + "?search=" + pair + "&kind=PHASE", supervisor)
                .andExpect(jsonPath("$.count").value(0));
        assertThat(body(read(ACTS + "/acts.csv?search=" + pair, supervisor))).contains("PAIR_RULES", pair);
        page(session, "/desk/acts/trading/acts.csv").andExpect(status().isOk());
        read(ACTS, user(Role.MONEY_OFFICER)).andExpect(status().isForbidden());
    }

    private ResultActions form(Cookie session, String pair, String quantity) throws Exception {
        return web.perform(multipart("/desk/acts/trading/new/PAIR_RULES")
                .file(new MockMultipartFile("document", "decision.pdf", "application/pdf", FILE))
                .cookie(session)
                .with(csrf())
                .param("key", keys.next().toString())
                .param("pair", pair)
                .param("largestOrderQuantity", quantity)
                .param("groundKind", "OPERATOR_DECISION")
                .param("groundNumber", "15")
                .param("groundDate", today().toString()));
    }

    private ResultActions page(Cookie session, String path) throws Exception {
        return web.perform(get(path).cookie(session)).andExpect(content().string(not(containsString("??"))));
    }

    private ResultActions rule(User user, String known, String field, String value) throws Exception {
        return ask(user, "PAIR_RULES", known + ",\"" + field + "\":\"" + value + "\"");
    }

    private ResultActions shown(String pair, Client reader) throws Exception {
        return read("/api/v1/instruments/" + pair, reader.user());
    }

    private ResultActions phase(User user, String pair, String phase) throws Exception {
        return acts(
                user,
                keys.next(),
                "{\"kind\":\"PHASE\",\"values\":{\"pair\":\"%s\",\"phase\":\"%s\"}}".formatted(pair, phase));
    }

    private ResultActions ask(User user, String kind, String values) throws Exception {
        return acts(user, keys.next(), request(kind, values, sha256()));
    }

    private ResultActions acts(User user, UUID key, String body) throws Exception {
        return send(post(ACTS).header("Idempotency-Key", key.toString()), user.bearer(), body);
    }

    private String request(String kind, String values, String sha256) {
        return """
                {"kind":"%s","values":{%s},"ground":{"kind":"OPERATOR_DECISION","number":"15","date":"%s",
                 "fileName":"decision.pdf","contentBase64":"%s","sha256":"%s"}}""".formatted(kind, values, today(), Base64.getEncoder().encodeToString(FILE), sha256);
    }

    private static String sha256() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(FILE));
    }

    private void refused(ResultActions answer, String code, @org.jspecify.annotations.Nullable String field)
            throws Exception {
        answer.andExpect(jsonPath("$.code").value(code));
        if (field != null) {
            answer.andExpect(jsonPath("$.field").value(field));
        }
    }

    private ResultActions decide(User user) throws Exception {
        return web.perform(post("/api/v1/approvals/" + newest("acts.trading") + "/approve")
                .header("Authorization", user.bearer())
                .header("If-Match", "\"v0\""));
    }

    private void decided(ResultActions asked, User approver) throws Exception {
        String act = text(asked.andExpect(status().isAccepted()), "$.id");
        decide(approver).andExpect(status().isOk());
        applied(act);
    }

    private void applied(String act) throws Exception {
        await(() -> !"SENT".equals(state(act)));
        read(ACTS + "/" + act, user(Role.AUDITOR))
                .andExpect(jsonPath("$.refusal").doesNotExist())
                .andExpect(jsonPath("$.state").value("APPLIED"));
    }

    private String state(String act) {
        return database.sql("select state from operator.act where id = :id")
                .param("id", Long.parseLong(act.substring(2)))
                .query(String.class)
                .single();
    }

    private long person(Client client) {
        return client.user().personId();
    }

    private String body(ResultActions answer) throws Exception {
        return web.perform(asyncDispatch(answer.andReturn()))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
