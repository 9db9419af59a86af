package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.List;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.IssueStatus;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;

/** The life of an issue: mint, backing, suspension, burning of what is unsold, cancellation. */
final class IssueLines implements Contract.Family {
    private final World world;
    private final Postings postings;
    private final Shared shared;

    IssueLines(World world, Postings postings, Shared shared) {
        this.world = world;
        this.postings = postings;
        this.shared = shared;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(
                Contract.line(
                        "SetBackingValidUntil",
                        this::setBacking,
                        UNKNOWN_ISSUE,
                        ISSUE_STATUS,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line(
                        "Mint",
                        this::mint,
                        UNKNOWN_ISSUE,
                        SECOND_PERSON_REQUIRED,
                        STABLECOIN_AGAINST_MONEY_ONLY,
                        AMOUNT_NOT_POSITIVE,
                        TASK_RUNNING,
                        ISSUE_STATUS,
                        ISSUE_FROM_ELSEWHERE,
                        ISSUE_SUSPENDED,
                        BASE_ASSET_NOT_VERIFIED,
                        ABOVE_AUTHORISED_VOLUME,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line(
                        "BurnUnsold",
                        this::burnUnsold,
                        UNKNOWN_ISSUE,
                        SECOND_PERSON_REQUIRED,
                        AMOUNT_NOT_POSITIVE,
                        FIELD_OUT_OF_RANGE,
                        TASK_RUNNING,
                        PLACEMENT_RUNNING,
                        UNSOLD_SHORT,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line(
                        "SetIssueSuspended",
                        this::suspend,
                        UNKNOWN_ISSUE,
                        FIELD_OUT_OF_RANGE,
                        ISSUE_STATUS,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED),
                Contract.line(
                        "CancelIssue",
                        this::cancel,
                        UNKNOWN_ISSUE,
                        SECOND_PERSON_REQUIRED,
                        ISSUE_STATUS,
                        PLACEMENT_RUNNING,
                        UNITS_OUTSTANDING,
                        STILL_HELD,
                        EFFECTIVE_DATE_IN_FUTURE,
                        GROUND_REQUIRED));
    }

    private void ground(Message in) {
        world.checkGround(in.part("ground"), false, false);
        world.standOnGround();
    }

    private void setBacking(Message in) {
        Issue issue = shared.issue(in.number("issueId"));
        Refused.when(!issue.isAlive(), ISSUE_STATUS);
        ground(in);
        issue.backingUntil = in.number("backingValidUntilMs");
        shared.issueChanged(issue);
    }

    /** Whether more units may come into existence. */
    static void checkMint(World world, Issue issue, BigInteger quantity) {
        Refused.when(!Numbers.positive(quantity), AMOUNT_NOT_POSITIVE);
        Refused.when(issue.task != 0, TASK_RUNNING);
        Refused.when(!issue.isAlive(), ISSUE_STATUS);
        Refused.when(issue.place.origin != 0, ISSUE_FROM_ELSEWHERE);
        Refused.when(issue.suspended, ISSUE_SUSPENDED);
        Refused.when(issue.backingRequired && issue.backingUntil <= world.logicalNow(), BASE_ASSET_NOT_VERIFIED);
        BigInteger counted = issue.isStablecoin() ? issue.outstanding() : issue.minted;
        Refused.when(Numbers.less(issue.authorised, counted.add(quantity)), ABOVE_AUTHORISED_VOLUME);
    }

    private void mint(Message in) {
        Issue issue = shared.issue(in.number("issueId"));
        BigInteger quantity = big(in.number("quantity"));
        world.needTwoPersons();
        Refused.when(issue.isStablecoin(), STABLECOIN_AGAINST_MONEY_ONLY);
        checkMint(world, issue, quantity);
        ground(in);
        Balance side = world.existing(issue.issuerSide, issue.id);
        postings.move(side, world.existing(issue.unsold, issue.id), EntryKind.MINT, quantity, issue.id);
        issue.minted = issue.minted.add(quantity);
        if (issue.isRegisteredOnly()) {
            issue.status = IssueStatus.MINTED.value();
        }
        shared.issueChanged(issue);
        world.resultAmount = quantity;
    }

    private void burnUnsold(Message in) {
        Issue issue = shared.issue(in.number("issueId"));
        BigInteger quantity = big(in.number("quantity"));
        world.needTwoPersons();
        Refused.when(!Numbers.positive(quantity), AMOUNT_NOT_POSITIVE);
        Refused.when(in.number("reason") < 1 || in.number("reason") > 2, FIELD_OUT_OF_RANGE);
        Refused.when(issue.task != 0, TASK_RUNNING);
        Refused.when(issue.placement != 0, PLACEMENT_RUNNING);
        Balance unsold = world.existing(issue.unsold, issue.id);
        Refused.when(Numbers.less(unsold.available, quantity), UNSOLD_SHORT);
        ground(in);
        postings.move(unsold, world.existing(issue.issuerSide, issue.id), EntryKind.BURN, quantity, issue.id);
        issue.burned = issue.burned.add(quantity);
        shared.issueChanged(issue);
        world.resultAmount = quantity;
    }

    private void suspend(Message in) {
        Issue issue = shared.issue(in.number("issueId"));
        Refused.when(in.number("suspended") > 1, FIELD_OUT_OF_RANGE);
        Refused.when(!issue.isAlive(), ISSUE_STATUS);
        ground(in);
        issue.suspended = in.flag("suspended");
        shared.issueChanged(issue);
    }

    private void cancel(Message in) {
        Issue issue = shared.issue(in.number("issueId"));
        world.needTwoPersons();
        Refused.when(!issue.isAlive(), ISSUE_STATUS);
        Refused.when(issue.placement != 0, PLACEMENT_RUNNING);
        boolean away = Numbers.positive(issue.place.movedOut);
        Refused.when(issue.outstanding().signum() != 0 || away, UNITS_OUTSTANDING);
        Refused.when(world.ties(issue.id) != 0, STILL_HELD);
        ground(in);
        issue.status = IssueStatus.CANCELLED.value();
        shared.issueChanged(issue);
    }
}
