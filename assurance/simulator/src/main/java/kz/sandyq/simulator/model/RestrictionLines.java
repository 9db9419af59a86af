package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;

import java.math.BigInteger;
import java.util.List;
import kz.sandyq.protocol.sbe.CancelReason;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.simulator.model.Deals.Task;
import kz.sandyq.simulator.model.Orders.Order;
import kz.sandyq.simulator.schema.Message;

/** Notices of death and liquidation, and the recall of orders that a restriction catches. */
final class RestrictionLines implements Contract.Family, Tasks.Work {
    static final int OF_BALANCE = 1;
    static final int OF_ACCOUNT = 2;
    static final int OF_WALLET = 3;

    private final World world;
    private final Tasks tasks;
    private final OrderEndLines ends;

    RestrictionLines(World world, Tasks tasks, OrderEndLines ends) {
        this.world = world;
        this.tasks = tasks;
        this.ends = ends;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(Contract.line(
                "SetHolderNotice",
                this::setNotice,
                UNKNOWN_WALLET,
                FIELD_OUT_OF_RANGE,
                SECOND_PERSON_REQUIRED,
                LIMIT_TASKS,
                EFFECTIVE_DATE_IN_FUTURE,
                GROUND_REQUIRED));
    }

    private void setNotice(Message in) {
        long wallet = in.number("walletId");
        long notice = in.number("notice");
        World.found(World.dense(world.wallets, wallet), UNKNOWN_WALLET);
        Refused.when(notice > 2, FIELD_OUT_OF_RANGE);
        if (notice == 0) {
            world.needTwoPersons();
        } else {
            needRoom();
        }
        world.checkGround(in.part("ground"), true, false);
        world.standOnGround();
        restricted((notice == 0 ? 0 : 1) - (world.hasNotice(wallet) ? 1 : 0));
        world.notices.put(wallet, notice);
        world.say(new Message("HolderNoticeChanged")
                .with("walletId", wallet)
                .with("notice", notice)
                .with("ground", world.ground));
        if (notice != 0) {
            recall(OF_WALLET, wallet);
        }
    }

    private void restricted(long change) {
        world.scalar("RESTRICTED", world.scalar("RESTRICTED") + change);
    }

    void freeze(long accountId, long change) {
        world.freezes.merge(accountId, change, Long::sum);
        restricted(change);
    }

    void needRoom() {
        if (world.orders.count() > 0) {
            tasks.needRoom();
        }
    }

    void recall(int scope, long subject) {
        if (world.orders.count() == 0) {
            return;
        }
        Task task = tasks.start(TaskKind.RECALL, subject, Numbers.big(world.orders.high()));
        task.phase = scope;
        tasks.step(task);
    }

    @Override
    public long one(Task task) {
        Order order = world.orders.at((int) task.cursor);
        if (order != null && concerns(task, order)) {
            if (ends.mustWait(order)) {
                return 0;
            }
            ends.end(order, task.phase == OF_BALANCE ? CancelReason.ARREST : CancelReason.FREEZE);
        }
        task.cursor++;
        task.done = task.done.add(BigInteger.ONE);
        return 1;
    }

    private boolean concerns(Task task, Order order) {
        return switch ((int) task.phase) {
            case OF_BALANCE -> task.subject == (order.account << 32 | order.pays());
            case OF_ACCOUNT -> task.subject == order.account;
            default -> task.subject == world.account(order.account).wallet();
        };
    }

    @Override
    public boolean isDone(Task task) {
        boolean over = switch ((int) task.phase) {
            case OF_BALANCE -> {
                long account = task.subject >>> 32;
                yield !world.existing(account, task.subject & 0xFFFF_FFFFL).lacks();
            }
            case OF_ACCOUNT -> !world.isFrozen(task.subject);
            default -> !world.hasNotice(task.subject);
        };
        return over || task.cursor >= world.orders.high();
    }

    @Override
    public void finish(Task task) {
        if (task.done.compareTo(Numbers.big(world.orders.high())) > 0) {
            throw new IllegalStateException("recall past the orders " + task.row());
        }
    }
}
