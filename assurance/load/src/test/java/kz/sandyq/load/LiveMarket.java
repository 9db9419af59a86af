package kz.sandyq.load;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import kz.sandyq.platform.person.NationalId;
import kz.sandyq.protocol.command.Key;

/** A market opened through the public API: registrations, a bank account, clients with money and units, a book. */
final class LiveMarket {
    static final String IBAN = "KZ86125KZT5004100100";
    static final int UNITS = 100_000;
    private static final ZoneId LEGAL_ZONE = ZoneId.of("Asia/Almaty");
    private static final String TEXT = "%PDF-1.7 құжат";
    private static final String PDF = Base64.getEncoder().encodeToString(TEXT.getBytes(StandardCharsets.UTF_8));

    private final OperatorProcess process;
    private final OperatorApi api;
    final String administrator;
    final String secondAdministrator;
    private final String officer;
    private final String approver;
    private final String supervisor;
    private final String registrar;
    private final List<Client> clients = new ArrayList<>();
    private final BankFeed bank;
    private Path folder = Path.of("");
    private String issue = "";
    private String instrument = "";
    private int transfers;

    /** A client: his token, account and reference of payment. */
    record Client(String id, String nationalId, String token, String account, String reference) {}

    private LiveMarket(OperatorProcess process, OperatorApi api, BankFeed bank) {
        this.process = process;
        this.api = api;
        this.bank = bank;
        administrator = staff("ADMINISTRATOR", 1);
        secondAdministrator = staff("ADMINISTRATOR", 2);
        officer = staff("OFFICER", 3);
        approver = staff("APPROVER", 4);
        supervisor = staff("MARKET_SUPERVISOR", 5);
        registrar = staff("REGISTRAR", 6);
    }

    static LiveMarket open(OperatorProcess process, OperatorApi api, BankFeed bank, int investors) {
        LiveMarket market = new LiveMarket(process, api, bank);
        market.registerOperator();
        Client issuer = market.client(1, true);
        for (int i = 0; i < investors; i++) {
            market.clients.add(market.client(2 + i, false));
        }
        bank.opened(market.folder, market.clients);
        market.clients.forEach(client -> bank.pay(client, 10_000_000_000L));
        market.clients.forEach(client -> api.await(
                client.token(),
                "/me/holdings",
                answer -> answer.body().toString().contains("100000000.00")));
        market.issue = market.register(issuer);
        market.place(issuer);
        market.openBook();
        return market;
    }

    List<Client> clients() {
        return clients;
    }

    String instrument() {
        return instrument;
    }

    /** Free transfers that two persons have entered. */
    int transfers() {
        return transfers;
    }

    private String staff(String role, int number) {
        return process.ask("staff " + role + " " + nationalId("9001013", number));
    }

    private void registerOperator() {
        for (String activity : List.of("DFA", "TRADING")) {
            api.post(administrator, "/settings/activities", """
                    {"activity":"%s","number":"KZ-%s-001","validFrom":"2026-01-01"}""".formatted(activity, activity));
            api.approveNewest(secondAdministrator);
        }
        api.post(administrator, "/settings/bank-accounts", """
                {"iban":"%s","bic":"KCJBKZKX","bankName":"Банк","currency":"KZT"}""".formatted(IBAN));
        api.approveNewest(secondAdministrator);
        OperatorApi.Answer open = api.await(
                administrator,
                "/settings/bank-accounts",
                answer -> answer.body().path(0).path("state").asString("").equals("OPEN"));
        folder = Path.of(open.body().path(0).path("folder").asString());
    }

    private Client client(int number, boolean issuer) {
        String national = nationalId(issuer ? "0506400" : "8005053", number);
        String representative = issuer
                ? ",\"representativeIin\":\"%s\",\"representativeName\":\"Өкіл\""
                        .formatted(nationalId("7505053", number))
                : "";
        String id = api.post(officer, "/clients", """
                {"organisation":%b,"nationalId":"%s","name":"Клиент %d","residency":"KZ","address":"Алматы, Абай 1",
                 "issuer":%b,"identification":"ID %d","identifiedUntil":"2099-12-31","document":"%s",
                 "documentName":"statement.pdf"%s}""".formatted(
                                issuer, national, number, issuer, number, PDF, representative))
                .text("id");
        api.approveNewest(approver);
        api.await(officer, "/clients/" + id, answer -> answer.text("status").equals("ACTIVE"));
        api.post(officer, "/clients/" + id + "/invitation", "{\"loginName\":\"client" + number + "\"}");
        String token = process.ask("token client" + number);
        var account = api.get(officer, "/clients/" + id)
                .body()
                .path("accounts")
                .valueStream()
                .filter(each -> each.path("capacity").asString().equals("CLIENT"))
                .map(each -> each.path("id").asString())
                .findFirst();
        var reference = api.get(token, "/me/money")
                .body()
                .valueStream()
                .filter(each -> each.path("capacity").asString().equals("CLIENT"))
                .map(each -> each.path("reference").asString())
                .findFirst();
        return new Client(id, national, token, account.orElse(""), reference.orElse(""));
    }

    private String register(Client issuer) {
        LocalDate today = LocalDate.now(LEGAL_ZONE);
        OperatorApi.Answer draft =
                api.post(issuer.token(), "/issue-applications", """
                {"kinds":["FINANCIAL_INSTRUMENT"],"instrumentKind":"discount note","name":"Алтын дала",
                 "code":"ALTYN","volume":"%d","specifiedCurrency":"KZT","specifiedDenomination":"1000",
                 "issuePrice":"950.00","redemptionPrice":"1000","issueDate":"%s","maturityDate":"%s",
                 "redemptionGrounds":["EARLY_BY_ISSUER"],"redemptionTerms":"Номинал төленеді"}""".formatted(UNITS, today, today.plusYears(1)));
        String path = "/issue-applications/" + draft.text("id");
        OperatorApi.Answer decided = api.must(
                issuer.token(), "PUT", path + "/decision", """
                {"particulars":{"number":"12","date":"2026-05-02","issuerBin":"%s","issueName":"Алтын дала"},
                 "document":{"role":"DECISION","name":"decision.pdf","contentBase64":"%s"}}""".formatted(issuer.nationalId(), PDF), draft.etag());
        api.must(issuer.token(), "POST", path + "/submission", "{}", decided.etag());
        String lines = String.join(
                ",",
                List.of(
                                "ISSUER_RESIDENT",
                                "DECISION_BY_ISSUER",
                                "DECISION_NAMES_ISSUE",
                                "KIND_FITS",
                                "TERMS_COMPLETE",
                                "REDEMPTION_CLEAR",
                                "DOCUMENTS_CONFORM")
                        .stream()
                        .map(line -> "\"" + line + "\":{\"verdict\":\"CONFORMS\"}")
                        .toList());
        api.must(officer, "PUT", path + "/examination", "{\"lines\":{" + lines + "}}", "");
        api.post(officer, path + "/registration", "{\"registrationNumber\":\"KZ-DFA-001/1\"}");
        api.approveNewest(approver);
        OperatorApi.Answer issues = api.await(
                officer,
                "/issues",
                answer -> !answer.body()
                        .path("items")
                        .path(0)
                        .path("status")
                        .asString("")
                        .isEmpty());
        return issues.body().path("items").path(0).path("id").asString();
    }

    private void place(Client issuer) {
        api.post(officer, "/issues/" + issue + "/mints", "{\"quantity\":" + UNITS + "}");
        api.approveNewest(approver);
        api.await(
                officer,
                "/issues/" + issue,
                answer -> answer.text("outstanding").equals(String.valueOf(UNITS)));
        String id = api.post(issuer.token(), "/placements", """
                {"issueId":"%s","from":"%s","until":"%s","minimumQuantity":100,"maximumQuantity":%d,"price":"950.00",
                 "lotQuantity":1,"investorCapQuantity":0,"method":"PRO_RATA"}""".formatted(
                        issue, Instant.now().minusSeconds(1), Instant.now().plusSeconds(3_600), UNITS))
                .text("id");
        api.post(officer, "/placements/" + id + "/open", "{}");
        String placement = api.await(
                        officer,
                        "/placements/" + id,
                        answer -> !answer.text("placementId").isEmpty())
                .text("placementId");
        clients.forEach(
                client -> api.post(client.token(), "/subscriptions", """
                {"placementId":"%s","quantity":%d}""".formatted(placement, UNITS / clients.size())));
        api.post(officer, "/placements/" + id + "/close", "{}");
        api.await(
                officer,
                "/placements/" + id,
                answer -> answer.text("state", "status").equals("PLACED"));
    }

    private void openBook() {
        String id = api.post(
                        supervisor, "/books", "{\"assetId\":\"%s\",\"lot\":\"1\",\"tick\":\"0.01\"}".formatted(issue))
                .text("id");
        api.approveNewest(approver);
        instrument = api.await(
                        supervisor,
                        "/books/" + id,
                        answer -> answer.text("status").equals("OPEN"))
                .text("instrumentId");
    }

    /** Two persons decide a transfer of one unit; gives its id, while its command may still be on the way. */
    String transfer() {
        transfers++;
        Client from = clients.get(transfers % clients.size());
        Client to = clients.get((transfers + 1) % clients.size());
        String id = api.post(registrar, "/transfers", """
                {"fromAccountId":"%s","toAccountId":"%s","assetId":"%s","quantity":"1",
                 "ground":{"kind":"GIFT_AGREEMENT","number":"%d","date":"%s","issuedBy":"",
                 "document":{"name":"ground.pdf","contentBase64":"%s","sha256":"%s"}}}""".formatted(
                                from.account(),
                                to.account(),
                                issue,
                                transfers,
                                LocalDate.now(LEGAL_ZONE),
                                PDF,
                                HexFormat.of().formatHex(Key.sha256().digest(TEXT.getBytes(StandardCharsets.UTF_8)))))
                .text("id");
        api.approveNewest(approver);
        return id;
    }

    /** Waits until a transfer has its answer; its sequence. */
    long transferred(String id) {
        return api.await(
                        registrar,
                        "/transfers/" + id,
                        answer -> answer.body().path("sequence").isNumber())
                .body()
                .path("sequence")
                .asLong();
    }

    /** After a standstill of more than the limit two administrators confirm the time; true when they had to. */
    boolean confirmClock() {
        if (!api.get(administrator, "/settings/clock").body().path("suspect").asBoolean()) {
            return false;
        }
        api.post(administrator, "/settings/clock/confirmations", "{\"cause\":\"PLANNED_DOWNTIME\"}");
        api.approveNewest(secondAdministrator);
        api.await(
                administrator,
                "/settings/clock",
                answer -> !answer.body().path("suspect").asBoolean());
        return true;
    }

    /** The n-th valid national number that begins with these seven digits. */
    private static String nationalId(String prefix, int n) {
        int found = 0;
        for (int tail = 0; tail < 100_000; tail++) {
            Optional<NationalId> candidate = NationalId.parse(prefix + "%05d".formatted(tail));
            if (candidate.isPresent() && ++found == n) {
                return prefix + "%05d".formatted(tail);
            }
        }
        throw new IllegalStateException("no more numbers");
    }
}
