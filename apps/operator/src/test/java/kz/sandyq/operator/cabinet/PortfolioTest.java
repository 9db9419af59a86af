package kz.sandyq.operator.cabinet;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Objects;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.Answer;
import kz.sandyq.operator.encumbrance.EntriesTest;
import kz.sandyq.platform.login.Role;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** What a client owns, why it is not free, what it cost; his papers; and what of it a stranger gets: nothing. */
class PortfolioTest extends EntriesTest {
    @Autowired
    Reasons reasons;

    @Autowired
    Holdings holdings;

    private Client holder = Client.NONE;
    private Client other = Client.NONE;
    private long issue;
    private String pair = "";

    /** 100 units bought in the placement at 950.00, of which the other has bought 40 at 1000.00. */
    @BeforeEach
    void aDeal() throws Exception {
        tradingHeld();
        holder = investor();
        other = investor();
        issue = bought(holder, 100);
        pair = book();
        pay(other, "50000.00");
        order(holder, "SELL", "1000.00", 40);
        order(other, "BUY", "1000.00", 40);
        until(() -> free(other.account(), issue) == 40);
    }

    @Test
    void whatItCostIsTheWeightedAverageOfPlacementDealsAndGifts() throws Exception {
        assertThat(cost(holder)).isEqualTo("60 57000.00 950.000000 2000.00 0");
        order(other, "SELL", "1100.00", 30);
        order(holder, "BUY", "1100.00", 30);
        until(() -> free(holder.account(), issue) == 90);
        assertThat(cost(holder)).isEqualTo("90 90000.00 1000.000000 2000.00 0");
        assertThat(cost(other)).isEqualTo("10 10000.00 1000.000000 3000.00 0");
        entered(propose("/transfers", transfer(other, holder, issue, "10")), "/transfers/", "ENTERED");
        until(() -> free(holder.account(), issue) == 100);
        assertThat(cost(holder)).isEqualTo("100 90000.00 900.000000 2000.00 10");
        assertThat(get(other.token(), "/me/holdings/" + key(other, issue)).status())
                .isEqualTo(404);
        assertThat(get(other.token(), "/me/holdings/" + key(other, issue) + "/history")
                        .at("$.items[0].kind"))
                .isEqualTo("TRANSFER");
        String file = "/cabinet/holdings/" + key(other, issue) + "/history.csv";
        var sent = web.perform(MockMvcRequestBuilders.get(file).cookie(signIn(other.user())))
                .andReturn();
        web.perform(asyncDispatch(sent))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("GIFT_AGREEMENT 12-1 2026-05-02,ACCEPTED,,,")));
        web.perform(MockMvcRequestBuilders.get(file).cookie(signIn(holder.user())))
                .andExpect(status().isNotFound());
        web.perform(MockMvcRequestBuilders.get("/cabinet/holdings").cookie(signIn(other.user())))
                .andExpect(content().string(Matchers.containsString("/cabinet/holdings/" + key(other, issue))));
    }

    @Test
    @LegalBasis(
            value = "LAW-1.6-3-d",
            shows = {ACCEPTED, REFUSED})
    void everyPartThatIsNotFreeHasItsReasonAndItsAddress() throws Exception {
        order(holder, "SELL", "2000.00", 20);
        entered(propose("/encumbrances", pledge(holder, issue, "15", other)), "/encumbrances/", "ENTERED");
        String arrest =
                """
                {"kind":"ARREST","accountId":"1-%d","assetId":"1-%d","quantity":"5","ground":%s}
                """.formatted(holder.account(), issue, ground("BAILIFF_ORDER", "Сот орындаушысы Д. Асанов", SHA256));
        entered(propose("/encumbrances", arrest), "/encumbrances/", "ENTERED");
        subscribe();
        payout();
        until(() -> get(holder.token(), "/me/holdings/" + key(holder, 1)).body().contains("PAYOUT"));
        Answer units = get(holder.token(), "/me/holdings/" + key(holder, issue));
        assertThat(units.at("$.available")).isEqualTo("20");
        assertThat(units.at("$.held")).isEqualTo("20");
        assertThat(units.at("$.blocked")).isEqualTo("20");
        assertThat(units.at("$.reasons[*].kind")).isEqualTo("[\"ORDER\",\"PLEDGE\",\"ARREST\"]");
        assertThat(units.at("$.reasons[*].quantity")).isEqualTo("[\"20\",\"15\",\"5\"]");
        Answer money = get(holder.token(), "/me/holdings/" + key(holder, 1));
        assertThat(money.at("$.reasons[*].kind")).isEqualTo("[\"SUBSCRIPTION\",\"PAYOUT\"]");
        assertThat(money.at("$.reasons[*].quantity")).isEqualTo("[\"950.00\",\"123.45\"]");
        for (int i = 0; i < 3; i++) {
            String href = units.at("$.reasons[" + i + "].href").substring("/api/v1".length());
            get(holder.token(), href).good();
            assertThat(get(investor().token(), href).status()).isEqualTo(404);
        }
        get(holder.token(), money.at("$.reasons[0].href").substring("/api/v1".length()))
                .good();
        String pledge = units.at("$.reasons[1].href").substring("/api/v1".length());
        assertThat(get(other.token(), pledge).good().at("$.groundNumber")).isEqualTo("12-1");
        assertThat(get(holder.token(), "/me/inbox").body()).contains("PLEDGE_ENTERED", "ARREST_ENTERED");
        assertThat(get(other.token(), "/me/inbox").body()).contains("PLEDGE_IN_FAVOUR");
        reasonsAddUp();
        pages(pledge.substring(pledge.lastIndexOf('/') + 1));
    }

    /** What the entries say of every hold is what the core says. */
    private void reasonsAddUp() {
        List<long[]> holdings = database.sql("select account_id, asset_id, held from readmodel.balance where held <> 0")
                .query((row, number) -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)})
                .list();
        assertThat(holdings).isNotEmpty();
        for (long[] each : holdings) {
            long explained = reasons.of(each[0], each[1], Holdings.NOW).stream()
                    .filter(why -> !List.of("PLEDGE", "ARREST").contains(why.kind()))
                    .mapToLong(Reasons.Reason::quantity)
                    .sum();
            assertThat(explained).as("account %d, asset %d", each[0], each[1]).isEqualTo(each[2]);
        }
    }

    private void pages(String pledge) throws Exception {
        Cookie cookie = signIn(holder.user());
        for (String language : List.of("kk", "ru", "en")) {
            for (String page : List.of(
                    "holdings",
                    "holdings/" + key(holder, issue),
                    "holdings/" + key(holder, 1),
                    "encumbrances/" + pledge,
                    "statement",
                    "statement?date=2026-05-01",
                    "inbox")) {
                web.perform(MockMvcRequestBuilders.get("/cabinet/" + page)
                                .param("lang", language)
                                .cookie(cookie))
                        .andExpect(status().isOk());
            }
        }
        web.perform(MockMvcRequestBuilders.get("/cabinet/holdings").cookie(cookie))
                .andExpect(content().string(Matchers.containsString("Тыйым салу")))
                .andExpect(content().string(Matchers.containsString("/cabinet/encumbrances/" + pledge)));
        web.perform(MockMvcRequestBuilders.get("/cabinet/statement?date=2999-01-01")
                        .cookie(cookie))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("STATEMENT_DATE_IN_FUTURE")));
    }

    @Test
    @LegalBasis(
            value = "LAW-1.6-3-b",
            shows = {ACCEPTED, REFUSED})
    void theStatementOfADayIsThatDaysInThreeLanguages() throws Exception {
        String kk = paper(holder, "/api/v1/me/statement", "kk");
        assertThat(kk).contains("ұстаушыларын есепке алу жүйесінен үзінді", "Айгүл Сәрсенова", "₸", "Алтын қойма");
        assertThat(kk).contains("орталық депозитарийі").contains("950,00₸", "57000,00₸", "Қабылданды");
        assertThat(paper(holder, "/api/v1/me/statement", "ru"))
                .contains("Выписка из системы учёта держателей ЦФА", "Принято");
        assertThat(paper(holder, "/api/v1/me/statement", "en"))
                .contains("Statement from the DFA holder", "57000.00₸", "Accepted");
        String json = "/me/statement?format=json&date=";
        String today = clock.today().toString();
        Answer now = get(holder.token(), json + today).good();
        assertThat(now.at("$.complete")).isEqualTo("false");
        assertThat(now.at("$.holdings.length()")).isEqualTo("2");
        assertThat(now.at("$.movements[-1:].kind")).contains("TRADE");
        Answer before = get(holder.token(), json + clock.today().minusDays(1)).good();
        assertThat(before.at("$.complete")).isEqualTo("true");
        assertThat(before.at("$.holdings.length()")).isEqualTo("0");
        assertThat(get(holder.token(), json + clock.today().plusDays(1)).code()).isEqualTo("STATEMENT_DATE_IN_FUTURE");
        assertThat(get(holder.token(), "/me/statement?date=soon").code()).isEqualTo("DATE_NOT_VALID");
        assertThat(get(holder.token(), "/me/statement?date=-999999999-01-01").code())
                .isEqualTo("DATE_NOT_VALID");
    }

    @Test
    @LegalBasis(
            value = "LAW-1.6-3-c",
            shows = {ACCEPTED, REFUSED})
    void aDealIsConfirmedToItsSidesAlone() throws Exception {
        String deal = get(holder.token(), "/me/deals").at("$.items[0].id");
        String path = "/api/v1/me/deals/" + deal + "/confirmation";
        String sold = paper(holder, path, "kk");
        assertThat(sold).contains("Мәміле растамасы", "Сату", "40000,00₸", deal, "Төлемге қарсы жеткізу");
        assertThat(sold).contains(holder.nationalId()).doesNotContain(other.nationalId());
        assertThat(paper(other, path, "ru")).contains("Покупка", "1000,00₸", other.nationalId());
        Client stranger = investor();
        assertThat(get(stranger.token(), path.substring(7)).status()).isEqualTo(404);
        assertThat(get(approver.token(), path.substring(7)).status()).isEqualTo(403);
        assertThat(get("", path.substring(7)).status()).isEqualTo(401);
        assertThat(get(holder.token(), "/me/deals/1-999999/confirmation").status())
                .isEqualTo(404);
    }

    @Test
    void aStrangersHoldingIsNotFound() throws Exception {
        for (String path : List.of(key(holder, issue), key(holder, issue) + "/history", key(holder, 1))) {
            assertThat(get(other.token(), "/me/holdings/" + path).status()).isEqualTo(404);
            get(holder.token(), "/me/holdings/" + path).good();
        }
        assertThat(get(officer.token(), "/me/holdings").status()).isEqualTo(403);
        assertThat(get("", "/me/holdings").status()).isEqualTo(401);
        Answer first = get(holder.token(), "/me/holdings/" + key(holder, issue) + "/history?limit=1")
                .good();
        assertThat(first.at("$.items[0].amount")).isEqualTo("40000.00");
        assertThat(get(
                                holder.token(),
                                "/me/holdings/" + key(holder, issue) + "/history?limit=1&cursor="
                                        + first.at("$.nextCursor"))
                        .at("$.items[0].kind"))
                .isEqualTo("RESERVATION");
    }

    @Test
    @LegalBasis(value = "LAW-1.6-3-b", shows = ACCEPTED)
    void whatWasHeldWasExplainedThen() {
        long placed = last("PLACEMENT");
        long offered = last("RESERVATION");
        long sold = last("TRADE");
        assertThat(then(placed)).isEqualTo("100 free, 0 held, cost 9500000, []");
        assertThat(then(offered)).isEqualTo("60 free, 40 held, cost 9500000, [ORDER 40]");
        assertThat(then(sold)).isEqualTo("60 free, 0 held, cost 5700000, []");
        assertThat(holdings.of(holder.relation(), 0)).isEmpty();
    }

    /** Sequence of the last entry of a kind in the holder's units. */
    private long last(String kind) {
        return number(
                "select max(sequence) from readmodel.posting where asset_id = " + issue + " and entry_kind = '" + kind
                        + "' and account_id = ",
                holder.account());
    }

    private String then(long sequence) {
        Holdings.Holding held = holdings.of(holder.relation(), sequence).stream()
                .filter(each -> each.part().assetId() == issue)
                .findFirst()
                .orElseThrow();
        List<String> why = held.reasons().stream()
                .map(each -> each.kind() + " " + each.quantity())
                .toList();
        long cost = Objects.requireNonNull(held.cost()).costMinor();
        return "%d free, %d held, cost %d, %s"
                .formatted(held.part().available(), held.part().held(), cost, why);
    }

    private static String key(Client client, long asset) {
        return "1-" + client.account() + "/1-" + asset;
    }

    private String cost(Client client) {
        Answer holding = get(client.token(), "/me/holdings/" + key(client, issue));
        return String.join(
                " ",
                holding.at("$.cost.quantity"),
                holding.at("$.cost.amount"),
                holding.at("$.cost.average"),
                holding.at("$.cost.realised"),
                holding.at("$.cost.unpaidQuantity"));
    }

    /** Text of a paper without its thin and unbreakable spaces. */
    private String paper(Client client, String path, String language) throws Exception {
        byte[] file = web.perform(MockMvcRequestBuilders.get(path)
                        .header("Authorization", client.user().bearer())
                        .header("Accept-Language", language))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/pdf"))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        try (PDDocument document = Loader.loadPDF(file)) {
            return new PDFTextStripper().getText(document).replaceAll("[\\u2009\\u00a0]", "");
        }
    }

    private void tradingHeld() throws Exception {
        if (count("operator.activity_registration where activity = 'TRADING'") == 0) {
            web.perform(MockMvcRequestBuilders.post("/settings/activities")
                    .cookie(signIn(user(Role.ADMINISTRATOR)))
                    .with(csrf())
                    .param("activity", "TRADING")
                    .param("number", "TP-1")
                    .param("validFrom", "2026-05-01"));
            approveLast(user(Role.ADMINISTRATOR).token()).good();
        }
    }

    private String book() throws Exception {
        String id = post(user(Role.MARKET_SUPERVISOR).token(), "/books", """
                {"assetId":"1-%d","lot":"1","tick":"0.01"}""".formatted(issue))
                .good()
                .at("$.id");
        approveLast(approver.token()).good();
        String auditor = user(Role.AUDITOR).token();
        until(() -> get(auditor, "/books/" + id).body().contains("\"instrumentId\":\"1-"));
        return get(auditor, "/books/" + id).at("$.instrumentId");
    }

    private void order(Client client, String side, String price, long quantity) throws Exception {
        post(client.token(), "/orders", """
                {"instrumentId":"%s","side":"%s","price":"%s","quantity":"%d","timeInForce":"GTC"}""".formatted(pair, side, price, quantity))
                .good();
    }

    private void subscribe() throws Exception {
        Client issuer = issuer();
        long note = note(issuer);
        mint(note, 10);
        long placement =
                placement(issuer, note, 1, 10, clock.instant(), clock.instant().plusSeconds(3_600));
        until(() -> count("readmodel.placement where placement_id = " + placement) == 1);
        post(holder.token(), "/subscriptions", "{\"placementId\":\"1-" + placement + "\",\"quantity\":1}")
                .good();
    }

    private void payout() throws Exception {
        post(holder.token(), "/me/payouts", """
                {"currency":"KZT","amount":"123.45","payeeName":"Айгүл Сәрсенова","payeeIban":"KZ86125KZT5004100100",
                 "payeeBic":"KCJBKZKX","purpose":"Ақша қайтару"}""").good();
    }
}
