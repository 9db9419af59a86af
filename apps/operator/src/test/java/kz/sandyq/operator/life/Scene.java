package kz.sandyq.operator.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import kz.sandyq.operator.life.LiveOperator.Answer;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.time.SandyqClock;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** What has to stand before an issue can live: staff, registrations, a bank account, clients with money. */
final class Scene {
    static final String IBAN = "KZ86125KZT5004100100";
    private static final String PDF =
            Base64.getEncoder().encodeToString("%PDF-1.7 құжат".getBytes(StandardCharsets.UTF_8));

    final LiveOperator operator;
    final String administrator;
    final String secondAdministrator;
    final String officer;
    final String approver;
    final String moneyOfficer;
    final String supervisor;
    final String registrar;
    private Path folder = Path.of("");
    private int messages;
    private int clients;

    /** A client as the test knows him. */
    record Client(String id, String nationalId, String token, String account, String issuerAccount) {}

    Scene(LiveOperator operator) {
        this.operator = operator;
        administrator = operator.staff(Role.ADMINISTRATOR);
        secondAdministrator = operator.staff(Role.ADMINISTRATOR);
        officer = operator.staff(Role.OFFICER);
        approver = operator.staff(Role.APPROVER);
        moneyOfficer = operator.staff(Role.MONEY_OFFICER);
        supervisor = operator.staff(Role.MARKET_SUPERVISOR);
        registrar = operator.staff(Role.REGISTRAR);
    }

    void registeredOperatorWithABankAccount() {
        for (String activity : List.of("DFA", "TRADING")) {
            operator.post(administrator, "/settings/activities", """
                            {"activity":"%s","number":"KZ-%s-001","validFrom":"2026-01-01"}""".formatted(activity, activity))
                    .ok();
            operator.approve(secondAdministrator, "settings.activity");
        }
        operator.post(administrator, "/settings/bank-accounts", """
                        {"iban":"%s","bic":"KCJBKZKX","bankName":"Банк","currency":"KZT"}""".formatted(IBAN))
                .ok();
        operator.approve(secondAdministrator, "money.bankAccount");
        Answer open = operator.await(
                administrator,
                "/settings/bank-accounts",
                all -> all.path(0).path("state").asString().equals("OPEN"));
        folder = Path.of(open.body().path(0).path("folder").asString());
        Awaitility.await().until(() -> Files.isDirectory(folder.resolve("in")));
    }

    /** An identified client, opened by two persons, with a login of his own. */
    Client client(String name, boolean issuer) {
        int number = ++clients;
        String national =
                issuer ? LiveOperator.nationalId("0506400", number) : LiveOperator.nationalId("8005053", number);
        String representative = issuer
                ? ",\"representativeIin\":\"%s\",\"representativeName\":\"Өкіл %d\""
                        .formatted(LiveOperator.nationalId("7505053", number), number)
                : "";
        String id = operator.post(
                        officer, "/clients", """
                        {"organisation":%b,"nationalId":"%s","name":"%s","residency":"KZ","address":"Алматы, Абай 1",
                         "issuer":%b,"identification":"ID %d","identifiedUntil":"2099-12-31","document":"%s",
                         "documentName":"statement.pdf"%s}""".formatted(issuer, national, name, issuer, number, PDF, representative))
                .ok()
                .text("id");
        operator.approve(approver, "people.client");
        Answer active = operator.await(
                officer,
                "/clients/" + id,
                view -> view.path("status").asString().equals("ACTIVE"));
        operator.post(officer, "/clients/" + id + "/invitation", "{\"loginName\":\"client" + number + "\"}")
                .ok();
        return new Client(
                id,
                national,
                operator.invited("client" + number),
                account(active, "CLIENT"),
                issuer ? account(active, "ISSUER") : "");
    }

    private static String account(Answer client, String capacity) {
        return client.body()
                .path("accounts")
                .valueStream()
                .filter(each -> each.path("capacity").asString().equals(capacity))
                .map(each -> each.path("id").asString())
                .findFirst()
                .orElseThrow();
    }

    /** Money comes to a client's account by the bank. */
    void payIn(Client client, String capacity, String amount) throws IOException {
        String reference = operator.get(client.token(), "/me/money")
                .ok()
                .body()
                .valueStream()
                .filter(each -> each.path("capacity").asString().equals(capacity))
                .map(each -> each.path("reference").asString())
                .findFirst()
                .orElseThrow();
        String before = money(client, capacity);
        bank(entry("CRDT", amount, "", payer(client) + remittance(reference)));
        Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(30))
                .until(() -> new java.math.BigDecimal(money(client, capacity))
                                .compareTo(new java.math.BigDecimal(before).add(new java.math.BigDecimal(amount)))
                        == 0);
    }

    /** Free money of an account. */
    String money(Client client, String capacity) {
        String account = capacity.equals("ISSUER") ? client.issuerAccount() : client.account();
        return operator.get(client.token(), "/me/holdings")
                .ok()
                .body()
                .valueStream()
                .filter(each -> each.path("code").asString().equals("KZT"))
                .filter(each -> each.path("accountId").asString().equals(account))
                .map(each -> each.path("available").asString())
                .findFirst()
                .orElse("0.00");
    }

    /** A payout of an account up to the debit by the bank. */
    void payOut(Client client, String capacity, String amount) throws IOException {
        String reference = operator.get(client.token(), "/me/money")
                .body()
                .valueStream()
                .filter(each -> each.path("capacity").asString().equals(capacity))
                .map(each -> each.path("reference").asString())
                .findFirst()
                .orElseThrow();
        String id = operator.post(client.token(), "/me/payouts", """
                        {"currency":"KZT","reference":"%s","amount":"%s","payeeName":"Алушы",
                         "payeeIban":"KZ86125KZT5004100100","payeeBic":"KCJBKZKX","purpose":"Түсім"}""".formatted(reference, amount))
                .ok()
                .text("id");
        awaitPayout(client, id, "RESERVED");
        operator.post(moneyOfficer, "/money/payouts/" + id + "/proposal", "{}").ok();
        operator.approve(approver, "PAYOUT_APPROVE");
        awaitPayout(client, id, "SENT");
        String order = sentOrders().getLast();
        String endToEnd = order.replaceAll("(?s).*<(?:\\w+:)?EndToEndId>([^<]+)<.*", "$1");
        bank(entry("DBIT", amount, endToEnd, ""));
        awaitPayout(client, id, "PAID");
    }

    private void awaitPayout(Client client, String id, String state) {
        operator.await(
                client.token(),
                "/me/payouts",
                all -> all.valueStream().anyMatch(each -> is(each, "id", id) && is(each, "state", state)));
    }

    private List<String> sentOrders() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            return files.sorted().map(Scene::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private void bank(String entry) throws IOException {
        int number = ++messages;
        operator.bankSays(folder, "camt054-%04d.xml".formatted(number), """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
                <GrpHdr><MsgId>N-%d</MsgId><CreDtTm>2026-11-20T10:00:00+05:00</CreDtTm></GrpHdr>
                <Ntfctn><Id>1</Id><Acct><Id><IBAN>%s</IBAN></Id></Acct>%s</Ntfctn>
                </BkToCstmrDbtCdtNtfctn></Document>
                """.formatted(
                        number, IBAN, entry.replace("@", "B" + number)));
    }

    private static String payer(Client client) {
        return "<RltdPties><Dbtr><Pty><Nm>Төлеуші</Nm><Id><PrvtId><Othr><Id>" + client.nationalId()
                + "</Id></Othr></PrvtId></Id></Pty></Dbtr></RltdPties>";
    }

    private static String remittance(String text) {
        return "<RmtInf><Ustrd>" + text + "</Ustrd></RmtInf>";
    }

    private static String entry(String direction, String amount, String endToEnd, String details) {
        String refs = endToEnd.isEmpty() ? "" : "<Refs><EndToEndId>" + endToEnd + "</EndToEndId></Refs>";
        return """
                <Ntry><Amt Ccy="KZT">%1$s</Amt><CdtDbtInd>%2$s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <BookgDt><Dt>2026-11-20</Dt></BookgDt><AcctSvcrRef>@</AcctSvcrRef>
                <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>
                <NtryDtls><TxDtls>%3$s<Amt Ccy="KZT">%1$s</Amt>%4$s</TxDtls></NtryDtls></Ntry>
                """.formatted(amount, direction, refs, details);
    }

    /** A registered issue of 1,000 discount notes of nominal 1,000.00. */
    String registeredNote(Client issuer) {
        LocalDate today = LocalDate.now(SandyqClock.LEGAL_ZONE);
        Answer draft = operator.post(issuer.token(), "/issue-applications", """
                        {"kinds":["FINANCIAL_INSTRUMENT"],"instrumentKind":"discount note","name":"Алтын дала 2027",
                         "code":"ALTYN27","volume":"1000","specifiedCurrency":"KZT","specifiedDenomination":"1000",
                         "issuePrice":"950.00","redemptionPrice":"1000","issueDate":"%s","maturityDate":"%s",
                         "redemptionGrounds":["EARLY_BY_ISSUER"],"redemptionTerms":"Номинал төленеді"}""".formatted(today, today.plusYears(1)))
                .ok();
        String path = "/issue-applications/" + draft.text("id");
        Answer decided = operator.put(
                        issuer.token(), path + "/decision", """
                        {"particulars":{"number":"12","date":"2026-05-02","issuerBin":"%s",
                          "issueName":"Алтын дала 2027"},
                         "document":{"role":"DECISION","name":"decision.pdf","contentBase64":"%s"}}""".formatted(issuer.nationalId(), PDF), draft.etag())
                .ok();
        Answer sent = operator.post(issuer.token(), path + "/submission", "{}", decided.etag())
                .ok();
        assertThat(sent.text("status")).isEqualTo("SUBMITTED");
        StringBuilder lines = new StringBuilder();
        for (String line : List.of(
                "ISSUER_RESIDENT",
                "DECISION_BY_ISSUER",
                "DECISION_NAMES_ISSUE",
                "KIND_FITS",
                "TERMS_COMPLETE",
                "REDEMPTION_CLEAR",
                "DOCUMENTS_CONFORM")) {
            lines.append(lines.isEmpty() ? "" : ",").append("\"%s\":{\"verdict\":\"CONFORMS\"}".formatted(line));
        }
        operator.put(officer, path + "/examination", "{\"lines\":{" + lines + "}}", "")
                .ok();
        operator.post(officer, path + "/registration", "{\"registrationNumber\":\"KZ-DFA-001/1\"}")
                .ok();
        approveNewest(approver);
        Answer issues = operator.await(
                officer,
                "/issues",
                page -> !page.path("items").path(0).path("status").asString("").isEmpty());
        return issues.body().path("items").path(0).path("id").asString();
    }

    /** The second person approves whatever was proposed last. */
    void approveNewest(String who) {
        JsonNode newest = operator.get(who, "/approvals")
                .ok()
                .body()
                .path("items")
                .valueStream()
                .max(java.util.Comparator.comparingLong(each -> each.path("id").asLong()))
                .orElseThrow();
        operator.approve(who, newest.path("kind").asString());
    }

    static boolean is(JsonNode node, String field, String value) {
        return node.path(field).asString("").equals(value);
    }
}
