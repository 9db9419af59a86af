package kz.sandyq.operator.register;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.util.List;
import java.util.Map;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.Answer;
import kz.sandyq.protocol.command.HoldingCommands;
import org.junit.jupiter.api.Test;

/** Entries of the note and the history of one holding, by the API. */
class EntriesTest extends HeldIssue {
    private String wallet(long account) {
        return "1-" + number("select wallet_id from readmodel.account where account_id = ", account);
    }

    private static List<Map<String, Object>> items(Answer answer) {
        return JsonPath.read(answer.good().body(), "$.items");
    }

    private static List<String> kinds(Answer answer) {
        return JsonPath.read(answer.good().body(), "$.items[*].kind");
    }

    @Test
    @LegalBasis(value = "LAW-1.6-3-c", shows = ACCEPTED)
    @LegalBasis(value = "RUL-31", shows = ACCEPTED)
    void anEntryHasBothDaysItsPartiesItsGroundAndItsPrice() {
        Held story = held();
        List<Map<String, Object>> all = items(ask(officer, "/entries?limit=200"));
        assertThat(all).hasSizeGreaterThanOrEqualTo(9).allSatisfy(entry -> {
            assertThat(entry.get("transactionId")).asString().matches("1-[1-9][0-9]*");
            assertThat(entry.get("recordedAt")).asString().matches("[0-9-]{10}T[0-9:]{8}\\.[0-9]{3}Z");
            assertThat(entry.get("effectiveDate")).isNotNull();
        });
        Map<String, Object> mint = all.getFirst();
        assertThat(mint).containsEntry("kind", "MINT");
        assertThat(mint.get("ground"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("kind", "ISSUE_ACT_MINT");
        Answer gift = ask(officer, "/holders/" + wallet(story.jointAccount()) + "/history")
                .good();
        assertThat(kinds(gift)).containsExactly("TRANSFER");
        assertThat(gift.at("$.items[0].change.total")).isEqualTo("7");
        assertThat(gift.at("$.items[0].after.available")).isEqualTo("7");
        assertThat(gift.at("$.items[0].ground.number")).isEqualTo("78");
        assertThat(gift.at("$.items[0].ground.date")).isEqualTo(clock.today().toString());
        assertThat(gift.at("$.items[0].ground.sha256")).isEqualTo(SHA);
        assertThat(gift.at("$.items[0].holders.length()")).isEqualTo("2");
        Answer bought = ask(officer, "/entries?wallet=" + wallet(story.bolat().account()) + "&limit=1")
                .good();
        assertThat(bought.at("$.items[0].paid.amount")).isEqualTo("38000.00");
        assertThat(bought.at("$.items[0].paid.asset")).isEqualTo("KZT");
        assertThat(bought.at("$.items[0].ground.kind")).isEqualTo("DOCUMENT_990");
    }

    @Test
    void entriesComeInPagesAndByTime() {
        Held story = held();
        List<Map<String, Object>> all = items(ask(officer, "/entries?limit=200"));
        Answer first = ask(officer, "/entries?limit=4").good();
        Answer second = ask(officer, "/entries?limit=4&cursor=" + first.at("$.nextCursor"))
                .good();
        assertThat(items(first)).isEqualTo(all.subList(0, 4));
        assertThat(items(second)).isEqualTo(all.subList(4, 8));
        assertThat(first.at("$.count")).isEqualTo(String.valueOf(all.size()));
        String minted = String.valueOf(all.getFirst().get("recordedAt"));
        assertThat(kinds(ask(officer, "/entries?until=" + minted))).isEmpty();
        Answer later = ask(officer, "/entries?limit=200&from=" + minted).good();
        assertThat(items(later)).isEqualTo(all);
        assertThat(kinds(ask(officer, "/holders/" + wallet(story.aigul().account()) + "/history")))
                .startsWith("PLACEMENT", "ENCUMBRANCE", "TRANSFER");
    }

    @Test
    @LegalBasis(value = "LAW-1.6-3-c", shows = REFUSED)
    void historiesOfOthersAreNotOpen() {
        Held story = held();
        String aigul = wallet(story.aigul().account());
        String joint = wallet(story.jointAccount());
        String history = "/holders/" + aigul + "/history";
        assertThat(ask(story.bolat().user(), history).code()).isEqualTo("NOT_FOUND");
        assertThat(ask(story.bolat().user(), "/entries?wallet=" + aigul).code()).isEqualTo("NOT_FOUND");
        assertThat(ask(officer, "/holders/1-999999999/history").code()).isEqualTo("NOT_FOUND");
        assertThat(ask(officer, "/entries?from=now").code()).isEqualTo("MOMENT_NOT_VALID");
        assertThat(kinds(ask(story.bolat().user(), "/holders/" + joint + "/history")))
                .containsExactly("TRANSFER");
        assertThat(kinds(ask(story.issuer().user(), history))).contains("TRANSFER");
        assertThat(kinds(ask(story.aigul().user(), history))).contains("ENCUMBRANCE");
        List<String> accounts = JsonPath.read(
                ask(story.aigul().user(), "/entries?limit=200").good().body(), "$.items[*].accountId");
        assertThat(accounts).containsOnly("1-" + story.aigul().account(), "1-" + story.jointAccount());
    }

    @Test
    void anEntryOfTheRegistrarNamesItsDocument() throws Exception {
        Held story = held();
        entered(
                propose("/transfers", transfer(story.bolat(), story.aigul(), story.issue(), "1")),
                "/transfers/",
                "ENTERED");
        String path = "/entries?limit=200&wallet=" + wallet(story.bolat().account());
        Map<String, Object> given = items(ask(officer, path)).getLast();
        assertThat(given).containsEntry("kind", "TRANSFER");
        assertThat(given.get("ground"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("kind", "GIFT_AGREEMENT")
                .containsEntry("number", "12-1")
                .containsEntry("date", "2026-05-02")
                .containsEntry("sha256", SHA256);
        send(HoldingCommands.transfer(story.aigul().account(), story.bolat().account(), story.issue(), 1, ground(0)));
    }
}
