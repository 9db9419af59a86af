package kz.sandyq.operator.trading;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.platform.login.Role;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.ResultActions;

/** Trading is halted at once, goes on or ends by two persons, and orders feel it. */
class HaltsTest extends TradingTest {
    private static final String RULE =
            "\"ground\":\"TSG_INTERNAL_DOCUMENTS\",\"evidence\":\"INTERNAL_RULE\",\"ruleClause\":\"12.3\"";

    @Test
    @LegalBasis(value = "RUL-63", shows = REFUSED)
    void haltedPairTakesNoOrdersKeepsThoseItHasAndGoesOnByTwoPersons() throws Exception {
        register();
        Client seller = client(0);
        String pair = book(issue(0, seller, 100), "1", "1.00");
        String other = book(issue(0, seller, 100), "1", "1.00");
        String resting = text(order(seller, pair, "SELL", "10.00", "5"), "$.id");
        User supervisor = user(Role.MARKET_SUPERVISOR);

        String halt = text(
                act(supervisor, "HALT", "instrumentId", pair, RULE + ",\"haltReason\":\"TECHNICAL\"")
                        .andExpect(status().isCreated()),
                "$.id");
        applied(halt);
        order(seller, pair, "SELL", "10.00", "5").andExpect(jsonPath("$.code").value("TRADING_CLOSED"));
        order(seller, other, "SELL", "10.00", "5").andExpect(status().isCreated());
        read("/api/v1/orders/" + resting, seller.user())
                .andExpect(jsonPath("$.status").value("NEW"));
        read("/api/v1/instruments/" + pair + "/halts", seller.user())
                .andExpect(jsonPath("$[0].ground").value("TSG_INTERNAL_DOCUMENTS"))
                .andExpect(jsonPath("$[0].clause").value("RUL-63.4"))
                .andExpect(jsonPath("$[0].haltReason").value("TECHNICAL"));
        act(supervisor, "HALT", "instrumentId", pair, RULE + ",\"haltReason\":\"TECHNICAL\"")
                .andExpect(jsonPath("$.code").value("ALREADY_HALTED"));

        String resume = text(
                act(supervisor, "RESUME", "instrumentId", pair, "\"ruleClause\":\"12.5\"")
                        .andExpect(jsonPath("$.status").value("PROPOSED")),
                "$.id");
        order(seller, pair, "SELL", "10.00", "5").andExpect(jsonPath("$.code").value("TRADING_CLOSED"));
        act(supervisor, "RESUME", "instrumentId", pair, "\"ruleClause\":\"12.5\"")
                .andExpect(jsonPath("$.code").value("ACT_WAITING"));
        approve(user(Role.APPROVER), newest("trading.act"));
        applied(resume);
        order(seller, pair, "SELL", "10.00", "5").andExpect(status().isCreated());
        act(supervisor, "RESUME", "instrumentId", pair, "\"ruleClause\":\"12.5\"")
                .andExpect(jsonPath("$.code").value("NOT_HALTED"));
    }

    @Test
    @LegalBasis(value = "RUL-63", shows = ACCEPTED)
    void groundInTheIssuerSuspendsAllHisIssuesAndNobodyElses() throws Exception {
        register();
        Client seller = client(0);
        Issue first = issue(0, seller, 100);
        Issue second = issueOf(first.issuerAccount(), 0, seller, 100);
        Issue foreign = issue(0, seller, 100);
        String pair = book(first, "1", "1.00");
        String sister = book(second, "1", "1.00");
        String stranger = book(foreign, "1", "1.00");
        User supervisor = user(Role.MARKET_SUPERVISOR);
        String court = "\"ground\":\"TSG_ISSUER_BANKRUPT\",\"evidence\":\"COURT_ACT_OF_BANKRUPTCY\"";

        act(supervisor, "HALT", "issueId", first.publicId(), court)
                .andExpect(jsonPath("$.code").value("DOCUMENT_EMPTY"))
                .andExpect(jsonPath("$.clause").value("RUL-63.2"));
        String paper = Base64.getEncoder().encodeToString("%PDF-1.7 шешім".getBytes(StandardCharsets.UTF_8));
        String halt = text(
                act(
                                supervisor,
                                "HALT",
                                "issueId",
                                first.publicId(),
                                court + ",\"documentName\":\"act.pdf\",\"contentBase64\":\"" + paper + "\"")
                        .andExpect(status().isCreated())
                        .andExpect(jsonPath("$.targets.length()").value(2)),
                "$.id");
        applied(halt);
        order(seller, pair, "SELL", "10.00", "5").andExpect(jsonPath("$.code").value("ISSUE_SUSPENDED"));
        order(seller, sister, "SELL", "10.00", "5").andExpect(jsonPath("$.code").value("ISSUE_SUSPENDED"));
        order(seller, stranger, "SELL", "10.00", "5").andExpect(status().isCreated());
        read("/api/v1/instruments/" + sister, seller.user())
                .andExpect(jsonPath("$.issueSuspended").value(true));
        read("/api/v1/instruments/" + sister + "/halts", seller.user())
                .andExpect(jsonPath("$[0].clause").value("RUL-63.2"));
    }

    @Test
    void closedPairCancelsItsOrdersAndTheirReserves() throws Exception {
        register();
        Client seller = client(0);
        Issue issue = issue(0, seller, 100);
        String pair = book(issue, "1", "1.00");
        order(seller, pair, "SELL", "10.00", "60").andExpect(status().isCreated());
        String close = text(
                act(
                        user(Role.MARKET_SUPERVISOR),
                        "CLOSE",
                        "instrumentId",
                        pair,
                        RULE + ",\"haltReason\":\"REGULATORY\""),
                "$.id");
        assertThat(free(seller.account(), issue.id())).isEqualTo(40);
        approve(user(Role.APPROVER), newest("trading.act"));
        applied(close);
        await(() -> free(seller.account(), issue.id()) == 100);
        order(seller, pair, "SELL", "10.00", "60").andExpect(jsonPath("$.code").value("TRADING_CLOSED"));
    }

    @Test
    void onlyASupervisorHaltsAndStaffReadIt() throws Exception {
        register();
        Client holder = client(0);
        String pair = book(issue(0, holder, 10), "1", "1.00");
        String asked = RULE + ",\"haltReason\":\"TECHNICAL\"";
        act(user(Role.APPROVER), "HALT", "instrumentId", pair, asked).andExpect(status().isForbidden());
        act(holder.user(), "HALT", "instrumentId", pair, asked).andExpect(status().isForbidden());
        act(user(Role.MARKET_SUPERVISOR), "HALT", "instrumentId", "1-999999", asked)
                .andExpect(status().isNotFound());
        read("/api/v1/trading-acts", user(Role.AUDITOR)).andExpect(status().isOk());
        read("/api/v1/trading-acts", holder.user()).andExpect(status().isForbidden());
    }

    @Test
    void allOpenOrdersOfAClientAreCancelledAtOnce() throws Exception {
        register();
        Client seller = client(0);
        Client neighbour = client(0);
        Issue issue = issue(0, seller, 100);
        Issue other = issue(0, seller, 100);
        Issue theirs = issue(0, neighbour, 100);
        String pair = book(issue, "1", "1.00");
        String second = book(other, "1", "1.00");
        String third = book(theirs, "1", "1.00");
        order(seller, pair, "SELL", "10.00", "10").andExpect(status().isCreated());
        order(seller, pair, "SELL", "11.00", "20").andExpect(status().isCreated());
        order(seller, second, "SELL", "10.00", "30").andExpect(status().isCreated());
        order(neighbour, third, "SELL", "10.00", "40").andExpect(status().isCreated());

        cancelAll(seller, "?instrumentId=" + pair)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.cancelled.length()").value(2))
                .andExpect(jsonPath("$.cancelled[0].cancelledQuantity").value("20"))
                .andExpect(jsonPath("$.remaining").value(0));
        assertThat(free(seller.account(), issue.id())).isEqualTo(100);
        assertThat(free(seller.account(), other.id())).isEqualTo(70);
        cancelAll(seller, "").andExpect(jsonPath("$.cancelled.length()").value(1));
        assertThat(free(seller.account(), other.id())).isEqualTo(100);
        assertThat(free(neighbour.account(), theirs.id())).isEqualTo(60);
        cancelAll(seller, "").andExpect(jsonPath("$.cancelled.length()").value(0));
    }

    private ResultActions act(User user, String kind, String target, String id, String more) throws Exception {
        String body = """
                {"kind":"%s","%s":"%s","documentNumber":"15","documentDate":"%s",%s}""".formatted(kind, target, id, today(), more);
        return send(post("/api/v1/trading-acts"), user.bearer(), body);
    }

    private void applied(String act) throws Exception {
        User auditor = user(Role.AUDITOR);
        await(() -> !"SENT".equals(quietly(() -> text(read("/api/v1/trading-acts/" + act, auditor), "$.status"))));
        read("/api/v1/trading-acts/" + act, auditor)
                .andExpect(jsonPath("$.status").value("APPLIED"));
    }
}
