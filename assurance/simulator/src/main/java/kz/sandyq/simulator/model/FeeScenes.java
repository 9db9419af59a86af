package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.util.List;
import java.util.Optional;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.model.Things.Asset;
import kz.sandyq.simulator.model.Things.Instrument;
import kz.sandyq.simulator.schema.Bytes;
import kz.sandyq.simulator.schema.Message;

/** As many turnovers as there may be, in markets of few wallets. */
final class FeeScenes {
    static final long FEW_WALLETS = 6;

    private final Chance chance;
    private final World world;
    private final Players players;

    FeeScenes(Chance chance, Players players) {
        this.chance = chance;
        this.players = players;
        world = chance.world;
    }

    /** Everybody's turnover counts in one money, and in another that of so many that there is no room for the last. */
    Scene noRoomForTurnover() {
        Scene scene = new Scene(world);
        List<Long> clients = players.clients();
        List<Long> moneys = world.assets.stream()
                .filter(asset -> asset.kind() == AssetKind.MONEY.value())
                .map(Asset::id)
                .toList();
        boolean few = world.limit("WALLETS") <= FEW_WALLETS;
        if (!few || clients.isEmpty() || moneys.size() < 2 || players.unbacked().isEmpty()) {
            return scene;
        }
        clients.forEach(each -> players.letIn(scene, each));
        long last = clients.getLast();
        for (long money : moneys) {
            String pair = "pair " + money;
            stage(scene, pair, money);
            for (long each : clients) {
                if (each != last || money != moneys.getLast()) {
                    scene.repeating(1, this::isRoom, () -> credit(each, money));
                    scene.repeating(1, this::isRoom, () -> buy(scene.the(pair), each));
                }
            }
        }
        String pair = "pair " + moneys.getLast();
        scene.then(() -> credit(last, moneys.getLast()));
        scene.then(() -> status(last, 1));
        scene.naming("order", () -> buy(scene.the(pair), last));
        scene.then(() -> status(last, 0));
        scene.then(() -> buy(scene.the(pair), last));
        scene.then(() -> message("ReplaceOrder")
                .with("orderId", scene.the("order"))
                .with("accountId", last)
                .with("priceTicks", 2)
                .with("quantityLots", 1));
        return scene;
    }

    private boolean isRoom() {
        return world.fees.hasRoom();
    }

    /** A pair of coins against this money, which takes fees. */
    private void stage(Scene scene, String pair, long money) {
        long coin = players.unbacked().getFirst();
        Optional<Instrument> known = world.instruments.stream()
                .filter(each -> each.base == coin && each.quote == money && each.task == 0)
                .filter(each -> Session.of(each).takesOrders())
                .findFirst();
        if (known.isPresent()) {
            scene.naming(pair, known.get().id);
        } else {
            scene.naming(
                    pair,
                    () -> message("OpenInstrument")
                            .with("baseAssetId", coin)
                            .with("quoteAssetId", money)
                            .with("lotQuantity", 1)
                            .with("tickMinor", 1)
                            .with("symbol", Bytes.of("F" + world.instruments.size())));
        }
        if (known.map(world.fees::schedule).isEmpty()) {
            String tariff = "tariff " + money;
            scene.naming(tariff, () -> tariff(money));
            scene.then(() -> message("AssignFeeSchedule")
                    .with("instrumentId", scene.the(pair))
                    .with("scheduleId", scene.the(tariff))
                    .with("fromEpochDay", world.legalDay())
                    .with("ground", players.ground()));
        }
    }

    private Message tariff(long money) {
        long account = world.accounts.stream()
                .filter(each -> Shared.isOneOf(each.capacity(), Capacity.FEES) && each.activity() == 1)
                .mapToLong(Account::id)
                .findFirst()
                .orElse(1);
        return message("CreateFeeSchedule")
                .with("assetId", money)
                .with("feeAccountId", account)
                .with("validFromEpochDay", world.legalDay())
                .with("ground", players.ground())
                .with("tiers", List.of(new Message("tiers").with("takerPpm", chance.below(3))));
    }

    private Message credit(long account, long money) {
        return message("BookBankCredit")
                .with("bankAccountId", Players.BANK)
                .with("accountId", account)
                .with("assetId", money)
                .with("amountMinor", 10)
                .with("bankReference", Drafts.hash(4))
                .with("ground", players.ground());
    }

    private static Message buy(long pair, long account) {
        return message("PlaceOrder")
                .with("instrumentId", pair)
                .with("accountId", account)
                .with("side", 1)
                .with("ordType", 2)
                .with("timeInForce", 1)
                .with("priceTicks", 1)
                .with("quantityLots", 1)
                .with("selfTradePrevention", 1);
    }

    private Message status(long account, long status) {
        return message("SetFeeStatus")
                .with("walletId", world.account(account).wallet())
                .with("status", status)
                .with("ground", players.ground());
    }
}
