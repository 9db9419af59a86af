package kz.sandyq.simulator.model;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The whole state of the slow market, a line a row. */
final class StateRows {
    private StateRows() {}

    static Set<String> of(World world) {
        Set<String> rows = new TreeSet<>();
        world.scalars.forEach((name, value) -> {
            if (value != 0) {
                rows.add(name + "=" + value);
            }
        });
        world.assets.forEach(each -> rows.add(each.row().toString()));
        world.wallets.forEach(each -> rows.add(world.fees
                .withStatus(world.permissions.withClearance(each.row(), each.id()), each.id())
                .with("NOTICE", world.notices.getOrDefault(each.id(), 0L))
                .toString()));
        world.holders.forEach(each -> rows.add(each.row().toString()));
        world.accounts.forEach(each -> rows.add(world.permissions
                .withPermit(each.row(), each.id())
                .with("FREEZES", world.freezes.getOrDefault(each.id(), 0L))
                .with("TASK", world.accountTasks.getOrDefault(each.id(), 0L))
                .with("WATCH", world.watchOf(each.id()))
                .toString()));
        world.balances.forEach(each -> rows.add(each.row().toString()));
        world.credits.forEach(each -> rows.add(each.row().toString()));
        world.issues
                .values()
                .forEach(each -> rows.add(world.permissions
                        .withRules(each.row(), each.id)
                        .with("HOLDS", world.ties(each.id))
                        .toString()));
        world.instruments.forEach(each -> rows.add(world.fees
                .withSchedule(each.row(world.listedOrders(each)), each)
                .toString()));
        world.fees.rows().forEach(row -> rows.add(row.toString()));
        world.instruments.forEach(each -> rows.add(world.rule(each).row(each.id).toString()));
        world.recentTrades.forEach(each -> rows.add(each.row().toString()));
        world.investors.forEach((placement, wallet) -> wallet.forEach((id, each) -> rows.add(new Row("Investor")
                .with("PLACEMENT", placement)
                .with("WALLET", id)
                .with("SUBSCRIBED", each.subscribed)
                .with("ELIGIBLE", each.eligible)
                .with("SUBSCRIPTIONS", each.subscriptions)
                .toString())));
        world.peers.forEach(each -> rows.add(each.row().toString()));
        List.of(
                        world.holds,
                        world.claims,
                        world.placements,
                        world.subscriptions,
                        world.orders,
                        world.sideRecords,
                        world.encumbrances,
                        world.distributions,
                        world.entitlements,
                        world.instructions,
                        world.legs,
                        world.suspended,
                        world.watches,
                        world.moves,
                        world.moveLegs,
                        world.tasks,
                        world.auctions)
                .forEach(
                        slots -> slots.all().forEach(each -> rows.add(each.row().toString())));
        world.keys.rows().forEach(row -> rows.add(row.toString()));
        return rows;
    }
}
