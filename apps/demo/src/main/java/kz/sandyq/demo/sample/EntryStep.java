package kz.sandyq.demo.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A pledge and a transfer outside trading, entered by the registrar on documents. */
final class EntryStep {
    private final Staff staff;
    private final List<Member> investors;
    private final LocalDate today;

    EntryStep(Staff staff, List<Member> investors, LocalDate today) {
        this.staff = staff;
        this.investors = investors;
        this.today = today;
    }

    void pledge(String issueId) {
        Member holder = member("daniyar");
        Member pledgee = member("zhetisu");
        String id = staff.registrar()
                .post(
                        "/encumbrances",
                        Map.of(
                                "kind",
                                "PLEDGE",
                                "accountId",
                                holder.accountId(),
                                "assetId",
                                issueId,
                                "quantity",
                                "50",
                                "pledgeeClientId",
                                pledgee.id(),
                                "ground",
                                ground("PLEDGE_AGREEMENT", "КШ-17", "Кепіл шарты")))
                .text("id");
        decide("/encumbrances/" + id);
    }

    void transfer(String issueId) {
        String id = staff.registrar()
                .post(
                        "/transfers",
                        Map.of(
                                "fromAccountId", member("bolat").accountId(),
                                "toAccountId", member("saule").accountId(),
                                "assetId", issueId,
                                "quantity", "25",
                                "ground", ground("GIFT_AGREEMENT", "СШ-4", "Сыйға тарту шарты")))
                .text("id");
        decide("/transfers/" + id);
    }

    private void decide(String path) {
        staff.approver().approve("encumbrance.entry");
        staff.registrar().await(path, view -> OpeningStep.is(view, "state", "ENTERED"));
    }

    private Map<String, Object> ground(String kind, String number, String title) {
        SampleDocument document = SampleDocument.of("agreement.pdf", title + " № " + number, today.toString());
        return Map.of(
                "kind",
                kind,
                "number",
                number,
                "date",
                today.toString(),
                "document",
                Map.of(
                        "name", document.name(),
                        "contentBase64", document.base64(),
                        "sha256", document.sha256()));
    }

    private Member member(String login) {
        return investors.stream()
                .filter(each -> each.client().login().equals(login))
                .findFirst()
                .orElseThrow();
    }
}
