package kz.sandyq.operator.trading;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A program that lost an answer asks by its key what became of the request. */
class SentRequestsTest extends TradingTest {
    @Test
    void eachKeySaysWhatBecameOfItsRequest() throws Exception {
        register();
        Client seller = client(0);
        Client buyer = client(10_000_00);
        Issue issue = issue(0, seller, 1_000);
        String pair = book(issue, "10", "0.50");
        UUID placed = keys.next();
        UUID refused = keys.next();
        UUID batch = keys.next();
        String item = """
                {"place":{"instrumentId":"%s","side":"BUY","price":"%s","quantity":"10"}}""";
        String items = "{\"mode\":\"INDEPENDENT\",\"items\":[" + item.formatted(pair, "10.00") + ","
                + item.formatted(pair, "90000.00") + "]}";

        order(seller, placed, pair, "SELL", "1000.50", "50", "GTC").andExpect(status().isCreated());
        order(buyer, refused, pair, "BUY", "2000.00", "60", "GTC").andExpect(status().is(422));
        send(post("/api/v1/orders/batch").header("Idempotency-Key", batch.toString()), buyer.bearer(), items)
                .andExpect(status().isOk());

        asked(seller, placed, "APPLIED");
        asked(buyer, refused, "REFUSED INSUFFICIENT_FUNDS");
        asked(buyer, batch, "APPLIED", "REFUSED INSUFFICIENT_FUNDS");
        asked(seller, keys.next(), "UNKNOWN");
        // Somebody else's key says nothing of his request.
        asked(buyer, placed, "UNKNOWN");
        read("/api/v1/me/requests/" + UUID.randomUUID(), seller.user())
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("IDEMPOTENCY_KEY_INVALID"));
    }

    private void asked(Client client, UUID key, String... outcomes) throws Exception {
        var answer = read("/api/v1/me/requests/" + key, client.user())
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.idempotencyKey").value(key.toString()))
                .andExpect(jsonPath("$.outcomes.length()").value(outcomes.length));
        for (int i = 0; i < outcomes.length; i++) {
            String[] words = outcomes[i].split(" ");
            answer.andExpect(jsonPath("$.outcomes[" + i + "].state").value(words[0]))
                    .andExpect(jsonPath("$.outcomes[" + i + "].sequence").isNumber())
                    .andExpect(jsonPath("$.outcomes[" + i + "].code").value(words.length > 1 ? words[1] : null));
        }
    }
}
