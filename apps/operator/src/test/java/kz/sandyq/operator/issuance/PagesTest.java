package kz.sandyq.operator.issuance;

import static kz.sandyq.operator.issuance.IssuanceApplication.ISSUER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import kz.sandyq.operator.command.CommandAnswerHandler;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.issuance.IssuanceApplication.FakeMarket;
import kz.sandyq.operator.issuance.IssuanceApplication.World;
import kz.sandyq.platform.login.Logins;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.person.Person.Kind;
import kz.sandyq.platform.person.Persons;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Every page of issuance and placement is walked in three languages, from the empty list to the open placement. */
@SpringBootTest(classes = IssuanceApplication.class, properties = "sandyq.database.directory=throwaway")
@AutoConfigureMockMvc
class PagesTest {
    private static final long RELATION = 9_000;
    private static final long ISSUE = 8_000;
    private static final String PASSWORD = "тоғыз жолдың торабы";

    @Autowired
    MockMvc web;

    @Autowired
    Logins logins;

    @Autowired
    Persons persons;

    @Autowired
    World world;

    @Autowired
    FakeMarket market;

    @Autowired
    List<CommandAnswerHandler> handlers;

    @Autowired
    JdbcClient jdbc;

    @Test
    void anIssueIsWalkedByItsPages() throws Exception {
        String issuer = token("issuer", "020202500007", Role.ISSUER);
        String officer = token("officer", "030303500001", Role.OFFICER);
        String approver = token("approver", "040404500006", Role.APPROVER);
        String client = token("client", "050505500000", Role.CLIENT);
        world.issuers.put(RELATION, new IssuerFacts(RELATION, "Алтын ЖШС", Sample.ISSUER_BIN, true, "KZ"));
        page(issuer, "/issuer/issues", "issuance.none.mine");
        String edit = redirect(issuer, MockMvcRequestBuilders.post("/issuer/issues"));
        page(issuer, edit, "issuance.save");
        page(issuer, edit + "/check", "TERMS_MISSING");
        redirect(issuer, terms(edit));
        redirect(
                issuer,
                MockMvcRequestBuilders.multipart(edit + "/decision")
                        .file(new MockMultipartFile(
                                "document",
                                "decision.pdf",
                                null,
                                "%PDF-1.7 x".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                        .param("version", "2")
                        .param("number", "7")
                        .param("date", "2026-05-02"));
        page(issuer, edit + "/check", "decision.pdf");
        redirect(issuer, MockMvcRequestBuilders.post(edit + "/submit").param("version", "3"));
        page(issuer, edit, "SUBMITTED");
        page(issuer, "/issuer/issues", "Күміс");

        String desk = edit.replace("/issuer/", "/desk/");
        page(officer, "/desk/issues", "Күміс");
        page(officer, desk, "EXAMINATION_NOT_COMPLETE");
        var examination = MockMvcRequestBuilders.post(desk + "/examination");
        for (Checklist.Line line : Checklist.Line.values()) {
            examination.param("verdict." + line, "CONFORMS");
        }
        redirect(officer, examination);
        page(officer, desk, "registrationNumber");
        redirect(
                officer,
                MockMvcRequestBuilders.post(desk + "/registration").param("registrationNumber", "KZ-DFA-001/PAGES"));
        long approval = jdbc.sql("select max(id) from platform.approval")
                .query(Long.class)
                .single();
        perform(approver, MockMvcRequestBuilders.post("/api/v1/approvals/of-test/" + approval));
        world.answer(handlers, new CommandReply(5_000, 0, ISSUE, 0));
        market.issues.put(
                ISSUE,
                new MarketView.IssueState(
                        ISSUE, "MINTED", false, 0, IssuanceApplication.UNSOLD_ACCOUNT, 1, 100, 100, 0, 0));
        market.available.put(List.of(IssuanceApplication.UNSOLD_ACCOUNT, ISSUE), 100L);
        market.available.put(List.of(ISSUER_ACCOUNT, 1L), 5L);
        page(officer, desk, "KZ-DFA-001/PAGES");
        page("", "/public/issues", "KZ-DFA-001/PAGES");
        page("", "/public/issues/1-" + ISSUE, "Күміс");

        page(issuer, "/placements/of/1-" + ISSUE, "investorCapQuantity");
        String placement = redirect(issuer, placement());
        page(officer, "/desk/placements", "Күміс");
        page(officer, "/desk" + placement, "/open");
        redirect(officer, MockMvcRequestBuilders.post("/desk" + placement + "/open"));
        world.answer(handlers, new CommandReply(5_001, 0, 8_001, 0));
        market.placements.put(
                8_001L,
                new MarketView.PlacementState(
                        8_001, ISSUE, "OPEN", 0, Long.MAX_VALUE / 2, 0, 100, 95_000, 1, 0, "PRO_RATA", 0, 0, 0));
        page(client, "/placements", "Күміс");
        page(client, placement, "quantity");
        page(client, placement + "?quantity=1", "role=\"alert\"");
        market.available.put(List.of(IssuanceApplication.CLIENT_ACCOUNT + RELATION, 1L), 95_000L);
        page(client, placement + "?quantity=1", "name=\"key\"");
        page(officer, "/desk" + placement, "/cancel");
        assertThat(perform(client, MockMvcRequestBuilders.get("/desk/issues")).getStatus())
                .isEqualTo(403);
    }

    private static AbstractMockHttpServletRequestBuilder<?> terms(String edit) {
        return MockMvcRequestBuilders.post(edit + "/terms")
                .param("version", "1")
                .param("kinds", "FINANCIAL_INSTRUMENT")
                .param("instrumentKind", "discount note")
                .param("name", "Күміс")
                .param("code", "KUMIS")
                .param("volume", "1 00")
                .param("specifiedCurrency", "KZT")
                .param("specifiedDenomination", "1000,00")
                .param("issuePrice", "950")
                .param("redemptionPrice", "1000")
                .param("issueDate", "2026-05-02")
                .param("maturityDate", "2099-05-02")
                .param("redemptionTerms", "at maturity");
    }

    private static AbstractMockHttpServletRequestBuilder<?> placement() {
        return MockMvcRequestBuilders.post("/placements/of/1-" + ISSUE)
                .param("from", "2026-05-02T10:00")
                .param("until", "2099-05-02T10:00")
                .param("minimumQuantity", "0")
                .param("maximumQuantity", "100")
                .param("price", "950,00")
                .param("lotQuantity", "1")
                .param("investorCapQuantity", "0")
                .param("method", "PRO_RATA");
    }

    /** The page answers in each language, holds the text (a message key or words), and no key without its words. */
    private void page(String token, String path, String text) throws Exception {
        for (String language : List.of("kk", "ru", "en")) {
            String address = path + (path.contains("?") ? "&" : "?") + "lang=" + language;
            var response = perform(token, MockMvcRequestBuilders.get(address));
            String body = response.getContentAsString();
            assertThat(response.getStatus()).as("%s %s", address, body).isEqualTo(200);
            assertThat(body).as(address).doesNotContain("??");
            if (!text.startsWith("issuance.") && !text.equals("SUBMITTED")) {
                assertThat(body).as(address).contains(text);
            }
        }
    }

    private String redirect(String token, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        MockHttpServletResponse response = perform(token, request);
        assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(302);
        return String.valueOf(response.getRedirectedUrl());
    }

    private MockHttpServletResponse perform(String token, AbstractMockHttpServletRequestBuilder<?> request)
            throws Exception {
        if (!token.isEmpty()) {
            request.cookie(new Cookie("sandyq_session", token));
        }
        MockHttpServletResponse response =
                web.perform(request.with(csrf())).andReturn().getResponse();
        response.setCharacterEncoding("UTF-8");
        return response;
    }

    private String token(String name, String base, Role role) throws Exception {
        long person = persons.add(Kind.INDIVIDUAL, valid(base.substring(0, 8)), name);
        world.relations.put(person, RELATION);
        long login = logins.create("pages-" + name, person, Set.of(role));
        logins.setPassword(login, PASSWORD);
        Cookie session = web.perform(MockMvcRequestBuilders.post("/sign-in")
                        .with(csrf())
                        .param("loginName", "pages-" + name)
                        .param("password", PASSWORD))
                .andReturn()
                .getResponse()
                .getCookie("sandyq_session");
        return Objects.requireNonNull(session).getValue();
    }

    private static String valid(String prefix) {
        for (int tail = 5_000; tail < 10_000; tail++) {
            String candidate = prefix.substring(0, 6) + "5" + prefix.charAt(7) + tail;
            if (kz.sandyq.platform.person.NationalId.parse(candidate).isPresent()) {
                return candidate;
            }
        }
        throw new IllegalStateException("no valid number");
    }
}
