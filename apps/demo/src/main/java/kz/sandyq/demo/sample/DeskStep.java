package kz.sandyq.demo.sample;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What the desks and clients do besides: a tariff for a pair from today on, an exchange that waits for its party. */
final class DeskStep {
    private static final String TIERS = "0 0.05 0.1 0.05\n10000000.00 0.02 0.06 0.03";

    private final Staff staff;
    private final List<Member> investors;
    private final LocalDate today;

    DeskStep(Staff staff, List<Member> investors, LocalDate today) {
        this.staff = staff;
        this.investors = investors;
        this.today = today;
    }

    /** Orders of a pair cost something from today on. */
    void tariff(String pair, String money) {
        String account = act("FEE_ACCOUNT", Map.of());
        String schedule = act(
                "FEE_SCHEDULE",
                Map.of("moneyAsset", money, "feeAccount", account, "validFrom", today.toString(), "tiers", TIERS));
        act("FEE_ASSIGNMENT", Map.of("pair", pair, "schedule", schedule, "fromDay", today.toString()));
    }

    /** Units against money between two who know each other: proposed and agreed by one of them. */
    void exchange(String issueId, String money) {
        Member seller = investors.stream()
                .max(Comparator.comparing(each -> free(each, issueId)))
                .orElseThrow();
        Member buyer = investors.stream()
                .filter(each -> !each.equals(seller))
                .findFirst()
                .orElseThrow();
        Map<String, Object> instruction = Map.of(
                "deadline",
                today.plusDays(3) + "T12:00:00Z",
                "legs",
                List.of(leg(seller, buyer, issueId, "2"), leg(buyer, seller, money, "2000.00")));
        String id = seller.user().post("/me/instructions", instruction).text("id");
        seller.user().post("/me/instructions/" + id + "/affirmation", Map.of());
    }

    private static BigDecimal free(Member member, String assetId) {
        return member.user()
                .get("/me/holdings")
                .body()
                .valueStream()
                .filter(each -> OpeningStep.is(each, "assetId", assetId))
                .map(each -> new BigDecimal(each.path("available").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Map<String, String> leg(Member from, Member to, String asset, String quantity) {
        return Map.of(
                "fromAccountId",
                from.accountId(),
                "toAccountId",
                to.accountId(),
                "assetId",
                asset,
                "quantity",
                quantity);
    }

    private String act(String kind, Map<String, String> values) {
        SampleDocument document = SampleDocument.of("decision.pdf", "Оператордың шешімі № 12", today.toString());
        String id = staff.money()
                .post(
                        "/acts/fees",
                        Map.of(
                                "kind",
                                kind,
                                "values",
                                values,
                                "ground",
                                Map.of(
                                        "kind",
                                        "OPERATOR_DECISION",
                                        "number",
                                        "12",
                                        "date",
                                        today.toString(),
                                        "fileName",
                                        document.name(),
                                        "contentBase64",
                                        document.base64(),
                                        "sha256",
                                        document.sha256())))
                .text("id");
        staff.approver().approve("acts.fees");
        return staff.money()
                .await("/acts/fees/" + id, view -> OpeningStep.is(view, "state", "APPLIED"))
                .body()
                .path("resultId")
                .asString("");
    }
}
