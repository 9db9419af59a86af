package kz.sandyq.market;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.market.Rows.Asset;
import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Issue;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.BurnUnsoldDecoder;
import kz.sandyq.protocol.sbe.CancelIssueDecoder;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.GroundDecoder;
import kz.sandyq.protocol.sbe.IssueStatus;
import kz.sandyq.protocol.sbe.MintDecoder;
import kz.sandyq.protocol.sbe.SetBackingValidUntilDecoder;
import kz.sandyq.protocol.sbe.SetIssueSuspendedDecoder;

/** The life of an issue after its registration: mint, suspension, burning of what is unsold, cancellation. */
final class Issues {
    static final int REGISTERED = IssueStatus.REGISTERED.value();
    static final int MINTED = IssueStatus.MINTED.value();
    static final int PLACING = IssueStatus.PLACING.value();
    static final int CIRCULATING = IssueStatus.CIRCULATING.value();
    static final int REDEEMING = IssueStatus.REDEEMING.value();
    static final int REDEEMED = IssueStatus.REDEEMED.value();
    static final int CANCELLED = IssueStatus.CANCELLED.value();
    static final int OVERDUE = IssueStatus.OVERDUE.value();
    static final int DEFAULTED = IssueStatus.DEFAULTED.value();

    private final State state;
    private final Events events;
    private final MarketEvents marketEvents;
    private final Balances balances;
    private final SetBackingValidUntilDecoder setBacking = new SetBackingValidUntilDecoder();
    private final MintDecoder mint = new MintDecoder();
    private final BurnUnsoldDecoder burn = new BurnUnsoldDecoder();
    private final SetIssueSuspendedDecoder suspend = new SetIssueSuspendedDecoder();
    private final CancelIssueDecoder cancel = new CancelIssueDecoder();

    Issues(State state, Events events, MarketEvents marketEvents, Balances balances) {
        this.state = state;
        this.events = events;
        this.marketEvents = marketEvents;
        this.balances = balances;
    }

    /** The row of an issue, else {@link Table#NONE}. */
    int find(long issueId) {
        int asset = State.dense(state.assets, issueId);
        return asset == Table.NONE ? Table.NONE : state.assets.getInt(asset, Asset.ISSUE) - 1;
    }

    boolean isStablecoin(int slot) {
        return state.issues.get(slot, Issue.DFA_KIND) == DfaKind.STABLECOIN.value();
    }

    boolean isAlive(int slot) {
        long status = state.issues.get(slot, Issue.STATUS);
        return status >= REGISTERED && status <= CIRCULATING;
    }

    boolean isOverdue(int slot) {
        long status = state.issues.get(slot, Issue.STATUS);
        return status == OVERDUE || status == DEFAULTED;
    }

    /** Whether units of an asset may change hands: money and unbacked assets always, a DFA while it circulates. */
    int checkCirculation(long assetId) {
        int slot = find(assetId);
        if (slot == Table.NONE) {
            return Command.OK;
        }
        if (state.issues.get(slot, Issue.TASK) != 0) {
            return RejectCode.TASK_RUNNING.number();
        }
        if (isFixed(assetId)) {
            return RejectCode.UNITS_FIXED.number();
        }
        if (isOverdue(slot)) {
            return RejectCode.ISSUE_SUSPENDED.number();
        }
        if (!isAlive(slot)) {
            return RejectCode.ISSUE_STATUS.number();
        }
        return state.issues.get(slot, Issue.SUSPENDED) != 0 ? RejectCode.ISSUE_SUSPENDED.number() : Command.OK;
    }

    /** Its redemption is overdue and owed to who has the units. */
    boolean isFixed(long assetId) {
        int slot = find(assetId);
        return slot != Table.NONE && state.issues.get(slot, Issue.PRINCIPAL) != 0;
    }

    /** Nothing of it may circulate, by a word of the operator, for want of payment or before its day. */
    boolean isSuspended(long assetId) {
        int slot = find(assetId);
        boolean suspended = slot != Table.NONE && (state.issues.get(slot, Issue.SUSPENDED) != 0 || isOverdue(slot));
        return suspended || isLockedUp(assetId);
    }

    /** Its day has not come. */
    boolean isLockedUp(long assetId) {
        int slot = find(assetId);
        return slot != Table.NONE && state.issues.get(slot, Issue.LOCKED_UNTIL) > state.logicalNowMs();
    }

    boolean isBusy(long assetId) {
        int slot = find(assetId);
        return slot != Table.NONE && state.issues.get(slot, Issue.TASK) != 0;
    }

    /** Whether an account can get rows for an asset and, when it is a DFA, for the money of its redemption. */
    boolean hasRoom(long accountId, long assetId) {
        return missing(accountId, assetId) <= state.balances.room();
    }

    int missing(long accountId, long assetId) {
        int issue = find(assetId);
        int ofMoney = issue == Table.NONE ? 0 : balances.missing(accountId, state.issues.get(issue, Issue.MONEY_ASSET));
        return ofMoney + balances.missing(accountId, assetId);
    }

    /** Whether what an asset is redeemed in, if it is, is this money. */
    boolean isPaidIn(long assetId, long moneyAssetId) {
        int issue = find(assetId);
        return issue == Table.NONE || state.issues.get(issue, Issue.MONEY_ASSET) == moneyAssetId;
    }

    /** Opens these rows and returns the asset's. */
    int open(long accountId, long assetId) {
        int issue = find(assetId);
        if (issue != Table.NONE) {
            balances.open(accountId, state.issues.get(issue, Issue.MONEY_ASSET));
        }
        return balances.open(accountId, assetId);
    }

    long outstanding(int slot) {
        return state.issues.get(slot, Issue.MINTED)
                - state.issues.get(slot, Issue.REDEEMED)
                - state.issues.get(slot, Issue.BURNED)
                - state.issues.get(slot, Issue.MOVED_OUT);
    }

    /** What is in the hands of holders. */
    long circulating(int slot) {
        return outstanding(slot) - balances.total(unsoldBalance(slot));
    }

    int unsoldBalance(int slot) {
        return balances.find(state.issues.get(slot, Issue.UNSOLD), state.issues.get(slot, Issue.ID));
    }

    int sideBalance(int slot) {
        return balances.find(state.issues.get(slot, Issue.ISSUER_SIDE), state.issues.get(slot, Issue.ID));
    }

    int ground(GroundDecoder ground) {
        int refused = Command.checkGround(ground, state.legalDay(), false, false);
        if (refused == Command.OK) {
            events.ground(ground, Command.effectiveDay(ground, state.legalDay()));
        }
        return refused;
    }

    int setBackingValidUntil(Command command) {
        SetBackingValidUntilDecoder in =
                setBacking.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int slot = find(in.issueId());
        if (slot == Table.NONE) {
            return RejectCode.UNKNOWN_ISSUE.number();
        }
        if (!isAlive(slot)) {
            return RejectCode.ISSUE_STATUS.number();
        }
        int refused = ground(in.ground());
        if (refused != Command.OK) {
            return refused;
        }
        state.issues.set(slot, Issue.BACKING_UNTIL, in.backingValidUntilMs());
        marketEvents.issueChanged(slot);
        return Command.OK;
    }

    /** Whether more units may come into existence. */
    @LegalBasis("RUL-34.2")
    int checkMint(int slot, long quantity) {
        Table issues = state.issues;
        if (quantity <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        if (issues.get(slot, Issue.TASK) != 0) {
            return RejectCode.TASK_RUNNING.number();
        }
        if (!isAlive(slot)) {
            return RejectCode.ISSUE_STATUS.number();
        }
        if (issues.get(slot, Issue.ORIGIN) != 0) {
            return RejectCode.ISSUE_FROM_ELSEWHERE.number();
        }
        if (issues.get(slot, Issue.SUSPENDED) != 0) {
            return RejectCode.ISSUE_SUSPENDED.number();
        }
        if (issues.get(slot, Issue.BACKING_REQUIRED) != 0
                && issues.get(slot, Issue.BACKING_UNTIL) <= state.logicalNowMs()) {
            return RejectCode.BASE_ASSET_NOT_VERIFIED.number();
        }
        long counted = isStablecoin(slot) ? outstanding(slot) : issues.get(slot, Issue.MINTED);
        return quantity > issues.get(slot, Issue.AUTHORISED) - counted
                ? RejectCode.ABOVE_AUTHORISED_VOLUME.number()
                : Command.OK;
    }

    int mint(Command command) {
        MintDecoder in = mint.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int slot = find(in.issueId());
        if (slot == Table.NONE) {
            return RejectCode.UNKNOWN_ISSUE.number();
        }
        if (!command.hasTwoPersons()) {
            return RejectCode.SECOND_PERSON_REQUIRED.number();
        }
        if (isStablecoin(slot)) {
            return RejectCode.STABLECOIN_AGAINST_MONEY_ONLY.number();
        }
        int refused = checkMint(slot, in.quantity());
        if (refused == Command.OK) {
            refused = ground(in.ground());
        }
        if (refused != Command.OK) {
            return refused;
        }
        balances.move(sideBalance(slot), unsoldBalance(slot), EntryKind.MINT, in.quantity(), in.issueId());
        state.issues.add(slot, Issue.MINTED, in.quantity());
        if (state.issues.get(slot, Issue.STATUS) == REGISTERED) {
            state.issues.set(slot, Issue.STATUS, MINTED);
        }
        marketEvents.issueChanged(slot);
        command.resultAmount = in.quantity();
        return Command.OK;
    }

    /**
     * Units have come from another platform: those of holders circulate, the others may be placed; none ends a default.
     */
    void minted(int slot) {
        long status = state.issues.get(slot, Issue.STATUS);
        if (isAlive(slot) && status != CIRCULATING && circulating(slot) > 0) {
            state.issues.set(slot, Issue.STATUS, CIRCULATING);
            marketEvents.issueChanged(slot);
        } else if (status == REGISTERED) {
            state.issues.set(slot, Issue.STATUS, MINTED);
            marketEvents.issueChanged(slot);
        }
    }

    int burnUnsold(Command command) {
        BurnUnsoldDecoder in = burn.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int slot = find(in.issueId());
        if (slot == Table.NONE) {
            return RejectCode.UNKNOWN_ISSUE.number();
        }
        if (!command.hasTwoPersons()) {
            return RejectCode.SECOND_PERSON_REQUIRED.number();
        }
        if (in.quantity() <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        if (in.reasonRaw() < 1 || in.reasonRaw() > 2) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (state.issues.get(slot, Issue.TASK) != 0) {
            return RejectCode.TASK_RUNNING.number();
        }
        if (state.issues.get(slot, Issue.PLACEMENT) != 0) {
            return RejectCode.PLACEMENT_RUNNING.number();
        }
        if (state.balances.get(unsoldBalance(slot), Balance.AVAILABLE) < in.quantity()) {
            return RejectCode.UNSOLD_SHORT.number();
        }
        int refused = ground(in.ground());
        if (refused != Command.OK) {
            return refused;
        }
        balances.move(unsoldBalance(slot), sideBalance(slot), EntryKind.BURN, in.quantity(), in.issueId());
        state.issues.add(slot, Issue.BURNED, in.quantity());
        marketEvents.issueChanged(slot);
        command.resultAmount = in.quantity();
        return Command.OK;
    }

    int setSuspended(Command command) {
        SetIssueSuspendedDecoder in =
                suspend.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int slot = find(in.issueId());
        if (slot == Table.NONE) {
            return RejectCode.UNKNOWN_ISSUE.number();
        }
        if (in.suspendedRaw() > 1) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (!isAlive(slot)) {
            return RejectCode.ISSUE_STATUS.number();
        }
        int refused = ground(in.ground());
        if (refused != Command.OK) {
            return refused;
        }
        state.issues.set(slot, Issue.SUSPENDED, in.suspendedRaw());
        marketEvents.issueChanged(slot);
        return Command.OK;
    }

    int cancel(Command command) {
        CancelIssueDecoder in = cancel.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int slot = find(in.issueId());
        if (slot == Table.NONE) {
            return RejectCode.UNKNOWN_ISSUE.number();
        }
        if (!command.hasTwoPersons()) {
            return RejectCode.SECOND_PERSON_REQUIRED.number();
        }
        if (!isAlive(slot)) {
            return RejectCode.ISSUE_STATUS.number();
        }
        if (state.issues.get(slot, Issue.PLACEMENT) != 0) {
            return RejectCode.PLACEMENT_RUNNING.number();
        }
        if (outstanding(slot) != 0 || state.issues.get(slot, Issue.MOVED_OUT) > 0) {
            return RejectCode.UNITS_OUTSTANDING.number();
        }
        if (state.issues.get(slot, Issue.HOLDS) != 0) {
            return RejectCode.STILL_HELD.number();
        }
        int refused = ground(in.ground());
        if (refused != Command.OK) {
            return refused;
        }
        state.issues.set(slot, Issue.STATUS, CANCELLED);
        marketEvents.issueChanged(slot);
        return Command.OK;
    }
}
