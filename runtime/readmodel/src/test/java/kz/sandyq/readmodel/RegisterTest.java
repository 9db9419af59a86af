package kz.sandyq.readmodel;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.readmodel.DealQueries.Filter;
import kz.sandyq.readmodel.EntryQueries.Entry;
import kz.sandyq.readmodel.EntryQueries.Place;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

/** Every table of the read model, filled by the real core, and every question that is asked of them. */
class RegisterTest extends ProjectedStory {
    private static Map<String, List<String>> everything() {
        Map<String, List<String>> tables = new TreeMap<>();
        jdbc.sql("select table_name from information_schema.tables where table_schema = 'readmodel'"
                        + " and table_type = 'BASE TABLE'"
                        + " and table_name not in ('bookmark', 'core_state', 'index_set_aside')")
                .query(String.class)
                .list()
                .forEach(table -> tables.put(
                        Objects.requireNonNull(table),
                        jdbc.sql("select t::text from readmodel.\"" + table + "\" t order by 1")
                                .query(String.class)
                                .list()));
        return tables;
    }

    private static AsOf after(long sequence) {
        return holders().find(Moment.after(sequence));
    }

    private static HolderQueries holders() {
        return new HolderQueries(jdbc, position, () -> Instant.ofEpochMilli(STORY.log.nowMs + 500L * 86_400_000));
    }

    @Test
    void everyTableIsFilledAndEqualsARebuildInOtherBatches() {
        Map<String, List<String>> before = everything();
        assertThat(before).hasSize(Table.names().size());
        before.forEach((table, rows) -> assertThat(rows).as(table).isNotEmpty());
        var live = STORY.log.replayed();
        Projector.clear(source);
        everything().forEach((table, rows) -> assertThat(rows).as(table).isEmpty());
        Bookmark bookmark = write(3, 1_000);
        assertThat(bookmark.sequence()).isEqualTo(live.sequence());
        assertThat(bookmark.stateHashHigh()).isEqualTo(live.stateHashHigh());
        assertThat(bookmark.stateHashLow()).isEqualTo(live.stateHashLow());
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void onlyOneProjectorWrites() {
        try (Projector first = Projector.open(source, STORY.log, position, 5)) {
            assertThatThrownBy(() -> write(1, 5))
                    .isInstanceOf(ProjectionException.class)
                    .hasMessageContaining("open");
            first.poll(1);
            assertThat(first.bookmark().sequence()).isEqualTo(STORY.log.sequence());
        }
        assertThat(write(1, 5).sequence()).isEqualTo(STORY.log.sequence());
    }

    @Test
    @LegalBasis(value = "LAW-1.6-3-a", shows = ACCEPTED)
    @LegalBasis(value = "RUL-30", shows = ACCEPTED)
    @LegalBasis(value = "LAW-1.6-3-b", shows = ACCEPTED)
    void holdersAreOneListInPagesWithTheWholeAccounted() {
        AsOf moment = after(STORY.transferred);
        HolderQueries holders = holders();
        List<Holding> all = holders.page(STORY.issue, moment, 0, 10);
        assertThat(all)
                .containsExactly(
                        new Holding(STORY.alice, all.get(0).walletId(), "CLIENT", 38, 0, 10),
                        new Holding(STORY.joint, STORY.jointWallet, "CLIENT", 45, 0, 0),
                        new Holding(STORY.nominee, STORY.nomineeWallet, "CLIENT", 7, 0, 0));
        assertThat(holders.page(STORY.issue, moment, 0, 1)).isEqualTo(all.subList(0, 1));
        assertThat(holders.page(STORY.issue, moment, STORY.alice, 5)).isEqualTo(all.subList(1, 3));
        var sums = holders.summary(STORY.issue, moment);
        assertThat(sums).isEqualTo(new HolderQueries.Summary(3, 90, 0, 10, 0));
        assertThat(sums.outstanding()).isEqualTo(100);
        var during = holders.summary(STORY.issue, after(STORY.subscriptionOpened));
        assertThat(during).isEqualTo(new HolderQueries.Summary(0, 0, 0, 0, 100));
        assertThat(holders.page(STORY.issue, holders.newest(), 0, 5)).isEmpty();
    }

    @Test
    @LegalBasis(value = "LAW-1.6-3-b", shows = REFUSED)
    @LegalBasis(value = "RUL-30", shows = REFUSED)
    void whatIsNotRecordedYetIsNotAnswered() {
        assertThatThrownBy(() -> after(STORY.log.sequence() + 1)).hasMessage("MOMENT_OPEN");
        HolderQueries today = new HolderQueries(jdbc, position, () -> Instant.ofEpochMilli(STORY.log.nowMs));
        LocalDate tomorrow = LocalDate.ofEpochDay(STORY.log.nowMs / 86_400_000 + 2);
        assertThatThrownBy(() -> today.find(Moment.after(3).effective(tomorrow)))
                .hasMessage("FUTURE_MOMENT");
    }

    @Test
    void byEffectiveDayNothingIsHeldBeforeTheDayOfTheIssue() {
        HolderQueries holders = holders();
        LocalDate day = LocalDate.ofEpochDay(1_780_000_000_000L / 86_400_000);
        AsOf before = new AsOf(STORY.transferred, Instant.EPOCH, day.minusDays(2));
        assertThat(holders.page(STORY.issue, before, 0, 9)).isEmpty();
        AsOf that = new AsOf(STORY.transferred, Instant.EPOCH, day.plusDays(1));
        assertThat(holders.page(STORY.issue, that, 0, 9))
                .isEqualTo(holders.page(STORY.issue, after(STORY.transferred), 0, 9));
        EncumbranceQueries encumbrances = new EncumbranceQueries(jdbc);
        assertThat(encumbrances.at(STORY.issue, before)).isEmpty();
        assertThat(encumbrances.at(STORY.issue, that)).hasSize(1);
    }

    @Test
    @LegalBasis(
            value = "LAW-1.6-3-c",
            shows = {ACCEPTED, REFUSED})
    @LegalBasis(
            value = "RUL-45",
            shows = {ACCEPTED, REFUSED})
    void aDealLeavesADebitAndACreditThatStayAsTheyAre() {
        var deal = new DealQueries(jdbc)
                .list(Filter.ALL.ofAsset(STORY.issue), Place.START, 9)
                .getFirst();
        assertThat(deal.buyerAccountId()).isEqualTo(STORY.joint);
        assertThat(deal.sellerAccountId()).isEqualTo(STORY.alice);
        assertThat(deal.moneyMinor()).isEqualTo(5 * 950);
        List<Entry> sides = new EntryQueries(jdbc)
                .ofAsset(STORY.issue, Place.START, STORY.traded, 100).stream()
                        .filter(entry -> entry.entryKind().equals("TRADE"))
                        .toList();
        assertThat(sides).extracting(Entry::accountId).containsExactlyInAnyOrder(STORY.alice, STORY.joint);
        assertThat(sides).extracting(Entry::subjectId).containsOnly(deal.dealId());
        assertThat(sides.stream().mapToLong(Entry::totalDelta).sum()).isZero();
        for (String act : List.of("update readmodel.posting set held = 0", "delete from readmodel.trade")) {
            assertThatThrownBy(() -> jdbc.sql(act).update())
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .hasMessageContaining("RECORD_IS_FINAL");
        }
        assertThatThrownBy(() -> jdbc.sql("insert into readmodel.posting select account_id, asset_id, entry_kind,"
                                + " available_delta, held_delta, blocked_delta, available, held, blocked, 0,"
                                + " effective_epoch_day, document_kind, document_epoch_day, document_ref,"
                                + " ground_epoch_day, document_hash, sequence, 999, recorded_at_ms"
                                + " from readmodel.posting limit 1")
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("posting_names_its_transaction");
    }

    @Test
    void entriesComeInPagesWithBothDaysAndTheirGround() {
        EntryQueries entries = new EntryQueries(jdbc);
        List<Entry> all = entries.ofHolding(STORY.alice, STORY.issue, Place.START, STORY.transferred, 100);
        assertThat(all)
                .extracting(Entry::entryKind)
                .containsExactly("PLACEMENT", "ENCUMBRANCE", "RESERVATION", "TRADE", "TRANSFER");
        Entry pledged = all.get(1);
        assertThat(pledged.ground().documentKind()).isEqualTo(501);
        assertThat(pledged.ground().sha256()).isEqualTo("07".repeat(32));
        assertThat(pledged.ground().documentDate()).isEqualTo(LocalDate.ofEpochDay(20_000));
        assertThat(pledged.subjectId()).isEqualTo(STORY.pledge);
        assertThat(all.get(3).ground().present()).isFalse();
        assertThat(all)
                .allSatisfy(entry -> assertThat(entry.effectiveDate())
                        .isEqualTo(LocalDate.ofInstant(entry.recordedAt(), java.time.ZoneOffset.ofHours(5))));
        assertThat(entries.ofHolding(STORY.alice, STORY.issue, all.get(1).place(), STORY.transferred, 2))
                .isEqualTo(all.subList(2, 4));
        assertThat(entries.lastOfHolding(STORY.alice, STORY.issue, all.get(3).recordedAt()))
                .contains(all.get(3));
        assertThat(entries.lastOfHolding(STORY.alice, STORY.issue, Instant.EPOCH))
                .isEmpty();
    }

    @Test
    @LegalBasis(value = "LAW-1.6-3-d", shows = ACCEPTED)
    void encumbrancesAreThoseOfTheMoment() {
        EncumbranceQueries encumbrances = new EncumbranceQueries(jdbc);
        assertThat(encumbrances.at(STORY.issue, after(STORY.placed))).isEmpty();
        var pledge = encumbrances.at(STORY.issue, after(STORY.pledged)).getFirst();
        assertThat(pledge.encumbranceId()).isEqualTo(STORY.pledge);
        assertThat(pledge.coveredQuantity()).isEqualTo(10);
        assertThat(pledge.pledgeeRef()).isEqualTo(2);
        assertThat(pledge.stopsCirculation()).isTrue();
        assertThat(pledge.stopsIncome()).isFalse();
        assertThat(pledge.ground().documentRef()).isEqualTo(77);
        assertThat(pledge.enteredSequence()).isEqualTo(STORY.pledged);
        assertThat(encumbrances.at(STORY.issue, List.of(STORY.joint), after(STORY.pledged)))
                .isEmpty();
        assertThat(encumbrances.at(STORY.issue, List.of(STORY.alice), after(STORY.pledged)))
                .containsExactly(pledge);
        assertThat(encumbrances.at(STORY.issue, List.of(), after(STORY.pledged)))
                .isEmpty();
        AsOf now = holders().newest();
        assertThat(encumbrances.at(STORY.issue, now)).isEmpty();
        var inMoney = encumbrances.find(STORY.pledge, now).orElseThrow();
        assertThat(inMoney.assetId()).isEqualTo(STORY.money);
        assertThat(inMoney.coveredQuantity()).isEqualTo(10_000);
        assertThat(inMoney.ground()).isEqualTo(pledge.ground());
    }

    @Test
    void dealsAreFoundByAssetAccountTimeAndNumber() {
        DealQueries deals = new DealQueries(jdbc);
        var deal = deals.list(Filter.ALL, Place.START, 9).getFirst();
        assertThat(deals.list(Filter.ALL.ofAsset(STORY.issue), deal.place(), 9)).isEmpty();
        assertThat(deals.list(Filter.ALL.ofAccount(STORY.alice), Place.START, 9))
                .containsExactly(deal);
        assertThat(deals.list(Filter.ALL.ofAccount(STORY.nominee), Place.START, 9))
                .isEmpty();
        assertThat(deals.list(Filter.ALL.ofAsset(STORY.money), Place.START, 9)).isEmpty();
        Instant at = deal.recordedAt();
        assertThat(deals.list(Filter.ALL.between(at, at.plusMillis(1)), Place.START, 9))
                .containsExactly(deal);
        assertThat(deals.list(Filter.ALL.between(at.minusMillis(1), at), Place.START, 9))
                .isEmpty();
        assertThat(deals.find(deal.dealId())).contains(deal);
        assertThat(deals.find(-1)).isEmpty();
        assertThat(deal.lotPriceMinor()).isEqualTo(950);
    }

    @Test
    void walletsSayWhoseTheyAre() {
        WalletQueries wallets = new WalletQueries(jdbc);
        var found = wallets.find(List.of(STORY.jointWallet, STORY.nomineeWallet));
        assertThat(found.get(STORY.jointWallet))
                .isEqualTo(new WalletQueries.Wallet(
                        STORY.jointWallet,
                        "KEPT_HERE",
                        "JOINT",
                        0,
                        List.of(new WalletQueries.Share(4, 1, 3), new WalletQueries.Share(5, 2, 3))));
        assertThat(Objects.requireNonNull(found.get(STORY.nomineeWallet)).nominee())
                .isTrue();
        assertThat(wallets.find(List.of())).isEmpty();
        assertThat(wallets.accountsOf(5)).containsExactly(STORY.joint);
    }

    @Test
    void issuePlacementAndBankAreToldWhole() {
        IssueQueries issues = new IssueQueries(jdbc);
        var issue = issues.find(STORY.issue).orElseThrow();
        assertThat(issue.registrationNumber()).isEqualTo("N-1");
        assertThat(issue.status()).isEqualTo("REDEEMED");
        assertThat(issue.outstanding()).isZero();
        assertThat(issues.list(0, 1)).containsExactly(issue);
        assertThat(issues.list(STORY.issue, 5)).extracting(each -> each.code()).containsExactly("NEXT", "RULED");
        assertThat(issues.redemption(STORY.issue).orElseThrow().paidMinor()).isEqualTo(100_000);
        PlacementQueries placements = new PlacementQueries(jdbc);
        var placement = placements.find(STORY.placement).orElseThrow();
        assertThat(placement.proceedsMinor()).isEqualTo(90_000);
        assertThat(placements.ofIssue(STORY.issue)).containsExactly(placement);
        var subscriptions = placements.subscriptions(STORY.placement, 0, 9);
        assertThat(subscriptions)
                .extracting(PlacementQueries.Subscription::allocatedQuantity)
                .containsExactly(60L, 40L);
        assertThat(placements.subscriptions(
                        STORY.placement, subscriptions.getFirst().subscriptionId(), 9))
                .isEqualTo(subscriptions.subList(1, 2));
        assertThat(placements.work(STORY.placement))
                .singleElement()
                .matches(work -> work.finished() && work.done() == work.total());
        BankQueries banks = new BankQueries(jdbc);
        assertThat(banks.totals(STORY.money).stream()
                        .mapToLong(BankQueries.Total::totalMinor)
                        .sum())
                .isZero();
        assertThat(banks.openClaims(STORY.money)).isEmpty();
        var movements = banks.movements(STORY.bank, Place.START, 7);
        assertThat(movements)
                .extracting(BankQueries.Movement::entryKind)
                .containsExactly(
                        "BANK_CREDIT",
                        "BANK_CREDIT",
                        "BANK_CREDIT",
                        "BANK_CREDIT",
                        "BANK_CREDIT",
                        "BANK_REVERSAL",
                        "PAYOUT");
        assertThat(banks.movements(STORY.bank, movements.get(5).place(), 1)).isEqualTo(movements.subList(6, 7));
        HoldQueries holds = new HoldQueries(jdbc);
        assertThat(holds.open(STORY.alice, STORY.issue)).isEmpty();
    }
}
