package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.PaymentKind;
import kz.sandyq.protocol.sbe.PaymentStatus;
import kz.sandyq.simulator.model.Settlements.Distribution;
import kz.sandyq.simulator.schema.Message;

/** What an issue pays its holders, pays late or not at all, redeems in part, or converts. */
final class PaymentDrafts {
    private static final Distribution NONE = new Distribution(0, PaymentKind.INCOME, PaymentStatus.RECORDED, 0, 0);

    private final Chance chance;
    private final World world;
    private final Shared shared;

    PaymentDrafts(Chance chance) {
        this.chance = chance;
        world = chance.world;
        shared = new Shared(world);
    }

    void addTo(Map<String, Supplier<Message>> all) {
        all.put("RedeemPart", this::redeemPart);
        all.put("RecordIncome", this::recordIncome);
        all.put("PayDue", this::payDue);
        all.put("DeclareOverdue", this::declareOverdue);
        all.put("DeclareDefault", this::declareDefault);
        all.put("CancelIncome", () -> onDistribution("CancelIncome", any()));
        all.put("ConvertIssue", this::convert);
    }

    private boolean circulates(Issue issue) {
        return !issue.isStablecoin()
                && (issue.isAlive() || issue.isOverdue())
                && Numbers.less(world.existing(issue.unsold, issue.id).total(), issue.outstanding());
    }

    private Message redeemPart() {
        boolean share = chance.oneIn(2);
        return message("RedeemPart")
                .with("issueId", chance.issue(issue -> circulates(issue) || chance.oneIn(20)))
                .with("basis", chance.from(1, 2))
                .with("numerator", share ? 1 : chance.small())
                .with("denominator", share ? chance.from(1, 6) : 0)
                .with("lotQuantity", chance.oneIn(3) ? chance.from(2, 5) : 1)
                .with("ground", chance.ground(10));
    }

    Message recordIncome() {
        long convention = chance.oneIn(2) ? 0 : chance.from(1, 4);
        long day = world.legalDay();
        long from = day - chance.from(1, 300);
        long to = from + chance.from(1, 200);
        boolean taxed = chance.oneIn(2);
        return message("RecordIncome")
                .with("issueId", chance.issue(issue -> circulates(issue) && issue.incomes < issue.incomeDates))
                .with("paymentEpochDay", day + (chance.oneIn(5) ? chance.from(-1, 1) : 0))
                .with("dayCount", convention)
                .with("amountNumerator", chance.isGrand() && chance.oneIn(4) ? Long.MAX_VALUE : chance.small())
                .with("amountDenominator", chance.oneIn(2) ? 1 : chance.oneIn(2) ? 3 : 1_000)
                .with("ratePpm", convention == 0 ? 0 : chance.from(1, 900_000))
                .with("fromEpochDay", from)
                .with("toEpochDay", to)
                .with("periodFromEpochDay", from - chance.below(3))
                .with("periodToEpochDay", to + chance.below(3))
                .with("couponsPerYear", chance.from(1, 4))
                .with("taxRatePpm", taxed ? chance.oneIn(8) ? 1_000_000 : chance.from(1, 333_333) : 0)
                .with("taxRateEpochDay", day - chance.from(1, 50))
                .with("taxAccountId", taxed ? taxAccount() : 0)
                .with("ground", chance.ground(10));
    }

    private long taxAccount() {
        return chance.oneIn(8) ? chance.anyAccount() : chance.account(chance.of(Capacity.ISSUER, Capacity.SUSPENSE));
    }

    private Distribution any() {
        return chance.thing(world.distributions, NONE);
    }

    private Distribution overdue() {
        List<Distribution> overdue = world.distributions.all().stream()
                .filter(Distribution::isOverdue)
                .toList();
        return chance.oneIn(4) ? any() : chance.any(overdue, NONE);
    }

    private Message onDistribution(String name, Distribution owed) {
        return message(name).with("distributionId", owed.id).with("ground", chance.ground(10));
    }

    /** Mostly after its grace: the days pass where they may. */
    private Message declareDefault() {
        Distribution owed = overdue();
        boolean waits = owed.isOverdue() && owed.graceDay >= world.legalDay();
        if (waits && world.scalar("DEMO") == 1 && chance.oneIn(2)) {
            long days = owed.graceDay - world.legalDay() + 1;
            return message("AdvanceDemoClock").with("clockOffsetMs", world.scalar("CLOCK_OFFSET") + days * 86_400_000);
        }
        return onDistribution("DeclareDefault", owed).with("ground", chance.ground(4));
    }

    private Message payDue() {
        if (world.distributions.count() == 0 && !world.assets.isEmpty() && !chance.oneIn(10)) {
            return recordIncome();
        }
        Distribution owed = chance.oneIn(2) ? any() : overdue();
        long rest = owed.rest().longValueExact();
        boolean part = owed.isOverdue() ? chance.oneIn(2) : chance.oneIn(12);
        Issue issue = world.issue(owed.issue);
        long payer = issue == null
                ? 0
                : world.available(issue.issuerAccount, issue.moneyAsset).longValueExact();
        long most = Math.max(1, Math.min(rest, payer) + chance.below(2));
        return onDistribution("PayDue", owed).with("amountMinor", part ? chance.from(1, most) : 0);
    }

    private Message declareOverdue() {
        boolean principal = world.distributions.count() == 0 || chance.oneIn(2);
        Distribution owed = any();
        long issue = principal
                ? chance.issue(each -> circulates(each) && each.principal == 0 || chance.oneIn(20))
                : chance.oneIn(20) ? chance.anyIssue() : owed.issue;
        Issue owing = world.issue(issue);
        if (owing != null && !owing.isStablecoin() && chance.oneIn(2)) {
            long there = world.available(owing.issuerAccount, owing.moneyAsset).longValueExact();
            long needed = principal
                    ? Shared.redemptionMoney(owing, shared.circulating(owing)).longValueExact()
                    : owed.rest().longValueExact();
            if (there >= needed && needed > 0) {
                return message("ReservePayout")
                        .with("accountId", owing.issuerAccount)
                        .with("assetId", owing.moneyAsset)
                        .with("amountMinor", there - needed / 2);
            }
        }
        return message("DeclareOverdue")
                .with("issueId", issue)
                .with("distributionId", principal ? 0 : owed.id)
                .with("graceEpochDay", world.legalDay() + (chance.oneIn(6) ? chance.from(-1, 2) : 0))
                .with("ground", chance.ground());
    }

    private long residuePrice(long factor) {
        long most = chance.oneIn(6) ? chance.purse / factor : 9;
        return chance.from(1, Math.max(1, most)) * factor;
    }

    private Message convert() {
        long from = chance.issue(issue -> circulates(issue) && issue.otherGrounds);
        Issue source = world.issue(from);
        long to = chance.issue(issue -> issue.id != from
                && issue.isAlive()
                && Numbers.positive(world.available(issue.unsold, issue.id))
                && (source == null || issue.issuerAccount == source.issuerAccount || chance.oneIn(6)));
        long factor = source == null ? 1 : source.factor.longValueExact();
        boolean whole = chance.oneIn(2);
        return message("ConvertIssue")
                .with("fromIssueId", from)
                .with("toIssueId", to)
                .with("numerator", whole ? chance.from(1, 2) : chance.from(1, 5))
                .with("denominator", whole ? 1 : chance.from(1, 12))
                .with("residuePriceMinor", whole || chance.oneIn(8) ? 0 : residuePrice(factor))
                .with("ground", chance.ground(10));
    }
}
