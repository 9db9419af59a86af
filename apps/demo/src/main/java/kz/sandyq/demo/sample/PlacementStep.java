package kz.sandyq.demo.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How units come from the issuer to the investors, and the book in which they trade afterwards. */
final class PlacementStep {
    private static final Duration WINDOW = Duration.ofDays(5);
    /** Subscriptions are above the maximum by this share, percent, so that the allocation is pro rata. */
    private static final int OVERSUBSCRIBED_PERCENT = 120;

    private final Staff staff;
    private final List<Member> investors;

    PlacementStep(Staff staff, List<Member> investors) {
        this.staff = staff;
        this.investors = investors;
    }

    /** Places the whole issue among everybody. */
    void place(SampleIssue issue, String issueId, Member issuer, Instant now) {
        long volume = Long.parseLong(issue.volume());
        Map<String, Object> terms = Map.of(
                "issueId",
                issueId,
                "from",
                now.minusSeconds(1).toString(),
                "until",
                now.plus(WINDOW).toString(),
                "minimumQuantity",
                volume / 10,
                "maximumQuantity",
                volume,
                "price",
                issue.price(),
                "lotQuantity",
                1,
                "investorCapQuantity",
                0,
                "method",
                "PRO_RATA");
        String path = "/placements/" + issuer.user().post("/placements", terms).text("id");
        staff.officer().post(path + "/open", Map.of());
        String placement = staff.officer()
                .await(path, view -> !view.path("placementId").asString("").isEmpty())
                .text("placementId");
        long part = volume * OVERSUBSCRIBED_PERCENT / 100 / investors.size();
        for (int i = 0; i < investors.size(); i++) {
            // Some take more, some less: the sum stays.
            long quantity = i % 2 == 0 ? part + part / 4 : part - part / 4;
            investors.get(i).user().post("/subscriptions", Map.of("placementId", placement, "quantity", quantity));
        }
        staff.officer().post(path + "/close", Map.of());
        staff.officer().await(path, view -> OpeningStep.is(view.path("state"), "status", "PLACED"));
    }

    /** Everybody buys a stablecoin at par. */
    void buyAtPar(String issueId, String amount) {
        investors.forEach(each -> each.user().post("/issues/" + issueId + "/purchases", Map.of("quantity", amount)));
    }

    /** Opens the book of an issue; gives the traded pair. */
    String openBook(SampleIssue issue, String issueId) {
        String book = staff.supervisor()
                .post("/books", Map.of("assetId", issueId, "lot", issue.lot(), "tick", issue.tick()))
                .text("id");
        staff.approver().approve("trading.book");
        return staff.supervisor()
                .await("/books/" + book, view -> OpeningStep.is(view, "status", "OPEN"))
                .text("instrumentId");
    }
}
