package kz.sandyq.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Income;
import kz.sandyq.protocol.command.InstructionCommands;
import kz.sandyq.protocol.command.PaymentCommands;
import kz.sandyq.protocol.command.SettlementCommands;
import kz.sandyq.protocol.command.SettlementLeg;
import kz.sandyq.protocol.command.WithheldTax;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.RedemptionBasis;
import kz.sandyq.protocol.sbe.SettlementEnd;

/** Commands of settlement in a random market; each client has a second account. */
final class RandomSettlement {
    private final RandomMarket market;
    private final Random random;
    private final List<Long> second = new ArrayList<>();
    private final List<Long> distributions = new ArrayList<>();
    private final List<Long> owing = new ArrayList<>();
    private long recorded;
    private final List<List<Long>> parties = new ArrayList<>(List.of(List.of(77L, 3L)));
    private List<Long> proposed = new ArrayList<>();

    RandomSettlement(RandomMarket market) {
        this.market = market;
        random = market.random;
        for (int i = 0; i < RandomMarket.CLIENTS; i++) {
            second.add(market.floor
                    .submit(AccountCommands.openAccount(i + 2, Capacity.CLIENT, Activity.DFA))
                    .resultId());
        }
    }

    CommandBody command(RandomMarket.Kind kind) {
        return switch (kind) {
            case FORCE ->
                SettlementCommands.forcedTransfer(
                        account(), account(), asset(), 1 + random.nextInt(60), RandomMarket.PAPER);
            case RECOVER -> {
                int client = random.nextInt(RandomMarket.CLIENTS);
                long first = 3 + 2L * client;
                boolean back = random.nextInt(3) > 0;
                yield SettlementCommands.recoverHolding(
                        back ? second.get(client) : first,
                        back ? first : second.get(client),
                        asset(),
                        RandomMarket.PAPER);
            }
            case INCOME -> {
                recorded = circulating();
                yield PaymentCommands.recordIncome(
                        recorded,
                        today(),
                        Income.given(1 + random.nextInt(random.nextInt(2) == 0 ? 900_000 : 50), 1 + random.nextInt(3)),
                        new WithheldTax(100_000, today(), 2),
                        RandomMarket.PAPER);
            }
            case PAY ->
                PaymentCommands.payDue(
                        distribution(), random.nextBoolean() ? 0 : random.nextInt(9_000), RandomMarket.PAPER);
            case OVERDUE -> {
                int at = distributions.size() - 1 - random.nextInt(3);
                boolean redemption = at < 0 || random.nextInt(8) == 0;
                yield PaymentCommands.declareOverdue(
                        redemption ? market.issue() : owing.get(at),
                        redemption ? 0 : distributions.get(at),
                        today() + 3,
                        RandomMarket.PAPER);
            }
            case PROPOSE -> proposal();
            case AFFIRM -> {
                List<Long> givers = parties.get(parties.size() - 1 - random.nextInt(Math.min(3, parties.size())));
                yield InstructionCommands.affirmSettlement(
                        givers.getFirst(), givers.get(1 + random.nextInt(givers.size() - 1)));
            }
            case END_SETTLEMENT -> {
                List<Long> givers = parties.get(parties.size() - 1 - random.nextInt(Math.min(3, parties.size())));
                boolean settle = random.nextBoolean();
                yield InstructionCommands.endSettlement(
                        givers.getFirst(),
                        settle ? SettlementEnd.SETTLE : SettlementEnd.CANCEL,
                        settle ? 7 : 0,
                        settle ? 0 : givers.get(1),
                        RandomMarket.PAPER);
            }
            case CANCEL_INCOME -> PaymentCommands.cancelIncome(distribution(), RandomMarket.PAPER);
            default ->
                SettlementCommands.redeemPart(
                        market.issue(),
                        RedemptionBasis.OBLIGATION_PERFORMED,
                        1 + random.nextInt(5),
                        random.nextInt(4) == 0 ? 0 : 2 + random.nextInt(9),
                        1 + random.nextInt(3),
                        RandomMarket.PAPER);
        };
    }

    /** The newest issue in the hands of holders. */
    long circulating() {
        State state = Objects.requireNonNull(market.floor.core.stateOrNull());
        int slot = state.issues.high() - 1;
        while (slot > 0 && state.issues.get(slot, Rows.Issue.STATUS) != Issues.CIRCULATING) {
            slot--;
        }
        return slot > 0 ? state.issues.get(slot, Rows.Issue.ID) : market.issue();
    }

    /** A distribution that was opened. */
    void owes(long distributionId) {
        distributions.add(distributionId);
        owing.add(recorded);
    }

    private CommandBody proposal() {
        List<SettlementLeg> legs = new ArrayList<>();
        proposed = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            long from = account();
            long asset = random.nextBoolean() ? 1 : market.issue();
            legs.add(new SettlementLeg(from, account(), asset, 1 + random.nextInt(asset == 1 ? 9_000 : 5)));
            proposed.add(from);
        }
        long deadline = market.floor.nowMs + 20_000 + random.nextInt(90_000);
        return InstructionCommands.proposeSettlement(
                deadline, random.nextInt(3) == 0 ? 7 : 0, legs, RandomMarket.PAPER);
    }

    /** An instruction that was opened, and who gives in it. */
    void opened(long instructionId) {
        proposed.addFirst(instructionId);
        parties.add(proposed);
    }

    private long distribution() {
        return distributions.isEmpty()
                ? 77
                : distributions.get(Math.max(0, distributions.size() - 1 - random.nextInt(3)));
    }

    private int today() {
        return (int) Math.floorDiv(market.floor.nowMs + 5 * 3_600_000L, 86_400_000L);
    }

    private long account() {
        return random.nextInt(3) == 0 ? second.get(random.nextInt(second.size())) : market.client();
    }

    private long asset() {
        return random.nextInt(4) == 0 ? 1 : market.issue();
    }
}
