package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.ZERO;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.IssueStatus;
import kz.sandyq.protocol.sbe.RedemptionBasis;
import kz.sandyq.protocol.sbe.TaskKind;
import kz.sandyq.simulator.model.Deals.Task;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;

/** Units of one issue become units of another of the same issuer; what makes no whole one is paid. */
final class ConversionLines implements Contract.Family, Tasks.Work {
    private static final BigInteger WIDEST = BigInteger.TWO.pow(64);

    private final World world;
    private final Postings postings;
    private final Shared shared;
    private final Tasks tasks;
    private final RedemptionLines redemptions;

    ConversionLines(World world, Postings postings, Shared shared, Tasks tasks, RedemptionLines redemptions) {
        this.world = world;
        this.postings = postings;
        this.shared = shared;
        this.tasks = tasks;
        this.redemptions = redemptions;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(Contract.line(
                "ConvertIssue",
                this::start,
                SECOND_PERSON_REQUIRED,
                UNKNOWN_ISSUE,
                CONTRADICTS_ISSUE_TERMS,
                TASK_RUNNING,
                PLACEMENT_RUNNING,
                ISSUE_STATUS,
                STILL_HELD,
                ACCOUNT_FROZEN,
                HOLDER_NOTICE_IN_FORCE,
                ISSUE_SUSPENDED,
                FIELD_OUT_OF_RANGE,
                RESIDUE_PRICE_MISSING,
                AMOUNT_NOT_POSITIVE,
                AMOUNT_OVERFLOW,
                UNSOLD_SHORT,
                ISSUER_MONEY_SHORT,
                LIMIT_HOLDS,
                LIMIT_TASKS,
                EFFECTIVE_DATE_IN_FUTURE,
                GROUND_REQUIRED));
    }

    private void start(Message in) {
        world.needTwoPersons();
        Issue to = shared.issue(in.number("toIssueId"));
        tasks.stepOfIssue(in.number("fromIssueId"));
        tasks.stepOfIssue(to.id);
        Issue from = shared.issue(in.number("fromIssueId"));
        checkIssues(from, to);
        checkTerms(in, from, to);
        BigInteger money = mostOfResidues(in, from);
        Balance payer = shared.payer(from);
        Refused.when(Numbers.less(payer.available, money), ISSUER_MONEY_SHORT);
        Refused.when(world.holds.isFull(), LIMIT_HOLDS);
        tasks.needRoom();
        world.checkGround(in.part("ground"), false, false);
        world.standOnGround();
        Task task = tasks.start(TaskKind.CONVERSION, from.id, shared.circulating(from));
        task.numerator = big(in.number("numerator"));
        task.denominator = big(in.number("denominator"));
        task.lot = big(in.number("residuePriceMinor"));
        from.task = task.id;
        from.convertsTo = to.id;
        to.task = task.id;
        if (Numbers.positive(money)) {
            task.hold = postings.openHold(payer, HoldReason.REDEMPTION, from.id, money).id;
        }
        said(task, to, false);
        world.resultId = task.id;
        world.resultAmount = money;
        tasks.step(task);
    }

    private void checkIssues(Issue from, Issue to) {
        redemptions.needRedeemable(from);
        redemptions.needRedeemable(to);
        redemptions.needBasis(from, RedemptionBasis.OTHER_GROUND_IN_TERMS.value());
        Refused.when(to.suspended, ISSUE_SUSPENDED);
        boolean fits = from != to && from.issuerAccount == to.issuerAccount && from.moneyAsset == to.moneyAsset;
        Refused.when(!fits, CONTRADICTS_ISSUE_TERMS);
    }

    private void checkTerms(Message in, Issue from, Issue to) {
        long numerator = in.number("numerator");
        long denominator = in.number("denominator");
        BigInteger price = big(in.number("residuePriceMinor"));
        boolean inRange = numerator > 0
                && numerator <= Integer.MAX_VALUE
                && denominator > 0
                && denominator <= Integer.MAX_VALUE
                && price.signum() >= 0
                && Numbers.divides(from.factor, price);
        Refused.when(!inRange, FIELD_OUT_OF_RANGE);
        Refused.when(price.signum() == 0 && numerator % denominator != 0, RESIDUE_PRICE_MISSING);
        BigInteger circulating = shared.circulating(from);
        Refused.when(circulating.signum() == 0, AMOUNT_NOT_POSITIVE);
        BigInteger most = circulating.multiply(big(numerator)).divide(big(denominator));
        boolean tooLarge = Numbers.tooLarge(circulating.multiply(price)) || most.compareTo(WIDEST) >= 0;
        Refused.when(tooLarge, AMOUNT_OVERFLOW);
        Refused.when(Numbers.less(shared.unsold(to).available, most), UNSOLD_SHORT);
    }

    private static BigInteger roundedUp(BigInteger quantity, BigInteger of, BigInteger divisor) {
        BigInteger[] parts = quantity.multiply(of).divideAndRemainder(divisor);
        return parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.ONE);
    }

    /** No holding leaves more than makes one new unit. */
    private BigInteger mostOfResidues(Message in, Issue from) {
        BigInteger perHolding = roundedUp(BigInteger.ONE, big(in.number("denominator")), big(in.number("numerator")));
        BigInteger units = big(world.holdings(from.id)).multiply(perHolding).min(shared.circulating(from));
        return units.multiply(big(in.number("residuePriceMinor"))).divide(from.factor);
    }

    private void said(Task task, Issue to, boolean finished) {
        world.say(new Message("IssueConverted")
                .with("fromIssueId", task.subject)
                .with("toIssueId", to.id)
                .with("taskId", task.id)
                .with("numerator", task.numerator.longValueExact())
                .with("denominator", task.denominator.longValueExact())
                .with("residuePriceMinor", task.lot.longValueExact())
                .with("convertedQuantity", task.done.longValueExact())
                .with("givenQuantity", task.left.longValueExact())
                .with("leftQuantity", finished ? task.total.subtract(task.done).longValueExact() : 0)
                .with("finished", finished));
    }

    @Override
    public boolean isDone(Task task) {
        return task.phase == RedemptionLines.DONE;
    }

    @Override
    public long one(Task task) {
        if (task.phase == RedemptionLines.EMPTY_BOOKS) {
            return redemptions.emptyBooks(task, task.subject, false) ? 1 : 0;
        }
        Issue from = shared.issue(task.subject);
        Issue to = shared.issue(from.convertsTo);
        Balance units = world.balances.get((int) task.cursor - 1);
        boolean held = units != shared.unsold(from) && units != shared.side(from);
        boolean free = world.encumbrancesOf(units).isEmpty();
        boolean room = world.balances.size() + world.missingWithMoney(units.account, to.id) <= world.limit("BALANCES");
        if (held && free && room && Numbers.positive(units.total())) {
            convert(task, from, to, units);
        }
        task.cursor = redemptions.after(from.id, units.place);
        if (task.cursor == 0) {
            task.phase = RedemptionLines.DONE;
        }
        return 1;
    }

    private void convert(Task task, Issue from, Issue to, Balance units) {
        BigInteger quantity = units.total();
        BigInteger given = quantity.multiply(task.numerator).divide(task.denominator);
        BigInteger used = roundedUp(given, task.denominator, task.numerator);
        if (Numbers.positive(used)) {
            postings.move(units, shared.side(from), EntryKind.CONVERSION, used, from.id);
            from.burned = from.burned.add(used);
        }
        if (Numbers.positive(given)) {
            Balance received = world.openWithMoney(units.account, to.id);
            postings.move(shared.unsold(to), received, EntryKind.CONVERSION, given, from.id);
        }
        BigInteger residue = task.lot.signum() == 0 ? ZERO : quantity.subtract(used);
        if (Numbers.positive(residue)) {
            pay(task, from, units, residue);
        }
        task.done = task.done.add(used).add(residue);
        task.left = task.left.add(given);
    }

    private void pay(Task task, Issue from, Balance units, BigInteger residue) {
        BigInteger money = residue.multiply(task.lot).divide(from.factor);
        postings.move(units, shared.side(from), EntryKind.REDEMPTION, residue, from.id);
        postings.post(shared.payer(from), EntryKind.REDEMPTION_PAYMENT, ZERO, money.negate(), ZERO, from.id);
        Balance payee = world.existing(units.account, from.moneyAsset);
        postings.post(payee, EntryKind.REDEMPTION_PAYMENT, money, ZERO, ZERO, from.id);
        postings.reduceHold(Objects.requireNonNull(world.holds.find(task.hold)), HoldReason.REDEMPTION, money);
        from.redeemed = from.redeemed.add(residue);
        from.paid = from.paid.add(money);
    }

    @Override
    public void finish(Task task) {
        Issue from = shared.issue(task.subject);
        Issue to = shared.issue(from.convertsTo);
        PaymentLines.giveBack(world, postings, task, HoldReason.REDEMPTION);
        from.task = 0;
        from.convertsTo = 0;
        to.task = 0;
        if (Numbers.positive(task.left)) {
            to.status = IssueStatus.CIRCULATING.value();
        }
        said(task, to, true);
        shared.issueChanged(from);
        shared.issueChanged(to);
    }
}
