package kz.sandyq.operator.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The live book over HTTP: the read model first, then the readers. */
class FeedApiTest extends TradingTest {
    @Test
    void bookAndTradesArriveAndAReaderResumesAfterTheSequenceHeKnows() throws Exception {
        register();
        Client seller = client(0);
        Client buyer = client(10_000_00);
        String pair = book(issue(0, seller, 100), "1", "0.01");
        var live = listen(feed(pair, buyer));
        order(seller, pair, "SELL", "12.34", "5").andExpect(status().isCreated());
        await(() -> said(live).contains("\"asks\":[{\"price\":\"12.34\",\"quantity\":\"5\",\"orders\":1}]"));
        order(buyer, pair, "BUY", "12.34", "2").andExpect(status().isCreated());
        await(() -> said(live).contains("\"aggressor\":\"BUY\""));
        assertThat(said(live)).contains("event:market").contains("\"state\":\"OPEN\"");

        String first = said(live).replaceAll("(?s).*?id:([0-9]+).*", "$1");
        var again = listen(feed(pair, buyer).header("Last-Event-ID", first));
        await(() -> said(again).contains("\"aggressor\":\"BUY\""));
        assertThat(said(again).split("event:market", -1))
                .as("one event with all that was missed")
                .hasSize(2);
    }

    @Test
    void strangersUnknownPairsAndBadSequencesAreRefused() throws Exception {
        register();
        Client client = client(0);
        String pair = book(issue(0, client, 10), "1", "0.01");
        web.perform(get("/api/v1/instruments/" + pair + "/feed")).andExpect(status().isUnauthorized());
        web.perform(feed("1-999999", client)).andExpect(status().isNotFound());
        web.perform(feed(pair, client).header("Last-Event-ID", "now"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("CURSOR_NOT_VALID"));
    }

    private static MockHttpServletRequestBuilder feed(String pair, Client client) {
        return get("/api/v1/instruments/" + pair + "/feed")
                .header("Accept", "text/event-stream")
                .header("Authorization", client.bearer());
    }

    private MockHttpServletResponse listen(MockHttpServletRequestBuilder asked) throws Exception {
        return web.perform(asked)
                .andExpect(request().asyncStarted())
                .andReturn()
                .getResponse();
    }

    private static String said(MockHttpServletResponse response) {
        return quietly(response::getContentAsString);
    }
}
