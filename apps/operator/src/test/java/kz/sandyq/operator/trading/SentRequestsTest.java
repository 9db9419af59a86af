package kz.sandyq.operator.trading;

import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A program that lost an answer asks by its key what became of the request. */
class SentRequestsTest extends TradingTest {
    private static final long TWO_HOURS_MS = 7_200_000;

    @Test
    void eachKeyHasOneDefiniteState() throws Exception {
        register();
        Client seller = client(0);
        Client buyer = client(10_000_00);
        Issue issue = issue(0, seller, 1_000);
        String pair = book(issue, "10", "0.50");
        UUID placed = keys.next();
        UUID refused = keys.next();
        UUID neverSent = keys.next();
        UUID old = new UUID(
                neverSent.getMostSignificantBits() - (TWO_HOURS_MS << 16), neverSent.getLeastSignificantBits());

        order(seller, placed, pair, "SELL", "1000.50", "50", "GTC").andExpect(status().isCreated());
        order(buyer, refused, pair, "BUY", "2000.00", "60", "GTC").andExpect(status().is(422));

        asked(seller, placed, "APPLIED", null);
        asked(buyer, refused, "REFUSED", "INSUFFICIENT_FUNDS");
        asked(seller, neverSent, "UNKNOWN", null);
        asked(seller, old, "NOT_APPLIED", null);
        // Somebody else's key says nothing of his request.
        asked(buyer, placed, "UNKNOWN", null);
        read("/api/v1/me/requests/" + UUID.randomUUID(), seller.user())
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("IDEMPOTENCY_KEY_INVALID"));
    }

    private void asked(Client client, UUID key, String state, @Nullable String code) throws Exception {
        read("/api/v1/me/requests/" + key, client.user())
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.idempotencyKey").value(key.toString()))
                .andExpect(jsonPath("$.state").value(state))
                .andExpect(jsonPath("$.sequence").isNumber())
                .andExpect(jsonPath("$.code").value(code));
    }
}
