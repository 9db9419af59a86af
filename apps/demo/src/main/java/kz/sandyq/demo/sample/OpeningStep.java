package kz.sandyq.demo.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Settings, client relations and money: what stands before the first issue. */
final class OpeningStep {
    /** Account of the operator at the reference bank. */
    static final String IBAN = "KZ60999KZT0000000001";

    /** The operator's number in the register of the DFA activity. */
    static final String OPERATOR_NUMBER = "KZ-DFA-001";

    private static final String PAID_IN = "100000000.00";
    private static final int IDENTIFIED_YEARS = 3;

    private final ApiDoor door;
    private final Staff staff;
    private final LocalDate today;
    private final SampleProgress progress;

    OpeningStep(ApiDoor door, Staff staff, LocalDate today, SampleProgress progress) {
        this.door = door;
        this.staff = staff;
        this.today = today;
        this.progress = progress;
    }

    void settings() {
        for (String activity : List.of("DFA", "TRADING")) {
            String number = activity.equals("DFA") ? OPERATOR_NUMBER : "KZ-TRD-001";
            staff.administrator()
                    .post(
                            "/settings/activities",
                            Map.of(
                                    "activity", activity,
                                    "number", number,
                                    "validFrom", today.minusDays(30).toString()));
            staff.secondAdministrator().approve("settings.activity");
        }
        staff.administrator()
                .post(
                        "/settings/bank-accounts",
                        Map.of("iban", IBAN, "bic", "SNDQKZKA", "bankName", "Демо Банк АҚ", "currency", "KZT"));
        staff.secondAdministrator().approve("money.bankAccount");
        staff.administrator().await("/settings/bank-accounts", all -> is(all.path(0), "state", "OPEN"));
    }

    List<Member> clients(Map<String, String> passwords) {
        List<String> ids = new ArrayList<>();
        for (SampleClient client : SampleClient.ALL) {
            ids.add(staff.officer().post("/clients", relation(client)).text("id"));
            staff.approver().approve("people.client");
            progress.at(SampleProgress.Step.CLIENTS, ids.size(), 2 * SampleClient.ALL.size());
        }
        List<Member> members = new ArrayList<>();
        for (SampleClient client : SampleClient.ALL) {
            String id = ids.get(members.size());
            members.add(member(client, id, passwords.getOrDefault(client.login(), "")));
            progress.at(
                    SampleProgress.Step.CLIENTS, SampleClient.ALL.size() + members.size(), 2 * SampleClient.ALL.size());
        }
        return members;
    }

    private Map<String, Object> relation(SampleClient client) {
        SampleDocument statement = SampleDocument.of(
                "identification.pdf", "Сәйкестендіру туралы қорытынды", client.name(), client.nationalId());
        Map<String, Object> relation = new java.util.LinkedHashMap<>();
        relation.put("organisation", client.organisation());
        relation.put("nationalId", client.nationalId());
        relation.put("name", client.name());
        relation.put("residency", "KZ");
        relation.put("address", client.address());
        relation.put("issuer", client.issuer());
        relation.put("identification", "№ " + (1_000 + client.number()));
        relation.put("identifiedUntil", today.plusYears(IDENTIFIED_YEARS).toString());
        relation.put("document", statement.base64());
        relation.put("documentName", statement.name());
        relation.put("documentSha256", statement.sha256());
        if (client.organisation()) {
            relation.put("representativeIin", client.representativeIin());
            relation.put("representativeName", client.representative());
        }
        return relation;
    }

    private Member member(SampleClient client, String id, String password) {
        Answer active = staff.officer().await("/clients/" + id, view -> is(view, "status", "ACTIVE"));
        String invitation = staff.officer()
                .post("/clients/" + id + "/invitation", Map.of("loginName", client.login()))
                .text("path");
        door.acceptInvitation(invitation, password);
        String account = active.body()
                .path("accounts")
                .valueStream()
                .filter(each -> is(each, "capacity", "CLIENT"))
                .map(each -> each.path("id").asString())
                .findFirst()
                .orElseThrow(() -> new SampleFaultException(client.name() + " has no account"));
        return new Member(client, ApiUser.enter(door, client.login(), password), id, account);
    }

    /** Everybody who trades pays in by the bank. */
    void money(List<Member> investors) {
        for (Member member : investors) {
            String reference = member.user()
                    .get("/me/money")
                    .body()
                    .valueStream()
                    .filter(each -> is(each, "capacity", "CLIENT"))
                    .map(each -> each.path("reference").asString())
                    .findFirst()
                    .orElseThrow(() -> new SampleFaultException(member.client().name() + " cannot pay in"));
            staff.administrator()
                    .post(
                            "/demo/bank/" + IBAN + "/credits",
                            Map.of(
                                    "amount", PAID_IN,
                                    "payerName", member.client().name(),
                                    "payerNumber", member.client().nationalId(),
                                    "legalEntity", member.client().organisation(),
                                    "text", reference));
        }
        int done = 0;
        for (Member member : investors) {
            member.user()
                    .await(
                            "/me/holdings",
                            all -> all.valueStream()
                                    .anyMatch(each -> is(each, "code", "KZT") && is(each, "available", PAID_IN)));
            progress.at(SampleProgress.Step.MONEY, ++done, investors.size());
        }
    }

    static boolean is(JsonNode node, String field, String value) {
        return node.path(field).asString("").equals(value);
    }
}
