package kz.sandyq.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.time.SandyqClock;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** A market made through the API and the bank's folder alone: an operator that may work, issuers, clients, issues. */
public abstract class MarketTest extends OperatorTest {
    protected static final String DFA_NUMBER = "KZ-DFA-001";
    protected static final String PDF =
            Base64.getEncoder().encodeToString("%PDF-1.7 шешім".getBytes(StandardCharsets.UTF_8));
    private static final AtomicInteger RUNNING = new AtomicInteger(23_000);
    private static final List<String> EXAMINED = List.of(
            "ISSUER_RESIDENT",
            "DECISION_BY_ISSUER",
            "DECISION_NAMES_ISSUE",
            "KIND_FITS",
            "TERMS_COMPLETE",
            "REDEMPTION_CLEAR",
            "DOCUMENTS_CONFORM",
            "BASE_ASSET_DESCRIBED",
            "CUSTODY_AGREED");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    protected JdbcClient database;

    @Autowired
    protected SandyqClock clock;

    @Autowired
    protected RequestKeys requestKeys;

    @Autowired
    protected TestBank bank;

    protected static final User NOBODY = new User(0, 0, "", "");

    protected User officer = NOBODY;
    protected User approver = NOBODY;
    protected User moneyOfficer = NOBODY;

    /** A client who can act: his relation and, in the core, his account. */
    protected record Client(long relation, User user, String nationalId, long account) {
        /** Before there is one. */
        public static final Client NONE = new Client(0, NOBODY, "", 0);

        /** His bearer token. */
        public String token() {
            return user.token();
        }
    }

    @BeforeEach
    final void staff() throws Exception {
        officer = user(Role.OFFICER);
        approver = user(Role.APPROVER);
        moneyOfficer = user(Role.MONEY_OFFICER);
        if (count("operator.activity_registration where activity = 'DFA'") == 0) {
            User administrator = user(Role.ADMINISTRATOR);
            User second = user(Role.ADMINISTRATOR);
            web.perform(MockMvcRequestBuilders.post("/settings/activities")
                    .cookie(signIn(administrator))
                    .with(csrf())
                    .param("activity", "DFA")
                    .param("number", DFA_NUMBER)
                    .param("validFrom", clock.today().toString()));
            approveLast(second.token()).good();
        }
        bank.open();
    }

    /** A natural person who may buy. */
    protected final Client investor() throws Exception {
        String iin = iin(RUNNING.incrementAndGet());
        return client(iin, """
                {"organisation":false,"nationalId":"%s","name":"Айгүл Сәрсенова","residency":"KZ","address":"Абай 5",
                 "issuer":false,"identification":"ID 012345678","identifiedUntil":"2099-12-31","document":"%s",
                 "documentName":"statement.pdf"}""".formatted(iin, PDF), Role.CLIENT);
    }

    /** A legal entity that issues. */
    protected final Client issuer() throws Exception {
        String bin = bin(RUNNING.incrementAndGet());
        return client(bin, """
                {"organisation":true,"nationalId":"%s","name":"Алтын ЖШС","residency":"KZ","address":"Абай 7",
                 "issuer":true,"identification":"ID 012345679","identifiedUntil":"2099-12-31","document":"%s",
                 "documentName":"statement.pdf","representativeIin":"%s","representativeName":"Ерлан Омаров"}""".formatted(bin, PDF, iin(RUNNING.incrementAndGet())), Role.CLIENT, Role.ISSUER);
    }

    private Client client(String number, String body, Role... roles) throws Exception {
        String id = post(officer.token(), "/clients", body).good().at("$.id");
        long relation = number(id);
        approveLast(approver.token()).good();
        until(() -> "ACTIVE".equals(text("select status from operator.client_relation where id = " + relation)));
        long person = number("select person_id from operator.representative where client_relation_id = ", relation);
        User user = userOf(person, roles);
        return new Client(relation, user, number, account(relation, "CLIENT"));
    }

    /** Money in tenge that came from the client's own bank account. */
    protected final void pay(Client client, String amount) throws Exception {
        long before = free(client.account(), TestBank.TENGE);
        bank.credit(reference(client), amount, client.nationalId());
        until(() -> free(client.account(), TestBank.TENGE) > before);
    }

    /** What the client writes when he pays in. */
    protected final String reference(Client client) {
        return database.sql("""
                        select reference from operator.payment_reference
                        where account_id = :account and asset_id = :asset""")
                .param("account", client.account())
                .param("asset", TestBank.TENGE)
                .query(String.class)
                .single();
    }

    /** The client's account of a capacity in the core. */
    protected final long account(long relation, String capacity) {
        return number(
                "select core_account_id from operator.client_account where capacity = '" + capacity
                        + "' and client_relation_id = ",
                relation);
    }

    /** Registers a discount note of 100 units at 1000, to be sold at 950; gives the number of the issue. */
    protected final long note(Client issuer) throws Exception {
        return register(issuer, examined(issuer, noteTerms()));
    }

    /** Brings an examined application through registration by two persons. */
    protected final long register(Client issuer, String application) throws Exception {
        String number = DFA_NUMBER + "/" + RUNNING.incrementAndGet();
        registration(application, number).good();
        approveLast(approver.token()).good();
        String path = "/issue-applications/" + application;
        until(() -> "REGISTERED".equals(get(issuer.token(), path).at("$.status")));
        long issue = number("select issue_id from operator.issue where application_id = ", number(application));
        until(() -> count("readmodel.issue where issue_id = " + issue) == 1);
        return issue;
    }

    /** An officer proposes to register under a number. */
    protected final Answer registration(String application, String number) throws Exception {
        return post(
                officer.token(),
                "/issue-applications/" + application + "/registration",
                "{\"registrationNumber\":\"" + number + "\"}");
    }

    /** Mints by two persons and waits for the units. */
    protected final void mint(long issue, long quantity) throws Exception {
        until(() -> count("readmodel.issue where issue_id = " + issue) == 1);
        post(officer.token(), "/issues/1-" + issue + "/mints", "{\"quantity\":" + quantity + "}")
                .good();
        approveLast(approver.token()).good();
        until(() -> number("select minted_quantity from readmodel.issue where issue_id = ", issue) >= quantity);
    }

    /** A sent application whose every line conforms; gives its id. */
    protected final String examined(Client issuer, String terms) throws Exception {
        Answer draft = post(issuer.token(), "/issue-applications", terms).good();
        String path = "/issue-applications/" + draft.at("$.id");
        Answer decided = send(HttpMethod.PUT, issuer.token(), path + "/decision", decision(issuer, null), draft.etag())
                .good();
        send(HttpMethod.POST, issuer.token(), path + "/submission", "{}", decided.etag())
                .good();
        StringBuilder lines = new StringBuilder();
        for (String line : EXAMINED) {
            lines.append(lines.isEmpty() ? "" : ",").append("\"%s\":{\"verdict\":\"CONFORMS\"}".formatted(line));
        }
        send(HttpMethod.PUT, officer.token(), path + "/examination", "{\"lines\":{" + lines + "}}", "")
                .good();
        return draft.at("$.id");
    }

    /** The decision to issue, with the hash that its sender declares. */
    protected static String decision(Client issuer, @org.jspecify.annotations.Nullable String sha256) {
        return """
                {"particulars":{"number":"12","date":"2026-05-02","issuerBin":"%s","issueName":"Алтын қойма"},
                 "document":{"role":"DECISION","name":"decision.pdf","sha256":%s,"contentBase64":"%s"}}
                """.formatted(issuer.nationalId(), sha256 == null ? "null" : "\"" + sha256 + "\"", PDF);
    }

    /** Terms of a discount note without a base asset. */
    protected final String noteTerms() {
        return terms("FINANCIAL_INSTRUMENT", "\"instrumentKind\":\"discount note\"");
    }

    /** Terms of 100 units at 1000 backed by goods, to be worth at least 100 000. */
    protected final String backedTerms() {
        return terms("ASSET_BACKED", """
                "baseAssets":["BASE_GOODS"],"baseAssetDescription":"10 bars","valuationRule":"part of the value",
                "holderClaim":"the nominal","requiredBackingRatio":"1\"""");
    }

    private String terms(String kind, String more) {
        LocalDate today = clock.today();
        return """
                {"kinds":["%s"],"name":"Алтын қойма","code":"ALT%d","volume":"100","specifiedCurrency":"KZT",
                 "specifiedDenomination":"1000","issuePrice":"950.00","redemptionPrice":"1000","issueDate":"%s",
                 "maturityDate":"%s","redemptionGrounds":["EARLY_BY_ISSUER"],"redemptionTerms":"at maturity",%s}
                """.formatted(kind, RUNNING.incrementAndGet(), today, today.plusYears(1), more);
    }

    /** A custodian keeps the base asset of an application, was asked with the issuer's consent and has answered. */
    protected final void keep(Client issuer, String application) throws Exception {
        LocalDate today = clock.today();
        if (count("operator.permitted_base_asset where kinds @> array['BASE_GOODS']") == 0) {
            post(officer.token(), "/permitted-base-assets", """
                    {"validFrom":"2026-05-01","kinds":["BASE_GOODS"],"source":"list of the regulator"}""").good();
        }
        String custodian = post(officer.token(), "/custodians", """
                {"name":"Қойма АҚ","bin":"%s","legalEntity":true,"residency":"KZ"}
                """.formatted(bin(RUNNING.incrementAndGet())))
                .good()
                .at("$.id");
        String path = "/issue-applications/" + application + "/custody";
        post(officer.token(), path + "/agreement", """
                {"custodianId":"%s","number":"7","validFrom":"%s","validUntil":"%s"}
                """.formatted(custodian, today, today.plusYears(1)))
                .good();
        post(issuer.token(), "/issuer-consent", "{}").good();
        post(officer.token(), path + "/query", "{}").good();
        answer(application, "100000");
    }

    /** The custodian tells now what the base asset is worth. */
    protected final void answer(String application, String value) throws Exception {
        post(officer.token(), "/issue-applications/" + application + "/custody/answer", """
                {"condition":"whole","quantity":"10","unit":"bar","value":"%s","currency":"KZT","asOf":"%s"}
                """.formatted(
                                value, clock.instant().minusMillis(1)))
                .good();
    }

    /** Proposes a certificate of this market value. */
    protected final Answer certificate(String application, String value, Duration valid) throws Exception {
        long document = number("select max(id) from platform.document where 0 = ", 0);
        return post(officer.token(), "/certificates", """
                {"applicationId":"%s","exists":true,"legalStatus":"own","encumbrances":"none","marketValue":"%s",
                 "currency":"KZT","valuationDate":"%s","evidenceDate":"%s","quantity":"10","unit":"bar",
                 "validUntil":"%s","documents":[%d]}
                """.formatted(
                        application,
                        value,
                        clock.today(),
                        clock.today(),
                        clock.instant().plus(valid),
                        document));
    }

    /** Applies for a placement of the issue and opens it; gives its number in the core. */
    protected final long placement(Client issuer, long issue, long minimum, long maximum, Instant from, Instant until)
            throws Exception {
        String id = post(issuer.token(), "/placements", """
                {"issueId":"1-%d","from":"%s","until":"%s","minimumQuantity":%d,"maximumQuantity":%d,
                 "price":"950.00","lotQuantity":1,"investorCapQuantity":0,"method":"PRO_RATA"}
                """.formatted(issue, from, until, minimum, maximum))
                .good()
                .at("$.id");
        post(officer.token(), "/placements/" + id + "/open", "{}").good();
        until(() -> "OPEN".equals(get(officer.token(), "/placements/" + id).at("$.status")));
        return number("select placement_id from operator.placement_application where id = ", number(id));
    }

    /** Units of a new issue that a client has subscribed at 950.00 each; gives the number of the issue. */
    protected final long bought(Client holder, long quantity) throws Exception {
        Client issuer = issuer();
        long issue = note(issuer);
        sell(issuer, issue, holder, quantity);
        return issue;
    }

    /** Mints units and has a client subscribe all of them at 950.00 each. */
    protected final void sell(Client issuer, long issue, Client holder, long quantity) throws Exception {
        mint(issue, quantity);
        pay(holder, quantity * 950 + ".00");
        long placement = placement(
                issuer, issue, 1, quantity, clock.instant(), clock.instant().plusSeconds(3_600));
        until(() -> count("readmodel.placement where placement_id = " + placement) == 1);
        post(
                        holder.token(),
                        "/subscriptions",
                        "{\"placementId\":\"1-" + placement + "\",\"quantity\":" + quantity + "}")
                .good();
        long application = number("select id from operator.placement_application where placement_id = ", placement);
        post(officer.token(), "/placements/1-" + application + "/close", "{}").good();
        until(() -> free(holder.account(), issue) == quantity);
    }

    /** The newest approval, decided by its second person. */
    protected final Answer approveLast(String token) throws Exception {
        long id = number("select max(id) from platform.approval where 0 = ", 0);
        return send(HttpMethod.POST, token, "/approvals/" + id + "/approve", "", "\"v0\"");
    }

    /** Free quantity of an asset on an account. */
    protected final long free(long account, long asset) {
        return database.sql("select available from readmodel.balance where account_id = :account and asset_id = :asset")
                .param("account", account)
                .param("asset", asset)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    protected final Answer get(String token, String path) {
        try {
            return send(HttpMethod.GET, token, path, "", "");
        } catch (Exception fault) {
            throw new IllegalStateException(path, fault);
        }
    }

    protected final Answer post(String token, String path, String body) throws Exception {
        return send(HttpMethod.POST, token, path, body, "");
    }

    /** One request with a fresh idempotency key; an empty token is nobody. */
    protected final Answer send(HttpMethod method, String token, String path, String body, String etag)
            throws Exception {
        return send(method, token, path, body, etag, requestKeys.next());
    }

    /** One request with this idempotency key. */
    protected final Answer send(HttpMethod method, String token, String path, String body, String etag, UUID key)
            throws Exception {
        var request = MockMvcRequestBuilders.request(method, "/api/v1" + path);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!etag.isEmpty()) {
            request.header("If-Match", etag);
        }
        var response = web.perform(request.header("Idempotency-Key", key.toString())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andReturn()
                .getResponse();
        response.setCharacterEncoding("UTF-8");
        String tag = response.getHeader("ETag");
        return new Answer(response.getStatus(), response.getContentAsString(), tag == null ? "" : tag);
    }

    /** Waits for what the system does by itself. */
    protected static void until(BooleanSupplier reached) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it never came").isLessThan(end);
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    /** The number in a public id. */
    protected static long number(String publicId) {
        return Long.parseLong(publicId.substring(publicId.indexOf('-') + 1));
    }

    /** The only number of a query that ends where its argument belongs. */
    protected final long number(String query, long argument) {
        return database.sql(query + ":argument")
                .param("argument", argument)
                .query(Long.class)
                .single();
    }

    /** The only text of a query. */
    protected final String text(String query) {
        return database.sql(query).query(String.class).single();
    }

    protected final long count(String rows) {
        return database.sql("select count(*) from " + rows).query(Long.class).single();
    }
}
