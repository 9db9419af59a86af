package kz.sandyq.operator.register;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.Answer;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Role;
import kz.sandyq.protocol.command.HoldingCommands;
import org.junit.jupiter.api.Test;

/** Who held the note at each moment of its story, by the API. */
class HoldersTest extends HeldIssue {
    private Answer at(String query) {
        return ask(officer, "/holders" + query).good();
    }

    @Test
    @LegalBasis(value = "LAW-1.6-3-b", shows = ACCEPTED)
    @LegalBasis(value = "LAW-1.6-3-a", shows = ACCEPTED)
    void eachMomentHasItsHolders() {
        Held story = held();
        Answer minted = at("?sequence=" + story.minted());
        assertThat(minted.at("$.items.length()")).isEqualTo("0");
        assertThat(minted.at("$.totals.unsold")).isEqualTo("100");
        assertThat(at("?sequence=" + story.subscribed()).at("$.count")).isEqualTo("0");
        Answer placed = at("?sequence=" + story.placed());
        assertThat(parts(placed, story.aigul().account())).isEqualTo("60/0/0");
        assertThat(parts(placed, story.bolat().account())).isEqualTo("40/0/0");
        Answer pledged = at("?sequence=" + story.pledged());
        assertThat(parts(pledged, story.aigul().account())).isEqualTo("50/0/10");
        Answer given = at("?sequence=" + story.given());
        assertThat(parts(given, story.aigul().account())).isEqualTo("43/0/10");
        assertThat(parts(given, story.jointAccount())).isEqualTo("7/0/0");
        assertThat(given.at("$.moment.sequence")).isEqualTo(String.valueOf(story.given()));
        assertThat(given.at("$.totals.outstanding")).isEqualTo("100");
        assertThat(at("").at("$.totals.outstanding")).isEqualTo("100");
        assertThat(at("?sequence=0").at("$.count")).isEqualTo("0");
    }

    @Test
    @LegalBasis(value = "LAW-1.6-3-b", shows = ACCEPTED)
    void aTimeMeansAfterTheLastCommandNotLater() {
        Held story = held();
        Instant placed = Instant.parse(at("?sequence=" + story.placed()).at("$.moment.time"));
        Instant pledged = Instant.parse(at("?sequence=" + story.pledged()).at("$.moment.time"));
        Answer then = at("?at=" + pledged);
        assertThat(parts(then, story.aigul().account())).isIn("50/0/10", "43/0/10");
        assertThat(then.at("$.moment.time")).isEqualTo(Asked.text(pledged));
        Answer before = at("?at=" + pledged.minusMillis(1));
        assertThat(parts(before, story.aigul().account())).isEqualTo(pledged.equals(placed) ? "" : "60/0/0");
        assertThat(Long.parseLong(before.at("$.moment.sequence"))).isLessThan(story.pledged());
        assertThat(at("?at=2020-01-01T05:00:00+05:00").at("$.moment.time")).isEqualTo("2020-01-01T00:00:00.000Z");
        assertThat(at("?at=2020-01-01T00:00:00Z").at("$.moment.sequence")).isEqualTo("0");
    }

    @Test
    void theEffectiveDayCountsOnlyWhatWasInEffect() {
        Held story = held();
        String today = clock.today().toString();
        Answer now = at("?effective=" + today + "&sequence=" + story.given());
        assertThat(parts(now, story.aigul().account())).isEqualTo("43/0/10");
        assertThat(now.at("$.moment.effective")).isEqualTo(today);
        Answer day = at("?effective=" + clock.today().minusDays(30));
        assertThat(day.at("$.count")).isEqualTo("0");
    }

    @Test
    @LegalBasis(value = "LAW-1.6-3-b", shows = REFUSED)
    void whatCannotBeAnsweredIsRefusedWithItsReason() {
        String path = held().path("/holders");
        for (List<String> each : List.of(
                List.of("?at=2026-01-01T00:00:00Z&sequence=3", "400", "MOMENT_TWICE"),
                List.of("?at=yesterday", "400", "MOMENT_NOT_VALID"),
                List.of("?at=2026-01-01T00:00:00", "400", "MOMENT_NOT_VALID"),
                List.of("?at=%2B999999999-01-01T00:00:00Z", "400", "MOMENT_NOT_VALID"),
                List.of("?sequence=-1", "400", "MOMENT_NOT_VALID"),
                List.of("?sequence=1.5", "400", "MOMENT_NOT_VALID"),
                List.of("?effective=2026-02-30", "400", "MOMENT_NOT_VALID"),
                List.of("?at=" + clock.instant().plusSeconds(3_600), "422", "FUTURE_MOMENT"),
                List.of("?effective=" + clock.today().plusDays(1), "422", "FUTURE_MOMENT"),
                List.of("?sequence=999999999", "422", "FUTURE_MOMENT"),
                List.of("?cursor=abc", "400", "CURSOR_NOT_VALID"))) {
            Answer refused = get(officer.token(), path + each.get(0));
            assertThat(refused.status()).as(each.get(0)).isEqualTo(Integer.parseInt(each.get(1)));
            assertThat(refused.code()).as(each.get(0)).isEqualTo(each.get(2));
        }
        assertThat(get(officer.token(), "/issues/1-999999999/holders").code()).isEqualTo("NOT_FOUND");
        assertThat(get(officer.token(), "/issues/7-1/holders").code()).isEqualTo("NOT_FOUND");
    }

    @Test
    @LegalBasis(value = "RUL-31", shows = ACCEPTED)
    void aHolderIsSaidWholeToThoseWhoMayKnow() {
        Held story = held();
        Answer rows = at("?sequence=" + story.given());
        assertThat(rows.at("$.source")).isEqualTo("DFA_HOLDER_ACCOUNTING_SYSTEM");
        assertThat(rows.at("$.issue.registerKeeper")).isEqualTo("CENTRAL_DEPOSITORY");
        String joint = "$.items[?(@.accountId=='1-" + story.jointAccount() + "')]";
        assertThat(rows.at(joint + ".holdingKind")).isEqualTo("[\"JOINT\"]");
        assertThat(rows.at(joint + ".holders[1].shareNumerator")).isEqualTo("[2]");
        assertThat(rows.at(joint + ".holders[1].shareDenominator")).isEqualTo("[3]");
        for (String fact : List.of("name", "idNumber", "organisation", "residency", "address")) {
            assertThat(rows.at("$.items[*].holders[*]." + fact)).as(fact).doesNotContain("null", "\"\"");
        }
        assertThat(rows.at("$.items[*].holders[*].idNumber"))
                .contains(story.aigul().nationalId(), story.bolat().nationalId());
        String pledge = "$.items[?(@.accountId=='1-" + story.aigul().account() + "')].encumbrances[0]";
        assertThat(rows.at(pledge + ".id")).isEqualTo("[\"1-" + story.pledge() + "\"]");
        assertThat(rows.at(pledge + ".pledgeeId"))
                .isEqualTo("[\"1-" + story.bolat().relation() + "\"]");
        assertThat(rows.at(pledge + ".covered")).isEqualTo("[\"10\"]");
        assertThat(rows.at(pledge + ".ground.sha256")).isEqualTo("[\"" + SHA + "\"]");
    }

    @Test
    void everybodySeesWhatIsHis() {
        Held story = held();
        String then = "/holders?sequence=" + story.given();
        Answer issuer = ask(story.issuer().user(), then).good();
        assertThat(issuer.at("$.items.length()")).isEqualTo("3");
        String name = "$.items[0].holders[0].name";
        assertThat(issuer.at(name)).isEqualTo(ask(officer, then).at(name)).isNotBlank();
        assertThat(issuer.body()).doesNotContain("Абай 5");
        Answer own = ask(story.bolat().user(), then).good();
        assertThat(own.at("$.items.length()")).isEqualTo("2");
        assertThat(parts(own, story.bolat().account())).isEqualTo("40/0/0");
        assertThat(parts(own, story.jointAccount())).isEqualTo("7/0/0");
        assertThat(own.body())
                .contains("\"totals\":null")
                .doesNotContain("1-" + story.aigul().account() + '"');
    }

    @Test
    void strangersSeeNothing() throws Exception {
        String then = "/holders?sequence=" + held().given();
        Answer none = ask(investor().user(), then).good();
        assertThat(none.at("$.count")).isEqualTo("0");
        Answer other = ask(issuer().user(), then).good();
        assertThat(other.at("$.count")).isEqualTo("0");
        assertThat(ask(moneyOfficer, then).status()).isEqualTo(403);
        assertThat(ask(user(Role.CLIENT), then).status()).isEqualTo(403);
        assertThat(ask(NOBODY, then).status()).isEqualTo(401);
        for (Role role : List.of(Role.APPROVER, Role.AUDITOR, Role.REGISTRAR)) {
            assertThat(ask(user(role), then).good().at("$.count")).isEqualTo("3");
        }
    }

    @Test
    @LegalBasis(value = "LAW-1.6-3-a", shows = REFUSED)
    void nobodyGivesWhatHeHasNot() {
        Held story = held();
        assertThatThrownBy(() -> send(HoldingCommands.transfer(
                        story.bolat().account(), story.aigul().account(), story.issue(), 1_000, ground(0))))
                .isInstanceOf(RefusedException.class);
        assertThat(at("").at("$.totals.outstanding")).isEqualTo("100");
    }

    @Test
    @LegalBasis(value = "RUL-30", shows = ACCEPTED)
    void pagesOfOneListSpeakOfOneMoment() {
        Held story = held();
        Answer first = at("?limit=1");
        assertThat(parts(first, story.aigul().account())).isEqualTo("43/0/10");
        send(HoldingCommands.transfer(story.bolat().account(), story.aigul().account(), story.issue(), 1, ground(0)));
        Answer second = at("?limit=1&cursor=" + first.at("$.nextCursor"));
        assertThat(parts(second, story.bolat().account())).isEqualTo("40/0/0");
        assertThat(second.at("$.moment.sequence")).isEqualTo(first.at("$.moment.sequence"));
        Answer third = at("?limit=1&cursor=" + second.at("$.nextCursor"));
        assertThat(parts(third, story.jointAccount())).isEqualTo("7/0/0");
        assertThat(third.body().toLowerCase(Locale.ROOT)).contains("\"nextcursor\":null");
        send(HoldingCommands.transfer(story.aigul().account(), story.bolat().account(), story.issue(), 1, ground(0)));
        assertThat(parts(at(""), story.bolat().account())).isEqualTo("40/0/0");
    }
}
