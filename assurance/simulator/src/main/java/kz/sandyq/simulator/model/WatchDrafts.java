package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import kz.sandyq.simulator.model.WatchLines.Watch;
import kz.sandyq.simulator.schema.Message;

/** Commands on watches. */
final class WatchDrafts {
    private static final Watch NO_WATCH = new Watch(0, false, List.of());

    private final Chance chance;
    private final World world;

    WatchDrafts(Chance chance) {
        this.chance = chance;
        world = chance.world;
    }

    void addTo(Map<String, Supplier<Message>> all) {
        all.put("OpenOrderWatch", this::open);
        all.put("RenewOrderWatch", () -> message("RenewOrderWatch").with("watchId", watch().id));
        all.put(
                "EndOrderWatch",
                () -> message("EndOrderWatch")
                        .with("watchId", watch().id)
                        .with("cancelOrders", chance.oneIn(20) ? 2 : chance.oneIn(3) ? 0 : 1));
    }

    private Message open() {
        TreeSet<Long> drawn = new TreeSet<>();
        for (long i = chance.from(1, 3); i > 0; i--) {
            drawn.add(account());
        }
        List<Long> ids = new ArrayList<>(drawn);
        if (chance.oneIn(12)) {
            ids = chance.of(List.of(), ids.reversed(), List.of(ids.getFirst(), ids.getFirst()), tooMany());
        }
        return message("OpenOrderWatch")
                .with("timeoutMs", chance.oneIn(3) ? 0 : chance.from(1, 4_000))
                .with("keepsLasting", chance.oneIn(2))
                .with(
                        "accounts",
                        ids.stream()
                                .map(id -> new Message("accounts").with("accountId", id))
                                .toList());
    }

    private static List<Long> tooMany() {
        List<Long> ids = new ArrayList<>();
        for (long id = 1; id <= 65; id++) {
            ids.add(id);
        }
        return ids;
    }

    /** Mostly of somebody who has orders. */
    private long account() {
        List<Long> traders =
                world.listed(order -> true).stream().map(order -> order.account).toList();
        if (chance.oneIn(25)) {
            return chance.anyAccount();
        }
        return chance.oneIn(3) ? chance.client() : chance.any(traders, chance.client());
    }

    private Watch watch() {
        List<Watch> busy =
                world.watches.all().stream().filter(each -> each.task != 0).toList();
        return chance.oneIn(2)
                ? chance.any(busy, chance.thing(world.watches, NO_WATCH))
                : chance.thing(world.watches, NO_WATCH);
    }
}
