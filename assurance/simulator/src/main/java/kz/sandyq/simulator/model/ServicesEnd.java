package kz.sandyq.simulator.model;

import java.math.BigInteger;
import java.util.List;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.PlacementStatus;
import kz.sandyq.simulator.model.Deals.Placement;
import kz.sandyq.simulator.model.Deals.Task;
import kz.sandyq.simulator.model.Orders.Order;
import kz.sandyq.simulator.model.Settlements.Instruction;
import org.jspecify.annotations.Nullable;

/** What is open where services are prohibited goes back, place by place: orders or placements, instructions, offers. */
final class ServicesEnd implements Tasks.Work {
    private static final long DEALS = 0;
    private static final long INSTRUCTIONS = 1;
    private static final long BUY_BACKS = 2;
    private static final long DONE = 3;

    private final World world;
    private final PlatformLines platform;
    private final PlacementLines placements;
    private final InstructionLines instructions;
    private final BuyBackLines buyBacks;
    private final Trades trades;

    ServicesEnd(
            World world,
            PlatformLines platform,
            PlacementLines placements,
            InstructionLines instructions,
            BuyBackLines buyBacks,
            Trades trades) {
        this.world = world;
        this.platform = platform;
        this.placements = placements;
        this.instructions = instructions;
        this.buyBacks = buyBacks;
        this.trades = trades;
    }

    private static boolean isOfTrading(Task task) {
        return task.subject == Activity.TRADING.value();
    }

    /** Places to look at in a phase. */
    private long places(Task task) {
        if (task.phase == DEALS) {
            return isOfTrading(task) ? world.orders.high() : world.placements.high();
        }
        return task.phase == INSTRUCTIONS ? world.instructions.high() : world.issues.size();
    }

    @Override
    public long one(Task task) {
        while (task.phase != DONE && task.cursor >= places(task)) {
            task.cursor = 0;
            task.phase++;
        }
        long moved = task.phase == DONE ? 0 : look(task, (int) task.cursor);
        if (moved > 0) {
            task.cursor++;
            task.done = task.done.add(BigInteger.ONE);
        }
        return moved;
    }

    /** What looking at one place counts as; 0 when it must wait. */
    private long look(Task task, int place) {
        if (task.phase == BUY_BACKS) {
            BuyBackLines.Offer offer = List.copyOf(world.issues.values()).get(place).offer;
            if (offer != null && !isOfTrading(task)) {
                buyBacks.end(offer);
            }
            return 1;
        }
        if (task.phase == INSTRUCTIONS) {
            Instruction instruction = world.instructions.at(place);
            return instruction == null || !platform.isProhibited(instruction) ? 1 : instructions.cancel(instruction);
        }
        return isOfTrading(task) ? order(world.orders.at(place)) : placement(world.placements.at(place));
    }

    private long order(@Nullable Order order) {
        if (order != null && order.instrument.task != 0) {
            return 0;
        }
        if (order != null) {
            trades.cancel(order, CancelReason.SERVICES_PROHIBITED);
        }
        return 1;
    }

    private long placement(@Nullable Placement placement) {
        if (placement == null || placement.status != PlacementStatus.OPEN.value()) {
            return 1;
        }
        return placements.end(placement) ? 1 : 0;
    }

    @Override
    public boolean isDone(Task task) {
        return task.phase == DONE || !world.platform.isProhibited(task.subject);
    }

    @Override
    public void finish(Task task) {
        world.platform.servicesEnd(task.subject, 0);
    }
}
