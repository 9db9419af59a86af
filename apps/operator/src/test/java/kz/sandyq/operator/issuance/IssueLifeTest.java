package kz.sandyq.operator.issuance;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kz.sandyq.law.LegalBasis;
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
import org.junit.jupiter.api.Test;
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

@SpringBootTest(classes = IssuanceApplication.class, properties = "sandyq.database.directory=throwaway")
@AutoConfigureMockMvc
class IssueLifeTest {
    private static final int REGISTER_ISSUE = 30;
    private static final int MINT = 32;
    private static final int OPEN_PLACEMENT = 40;
    private static final int SUBSCRIBE = 41;
    private static final int START_REDEMPTION = 70;
    private static final String PDF =
            Base64.getEncoder().encodeToString("%PDF-1.7 шешім".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    private static int people;
    private static long issueIds = 700;

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

    private String issuer = "";
    private String officer = "";
    private String approver = "";
    private long relation;
    private long sequence = 100;

    /** What a request was answered. */
    private record Answer(int status, String body, String etag) {
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

    @Test
    @LegalBasis(
            value = "LAW-6.1",
            shows = {REFUSED, ACCEPTED})
    @LegalBasis(
            value = "RUL-41",
            shows = {REFUSED, ACCEPTED})
    @LegalBasis(
            value = "LAW-6.2",
            shows = {REFUSED, ACCEPTED})
    void anApplicationIsSentExaminedReturnedAndSentAgain() throws Exception {
        Answer draft = post(issuer, "/issue-applications", note());
        assertThat(draft.status()).isEqualTo(201);
        String path = "/issue-applications/" + draft.at("$.id");
        assertThat(act(issuer, HttpMethod.POST, path + "/submission", "{}", draft.etag())
                        .code())
                .isEqualTo("ISSUE_DECISION_MISSING");
        Answer decided = act(issuer, HttpMethod.PUT, path + "/decision", decision("0".repeat(64)), draft.etag());
        assertThat(decided.code()).isEqualTo("DOCUMENT_HASH_MISMATCH");
        decided = act(issuer, HttpMethod.PUT, path + "/decision", decision(null), draft.etag());
        assertThat(decided.status()).isEqualTo(200);
        assertThat(act(issuer, HttpMethod.POST, path + "/submission", "{}", draft.etag())
                        .code())
                .as("an old version")
                .isEqualTo("CHANGED_MEANWHILE");
        Answer sent = act(issuer, HttpMethod.POST, path + "/submission", "{}", decided.etag());
        assertThat((String) sent.at("$.status")).isEqualTo("SUBMITTED");

        Answer noReason = act(
                officer,
                HttpMethod.PUT,
                path + "/examination",
                "{\"lines\":{\"KIND_FITS\":{\"verdict\":\"DOES_NOT_CONFORM\"}}}",
                "");
        assertThat(noReason.code()).isEqualTo("VERDICT_NEEDS_REASON");
        Answer open = post(officer, path + "/registration", "{\"registrationNumber\":\"KZ-DFA-001/x\"}");
        assertThat(open.code()).isEqualTo("EXAMINATION_NOT_COMPLETE");
        Answer returned = post(officer, path + "/return", "{\"note\":\"Атауы дәл емес\"}");
        assertThat((String) returned.at("$.status")).isEqualTo("RETURNED");
        Answer again = act(issuer, HttpMethod.POST, path + "/submission", "{}", returned.etag());
        assertThat((int) again.at("$.round")).isEqualTo(2);
        assertThat(request(HttpMethod.GET, token(Role.ISSUER, 1), path, "", "").status())
                .as("another issuer")
                .isEqualTo(404);
    }

    @Test
    @LegalBasis(
            value = "RUL-42.p1",
            shows = {REFUSED, ACCEPTED})
    @LegalBasis(
            value = "RUL-42.p2",
            shows = {REFUSED, ACCEPTED})
    @LegalBasis(value = "RUL-43.2", shows = ACCEPTED)
    @LegalBasis(value = "LAW-6.3.2", shows = ACCEPTED)
    void twoPersonsRegisterUnderANumberThatIsNeverGivenAgain() throws Exception {
        String number = "KZ-DFA-001/" + UUID.randomUUID();
        String path = examined(note());
        assertThat(register(path, "KZ-DFA-001" + "x".repeat(41)).code()).isEqualTo("REGISTRATION_NUMBER_INVALID");
        assertThat(register(path, number).status()).isEqualTo(202);
        assertThat(approve(officer).code()).isEqualTo("APPROVAL_NOT_YOURS");
        assertThat(approve(approver).status()).isEqualTo(200);
        assertThat(world.sent).extracting(World.Sent::template).containsExactly(REGISTER_ISSUE);
        assertThat(world.sent.getLast().context().firstPersonRef())
                .isNotEqualTo(world.sent.getLast().context().secondPersonRef())
                .isNotZero();
        long issue = issueIds++;
        assertThat(get("/issues/1-" + issue).status())
                .as("not before the core's answer")
                .isEqualTo(404);
        world.answer(handlers, new CommandReply(sequence++, 0, issue, 0));
        assertThat((String) get("/issues/1-" + issue).at("$.registrationNumber"))
                .isEqualTo(number);

        String other = examined(note());
        assertThat(register(other, number).code()).isEqualTo("REGISTRATION_NUMBER_TAKEN");
    }

    @Test
    @LegalBasis(value = "RUL-43.2", shows = REFUSED)
    @LegalBasis(value = "LAW-6.3.2", shows = REFUSED)
    void whatTheCoreRefusesIsNotRegistered() throws Exception {
        String path = examined(note());
        register(path, "KZ-DFA-001/" + UUID.randomUUID());
        approve(approver);
        world.answer(handlers, new CommandReply(sequence++, 305, 0, 0));
        assertThat((String) request(HttpMethod.GET, officer, path, "", "").at("$.status"))
                .isEqualTo("SUBMITTED");
    }

    @Test
    @LegalBasis(
            value = "RUL-44",
            shows = {REFUSED, ACCEPTED})
    @LegalBasis(
            value = "RUL-38.p2",
            shows = {REFUSED, ACCEPTED})
    @LegalBasis(
            value = "RUL-40",
            shows = {REFUSED, ACCEPTED})
    @LegalBasis(
            value = "LAW-1.6-9",
            shows = {REFUSED, ACCEPTED})
    void aBackedIssueNeedsCustodyListAndCertificate() throws Exception {
        String path = examined(backed());
        String number = "KZ-DFA-001/" + UUID.randomUUID();
        assertThat(register(path, number).code()).isEqualTo("CUSTODIAN_MISSING");
        assertThat(post(officer, "/custodians", custodian("AE")).code())
                .isEqualTo("CUSTODIAN_NOT_KZ_RESIDENT_LEGAL_ENTITY");
        String custodian = post(officer, "/custodians", custodian("KZ")).at("$.id");
        LocalDate today = LocalDate.now(kz.sandyq.platform.time.SandyqClock.LEGAL_ZONE);
        post(officer, path + "/custody/agreement", """
                {"custodianId":"%s","number":"7","validFrom":"%s","validUntil":"%s"}
                """.formatted(custodian, today.minusDays(1), today.plusYears(1)));
        assertThat(post(officer, path + "/custody/query", "{}").code()).isEqualTo("ISSUER_CONSENT_MISSING");
        post(issuer, "/issuer-consent", "{}");
        assertThat(post(officer, path + "/custody/query", "{}").status()).isEqualTo(201);
        post(officer, path + "/custody/answer", """
                {"condition":"whole","quantity":"10","unit":"bar","value":"100000","currency":"KZT","asOf":"%s"}
                """.formatted(Instant.now().minusSeconds(60)));
        jdbc.sql("delete from operator.permitted_base_asset").update();
        assertThat(register(path, number).code()).isEqualTo("PARAMETER_NOT_CONFIGURED");
        post(officer, "/permitted-base-assets", """
                {"validFrom":"2026-05-01","kinds":["BASE_GOODS"],"source":"list of the regulator"}
                """);
        assertThat(register(path, number).code()).isEqualTo("BASE_ASSET_NOT_VERIFIED");
        assertThat(certificate(path, "100000", Sample.OPERATOR_BIN).code()).isEqualTo("BASE_ASSET_USED_BY_OPERATOR");
        assertThat(certificate(path, "99999.99", "").status()).isEqualTo(202);
        assertThat(register(path, number).code()).as("one person gave it").isEqualTo("BASE_ASSET_NOT_VERIFIED");
        approve(approver);
        assertThat(register(path, number).code()).isEqualTo("BASE_ASSET_MISMATCH");
        certificate(path, "100000", "");
        approve(approver);
        assertThat(register(path, number).status()).isEqualTo(202);
    }

    @Test
    @LegalBasis(
            value = "RUL-39.p5",
            shows = {REFUSED, ACCEPTED})
    @LegalBasis(
            value = "RUL-48",
            shows = {REFUSED, ACCEPTED})
    @LegalBasis(
            value = "LAW-1.6-2",
            shows = {REFUSED, ACCEPTED})
    void mintPlacementAndRedemptionGoByTwoPersonsAndOnTheIssuersApplication() throws Exception {
        long issue = registered();
        market.issues.put(issue, state(issue, 0));
        assertThat(post(officer, "/issues/1-" + issue + "/mints", "{\"quantity\":101}")
                        .code())
                .isEqualTo("ABOVE_AUTHORISED_VOLUME");
        post(officer, "/issues/1-" + issue + "/mints", "{\"quantity\":100}");
        approve(approver);
        assertThat(world.sent.getLast().template()).isEqualTo(MINT);
        world.answer(handlers, new CommandReply(sequence++, 0, 0, 0));
        market.issues.put(issue, state(issue, 100));
        market.available.put(List.of(IssuanceApplication.UNSOLD_ACCOUNT, issue), 100L);

        assertThat(post(issuer, "/placements", placement(issue, 101)).code()).isEqualTo("PLACEMENT_ABOVE_ISSUED");
        assertThat(post(token(Role.ISSUER, 1), "/placements", placement(issue, 100))
                        .status())
                .as("not the issuer")
                .isEqualTo(404);
        String id = post(issuer, "/placements", placement(issue, 100)).at("$.id");
        assertThat(post(officer, "/placements/" + id + "/open", "{}").status()).isEqualTo(200);
        assertThat(world.sent.getLast().template()).isEqualTo(OPEN_PLACEMENT);
        world.answer(handlers, new CommandReply(sequence++, 0, 900, 0));
        assertThat((String) request(HttpMethod.GET, officer, "/placements/" + id, "", "")
                        .at("$.placementId"))
                .isEqualTo("1-900");

        String client = token(Role.CLIENT, 77);
        market.placements.put(900L, placementState(issue));
        world.nextReply = new CommandReply(sequence++, 0, 901, 0);
        assertThat(post(client, "/subscriptions", "{\"placementId\":\"1-900\",\"quantity\":10}")
                        .status())
                .isEqualTo(201);
        assertThat(world.submitted.getLast().template()).isEqualTo(SUBSCRIBE);
        assertThat(post(client, "/subscriptions", "{\"placementId\":\"1-999\",\"quantity\":10}")
                        .status())
                .as("a primary purchase elsewhere")
                .isEqualTo(404);

        String early = "{\"issueId\":\"1-" + issue + "\",\"ground\":\"EARLY_BY_ISSUER\"}";
        market.available.put(List.of(IssuanceApplication.UNSOLD_ACCOUNT, issue), 90L);
        market.available.put(List.of(IssuanceApplication.ISSUER_ACCOUNT, IssuanceApplication.MONEY), 999_999L);
        assertThat(post(officer, "/redemptions", early).code()).isEqualTo("ISSUER_MONEY_SHORT");
        market.available.put(List.of(IssuanceApplication.ISSUER_ACCOUNT, IssuanceApplication.MONEY), 1_000_000L);
        assertThat(post(officer, "/redemptions", early).status()).isEqualTo(202);
        approve(approver);
        assertThat(world.sent.getLast().template()).isEqualTo(START_REDEMPTION);
        world.answer(handlers, new CommandReply(sequence++, 0, 0, 0));
        market.redemptions.put(issue, new MarketView.RedemptionState(issue, 100_000, 0, 10, 1_000_000, true));
        market.payments.add(new MarketView.Payment(IssuanceApplication.CLIENT_ACCOUNT + 77, 1_000_000));
        redemptionNotices.tell();
        redemptionNotices.tell();
        assertThat(jdbc.sql("select payload ->> 'amount' from operator.notice where client_relation_id = 77"
                                + " and kind = 'REDEMPTION_PAID'")
                        .query(String.class)
                        .list())
                .containsExactly("10000.00");
    }

    private long registered() throws Exception {
        String path = examined(note());
        register(path, "KZ-DFA-001/" + UUID.randomUUID());
        approve(approver);
        long issue = issueIds++;
        world.answer(handlers, new CommandReply(sequence++, 0, issue, 0));
        return issue;
    }

    private String examined(String terms) throws Exception {
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

    private Answer register(String path, String number) throws Exception {
        return post(officer, path + "/registration", "{\"registrationNumber\":\"" + number + "\"}");
    }

    private Answer approve(String who) throws Exception {
        long id = jdbc.sql("select max(id) from platform.approval")
                .query(Long.class)
                .single();
        return post(who, "/approvals/of-test/" + id, "{}");
    }

    private Answer certificate(String path, String value, String beneficiary) throws Exception {
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

    private static String custodian(String residency) {
        return "{\"name\":\"Қойма АҚ\",\"bin\":\"%s\",\"legalEntity\":true,\"residency\":\"%s\"}"
                .formatted(number("06074000", people++), residency);
    }

    private static String note() {
        return terms("FINANCIAL_INSTRUMENT", "\"instrumentKind\":\"discount note\"");
    }

    private static String backed() {
        return terms("ASSET_BACKED", """
                "baseAssets":["BASE_GOODS"],"baseAssetDescription":"10 bars","valuationRule":"part of the value",
                "holderClaim":"the nominal","requiredBackingRatio":"1"
                """);
    }

    private static String terms(String kind, String more) {
        LocalDate today = LocalDate.now(kz.sandyq.platform.time.SandyqClock.LEGAL_ZONE);
        return """
                {"kinds":["%s"],"name":"Алтын қойма","code":"ALTYN","volume":"100","specifiedCurrency":"KZT",
                 "specifiedDenomination":"1000","issuePrice":"950.00","redemptionPrice":"1000","issueDate":"%s",
                 "maturityDate":"%s","redemptionGrounds":["EARLY_BY_ISSUER"],"redemptionTerms":"at maturity",%s}
                """.formatted(kind, today, today.plusYears(1), more);
    }

    private static String decision(@org.jspecify.annotations.Nullable String sha256) {
        return """
                {"particulars":{"number":"12","date":"2026-05-02","issuerBin":"%s","issueName":"Алтын қойма"},
                 "document":{"role":"DECISION","name":"decision.pdf","sha256":%s,"contentBase64":"%s"}}
                """.formatted(Sample.ISSUER_BIN, sha256 == null ? "null" : "\"" + sha256 + "\"", PDF);
    }

    private static String placement(long issue, int maximum) {
        return """
                {"issueId":"1-%d","from":"%s","until":"%s","minimumQuantity":10,"maximumQuantity":%d,"price":"950.00",
                 "lotQuantity":1,"investorCapQuantity":0,"method":"PRO_RATA"}
                """.formatted(issue, Instant.now(), Instant.now().plusSeconds(3_600), maximum);
    }

    private static MarketView.IssueState state(long issue, long minted) {
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

    private static MarketView.PlacementState placementState(long issue) {
        long now = Instant.now().toEpochMilli();
        return new MarketView.PlacementState(
                900, issue, "OPEN", now - 1_000, now + 3_600_000, 10, 100, 95_000, 1, 0, "PRO_RATA", 0, 0, 0);
    }

    private String token(Role role, long clientRelation) {
        int n = people++;
        long person = persons.add(Kind.INDIVIDUAL, number("90010130", n), "Адам " + n);
        long login = logins.create("person" + n, person, Set.of(role));
        if (clientRelation != 0) {
            world.relations.put(person, clientRelation);
        }
        return credentials.create(login, "test", Set.of(ApiCredentials.Scope.values()), Duration.ofDays(1));
    }

    /** The n-th valid national number that begins with these eight digits. */
    private static String number(String prefix, int n) {
        int found = -1;
        for (int tail = 0; tail < 10_000; tail++) {
            String candidate = prefix + "%04d".formatted(tail);
            if (NationalId.parse(candidate).isPresent() && ++found == n) {
                return candidate;
            }
        }
        throw new IllegalStateException("no more numbers");
    }

    private Answer post(String token, String path, String body) throws Exception {
        return request(HttpMethod.POST, token, path, body, "");
    }

    private Answer get(String path) throws Exception {
        return request(HttpMethod.GET, "", path, "", "");
    }

    private Answer act(String token, HttpMethod method, String path, String body, String etag) throws Exception {
        return request(method, token, path, body, etag);
    }

    private Answer request(HttpMethod method, String token, String path, String body, String etag) throws Exception {
        var request = MockMvcRequestBuilders.request(method, "/api/v1" + path);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!etag.isEmpty()) {
            request.header("If-Match", etag);
        }
        var response = web.perform(request.header("Idempotency-Key", "01939b5f-0000-7000-8000-000000000001")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andReturn()
                .getResponse();
        response.setCharacterEncoding("UTF-8");
        String tag = response.getHeader("ETag");
        return new Answer(response.getStatus(), response.getContentAsString(), tag == null ? "" : tag);
    }
}
