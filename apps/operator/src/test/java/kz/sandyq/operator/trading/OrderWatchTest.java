package kz.sandyq.operator.trading;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.ResultActions;

/** A client's program says that it is there; when it is gone its orders are cancelled. */
class OrderWatchTest extends TradingTest {
    private static final String API = "/api/v1/order-watches";

    @Test
    void aProgramWatchesItsOrdersAndLosesThemWhenItIsGone() throws Exception {
        register();
        Client seller = client(0);
        Client other = client(0);
        String pair = book(issue(0, seller, 100), "1", "1.00");
        say(seller, API, "{\"timeoutSeconds\":86401}")
                .andExpect(jsonPath("$.code").value("FIELD_OUT_OF_RANGE"));
        say(seller, API, "{\"accountIds\":[\"1-" + other.account() + "\"]}").andExpect(status().isNotFound());
        String watch = text(
                say(seller, API, "{\"timeoutSeconds\":3600}")
                        .andExpect(status().isCreated())
                        .andExpect(jsonPath("$.status").value("WATCHING"))
                        .andExpect(jsonPath("$.deadline").exists())
                        .andExpect(jsonPath("$.accountIds[0]").value("1-" + seller.account())),
                "$.id");
        say(seller, API, "{\"timeoutSeconds\":60}").andExpect(jsonPath("$.code").value("ACCOUNT_WATCHED"));
        say(seller, API + "/" + watch + "/renewals", "{}").andExpect(status().isOk());
        say(other, API + "/" + watch + "/renewals", "{}").andExpect(status().isNotFound());
        read(API, other.user()).andExpect(jsonPath("$.length()").value(0));
        read(API, seller.user()).andExpect(jsonPath("$[0].id").value(watch));
        String order = text(order(seller, pair, "SELL", "10.00", "5").andExpect(status().isCreated()), "$.id");
        say(seller, API + "/" + watch + "/end", "{\"cancelOrders\":true}").andExpect(status().isOk());
        await(() -> "ENDED".equals(quietly(() -> text(read(API + "/" + watch, seller.user()), "$.status"))));
        read("/api/v1/orders/" + order, seller.user())
                .andExpect(jsonPath("$.cancelReason").value("DISCONNECT"));
        read(API, seller.user()).andExpect(jsonPath("$.length()").value(0));
        say(seller, API + "/" + watch + "/renewals", "{}").andExpect(status().isUnprocessableContent());
    }

    private ResultActions say(Client client, String path, String body) throws Exception {
        return send(post(path).header("Idempotency-Key", keys.next().toString()), client.bearer(), body);
    }
}
