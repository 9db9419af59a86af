package kz.sandyq.operator.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kz.sandyq.operator.command.CommandAnswerHandler;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.issuance.IssuanceApplication.FakeMarket;
import kz.sandyq.operator.issuance.IssuanceApplication.World;
import kz.sandyq.platform.login.ApiCredentials;
import kz.sandyq.platform.login.Logins;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.person.NationalId;
import kz.sandyq.platform.person.Person.Kind;
import kz.sandyq.platform.person.Persons;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Steps of an issue's life through the API, over a market that answers as told. */
@SpringBootTest(classes = IssuanceApplication.class, properties = "sandyq.database.directory=throwaway")
@AutoConfigureMockMvc
abstract class IssueSteps {
    static final int REGISTER_ISSUE = 30;
    static final int MINT = 32;
    static final int OPEN_PLACEMENT = 40;
    static final int SUBSCRIBE = 41;
    static final int START_REDEMPTION = 70;
    static final String PDF =
            Base64.getEncoder().encodeToString("%PDF-1.7 шешім".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    static int people;
    static long issueIds = 700;

    @Autowired
    MockMvc web;

    @Autowired
    Logins logins;

    @Autowired
    Persons persons;

    @Autowired
    ApiCredentials credentials;

    @Autowired
    World world;

    @Autowired
    FakeMarket market;

    @Autowired
    List<CommandAnswerHandler> handlers;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RedemptionNotices redemptionNotices;

    String issuer = "";
    String officer = "";
    String approver = "";
    long relation;
    long sequence = 100;

    /** What a request was answered. */
    record Answer(int status, String body, String etag) {
        /** A text or a number at the top of the answer. */
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        <T> T at(String path) {
            JsonNode node = JsonMapper.shared().readTree(body).path(path.substring(2));
            assertThat(node.isMissingNode())
                    .as("%s in %s %s", path, status, body)
                    .isFalse();
            return (T) (node.isNumber() ? (Object) node.asInt() : node.asString());
        }

        String code() {
            return at("$.code");
        }
    }

    @BeforeEach
    void people() {
        relation = 5_000 + people;
        issuer = token(Role.ISSUER, relation);
        officer = token(Role.OFFICER, 0);
        approver = token(Role.APPROVER, 0);
        world.issuers.put(relation, new IssuerFacts(relation, "Алтын ЖШС", Sample.ISSUER_BIN, true, "KZ"));
        world.sent.clear();
        market.subscriptions.clear();
        market.payments.clear();
    }

    long registered() throws Exception {
        String path = examined(note());
        register(path, "KZ-DFA-001/" + UUID.randomUUID());
        approve(approver);
        long issue = issueIds++;
        world.answer(handlers, new CommandReply(sequence++, 0, issue, 0));
        return issue;
    }

    String examined(String terms) throws Exception {
        Answer draft = post(issuer, "/issue-applications", terms);
        String path = "/issue-applications/" + draft.at("$.id");
        Answer decided = act(issuer, HttpMethod.PUT, path + "/decision", decision(null), draft.etag());
        act(issuer, HttpMethod.POST, path + "/submission", "{}", decided.etag());
        StringBuilder lines = new StringBuilder();
        for (Checklist.Line line : Checklist.Line.values()) {
            lines.append(lines.isEmpty() ? "" : ",").append("\"%s\":{\"verdict\":\"CONFORMS\"}".formatted(line));
        }
        Answer examined = act(officer, HttpMethod.PUT, path + "/examination", "{\"lines\":{" + lines + "}}", "");
        assertThat(examined.status()).as(examined.body()).isEqualTo(200);
        return path;
    }

    Answer register(String path, String number) throws Exception {
        return post(officer, path + "/registration", "{\"registrationNumber\":\"" + number + "\"}");
    }

    Answer approve(String who) throws Exception {
        long id = jdbc.sql("select max(id) from platform.approval")
                .query(Long.class)
                .single();
        return post(who, "/approvals/of-test/" + id, "{}");
    }

    Answer certificate(String path, String value, String beneficiary) throws Exception {
        LocalDate today = LocalDate.now(kz.sandyq.platform.time.SandyqClock.LEGAL_ZONE);
        long document = jdbc.sql("select max(id) from platform.document")
                .query(Long.class)
                .single();
        return post(officer, "/certificates", """
                {"applicationId":"%s","exists":true,"legalStatus":"own","encumbrances":"none",
                 "encumbranceBeneficiary":"%s","marketValue":"%s","currency":"KZT","valuationDate":"%s",
                 "evidenceDate":"%s","quantity":"10","unit":"bar","validUntil":"%s","documents":[%d]}
                """.formatted(
                        path.substring(path.lastIndexOf('/') + 1),
                        beneficiary,
                        value,
                        today,
                        today,
                        Instant.now().plusSeconds(3_600),
                        document));
    }

    static String custodian(String residency) {
        return "{\"name\":\"Қойма АҚ\",\"bin\":\"%s\",\"legalEntity\":true,\"residency\":\"%s\"}"
                .formatted(number("06074000", people++), residency);
    }

    static String note() {
        return terms("FINANCIAL_INSTRUMENT", "\"instrumentKind\":\"discount note\"");
    }

    static String backed() {
        return terms("ASSET_BACKED", """
                "baseAssets":["BASE_GOODS"],"baseAssetDescription":"10 bars","valuationRule":"part of the value",
                "holderClaim":"the nominal","requiredBackingRatio":"1"
                """);
    }

    static String terms(String kind, String more) {
        LocalDate today = LocalDate.now(kz.sandyq.platform.time.SandyqClock.LEGAL_ZONE);
        return """
                {"kinds":["%s"],"name":"Алтын қойма","code":"ALTYN","volume":"100","specifiedCurrency":"KZT",
                 "specifiedDenomination":"1000","issuePrice":"950.00","redemptionPrice":"1000","issueDate":"%s",
                 "maturityDate":"%s","redemptionGrounds":["EARLY_BY_ISSUER"],"redemptionTerms":"at maturity",%s}
                """.formatted(kind, today, today.plusYears(1), more);
    }

    static String decision(@org.jspecify.annotations.Nullable String sha256) {
        return """
                {"particulars":{"number":"12","date":"2026-05-02","issuerBin":"%s","issueName":"Алтын қойма"},
                 "document":{"role":"DECISION","name":"decision.pdf","sha256":%s,"contentBase64":"%s"}}
                """.formatted(Sample.ISSUER_BIN, sha256 == null ? "null" : "\"" + sha256 + "\"", PDF);
    }

    static String placement(long issue, int maximum) {
        return """
                {"issueId":"1-%d","from":"%s","until":"%s","minimumQuantity":10,"maximumQuantity":%d,"price":"950.00",
                 "lotQuantity":1,"investorCapQuantity":0,"method":"PRO_RATA"}
                """.formatted(issue, Instant.now(), Instant.now().plusSeconds(3_600), maximum);
    }

    static MarketView.IssueState state(long issue, long minted) {
        return new MarketView.IssueState(
                issue,
                "MINTED",
                false,
                0,
                IssuanceApplication.UNSOLD_ACCOUNT,
                IssuanceApplication.MONEY,
                100,
                minted,
                0,
                0);
    }

    static MarketView.PlacementState placementState(long issue) {
        long now = Instant.now().toEpochMilli();
        return new MarketView.PlacementState(
                900, issue, "OPEN", now - 1_000, now + 3_600_000, 10, 100, 95_000, 1, 0, "PRO_RATA", 0, 0, 0);
    }

    String token(Role role, long clientRelation) {
        int n = people++;
        long person = persons.add(Kind.INDIVIDUAL, number("90010130", n), "Адам " + n);
        long login = logins.create("person" + n, person, Set.of(role));
        if (clientRelation != 0) {
            world.relations.put(person, clientRelation);
        }
        return credentials.create(login, "test", Set.of(ApiCredentials.Scope.values()), Duration.ofDays(1));
    }

    /** The n-th valid national number that begins with these eight digits. */
    static String number(String prefix, int n) {
        int found = -1;
        for (int tail = 0; tail < 10_000; tail++) {
            String candidate = prefix + "%04d".formatted(tail);
            if (NationalId.parse(candidate).isPresent() && ++found == n) {
                return candidate;
            }
        }
        throw new IllegalStateException("no more numbers");
    }

    Answer post(String token, String path, String body) throws Exception {
        return request(HttpMethod.POST, token, path, body, "");
    }

    Answer get(String path) throws Exception {
        return request(HttpMethod.GET, "", path, "", "");
    }

    Answer act(String token, HttpMethod method, String path, String body, String etag) throws Exception {
        return request(method, token, path, body, etag);
    }

    Answer request(HttpMethod method, String token, String path, String body, String etag) throws Exception {
        var request = MockMvcRequestBuilders.request(method, "/api/v1" + path);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!etag.isEmpty()) {
            request.header("If-Match", etag);
        }
        var response = web.perform(request.header(
                                "Idempotency-Key",
                                kz.sandyq.operator.money.RequestKeys.fresh(Instant.now())
                                        .toString())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andReturn()
                .getResponse();
        response.setCharacterEncoding("UTF-8");
        String tag = response.getHeader("ETag");
        return new Answer(response.getStatus(), response.getContentAsString(), tag == null ? "" : tag);
    }
}
