package kz.sandyq.operator.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
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
import java.nio.file.Path;
import kz.sandyq.platform.i18n.LanguageCheck;
import kz.sandyq.platform.login.Role;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The pages of the market by form and link, without a script. */
class MarketPagesTest extends TradingTest {
    private static final String THIN = "\u2009";
    private static final String NBSP = "\u00a0";

    @Test
    void everyWordStandsInThreeLanguages() {
        assertThat(LanguageCheck.problems(Path.of("src/main/resources"))).isEmpty();
    }

    @Test
    void clientSeesTheMarketChecksAnOrderSendsItAndCancelsIt() throws Exception {
        register();
        Client seller = client(0);
        Client buyer = client(10_000_00);
        Issue issue = issue(0, seller, 1_000);
        String pair = book(issue, "10", "0.50");
        Cookie seller2 = signIn(seller.user());
        Cookie client = signIn(buyer.user());
        order(seller, pair, "SELL", "1000.50", "50").andExpect(status().isCreated());

        page(client, "/market?search=tr", "kk").andExpect(status().isOk());
        page(client, "/market?search=nothing-like-it", "ru")
                .andExpect(content().string(containsString("Пары не найдены")));
        page(client, "/market/" + pair, "ru")
                .andExpect(content()
                        .string(allOf(
                                containsString("1" + THIN + "000,50"),
                                containsString("Проверить заявку"),
                                containsString("data-feed=\"/api/v1/instruments/" + pair + "/feed\""),
                                not(containsString("<script>")))));
        page(client, "/market/" + pair + "?side=BUY&price=2000,00&quantity=60&timeInForce=GTC", "en")
                .andExpect(content().string(allOf(containsString("INSUFFICIENT_FUNDS"), containsString("2000,00"))));
        page(client, "/market/" + pair + "?side=BUY&price=1 100,00&quantity=20&timeInForce=GTC", "en")
                .andExpect(content()
                        .string(allOf(
                                containsString("2" + THIN + "200.00" + NBSP + "₸"),
                                containsString("7" + THIN + "800.00" + NBSP + "₸"),
                                containsString("for 2" + THIN + "001.00" + NBSP + "₸"))));
        String done = web.perform(form(client, "/market/" + pair + "/orders")
                        .param("key", keys.next().toString())
                        .param("side", "BUY")
                        .param("price", "1 100,00")
                        .param("quantity", "60")
                        .param("timeInForce", "GTC"))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        String id = String.valueOf(done).replaceAll(".*done=", "");
        page(client, String.valueOf(done), "en")
                .andExpect(content()
                        .string(allOf(
                                containsString("Order " + id + ": filled in part. Filled 50 of 60."),
                                containsString("/market/orders/" + id + "/cancel"),
                                containsString("1" + THIN + "000.50" + NBSP + "₸"))));
        page(client, "/market/" + pair + "/mine", "kk").andExpect(content().string(containsString(id)));
        page(client, "/market/orders", "kk").andExpect(content().string(containsString("ішінара орындалды")));
        page(client, "/market/deals", "kk").andExpect(content().string(containsString("Сатып алу")));
        page(seller2, "/market/orders", "ru").andExpect(content().string(not(containsString(">" + id + "<"))));

        web.perform(form(seller2, "/market/orders/" + id + "/cancel")
                        .param("key", keys.next().toString()))
                .andExpect(status().isNotFound());
        web.perform(form(client, "/market/orders/" + id + "/cancel")
                        .param("key", keys.next().toString())
                        .param("pair", pair))
                .andExpect(status().is3xxRedirection());
        read("/api/v1/orders/" + id, buyer.user())
                .andExpect(jsonPath("$.status").value("CANCELED"));
        page(client, "/market/orders?open=true", "en")
                .andExpect(content().string(containsString("You have no orders here.")));
        page(client, "/market/orders", "en").andExpect(content().string(containsString("by you")));
    }

    @Test
    void ownDealsComeAsATableFile() throws Exception {
        register();
        Client seller = client(0);
        Client buyer = client(10_000_00);
        String pair = book(issue(0, seller, 100), "1", "0.01");
        order(seller, pair, "SELL", "12.34", "5").andExpect(status().isCreated());
        order(buyer, pair, "BUY", "12.34", "5").andExpect(status().isCreated());
        String[] rows = file("/api/v1/me/deals.csv", buyer).split("\r\n");
        assertThat(rows).hasSize(2);
        assertThat(rows[0]).startsWith("\ufeffid,time,instrument,side,price,quantity");
        assertThat(rows[1]).contains(",BUY,12.34,5,").contains(",61.70,KZT,");
        assertThat(file("/api/v1/me/deals.csv", seller)).contains(",SELL,12.34,5,");
        read("/api/v1/me/deals.csv", user(Role.OFFICER)).andExpect(status().isForbidden());
    }

    @Test
    void supervisorOpensABookAndHaltsItByForms() throws Exception {
        register();
        Client holder = client(0);
        Issue issue = issue(0, holder, 100);
        User supervisor = user(Role.MARKET_SUPERVISOR);
        Cookie staff = signIn(supervisor);
        page(staff, "/desk/books/new", "kk").andExpect(content().string(containsString(issue.publicId())));
        web.perform(form(staff, "/desk/books/new")
                        .param("assetId", issue.publicId())
                        .param("quoteAssetId", "1-1")
                        .param("lot", "1")
                        .param("tick", "0,001"))
                .andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("AMOUNT_TOO_PRECISE"), containsString("0,001"))));
        web.perform(form(staff, "/desk/books/new")
                        .param("assetId", issue.publicId())
                        .param("quoteAssetId", "1-1")
                        .param("lot", "1")
                        .param("tick", "0,01"))
                .andExpect(status().is3xxRedirection());
        page(staff, "/desk/books", "ru").andExpect(content().string(containsString("Ждёт второго лица")));
        approve(user(Role.APPROVER), newest("trading.book"));
        String pair = opened("1-"
                + database.sql("select max(id) from operator.book")
                        .query(Long.class)
                        .single());

        page(staff, "/desk/halts/new?kind=HALT&instrument=" + pair, "ru").andExpect(status().isOk());
        String act = web.perform(halt(staff, pair, ""))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("RULE_CLAUSE_REQUIRED")))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(act).contains("value=\"П-7\"");
        String made = String.valueOf(web.perform(halt(staff, pair, "12.3"))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
        await(() -> quietly(() -> text(read("/api/v1/instruments/" + pair, supervisor), "$.status"))
                .equals("TRADING_HALT"));
        page(staff, made, "en").andExpect(content().string(allOf(containsString("RUL-63.4"), containsString("П-7"))));
        page(staff, "/desk/halts", "kk").andExpect(content().string(containsString("П-7")));
        page(signIn(holder.user()), "/market/" + pair, "ru")
                .andExpect(content()
                        .string(allOf(
                                containsString("Торги приостановлены с"), not(containsString("Проверить заявку")))));
        page(signIn(holder.user()), "/desk/halts", "ru").andExpect(status().isForbidden());
    }

    private RequestBuilder halt(Cookie staff, String pair, String clause) {
        return multipart("/desk/halts/new")
                .file(new MockMultipartFile("document", new byte[0]))
                .with(csrf())
                .cookie(staff)
                .param("kind", "HALT")
                .param("instrument", pair)
                .param("issue", "")
                .param("ground", "TSG_INTERNAL_DOCUMENTS")
                .param("evidence", "INTERNAL_RULE")
                .param("haltReason", "TECHNICAL")
                .param("ruleClause", clause)
                .param("documentNumber", "П-7")
                .param("documentDate", today().toString());
    }

    private ResultActions page(Cookie who, String path, String language) throws Exception {
        return web.perform(get(path).cookie(who).queryParam("lang", language))
                .andExpect(content().string(not(containsString("??"))));
    }

    private String file(String path, Client client) throws Exception {
        var started = read(path, client.user()).andReturn();
        return web.perform(asyncDispatch(started)).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    private static MockHttpServletRequestBuilder form(Cookie who, String path) {
        return post(path).with(csrf()).cookie(who);
    }
}
