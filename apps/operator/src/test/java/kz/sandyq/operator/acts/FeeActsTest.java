package kz.sandyq.operator.acts;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.util.List;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.Answer;
import kz.sandyq.operator.TestBank;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandGateway;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.platform.login.Role;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;
import kz.sandyq.protocol.sbe.TradingPhase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Tariffs, who pays none, fees beside trades and what goes back of them. */
class FeeActsTest extends ActsTest {
    private static final String ROOM = "fees";
    private static final Ground PAPER = new Ground(3, 20_000, 9, 0, new byte[32]);

    @Autowired
    CommandGateway gateway;

    @Test
    @LegalBasis(
            value = "LAW-12-1.10",
            shows = {REFUSED, ACCEPTED})
    void tradesCostWhatTheTariffSaysAndWhatWasNotDueGoesBack() throws Exception {
        trading();
        Client seller = investor();
        Client buyer = investor();
        pay(buyer, "50000.00");
        long issue = bought(seller, 10);
        long pair = pair(issue);
        String feeAccount = feeAccount();
        String schedule = "\"moneyAsset\":\"1-1\",\"feeAccount\":\"" + feeAccount + "\",\"validFrom\":\""
                + clock.today() + "\",\"tiers\":\"%s\"";
        assertThat(ask(moneyOfficer, ROOM, "FEE_SCHEDULE", schedule.formatted("0 1 2"), "OPERATOR_DECISION")
                        .code())
                .isEqualTo("TIER_MALFORMED");
        assertThat(ask(moneyOfficer, ROOM, "FEE_SCHEDULE", schedule.formatted("0 a 2 1"), "OPERATOR_DECISION")
                        .code())
                .isEqualTo("TIER_MALFORMED");
        String id = result(
                ROOM,
                decided(moneyOfficer, ROOM, "FEE_SCHEDULE", schedule.formatted("0 0,5 1 0.25\\n1000000 0 0.5 0")));
        String assignment =
                "\"pair\":\"1-%d\",\"schedule\":\"%s\",\"fromDay\":\"%s\"".formatted(pair, id, clock.today());
        decided(moneyOfficer, ROOM, "FEE_ASSIGNMENT", assignment);
        assertThat(get(buyer.token(), "/tariffs").body()).contains("\"makerPercent\":\"0.5000\"");
        web.perform(MockMvcRequestBuilders.get("/public/tariffs"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("0,2500")));

        trade(pair, seller, buyer, 2);
        assertThat(get(buyer.token(), "/me/deals").at("$.items[0].fee")).isEqualTo("20.00");
        assertThat(get(seller.token(), "/me/deals").at("$.items[0].fee")).isEqualTo("10.00");
        assertThat(free(buyer.account(), TestBank.TENGE)).isEqualTo(5_000_000 - 200_000 - 2_000);
        Answer fees = get(buyer.token(), "/me/fees");
        assertThat(fees.at("$.items[0].kind")).isEqualTo("TRADE");
        assertThat(fees.at("$.items[0].amount")).isEqualTo("20.00");
        Cookie own = signIn(buyer.user());
        page(own, "/cabinet/fees").andExpect(content().string(containsString("20,00")));
        page(own, "/market/deals").andExpect(content().string(containsString("20,00")));
        page(own, "/cabinet/holdings").andExpect(status().isOk());
        String paper = "/cabinet/deals/" + fees.at("$.items[0].dealId") + "/confirmation.pdf";
        web.perform(MockMvcRequestBuilders.get(paper).cookie(own)).andExpect(status().isOk());

        bothFeesOfTheTradeAreListed(pair, seller, buyer);

        String refund = "\"charge\":\"1-%s\",\"account\":\"1-%d\",\"feeAccount\":\"%s\",\"moneyAsset\":\"1-1\","
                + "\"amount\":\"%s\"";
        String charge = fees.at("$.items[0].sequence");
        String much = refund.formatted(charge, buyer.account(), feeAccount, "20.01");
        assertThat(ask(moneyOfficer, ROOM, "FEE_REFUND", much, "HOLDER_REQUEST").code())
                .isEqualTo("REFUND_EXCEEDS_FEE");
        String most = refund.formatted(charge, buyer.account(), feeAccount, "20.00");
        decided(moneyOfficer, ROOM, "FEE_REFUND", most, "HOLDER_REQUEST");
        assertThat(free(buyer.account(), TestBank.TENGE)).isEqualTo(5_000_000 - 200_000);
        assertThat(get(buyer.token(), "/me/fees").at("$.items[0].amount")).isEqualTo("-20.00");
        assertThat(ask(moneyOfficer, ROOM, "FEE_REFUND", most, "HOLDER_REQUEST").code())
                .isEqualTo("REFUND_EXCEEDS_FEE");

        String wallet = "\"wallet\":\"1-"
                + number("select wallet_id from readmodel.account where account_id = ", buyer.account()) + "\"";
        decided(moneyOfficer, ROOM, "FEE_STATUS", wallet + ",\"feeStatus\":\"STATE_BODY\"");
        trade(pair, seller, buyer, 1);
        assertThat(get(buyer.token(), "/me/deals").at("$.items[0].fee")).isEqualTo("0.00");
        assertThat(get(seller.token(), "/me/deals").at("$.items[0].fee")).isEqualTo("5.00");
        page(own, "/cabinet/fees").andExpect(content().string(containsString("Сізден комиссия алынбайды")));
        Answer prohibited = ask(moneyOfficer, ROOM, "FEE_CHARGE", byHand(buyer, feeAccount), "AGREEMENT");
        approveLast(approver.token()).good();
        until(() -> "REFUSED"
                .equals(get(moneyOfficer.token(), "/acts/fees/" + prohibited.at("$.id"))
                        .at("$.state")));
        assertThat(get(moneyOfficer.token(), "/acts/fees/" + prohibited.at("$.id"))
                        .at("$.refusal.code"))
                .isEqualTo("STATE_BODY_FEE_PROHIBITED");
        assertThat(get(moneyOfficer.token(), "/fees/statuses?limit=200").body()).contains("STATE_BODY");

        call(pair, SecurityTradingStatus.PRE_OPEN, TradingPhase.UNSCHEDULED_AUCTION);
        trade(pair, seller, buyer, 1);
        call(pair, SecurityTradingStatus.READY_TO_TRADE, TradingPhase.CONTINUOUS);
        Answer listed = get(moneyOfficer.token(), "/fees/trades?search=1-" + seller.account());
        assertThat(List.of(listed.at("$.count"), listed.at("$.items[0].sellerFee")))
                .containsExactly("3", "2.50");
        assertThat(List.of(listed.at("$.items[0].buyerRole"), listed.at("$.items[0].sellerRole")))
                .containsExactly("AUCTION", "AUCTION");
    }

    private void bothFeesOfTheTradeAreListed(long pair, Client seller, Client buyer) throws Exception {
        for (Client side : new Client[] {seller, buyer}) {
            Answer listed = get(moneyOfficer.token(), "/fees/trades?search=1-" + side.account());
            assertThat(listed.at("$.count")).isEqualTo("1");
            assertThat(listed.at("$.items[0].buyerAccountId")).isEqualTo("1-" + buyer.account());
            assertThat(listed.at("$.items[0].buyerFee")).isEqualTo("20.00");
            assertThat(listed.at("$.items[0].sellerFee")).isEqualTo("10.00");
            assertThat(listed.at("$.items[0].buyerRole")).isEqualTo("TAKER");
            assertThat(listed.at("$.items[0].sellerRole")).isEqualTo("MAKER");
        }
        String symbol = text("select symbol from readmodel.instrument where instrument_id = " + pair);
        assertThat(get(moneyOfficer.token(), "/fees/trades?search=" + symbol).at("$.items[0].pair"))
                .isEqualTo(symbol);
        assertThat(get(moneyOfficer.token(), "/fees/trades?search=nothing").at("$.count"))
                .isEqualTo("0");
        assertThat(get(buyer.token(), "/fees/trades").status()).isEqualTo(403);
        Cookie desk = signIn(moneyOfficer);
        page(desk, "/desk/fees/trades?search=1-" + buyer.account())
                .andExpect(content().string(containsString("20,00")))
                .andExpect(content().string(containsString("10,00")))
                .andExpect(content().string(containsString(">тейкер<")))
                .andExpect(content().string(containsString(">мейкер<")));
        assertThat(csv(desk, "/desk/fees/trades/rows.csv?search=" + symbol).lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("20.00,TAKER", "10.00,MAKER");
    }

    @Test
    void feesBesideTradesAreChargedByTwoAndListed() throws Exception {
        Client client = investor();
        pay(client, "100.00");
        String feeAccount = feeAccount();
        assertThat(ask(officer, ROOM, "FEE_CHARGE", byHand(client, feeAccount), "AGREEMENT")
                        .status())
                .isEqualTo(403);
        String stray = byHand(client, "1-" + client.account());
        assertThat(ask(moneyOfficer, ROOM, "FEE_CHARGE", stray, "AGREEMENT").code())
                .as("fees go to an account for fees alone")
                .isEqualTo("OBJECT_NOT_KNOWN");
        decided(moneyOfficer, ROOM, "FEE_CHARGE", byHand(client, feeAccount), "AGREEMENT");
        assertThat(free(client.account(), TestBank.TENGE)).isEqualTo(9_500);
        Answer charges = get(moneyOfficer.token(), "/fees/charges?search=1-" + client.account());
        assertThat(charges.at("$.items[0].amount")).isEqualTo("5.00");
        assertThat(charges.at("$.items[0].reason")).isEqualTo("WALLET_KEEPING");
        assertThat(get(client.token(), "/me/fees").at("$.items[0].kind")).isEqualTo("WALLET_KEEPING");
        assertThat(get(client.token(), "/fees/charges").status()).isEqualTo(403);
        daily(moneyOfficer, ROOM, "FEE_PERIOD", "");

        Cookie session = signIn(moneyOfficer);
        for (ActKind kind : ActKinds.of(ActRoom.FEES)) {
            page(session, "/desk/acts/fees/new/" + kind.name()).andExpect(status().isOk());
        }
        page(session, "/desk/fees/charges").andExpect(content().string(containsString("5,00")));
        for (FeeList list : FeeList.values()) {
            page(session, "/desk/fees/" + list.path()).andExpect(status().isOk());
            assertThat(csv(session, "/desk/fees/" + list.path() + "/rows.csv")).contains(",");
        }
        assertThat(csv(signIn(client.user()), "/cabinet/fees.csv")).contains("WALLET_KEEPING");
    }

    private static String byHand(Client client, String feeAccount) {
        return """
                "account":"1-%d","feeAccount":"%s","moneyAsset":"1-1","amount":"5.00","feeReason":"WALLET_KEEPING"
                """.formatted(client.account(), feeAccount);
    }

    private String feeAccount() throws Exception {
        return result(ROOM, decided(moneyOfficer, ROOM, "FEE_ACCOUNT", ""));
    }

    private void trading() throws Exception {
        if (count("operator.activity_registration where activity = 'TRADING'") > 0) {
            return;
        }
        web.perform(MockMvcRequestBuilders.post("/settings/activities")
                .cookie(signIn(user(Role.ADMINISTRATOR)))
                .with(csrf())
                .param("activity", "TRADING")
                .param("number", "TP-1")
                .param("validFrom", clock.today().toString()));
        approveLast(user(Role.ADMINISTRATOR).token()).good();
    }

    private long pair(long issue) {
        long pair = send(TradingCommands.openInstrument(issue, TestBank.TENGE, 1, 1, "FEE" + issue))
                .resultId();
        send(TradingCommands.setTradingStatus(pair, SecurityTradingStatus.READY_TO_TRADE, HaltReason.NONE, PAPER));
        return pair;
    }

    private void call(long pair, SecurityTradingStatus status, TradingPhase phase) {
        send(TradingCommands.setTradingStatus(pair, status, phase, HaltReason.NONE, false, PAPER));
    }

    /** The seller rests at 1000.00, the buyer comes. */
    private void trade(long pair, Client seller, Client buyer, long units) {
        send(TradingCommands.placeOrder(
                pair, seller.account(), Side.SELL, OrdType.LIMIT, TimeInForce.GTC, 100_000, units, 0));
        send(TradingCommands.placeOrder(
                pair, buyer.account(), Side.BUY, OrdType.LIMIT, TimeInForce.GTC, 100_000, units, 0));
    }

    private CommandReply send(CommandBody body) {
        return gateway.submit(new CommandContext("test", requestKeys.next(), 0, 11, 12), body);
    }
}
