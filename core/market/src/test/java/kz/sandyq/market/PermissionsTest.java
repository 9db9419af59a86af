package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.law.LegalBasis.Shows;
import org.junit.jupiter.api.Test;

/** What clauses ask about who may make a deal, refused and accepted. */
class PermissionsTest {
    private static void plays(String... lines) {
        Script script = new Script();
        script.play("law", List.of(lines));
        assertThat(script.wrong()).isEmpty();
    }

    @Test
    @LegalBasis(
            value = "LAW-4.1-p2.4-e",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void anIssueForQualifiedInvestorsIsBoughtByThemAlone() {
        plays(
                "market",
                "credit alice 100000 -> OK",
                "bond = issue BOND N-1 -> OK",
                "rule bond qualified=1 -> OK",
                "mint bond 100 -> OK",
                "p = offer bond -> OK",
                "subscribe p alice 10 -> QUALIFIED_INVESTORS_ONLY",
                "permit alice 15 qualified=now+500 -> OK",
                "subscribe p alice 10 -> OK",
                "tick 500",
                "subscribe p alice 10 -> QUALIFIED_INVESTORS_ONLY",
                "pair = pair bond KZT -> OK",
                "buy pair alice 1 at=1000 -> QUALIFIED_INVESTORS_ONLY");
    }

    @Test
    @LegalBasis(
            value = "RUL-60.p2.1",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void anOrderOfAParticipantWithoutAValidCheckIsRefused() {
        plays(
                "market",
                "credit alice 100000 -> OK",
                "bond = issue BOND N-1 -> OK",
                "pair = pair bond KZT -> OK",
                "regime 1 -> OK",
                "buy pair alice 1 at=1000 -> CLEARANCE_LAPSED",
                "clear 3 now+500 -> OK",
                "buy pair alice 1 at=1000 -> OK",
                "tick 500",
                "buy pair alice 1 at=1000 -> CLEARANCE_LAPSED");
    }

    @Test
    void theExpiredHoldOfAClientWhoseIdentificationLapsedGivesHimHisOwnBack() {
        plays(
                "market",
                "credit alice 100000 -> OK",
                "clear 3 now+200 -> OK",
                "regime 1 -> OK",
                "e = pledge alice KZT 60000 until=now+400 -> OK",
                "h = reserve alice 30000 -> OK",
                "balance alice KZT 10000 30000 60000",
                "tick 400",
                "balance alice KZT 70000 30000 0",
                "release h -> OK",
                "balance alice KZT 100000 0 0",
                "transfer alice bob KZT 1 -> CLEARANCE_LAPSED");
    }
}
