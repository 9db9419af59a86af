package kz.sandyq.operator.register;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.operator.register.HolderDirectory.HolderFacts;
import kz.sandyq.operator.register.RegisterViews.EncumbranceView;
import kz.sandyq.operator.register.RegisterViews.HolderView;
import kz.sandyq.operator.register.RegisterViews.HoldingView;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.readmodel.AsOf;
import kz.sandyq.readmodel.EncumbranceQueries;
import kz.sandyq.readmodel.Holding;
import kz.sandyq.readmodel.WalletQueries;
import kz.sandyq.readmodel.WalletQueries.Share;
import kz.sandyq.readmodel.WalletQueries.Wallet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says of wallets whose they are, and of holdings what lies on them: all that a keeper of registers has to be told. */
@Component
@LegalBasis("RUL-31")
class Holders {
    private final WalletQueries wallets;
    private final EncumbranceQueries encumbrances;
    private final HolderDirectory directory;
    private final Grounds grounds;
    private final PublicId ids;

    Holders(
            WalletQueries wallets,
            EncumbranceQueries encumbrances,
            HolderDirectory directory,
            Grounds grounds,
            PublicId ids) {
        this.wallets = wallets;
        this.encumbrances = encumbrances;
        this.directory = directory;
        this.grounds = grounds;
        this.ids = ids;
    }

    /** Wallets with the facts of those whose they are. */
    record Owners(Map<Long, Wallet> wallets, Map<Long, HolderFacts> facts) {}

    /** Reads whose these wallets are. */
    Owners owners(Collection<Long> walletIds) {
        Map<Long, Wallet> found = wallets.find(Set.copyOf(walletIds));
        Set<Long> relations = found.values().stream()
                .flatMap(wallet -> wallet.shares().stream())
                .map(Share::holderRef)
                .collect(Collectors.toSet());
        return new Owners(found, directory.facts(relations));
    }

    /** Holdings of one issue at a moment. */
    List<HoldingView> views(long issueId, int scale, List<Holding> holdings, AsOf asOf, Sight sight) {
        Owners owners = owners(holdings.stream().map(Holding::walletId).toList());
        Map<Long, List<EncumbranceQueries.Encumbrance>> lying =
                encumbrances
                        .at(issueId, holdings.stream().map(Holding::accountId).toList(), asOf)
                        .stream()
                        .collect(Collectors.groupingBy(EncumbranceQueries.Encumbrance::accountId));
        return holdings.stream()
                .map(each -> view(each, scale, owners, lying.getOrDefault(each.accountId(), List.of()), sight))
                .toList();
    }

    /** The holders of a wallet as somebody may see them. */
    List<HolderView> shares(long walletId, Owners owners, Sight sight) {
        Wallet wallet = owners.wallets().get(walletId);
        return wallet == null
                ? List.of()
                : wallet.shares().stream()
                        .map(share -> holder(share, owners.facts().get(share.holderRef()), sight))
                        .toList();
    }

    private HoldingView view(
            Holding holding, int scale, Owners owners, List<EncumbranceQueries.Encumbrance> lying, Sight sight) {
        Wallet wallet = owners.wallets().get(holding.walletId());
        return new HoldingView(
                ids.of(holding.walletId()),
                ids.of(holding.accountId()),
                holding.capacity(),
                wallet == null ? "SOLE" : wallet.holdingKind(),
                wallet != null && wallet.nominee(),
                shares(holding.walletId(), owners, sight),
                Amounts.decimal(holding.available(), scale),
                Amounts.decimal(holding.held(), scale),
                Amounts.decimal(holding.blocked(), scale),
                Amounts.decimal(holding.total(), scale),
                lying.stream().map(each -> view(each, scale)).toList());
    }

    private HolderView holder(Share share, @Nullable HolderFacts facts, Sight sight) {
        boolean personal = facts != null && sight.personal();
        return new HolderView(
                ids.of(share.holderRef()),
                facts == null ? null : facts.name(),
                facts == null ? null : facts.idNumber(),
                facts == null ? null : facts.organisation(),
                personal ? Objects.requireNonNull(facts).residency() : null,
                personal ? Objects.requireNonNull(facts).address() : null,
                share.numerator(),
                share.denominator());
    }

    private EncumbranceView view(EncumbranceQueries.Encumbrance each, int scale) {
        Instant expires = each.expiresAt();
        return new EncumbranceView(
                ids.of(each.encumbranceId()),
                each.kind(),
                each.rank(),
                Amounts.decimal(each.remainingQuantity(), scale),
                Amounts.decimal(each.coveredQuantity(), scale),
                each.stopsCirculation(),
                each.stopsIncome(),
                each.stopsRedemption(),
                each.pledgeeRef() == 0 ? null : ids.of(each.pledgeeRef()),
                expires == null ? null : Asked.text(expires),
                Asked.text(each.enteredAt()),
                each.enteredSequence(),
                grounds.view(each.ground()));
    }
}
