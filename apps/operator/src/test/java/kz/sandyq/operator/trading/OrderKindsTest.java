package kz.sandyq.operator.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import kz.sandyq.platform.login.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.ResultActions;

/** Every kind of order over the API and by the ticket. */
class OrderKindsTest extends TradingTest {
    private Client seller;
    private Client buyer;
    private String pair;

    @BeforeEach
    void market() throws Exception {
        register();
        seller = client(0);
        buyer = client(10_000_00);
        pair = book(issue(0, seller, 1_000), "1", "0.01");
    }

    @Test
    void anIcebergShowsItsPartAndAMarketOrderTakesItAll() throws Exception {
        place(seller, "SELL", "10.00", "30", ",\"displayQuantity\":\"5\"").andExpect(status().isCreated());
        read("/api/v1/instruments/" + pair + "/book", buyer.user())
                .andExpect(jsonPath("$.asks[0].quantity").value("5"));
        place(buyer, "BUY", "11.00", "40", ",\"orderType\":\"MARKET\"")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.filledQuantity").value("30"))
                .andExpect(jsonPath("$.order.orderType").value("MARKET"))
                .andExpect(jsonPath("$.order.cancelReason").value("MARKET_REMAINDER"));
        place(buyer, "BUY", "11.00", "1", ",\"orderType\":\"MARKET\"")
                .andExpect(jsonPath("$.code").value("BOOK_SIDE_EMPTY"));
    }

    @Test
    void aStopWaitsOutsideTheBookAndIsReplacedAndTriggered() throws Exception {
        String terms = ",\"orderType\":\"STOP_LIMIT\",\"stopPrice\":\"12.00\"";
        String stop = text(place(buyer, "BUY", "12.00", "3", terms).andExpect(status().isCreated()), "$.id");
        read("/api/v1/orders/" + stop, buyer.user())
                .andExpect(jsonPath("$.workingIndicator").value(false))
                .andExpect(jsonPath("$.stopPrice").value("12.00"));
        read("/api/v1/instruments/" + pair + "/book", buyer.user())
                .andExpect(jsonPath("$.bids").isEmpty());
        replace(buyer, stop, "11.00", "4", "11.00")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.order.stopPrice").value("11.00"))
                .andExpect(jsonPath("$.order.quantity").value("4"));
        assertThat(free(buyer.account(), 1)).isEqualTo(10_000_00 - 44_00);
        place(seller, "SELL", "11.00", "1", "").andExpect(status().isCreated());
        place(buyer, "BUY", "11.00", "1", "")
                .andExpect(jsonPath("$.filledQuantity").value("1"));
        read("/api/v1/orders/" + stop, buyer.user())
                .andExpect(jsonPath("$.workingIndicator").value(true));
        replace(buyer, stop, "11.00", "4", "13.00").andExpect(jsonPath("$.code").value("STOP_TRIGGERED"));
        replace(seller, stop, "11.00", "4", "").andExpect(status().isNotFound());
    }

    @Test
    void theDayAndTheTimeOfAnOrderEndIt() throws Exception {
        String until = clock.instant().plus(Duration.ofHours(1)).toString();
        String day = text(place(buyer, "BUY", "1.00", "1", ",\"timeInForce\":\"DAY\""), "$.id");
        String time = text(
                place(buyer, "BUY", "1.00", "1", ",\"timeInForce\":\"GTD\",\"expireTime\":\"" + until + "\""), "$.id");
        place(buyer, "BUY", "1.00", "1", ",\"timeInForce\":\"GTD\",\"expireTime\":\"tomorrow\"")
                .andExpect(jsonPath("$.code").value("FIELD_OUT_OF_RANGE"));
        String path = "/api/v1/instruments/" + pair + "/day-end";
        send(post(path).header("Idempotency-Key", keys.next().toString()), buyer.bearer(), "{}")
                .andExpect(status().isForbidden());
        User supervisor = user(Role.MARKET_SUPERVISOR);
        send(post(path).header("Idempotency-Key", keys.next().toString()), supervisor.bearer(), "{}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.orders").value(2));
        read("/api/v1/orders/" + day, buyer.user())
                .andExpect(jsonPath("$.cancelReason").value("DAY_END"));
        read("/api/v1/orders/" + time, buyer.user())
                .andExpect(jsonPath("$.status").value("NEW"));
        send(
                        post("/api/v1/orders/cancel-all")
                                .header("Idempotency-Key", keys.next().toString()),
                        buyer.bearer(),
                        "{\"instrumentId\":\"" + pair + "\"}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.orders").value(1));
        assertThat(free(buyer.account(), 1)).isEqualTo(10_000_00);
    }

    @Test
    void theTicketChecksSendsAndChangesAStop() throws Exception {
        var cookie = signIn(buyer.user());
        String checked = web.perform(get("/market/" + pair)
                        .cookie(cookie)
                        .param("side", "BUY")
                        .param("price", "9,00")
                        .param("quantity", "2")
                        .param("timeInForce", "GTC")
                        .param("orderType", "STOP_LIMIT")
                        .param("stopPrice", "8,50")
                        .header("Accept-Language", "en"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(checked).contains("name=\"stopPrice\"", "value=\"8,50\"", "value=\"STOP_LIMIT\"");
        web.perform(post("/market/" + pair + "/orders")
                        .cookie(cookie)
                        .with(csrf())
                        .param("key", keys.next().toString())
                        .param("side", "BUY")
                        .param("price", "9,00")
                        .param("quantity", "2")
                        .param("timeInForce", "GTC")
                        .param("orderType", "STOP_LIMIT")
                        .param("stopPrice", "8,50")
                        .param("displayQuantity", "")
                        .param("expireTime", ""))
                .andExpect(status().is3xxRedirection());
        assertThat(free(buyer.account(), 1)).isEqualTo(10_000_00 - 18_00);
        String id = text(read("/api/v1/orders?open=true", buyer.user()), "$.items[0].id");
        web.perform(post("/market/orders/" + id + "/replace")
                        .cookie(cookie)
                        .with(csrf())
                        .param("key", keys.next().toString())
                        .param("price", "9,00")
                        .param("quantity", "1"))
                .andExpect(status().is3xxRedirection());
        assertThat(free(buyer.account(), 1)).isEqualTo(10_000_00 - 9_00);
    }

    private ResultActions place(Client client, String side, String price, String quantity, String terms)
            throws Exception {
        String body = "{\"instrumentId\":\"%s\",\"side\":\"%s\",\"price\":\"%s\",\"quantity\":\"%s\"%s}"
                .formatted(pair, side, price, quantity, terms);
        return send(post("/api/v1/orders").header("Idempotency-Key", keys.next().toString()), client.bearer(), body);
    }

    private ResultActions replace(Client client, String id, String price, String quantity, String stopPrice)
            throws Exception {
        String body =
                "{\"price\":\"%s\",\"quantity\":\"%s\",\"stopPrice\":\"%s\"}".formatted(price, quantity, stopPrice);
        return send(
                put("/api/v1/orders/" + id)
                        .header("Idempotency-Key", keys.next().toString()),
                client.bearer(),
                body);
    }
}
