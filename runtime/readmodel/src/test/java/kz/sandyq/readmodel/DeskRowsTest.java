package kz.sandyq.readmodel;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import kz.sandyq.law.LegalBasis;
import org.junit.jupiter.api.Test;

/** What desks and clients agree on, as the read model tells it: permissions, tariffs and fees, instructions. */
class DeskRowsTest extends ProjectedStory {
    @Test
    @LegalBasis(value = "LAW-4.1-p2.4-e", shows = ACCEPTED)
    @LegalBasis(value = "RUL-60.p2.1", shows = ACCEPTED)
    void permissionsClearancesAndRulesAreAsTheyWereSetLast() {
        RuleQueries rules = new RuleQueries(jdbc);
        RuleChapter told = STORY.rules;
        assertThat(rules.accounts(0, Long.MAX_VALUE, 10)).singleElement().satisfies(row -> {
            assertThat(row.accountId()).isEqualTo(told.account);
            assertThat(row.classes()).containsExactly("STABLECOINS", "FINANCIAL_INSTRUMENTS");
            assertThat(row.qualifiedUntil()).isNull();
            assertThat(row.limitMinor()).isEqualTo(50_000);
            assertThat(row.spentMinor()).as("reserved by an open order").isEqualTo(3 * 950);
            assertThat(row.ground().documentRef()).isEqualTo(RuleChapter.ORDER.documentRef());
        });
        assertThat(rules.ofAccounts(List.of(STORY.alice))).isEmpty();
        assertThat(rules.clearancesOf(List.of(told.account)))
                .extracting(RuleQueries.Clearance::until)
                .containsExactly(Instant.ofEpochMilli(told.clearedUntilMs));
        assertThat(rules.issues(told.issue, Long.MAX_VALUE, 10)).singleElement().satisfies(row -> {
            assertThat(row.qualifiedOnly()).isTrue();
            assertThat(row.maxInvestors()).isEqualTo(10);
            assertThat(row.shareDenominator()).isEqualTo(4);
            assertThat(row.lockedUntil()).isNull();
        });
        assertThat(rules.countClearances(told.wallet + 1)).isZero();
        assertThat(rules.regime().clearanceRequired()).isFalse();
        assertThat(rules.regime().periodSince()).isNotNull();
    }

    @Test
    void tariffsAndEveryFeeOfAnAccountAreTold() {
        FeeChapter told = STORY.fees;
        TariffQueries tariffs = new TariffQueries(jdbc);
        assertThat(tariffs.schedule(told.schedule).orElseThrow().tiers())
                .containsExactly(
                        new TariffQueries.Tier(0, 5_000, 10_000, 5_000),
                        new TariffQueries.Tier(1_000_000, 0, 5_000, 0));
        assertThat(tariffs.inForce(told.today.minusDays(1))).isEmpty();
        for (int day : new int[] {0, 5, 8}) {
            assertThat(tariffs.inForce(told.today.plusDays(day)))
                    .as("what had not begun gave way, day %d", day)
                    .extracting(TariffQueries.Assignment::from)
                    .containsExactly(told.today);
        }
        assertThat(tariffs.inForce(told.today.plusDays(9)))
                .extracting(TariffQueries.Assignment::from)
                .containsExactly(told.today.plusDays(9));
        assertThat(tariffs.coming(told.today))
                .extracting(TariffQueries.Assignment::from)
                .containsExactly(told.today.plusDays(9));
        FeeQueries fees = new FeeQueries(jdbc);
        assertThat(fees.ofAccounts(List.of(told.buyer), Long.MAX_VALUE, 0, 10))
                .extracting(FeeQueries.Taken::kind, FeeQueries.Taken::amountMinor)
                .containsExactly(tuple("TRADE", 20L));
        assertThat(fees.ofAccounts(List.of(told.seller), Long.MAX_VALUE, 0, 10))
                .extracting(FeeQueries.Taken::kind, FeeQueries.Taken::amountMinor)
                .containsExactly(tuple("REFUND", -40L), tuple("OPERATION", 100L), tuple("TRADE", 10L));
        assertThat(fees.paid(told.seller, STORY.money, told.charged)).isEqualTo(60);
        assertThat(fees.paid(told.seller, STORY.money, told.traded)).isEqualTo(10);
        assertThat(fees.paid(told.buyer, STORY.money, told.charged)).isZero();
        assertThat(fees.countStatuses(0)).isEqualTo(1);
        assertThat(fees.periodSince()).isPresent();
        assertThat(new TradeQueries(jdbc).ofAccounts(List.of(told.buyer), Long.MAX_VALUE, 1))
                .extracting(TradeQueries.Trade::buyerFeeMinor, TradeQueries.Trade::sellerFeeMinor)
                .containsExactly(tuple(20L, 10L));
    }

    @Test
    @LegalBasis(value = "RUL-47.p1", shows = ACCEPTED)
    void anInstructionIsSeenByItsPartiesAndItsMediatorWithWhoHasAgreed() {
        InstructionQueries instructions = new InstructionQueries(jdbc);
        var told = instructions.find(STORY.instruction).orElseThrow();
        assertThat(told.status()).isEqualTo("PROPOSED");
        assertThat(told.affirmedLegs()).isEqualTo(1);
        assertThat(instructions.legs(STORY.instruction))
                .extracting(InstructionQueries.Leg::quantity, InstructionQueries.Leg::affirmed)
                .containsExactly(tuple(500L, true), tuple(300L, false));
        var nobody = InstructionQueries.Filter.of(List.of(STORY.alice), 78, "");
        assertThat(instructions.page(nobody, Long.MAX_VALUE, 9)).isEmpty();
        assertThat(instructions.count(nobody)).isZero();
        var mediator = InstructionQueries.Filter.of(List.of(), 77, "PROPOSED");
        assertThat(instructions.page(mediator, Long.MAX_VALUE, 9)).containsExactly(told);
        var party = InstructionQueries.Filter.of(List.of(STORY.fees.buyer), 0, "");
        assertThat(instructions.page(party, Long.MAX_VALUE, 9)).containsExactly(told);
        assertThat(instructions.page(party, STORY.instruction, 9)).isEmpty();
        assertThat(instructions.count(InstructionQueries.Filter.ofAll("EXPIRED", 0)))
                .isZero();
    }

    @Test
    void aFactIsItsKindAndItsCommitmentAtItsPlace() {
        assertThat(jdbc.sql("select kind, commitment, event_index from readmodel.fact order by sequence, event_index")
                        .query((row, number) -> tuple(row.getString(1), row.getInt(3)))
                        .list())
                .containsExactly(tuple("AUDIT", 0), tuple("STATEMENT", 1));
        assertThat(jdbc.sql("select commitment from readmodel.fact where kind = 'AUDIT'")
                        .query((row, number) -> row.getBytes(1))
                        .single())
                .isEqualTo(DeskStory.FACT.commitment());
    }
}
