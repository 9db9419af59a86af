package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import kz.sandyq.simulator.model.Settlements.Instruction;
import kz.sandyq.simulator.model.Settlements.Leg;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;

/** Many-leg instructions. */
final class SettlementDrafts {
    private static final Instruction NONE = new Instruction(0, 0, 0);

    private final Chance chance;
    private final World world;
    private final PaymentDrafts payments;

    SettlementDrafts(Chance chance, PaymentDrafts payments) {
        this.chance = chance;
        this.payments = payments;
        world = chance.world;
    }

    void addTo(Map<String, Supplier<Message>> all) {
        all.put("ProposeSettlement", this::propose);
        all.put("AffirmSettlement", this::affirm);
        all.put("EndSettlement", this::end);
    }

    private Message propose() {
        List<Message> legs = new ArrayList<>();
        int count = (int) chance.from(1, chance.oneIn(6) ? 6 : 3);
        for (int i = 0; i < count; i++) {
            Message leg = leg();
            legs.add(leg);
            if (chance.oneIn(4)) {
                legs.add(back(leg));
            }
        }
        if (chance.oneIn(30)) {
            legs = chance.of(List.of(), many(legs.getFirst()));
        }
        return message("ProposeSettlement")
                .with(
                        "deadlineMs",
                        world.logicalNow() + (chance.oneIn(3) ? chance.from(1, 400) : chance.from(1, 90_000)))
                .with("mediatorRef", chance.oneIn(2) ? 0 : chance.from(7, 8))
                .with("ground", chance.oneIn(2) ? new Message("Ground") : chance.ground())
                .with("legs", legs);
    }

    private Message leg() {
        List<Balance> held = world.balances.stream()
                .filter(balance -> Shared.holdsAssets(world.account(balance.account)))
                .filter(balance -> Numbers.positive(balance.available))
                .filter(balance -> !world.isMoney(balance.asset) || chance.oneIn(3))
                .toList();
        Balance from = chance.any(held, new Balance(chance.client(), chance.asset(), 0));
        long available = Math.max(0, from.available.longValueExact());
        boolean vast = chance.isGrand() && chance.oneIn(4);
        Message leg = new Message("legs")
                .with("fromAccountId", from.account)
                .with("toAccountId", vast ? richest(from) : chance.client())
                .with("assetId", from.asset)
                .with("quantity", vast ? available : chance.from(1, Math.max(1, available / 4)));
        if (!chance.oneIn(24)) {
            return leg;
        }
        long to = chance.oneIn(3) ? 99_999 : chance.oneIn(2) ? from.account : chance.anyAccount();
        return switch (chance.random.nextInt(5)) {
            case 0 -> leg.with("fromAccountId", chance.oneIn(2) ? 99_999 : chance.anyAccount());
            case 1 -> leg.with("toAccountId", to);
            case 2 -> leg.with("assetId", 99_999);
            case 3 -> leg.with("quantity", chance.oneIn(2) ? -chance.below(2) : Long.MAX_VALUE);
            default -> leg.with("quantity", Numbers.LARGEST.longValueExact() - chance.below(3));
        };
    }

    /** Who else has the most of the same. */
    private long richest(Balance from) {
        return world.balances.stream()
                .filter(balance -> balance.asset == from.asset && balance.account != from.account)
                .filter(balance -> Shared.mayPass(world.account(from.account), world.account(balance.account)))
                .max(Comparator.comparing(Balance::total))
                .map(balance -> balance.account)
                .orElse(chance.client());
    }

    /** Money for what the first leg gives. */
    private Message back(Message leg) {
        return new Message("legs")
                .with("fromAccountId", leg.number("toAccountId"))
                .with("toAccountId", leg.number("fromAccountId"))
                .with("assetId", chance.money())
                .with("quantity", chance.small());
    }

    private static List<Message> many(Message leg) {
        List<Message> legs = new ArrayList<>();
        for (int i = 0; i < 65; i++) {
            legs.add(leg);
        }
        return legs;
    }

    private Message affirm() {
        if (world.instructions.count() == 0 && !world.assets.isEmpty() && !chance.oneIn(10)) {
            return propose();
        }
        Instruction instruction = chance.thing(world.instructions, NONE);
        List<Long> givers = instruction.legs.stream()
                .filter(leg -> leg.hold == 0 || chance.oneIn(8))
                .map(leg -> leg.from)
                .toList();
        long giver = chance.any(givers, chance.client());
        return message("AffirmSettlement")
                .with("instructionId", instruction.id)
                .with("accountId", chance.oneIn(12) ? chance.anyAccount() : giver);
    }

    /** What comes between affirmation and settlement. */
    private Message hinder(Instruction instruction) {
        Leg leg = chance.any(instruction.legs, instruction.legs.getFirst());
        Message message = message("PlaceEncumbrance")
                .with("kind", chance.from(2, 3))
                .with("accountId", leg.from)
                .with("stopsCirculation", 1)
                .with("expiresAtMs", world.logicalNow() + chance.from(500, 20_000))
                .with("ground", chance.ground());
        long available = world.available(leg.from, leg.asset).longValueExact();
        Issue issue = world.issue(leg.asset);
        if (issue != null && issue.incomes < issue.incomeDates && chance.oneIn(2)) {
            return payments.recordIncome().with("issueId", leg.asset).with("taxRatePpm", 0);
        }
        return switch (chance.random.nextInt(5)) {
            case 0 -> message.with("kind", 3).with("quantity", 1);
            case 3 ->
                message("SetHolderNotice")
                        .with("walletId", world.account(leg.from).wallet())
                        .with("notice", 1)
                        .with("ground", chance.ground());
            case 1 -> message.with("assetId", leg.asset).with("quantity", Math.max(0, available) + chance.small());
            case 2 ->
                message("SetIssueSuspended")
                        .with("issueId", leg.asset)
                        .with("suspended", 1)
                        .with("ground", chance.ground());
            default ->
                message("Transfer")
                        .with("fromAccountId", chance.client())
                        .with("toAccountId", leg.to)
                        .with("assetId", leg.asset)
                        .with("quantity", chance.amount())
                        .with("ground", chance.ground());
        };
    }

    private Message end() {
        if (world.instructions.count() == 0 && !world.assets.isEmpty() && !chance.oneIn(10)) {
            return propose();
        }
        List<Instruction> affirmed = world.instructions.all().stream()
                .filter(each -> each.mediator != 0 && each.affirmed() == each.size)
                .toList();
        if (!affirmed.isEmpty() && chance.oneIn(4)) {
            return hinder(affirmed.getFirst());
        }
        Instruction instruction = affirmed.isEmpty() || chance.oneIn(2)
                ? chance.thing(world.instructions, NONE)
                : chance.any(affirmed, NONE);
        boolean settles = instruction.mediator != 0 && chance.oneIn(2);
        long party =
                chance.any(instruction.legs.stream().map((Leg leg) -> leg.from).toList(), 1L);
        boolean byMediator = settles || chance.oneIn(4);
        return message("EndSettlement")
                .with("instructionId", instruction.id)
                .with("end", settles ? 1 : 2)
                .with("mediatorRef", byMediator ? instruction.mediator + (chance.oneIn(12) ? 1 : 0) : 0)
                .with("accountId", chance.oneIn(2) ? chance.oneIn(6) ? chance.anyAccount() : party : 0)
                .with("ground", chance.oneIn(4) ? new Message("Ground") : chance.ground());
    }
}
