package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.List;
import kz.sandyq.simulator.model.Permissions.HolderRule;
import kz.sandyq.simulator.model.Permissions.Permit;
import kz.sandyq.simulator.schema.Message;

/** What was decided outside about accounts, wallets and issues. */
final class PermissionLines implements Contract.Family {
    private static final long EVERY_CLASS = 1 + 2 + 4 + 8;
    /** The issue's own side and its unsold units. */
    private static final int OWN_BALANCES = 2;

    private final World world;
    private final Permissions permissions;
    private final Shared shared;

    PermissionLines(World world, Shared shared) {
        this.world = world;
        this.shared = shared;
        permissions = world.permissions;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(
                Contract.line(
                        "SetAccountPermissions",
                        this::setPermissions,
                        UNKNOWN_ACCOUNT,
                        CAPACITY_MISMATCH,
                        FIELD_OUT_OF_RANGE,
                        AMOUNT_OVERFLOW,
                        UNKNOWN_ASSET,
                        WRONG_ASSET_KIND,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line(
                        "SetClearance",
                        this::setClearance,
                        UNKNOWN_WALLET,
                        FIELD_OUT_OF_RANGE,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line(
                        "SetIssueRules",
                        this::setIssueRules,
                        UNKNOWN_ISSUE,
                        FIELD_OUT_OF_RANGE,
                        ISSUE_STATUS,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line("StartPurchasePeriod", in -> startPeriod()),
                Contract.line(
                        "SetClearanceRegime",
                        this::setRegime,
                        SECOND_PERSON_REQUIRED,
                        FIELD_OUT_OF_RANGE,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED));
    }

    private void ground(Message in) {
        world.checkGround(in.part("ground"), true, false);
        world.standOnGround();
    }

    private void restrictedBy(boolean isNew) {
        world.scalar("RESTRICTED", world.scalar("RESTRICTED") + (isNew ? 1 : 0));
    }

    private void setPermissions(Message in) {
        long account = world.account(in.number("accountId")).id();
        Refused.when(!Shared.holdsAssets(world.account(account)), CAPACITY_MISMATCH);
        BigInteger limit = big(in.number("purchaseLimitMinor"));
        boolean inRange = in.number("permittedClasses") <= EVERY_CLASS
                && in.number("qualifiedUntilMs") >= 0
                && limit.signum() >= 0;
        Refused.when(!inRange, FIELD_OUT_OF_RANGE);
        long asset = in.number("limitAssetId");
        if (Numbers.positive(limit)) {
            Refused.when(Numbers.tooLarge(limit), AMOUNT_OVERFLOW);
            world.asset(asset);
            Refused.when(!world.isMoney(asset), WRONG_ASSET_KIND);
        }
        ground(in);
        restrictedBy(!permissions.isPermitted(account));
        Permit permit = permissions.permit(account);
        permit.classes = in.number("permittedClasses");
        permit.qualifiedUntil = in.number("qualifiedUntilMs");
        boolean forgotten = false;
        if (permit.limit.signum() == 0 || permit.limitAsset != asset) {
            forgotten = permit.spent.signum() != 0;
            permit.limitFrom = world.sequence();
            permit.spent = BigInteger.ZERO;
        }
        permit.limitAsset = asset;
        permit.limit = limit;
        world.say(new Message("AccountPermissionsChanged")
                .with("accountId", account)
                .with("permittedClasses", permit.classes)
                .with("qualifiedUntilMs", permit.qualifiedUntil)
                .with("limitAssetId", asset)
                .with("purchaseLimitMinor", in.number("purchaseLimitMinor"))
                .with("ground", world.ground));
        if (forgotten) {
            permissions.spentSaid(account);
        }
    }

    private void setClearance(Message in) {
        long wallet = in.number("walletId");
        World.found(World.dense(world.wallets, wallet), UNKNOWN_WALLET);
        Refused.when(in.number("clearedUntilMs") < 0, FIELD_OUT_OF_RANGE);
        ground(in);
        permissions.clear(wallet, in.number("clearedUntilMs"));
        world.say(new Message("ClearanceChanged")
                .with("walletId", wallet)
                .with("clearedUntilMs", in.number("clearedUntilMs"))
                .with("ground", world.ground));
    }

    private void setIssueRules(Message in) {
        Issue issue = shared.issue(in.number("issueId"));
        long numerator = in.number("maxShareNumerator");
        long denominator = in.number("maxShareDenominator");
        boolean none = numerator == 0 && denominator == 0;
        boolean inRange = (none || numerator > 0 && numerator <= denominator)
                && in.number("qualifiedOnly") <= 1
                && in.number("maxInvestors") >= 0
                && in.number("lockedUntilMs") >= 0;
        Refused.when(!inRange, FIELD_OUT_OF_RANGE);
        long rows = world.balances.stream()
                .filter(balance -> balance.asset == issue.id)
                .count();
        boolean late = !permissions.isRuled(issue.id) && rows > OWN_BALANCES;
        Refused.when(!issue.isAlive() || late, ISSUE_STATUS);
        ground(in);
        restrictedBy(!permissions.isRuled(issue.id));
        permissions.rule(
                issue.id,
                new HolderRule(
                        in.flag("qualifiedOnly"),
                        in.number("maxInvestors"),
                        numerator,
                        denominator,
                        in.number("lockedUntilMs")));
        world.say(new Message("IssueRulesChanged")
                .with("issueId", issue.id)
                .with("qualifiedOnly", in.number("qualifiedOnly"))
                .with("maxInvestors", in.number("maxInvestors"))
                .with("maxShareNumerator", numerator)
                .with("maxShareDenominator", denominator)
                .with("lockedUntilMs", in.number("lockedUntilMs"))
                .with("ground", world.ground));
    }

    private void startPeriod() {
        world.scalar("PERIOD", world.sequence());
        regimeChanged();
    }

    private void setRegime(Message in) {
        world.needTwoPersons();
        Refused.when(in.number("required") > 1, FIELD_OUT_OF_RANGE);
        ground(in);
        long change = in.number("required") - world.scalar("CLEARANCE");
        world.scalar("RESTRICTED", world.scalar("RESTRICTED") + change);
        world.scalar("CLEARANCE", in.number("required"));
        regimeChanged();
    }

    private void regimeChanged() {
        world.say(new Message("RegimeChanged")
                .with("clearanceRequired", world.scalar("CLEARANCE"))
                .with("periodSequence", world.scalar("PERIOD"))
                .with("ground", world.ground));
    }
}
