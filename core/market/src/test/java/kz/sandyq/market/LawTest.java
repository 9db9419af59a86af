package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.law.LegalBasis.Shows;
import org.junit.jupiter.api.Test;

/** What clauses ask of the core, refused and accepted. */
class LawTest {
    private static void plays(String... lines) {
        Script script = new Script();
        script.play("law", List.of(lines));
        assertThat(script.wrong()).isEmpty();
    }

    @Test
    @LegalBasis(
            value = "RUL-47.p1",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void anOrderNeedsMoneyDepositedBeforeAndBothLegsMoveTogether() {
        plays(
                "market",
                "credit alice 10000 -> OK",
                "credit bob 100000 -> OK",
                "bond = issue BOND N-1 -> OK",
                "mint bond 100 -> OK",
                "p = offer bond -> OK",
                "subscribe p bob 100 -> OK",
                "close p -> OK",
                "pair = pair bond KZT -> OK",
                "buy pair alice 11 at=1000 -> INSUFFICIENT_FUNDS",
                "sell pair bob 10 at=1000 -> OK",
                "buy pair alice 10 at=1000 -> OK",
                "balance alice bond 10 0 0",
                "balance alice KZT 0 0 0",
                "balance bob bond 90 0 0",
                "balance bob KZT 10000 0 0");
    }

    @Test
    @LegalBasis(
            value = "RUL-47.p2",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void anExchangeNeedsAssetsDepositedBeforeAndBothLegsMoveTogether() {
        plays(
                "market",
                "credit alice 100000 -> OK",
                "credit bob 100000 -> OK",
                "bond = issue BOND N-1 -> OK",
                "mint bond 50 -> OK",
                "p = offer bond max=50 -> OK",
                "subscribe p bob 50 -> OK",
                "close p -> OK",
                "coin = issue KZS N-2 kind=STABLECOIN nominal=100 price=100 backed=1 until=now+99999 -> OK",
                "stable coin alice 20 -> OK",
                "pair = pair bond coin -> OK",
                "buy pair alice 3 at=10 -> INSUFFICIENT_UNITS",
                "sell pair alice 3 at=10 -> INSUFFICIENT_UNITS",
                "sell pair bob 2 at=10 -> OK",
                "buy pair alice 2 at=10 -> OK",
                "balance alice bond 2 0 0",
                "balance bob coin 20 0 0");
    }

    @Test
    @LegalBasis(
            value = "LAW-12-1.10",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void aFeeByHandIsRefusedAgainstAStateBodyForWhateverReason() {
        plays(
                "market",
                "credit alice 1000 -> OK",
                "fees = account 1 FEES -> OK",
                "feestatus 3 STATE_PROPERTY_BODY -> OK",
                "charge alice fees 1 for=WALLET_OPENING -> STATE_BODY_FEE_PROHIBITED",
                "charge alice fees 1 for=WALLET_KEEPING -> STATE_BODY_FEE_PROHIBITED",
                "charge alice fees 1 for=OPERATION -> STATE_BODY_FEE_PROHIBITED",
                "balance alice KZT 1000 0 0",
                "feestatus 3 ORDINARY -> OK",
                "charge alice fees 1 -> OK",
                "balance fees KZT 1 0 0");
    }

    @Test
    @LegalBasis(
            value = "LAW-12-1.10",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void aStateBodyPaysNoFeeAndTheOtherSideOfItsTradeDoes() {
        plays(
                "trading",
                "fees = account 1 FEES -> OK",
                "t = tariff KZT fees 0:1000:2000:1500 -> OK",
                "charges pair t -> OK",
                "feestatus 3 STATE_BODY -> OK",
                "o = buy pair alice 10 at=1000 -> OK",
                "balance alice KZT 9990000 10000 0",
                "sell pair bob 10 at=1000 -> OK",
                "balance alice KZT 9990000 0 0",
                "balance bob KZT 109980 0 0",
                "balance fees KZT 20 0 0");
    }

    @Test
    @LegalBasis(
            value = "RUL-63",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void aSuspendedPairTakesNoOrderAndItsGroundStandsOnADocument() {
        plays(
                "trading",
                "o = buy pair alice 1 at=100 -> OK",
                "status pair TRADING_HALT reason=ISSUER_BANKRUPT ground=none -> GROUND_REQUIRED",
                "status pair TRADING_HALT reason=ISSUER_BANKRUPT cancel=1 -> OK",
                "shown pair TRADING_HALT QUIESCENT ISSUER_BANKRUPT 0 0",
                "sell pair bob 1 at=100 -> TRADING_CLOSED",
                "cancel o alice -> ORDER_CLOSED",
                "balance alice KZT 10000000 0 0",
                "status pair READY_TO_TRADE -> OK",
                "sell pair bob 1 at=100 -> OK");
    }

    @Test
    @LegalBasis(
            value = "RUL-42.p1",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void aRegistrationNumberIsNeverUsedAgain() {
        plays(
                "market",
                "bond = issue BOND N-1 -> OK",
                "cancelissue bond -> OK",
                "issue NOTE N-1 -> REGISTRATION_NUMBER_TAKEN",
                "issue NOTE N-2 -> OK");
    }

    @Test
    @LegalBasis(
            value = "RUL-42.p2",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void aRegistrationNumberHasAtMostFiftyCharacters() {
        String fifty = "Қ".repeat(50);
        plays("market", "issue NOTE " + fifty + "1 -> REGISTRATION_NUMBER_INVALID", "issue NOTE " + fifty + " -> OK");
    }

    @Test
    @LegalBasis(
            value = "RUL-44",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void anIssueWithABaseAssetNeedsAValidCertificate() {
        plays(
                "market",
                "issue GOLD N-1 kind=ASSET_BACKED backed=1 until=now -> BASE_ASSET_NOT_VERIFIED",
                "issue GOLD N-1 kind=ASSET_BACKED backed=1 until=now+1 -> OK",
                "issue NOTE N-2 -> OK");
    }

    @Test
    @LegalBasis(
            value = "RUL-34.2",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void holdingsAndUnsoldUnitsNeverExceedTheVolume() {
        plays(
                "market",
                "credit alice 10000 -> OK",
                "bond = issue BOND N-1 volume=100 -> OK",
                "mint bond 101 -> ABOVE_AUTHORISED_VOLUME",
                "mint bond 100 -> OK",
                "mint bond 1 -> ABOVE_AUTHORISED_VOLUME",
                "p = offer bond -> OK",
                "subscribe p alice 10 -> OK",
                "close p -> OK",
                "balance alice bond 10 0 0",
                "balance 9 bond 90 0 0",
                "balance 8 bond -100 0 0");
    }

    @Test
    @LegalBasis(
            value = "LAW-5.1",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void aStablecoinComesOnlyAgainstMoney() {
        plays(
                "market",
                "credit alice 1000 -> OK",
                "coin = issue KZS N-2 kind=STABLECOIN nominal=100 price=100 backed=1 until=now+99999 -> OK",
                "mint coin 1 -> STABLECOIN_AGAINST_MONEY_ONLY",
                "stable coin alice 11 -> INSUFFICIENT_FUNDS",
                "stable coin alice 10 -> OK",
                "balance 10 KZT 1000 0 0");
    }

    @Test
    @LegalBasis(
            value = "RUL-48",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void noMoreIsPlacedThanIsOfferedAndIssued() {
        plays(
                "market",
                "credit alice 100000 -> OK",
                "bond = issue BOND N-1 -> OK",
                "mint bond 50 -> OK",
                "offer bond max=51 -> UNSOLD_SHORT",
                "p = offer bond max=50 method=FIRST_COME -> OK",
                "subscribe p alice 51 -> ABOVE_MAXIMUM",
                "subscribe p alice 50 -> OK");
    }

    @Test
    @LegalBasis(
            value = "LAW-1.6-6-p2",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void placementAndRedemptionFollowTheTerms() {
        plays(
                "market",
                "credit alice 100000 -> OK",
                "bond = issue BOND N-1 days=1 -> OK",
                "mint bond 50 -> OK",
                "p = offer bond max=50 until=now+1000 -> OK",
                "subscribe p alice 5 -> OK",
                "tick 1000",
                "subscribe p alice 5 -> PLACEMENT_CLOSED",
                "redeem bond -> CONTRADICTS_ISSUE_TERMS",
                "advance 86400000 -> OK",
                "redeem bond -> OK");
    }

    @Test
    @LegalBasis(
            value = "LAW-1.6-7",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void beforeMaturityOnlyAGroundOfTheTermsRedeems() {
        plays(
                "market",
                "strict = issue STRICT N-1 days=9 -> OK",
                "early = issue EARLY N-2 days=9 early=1 -> OK",
                "mint strict 50 -> OK",
                "mint early 50 -> OK",
                "redeem strict -> CONTRADICTS_ISSUE_TERMS",
                "redeem strict early=1 -> CONTRADICTS_ISSUE_TERMS",
                "redeem early -> CONTRADICTS_ISSUE_TERMS",
                "redeem early early=1 -> OK");
    }

    @Test
    @LegalBasis(
            value = "LAW-1.6-3-d",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void encumberedUnitsStayAndTheOthersMove() {
        plays(
                "market",
                "credit alice 100000 -> OK",
                "bond = issue BOND N-1 -> OK",
                "mint bond 100 -> OK",
                "p = offer bond -> OK",
                "subscribe p alice 100 -> OK",
                "close p -> OK",
                "pledge alice bond 30 -> OK",
                "transfer alice bob bond 80 -> DFA_ENCUMBERED",
                "transfer alice bob bond 70 -> OK",
                "pledge bob bond 70 stops=0 rights=1 -> OK",
                "transfer bob alice bond 1 -> OK");
    }

    @Test
    @LegalBasis(
            value = "LAW-1.6-3-d",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void aFrozenAccountKeepsWhatComesAndAnArrestStandsBehindAnEarlierPledge() {
        plays(
                "market",
                "credit alice 100000 -> OK",
                "bond = issue BOND N-1 -> OK",
                "mint bond 100 -> OK",
                "p = offer bond -> OK",
                "subscribe p alice 100 -> OK",
                "close p -> OK",
                "l = pledge alice bond 30 -> OK",
                "a = arrest alice bond 100 -> OK",
                "balance alice bond 0 0 100",
                "free l 30 -> OK",
                "lien a 100 100 0",
                "free a 100 -> OK",
                "z = freeze alice -> OK",
                "transfer alice bob bond 1 -> ACCOUNT_FROZEN",
                "free z 1 -> OK",
                "transfer alice bob bond 1 -> OK");
    }

    @Test
    @LegalBasis(
            value = "RUL-39.p5",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    @LegalBasis(
            value = "LAW-1.6-7",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void unitsLeaveOnlyAgainstPaymentToTheHolder() {
        plays(
                "market",
                "credit alice 100000 -> OK",
                "bond = issue BOND N-1 price=1500 -> OK",
                "mint bond 40 -> OK",
                "p = offer bond max=40 -> OK",
                "subscribe p alice 40 -> OK",
                "close p -> OK",
                "redeem bond -> ISSUER_MONEY_SHORT",
                "balance alice bond 40 0 0",
                "credit issuer 20000 -> OK",
                "redeem bond -> OK",
                "tick 250",
                "balance alice bond 0 0 0",
                "balance alice KZT 120000 0 0",
                "balance 8 bond 0 0 0");
    }

    @Test
    @LegalBasis(
            value = "RUL-39.p5",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void partialPerformanceRedeemsOnlyThePerformedPart() {
        plays(
                "market",
                "credit alice 100000 -> OK",
                "bond = issue BOND N-1 -> OK",
                "mint bond 100 -> OK",
                "p = offer bond -> OK",
                "subscribe p alice 100 -> OK",
                "close p -> OK",
                "r = reserve issuer 60000 -> OK",
                "redeempart bond 1 2 -> ISSUER_MONEY_SHORT",
                "balance alice bond 100 0 0",
                "redeempart bond 2 5 -> OK",
                "tick 250",
                "balance alice bond 60 0 0",
                "balance alice KZT 40000 0 0",
                "balance 8 bond -60 0 0");
    }

    @Test
    @LegalBasis(
            value = "RUL-39.p5",
            shows = {Shows.REFUSED, Shows.ACCEPTED})
    void anOverdueRedemptionKeepsUnitsUntilItIsPaid() {
        plays(
                "market",
                "credit alice 100000 -> OK",
                "bond = issue BOND N-1 -> OK",
                "mint bond 100 -> OK",
                "p = offer bond -> OK",
                "subscribe p alice 100 -> OK",
                "close p -> OK",
                "r = reserve issuer 60000 -> OK",
                "o = overdue bond grace=1 -> OK",
                "pay o 40000 -> OK",
                "tick 250",
                "balance alice KZT 40000 0 0",
                "balance alice bond 100 0 0",
                "transfer alice bob bond 100 -> UNITS_FIXED",
                "release r -> OK",
                "pay o -> OK",
                "tick 250",
                "balance alice KZT 100000 0 0",
                "balance alice bond 0 0 0");
    }
}
