package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.simulator.model.Deals.Encumbrance;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;

/** Commands on what a holder has: transfers and encumbrances. */
final class HoldingDrafts {
    private static final Encumbrance NONE = new Encumbrance(new Message("PlaceEncumbrance"));

    private final Chance chance;
    private final World world;

    HoldingDrafts(Chance chance) {
        this.chance = chance;
        world = chance.world;
    }

    void addTo(Map<String, Supplier<Message>> all) {
        all.put("Transfer", this::transfer);
        all.put("PlaceEncumbrance", this::encumber);
        all.put("ReleaseEncumbrance", this::release);
        all.put("SetHolderNotice", this::notice);
    }

    /** Mostly takes one back. */
    private Message notice() {
        List<Long> noticed = world.wallets.stream()
                .map(Things.Wallet::id)
                .filter(world::hasNotice)
                .toList();
        long any = chance.from(1, Math.max(1, world.wallets.size()));
        boolean gives = chance.oneIn(noticed.isEmpty() ? 2 : 4);
        long wallet = gives || chance.oneIn(4) ? any : chance.any(noticed, any);
        return message("SetHolderNotice")
                .with("walletId", wallet)
                .with("notice", gives ? chance.from(1, 2) : 0)
                .with("ground", chance.ground());
    }

    /** A balance of a client, in units more often than in money. */
    private Balance held() {
        List<Balance> held = world.balances.stream()
                .filter(balance -> Shared.holdsAssets(world.account(balance.account)))
                .filter(balance -> Numbers.positive(balance.total()) || chance.oneIn(10))
                .filter(balance -> !world.isMoney(balance.asset) || chance.oneIn(3))
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

    private Message transfer() {
        if (chance.isGrand() && chance.oneIn(4)) {
            return betweenTheRich();
        }
        Balance from = held();
        return message("Transfer")
                .with("fromAccountId", from.account)
                .with("toAccountId", chance.client())
                .with("assetId", from.asset)
                .with("quantity", partOf(from))
                .with("ground", chance.ground());
    }

    /** All that one of the two richest clients has, to the other. */
    private Message betweenTheRich() {
        List<Balance> rich = world.balances.stream()
                .filter(balance -> balance.asset == 1)
                .filter(balance -> Shared.isOneOf(world.account(balance.account).capacity(), Capacity.CLIENT))
                .sorted(Comparator.comparing(Balance::total).reversed())
                .limit(2)
                .toList();
        long from = rich.isEmpty() ? 1 : rich.getLast().account;
        return message("Transfer")
                .with("fromAccountId", from)
                .with("toAccountId", rich.isEmpty() ? 1 : rich.getFirst().account)
                .with("assetId", 1)
                .with("quantity", Math.max(1, world.available(from, 1).longValueExact()))
                .with("ground", chance.ground());
    }

    private Message encumber() {
        Balance on = held();
        long kind = chance.of(1, 1, 1, 2, 2, 3, 4);
        Message message = message("PlaceEncumbrance")
                .with("kind", kind)
                .with("accountId", on.account)
                .with("assetId", on.asset)
                .with("quantity", kind == 2 || kind == 3 ? partOf(on) + chance.below(2) * chance.small() : partOf(on))
                .with("rank", kind == 1 ? chance.from(1, chance.oneIn(2) ? 1 : 9) : chance.below(2))
                .with("stopsCirculation", kind == 4 || !chance.oneIn(5))
                .with("stopsIncome", chance.oneIn(4))
                .with("stopsRedemption", chance.oneIn(2))
                .with("expiresAtMs", kind != 4 && chance.oneIn(2) ? 0 : world.logicalNow() + chance.from(1, 20_000))
                .with("ground", chance.ground());
        if (kind == 3 && chance.oneIn(2)) {
            return message.with("assetId", 0)
                    .with("quantity", 1)
                    .with("rank", 0)
                    .with("stopsCirculation", 1);
        }
        return kind == 1 ? pledged(message) : message;
    }

    private Message pledged(Message message) {
        boolean subsequent = chance.oneIn(3) && message.flag("stopsCirculation");
        return message.with("pledgeeRef", 5)
                .with("pledgeeAccountId", chance.oneIn(2) ? chance.client() : 0)
                .with("incomeTo", chance.oneIn(4))
                .with("subsequent", subsequent)
                .with("rank", subsequent ? chance.from(5, 12) : message.number("rank"))
                .with("quantity", subsequent ? chance.small() : message.number("quantity"));
    }

    private Message release() {
        Encumbrance each = chance.thing(world.encumbrances, NONE);
        long remaining = each.remaining.longValueExact();
        return message("ReleaseEncumbrance")
                .with("encumbranceId", each.id)
                .with(
                        "quantity",
                        chance.oneIn(2)
                                ? remaining + (chance.oneIn(9) ? 1 : 0)
                                : chance.from(1, Math.max(1, remaining)))
                .with("ground", chance.ground());
    }
}
