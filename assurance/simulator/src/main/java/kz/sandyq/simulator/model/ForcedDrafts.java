package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import kz.sandyq.simulator.model.Deals.Encumbrance;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;

/** Forced transfers, recoveries, enforcement of pledges, succession, division and gift. */
final class ForcedDrafts {
    private static final Encumbrance NONE = new Encumbrance(new Message("PlaceEncumbrance"));

    private final Chance chance;
    private final World world;

    ForcedDrafts(Chance chance) {
        this.chance = chance;
        world = chance.world;
    }

    void addTo(Map<String, Supplier<Message>> all) {
        all.put("ForcedTransfer", this::force);
        all.put("RecoverHolding", this::recover);
        all.put("EnforcePledge", this::enforce);
        all.put("TransferRights", this::rights);
    }

    private Balance held() {
        List<Balance> held = world.balances.stream()
                .filter(balance -> Shared.holdsAssets(world.account(balance.account)))
                .filter(balance -> Numbers.positive(balance.total()) || chance.oneIn(10))
                .filter(balance -> !world.isMoney(balance.asset) || chance.oneIn(2))
                .toList();
        return chance.any(held, new Balance(chance.client(), chance.asset(), 0));
    }

    private long partOf(Balance balance) {
        long available = Math.max(0, balance.available.longValueExact());
        return switch (chance.random.nextInt(6)) {
            case 0 -> available;
            case 1 -> Math.max(1, balance.total().longValueExact());
            default -> chance.from(1, Math.max(1, available / 3));
        };
    }

    private Message force() {
        Balance from = held();
        return message("ForcedTransfer")
                .with("fromAccountId", from.account)
                .with("toAccountId", chance.oneIn(8) ? twin(from.account) : chance.client())
                .with("assetId", from.asset)
                .with("quantity", partOf(from))
                .with("ground", chance.ground());
    }

    /** Another account of the same wallet where there is one. */
    private long twin(long accountId) {
        Account account = World.dense(world.accounts, accountId);
        if (account == null) {
            return accountId;
        }
        List<Long> twins = world.accounts.stream()
                .filter(each -> each.wallet() == account.wallet() && each.id() != accountId)
                .filter(each -> each.capacity() == account.capacity() && each.activity() == account.activity())
                .map(Account::id)
                .toList();
        return chance.any(twins, chance.client());
    }

    private Message recover() {
        List<Balance> ofMany = world.balances.stream()
                .filter(balance -> Shared.holdsAssets(world.account(balance.account)))
                .filter(balance -> Numbers.positive(balance.total()))
                .filter(balance -> world.accounts.stream()
                        .anyMatch(each -> each.id() != balance.account
                                && each.wallet()
                                        == world.account(balance.account).wallet()
                                && Shared.mayPass(world.account(balance.account), each)))
                .toList();
        Balance from = chance.any(ofMany, held());
        return message("RecoverHolding")
                .with("fromAccountId", from.account)
                .with("toAccountId", chance.oneIn(10) ? chance.client() : twin(from.account))
                .with("assetId", chance.oneIn(12) ? chance.asset() : from.asset)
                .with("ground", chance.ground());
    }

    private Message enforce() {
        List<Encumbrance> pledges =
                world.encumbrances.all().stream().filter(Encumbrance::isPledge).toList();
        if (!world.assets.isEmpty() && (pledges.isEmpty() || chance.oneIn(4))) {
            return chance.oneIn(6) ? enforced(NONE) : pledge(held());
        }
        List<Encumbrance> waited = pledges.stream().filter(this::isWaitedFor).toList();
        if (!waited.isEmpty() && chance.oneIn(world.encumbrances.isFull() ? 1 : 2)) {
            return enforced(chance.any(waited, NONE));
        }
        return enforced(chance.oneIn(12) ? chance.thing(world.encumbrances, NONE) : chance.any(pledges, NONE));
    }

    private boolean isWaitedFor(Encumbrance pledge) {
        return world.encumbrancesOf(pledge.balance).stream()
                .anyMatch(each -> Numbers.positive(Liens.lacks(each, pledge)));
    }

    /** Behind all others where there are any, so that there is who waits. */
    private Message pledge(Balance on) {
        List<Encumbrance> there = world.encumbrancesOf(on).stream()
                .filter(each -> each.isPledge() && Numbers.positive(each.covered))
                .toList();
        Encumbrance first = chance.any(there, NONE);
        long rank = world.encumbrancesOf(on).stream()
                        .mapToLong(each -> each.rank)
                        .max()
                        .orElse(0)
                + 1;
        long quantity = there.isEmpty() ? partOf(on) : chance.from(1, first.covered.longValueExact());
        return message("PlaceEncumbrance")
                .with("kind", 1)
                .with("accountId", on.account)
                .with("assetId", on.asset)
                .with("quantity", quantity)
                .with("rank", rank)
                .with("stopsCirculation", 1)
                .with("stopsIncome", chance.oneIn(3))
                .with("stopsRedemption", chance.oneIn(2))
                .with("ground", chance.ground())
                .with("pledgeeRef", 5)
                .with("subsequent", !there.isEmpty());
    }

    private Message enforced(Encumbrance pledge) {
        long covered = pledge.covered.longValueExact();
        long pledgee = pledge.pledgeeAccount != 0 && !chance.oneIn(12) ? pledge.pledgeeAccount : chance.client();
        boolean money = pledge.asset() != 0 && world.isMoney(pledge.asset());
        long quantity = chance.oneIn(3) ? covered + chance.below(2) : chance.from(1, Math.max(1, covered));
        long value = money || chance.isGrand() && chance.oneIn(3) ? quantity : chance.amount() / 20 + 1;
        long above = chance.oneIn(30) ? Numbers.LARGEST.longValueExact() : 0;
        return message("EnforcePledge")
                .with("encumbranceId", pledge.id)
                .with("quantity", quantity)
                .with("buyerAccountId", chance.oneIn(2) ? pledgee : chance.client())
                .with("pledgeeAccountId", pledgee)
                .with("moneyAssetId", money ? pledge.asset() : chance.oneIn(8) ? chance.anyIssue() : chance.money())
                .with("valueMinor", value + above)
                .with("debtMinor", chance.oneIn(2) ? value : chance.from(1, Math.max(1, value)))
                .with("ground", chance.ground(10));
    }

    private Message rights() {
        List<Encumbrance> liens = world.encumbrances.all();
        Balance encumbered = chance.any(liens, NONE).balance;
        Balance first = encumbered == null || !world.encumbrances.isFull() && chance.oneIn(2) ? held() : encumbered;
        Account holder = World.dense(world.accounts, first.account);
        long wallet = holder == null ? 1 : holder.wallet();
        boolean gift = chance.oneIn(3);
        List<Message> legs = new ArrayList<>();
        long receiver = chance.client();
        int count = (int) chance.from(1, 3);
        for (int i = 0; i < count; i++) {
            legs.add(leg(i == 0 ? first : ofWallet(wallet, first), gift && !chance.oneIn(8) ? receiver : 0, gift));
        }
        if (chance.oneIn(40)) {
            legs = chance.of(List.of(), many(legs.getFirst()));
        }
        return message("TransferRights")
                .with("walletId", wallet)
                .with("basis", gift ? 3 : world.hasNotice(wallet) != chance.oneIn(8) ? 1 : 2)
                .with("ground", chance.ground())
                .with("legs", legs);
    }

    private Balance ofWallet(long wallet, Balance otherwise) {
        List<Balance> all = world.balances.stream()
                .filter(balance -> world.account(balance.account).wallet() == wallet)
                .filter(balance -> Numbers.positive(balance.total()))
                .toList();
        return chance.any(all, otherwise);
    }

    private Message leg(Balance from, long receiver, boolean gift) {
        List<Encumbrance> liens = world.encumbrancesOf(from);
        boolean encumbered = !liens.isEmpty() && chance.oneIn(gift ? 8 : 2);
        Encumbrance lien = encumbered ? chance.any(liens, NONE) : NONE;
        long covered = Math.max(1, lien.covered.longValueExact());
        Message leg = new Message("legs")
                .with("fromAccountId", from.account)
                .with("toAccountId", receiver == 0 ? chance.client() : receiver)
                .with("assetId", from.asset)
                .with("quantity", encumbered ? chance.from(1, covered + chance.below(2)) : partOf(from))
                .with("encumbranceId", encumbered ? lien.id : 0);
        return chance.oneIn(16) ? spoiled(leg) : leg;
    }

    private Message spoiled(Message leg) {
        long from = leg.number("fromAccountId");
        long to = chance.oneIn(3) ? 99_999 : chance.oneIn(2) ? from : chance.anyAccount();
        long vast = chance.oneIn(2) ? Numbers.LARGEST.longValueExact() : Long.MAX_VALUE;
        return switch (chance.random.nextInt(6)) {
            case 0 -> leg.with("fromAccountId", chance.anyAccount());
            case 1 -> leg.with("toAccountId", to);
            case 2 -> leg.with("assetId", 99_999);
            case 3 -> leg.with("quantity", chance.oneIn(2) ? -chance.below(2) : vast);
            case 4 -> leg.with("encumbranceId", chance.oneIn(2) ? 77 : chance.thing(world.encumbrances, NONE).id);
            default -> leg.with("toAccountId", twin(from));
        };
    }

    private static List<Message> many(Message leg) {
        List<Message> legs = new ArrayList<>();
        for (int i = 0; i < 65; i++) {
            legs.add(leg);
        }
        return legs;
    }
}
