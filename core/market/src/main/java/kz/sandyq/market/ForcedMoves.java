package kz.sandyq.market;

import kz.sandyq.market.Rows.Balance;
import kz.sandyq.market.Rows.Holder;
import kz.sandyq.market.Rows.Wallet;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.ForcedTransferDecoder;
import kz.sandyq.protocol.sbe.GroundDecoder;
import kz.sandyq.protocol.sbe.RecoverHoldingDecoder;

/**
 * Moves without the holder's will. A forced transfer takes free units to other holders; what is encumbered stays. A
 * recovery takes all of an asset to another account of the same holders, and what encumbers it goes along.
 */
final class ForcedMoves {
    private final State state;
    private final Events events;
    private final SettlementEvents settlementEvents;
    private final Accounts accounts;
    private final Balances balances;
    private final Issues issues;
    private final Tasks tasks;
    private final EncumbranceMoves encumbrances;
    private final Restrictions restrictions;
    private final ForcedTransferDecoder transfer = new ForcedTransferDecoder();
    private final RecoverHoldingDecoder recover = new RecoverHoldingDecoder();
    private final PairSums shares = new PairSums();

    ForcedMoves(
            State state,
            Events events,
            SettlementEvents settlementEvents,
            Accounts accounts,
            Balances balances,
            Issues issues,
            Tasks tasks,
            EncumbranceMoves encumbrances,
            Restrictions restrictions) {
        this.state = state;
        this.events = events;
        this.settlementEvents = settlementEvents;
        this.accounts = accounts;
        this.balances = balances;
        this.issues = issues;
        this.tasks = tasks;
        this.encumbrances = encumbrances;
        this.restrictions = restrictions;
    }

    int transfer(Command command) {
        ForcedTransferDecoder in = transfer.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int refused = checkParties(command, in.fromAccountId(), in.toAccountId(), in.assetId());
        if (refused == Command.OK && in.quantity() <= 0) {
            return RejectCode.AMOUNT_NOT_POSITIVE.number();
        }
        if (refused == Command.OK && haveSameHolders(in.fromAccountId(), in.toAccountId())) {
            return RejectCode.SAME_HOLDERS.number();
        }
        if (refused == Command.OK) {
            refused = checkAsset(in.fromAccountId(), in.assetId());
        }
        if (refused == Command.OK) {
            refused = balances.checkUnits(in.fromAccountId(), in.assetId(), in.quantity());
            if (refused != Command.OK && accounts.isMoney(in.assetId())) {
                refused = RejectCode.INSUFFICIENT_FUNDS.number();
            }
        }
        if (refused == Command.OK) {
            refused = checkArrival(in.toAccountId(), in.assetId(), in.quantity(), in.ground());
        }
        if (refused != Command.OK) {
            return refused;
        }
        int to = issues.open(in.toAccountId(), in.assetId());
        int from = balances.find(in.fromAccountId(), in.assetId());
        balances.move(from, to, EntryKind.FORCED_TRANSFER, in.quantity(), state.sequence());
        settlementEvents.holdingForced(from, to, in.quantity(), 0, false);
        command.resultAmount = in.quantity();
        return Command.OK;
    }

    int recover(Command command) {
        RecoverHoldingDecoder in = recover.wrap(command.buffer, command.offset, command.blockLength, command.version);
        int refused = checkParties(command, in.fromAccountId(), in.toAccountId(), in.assetId());
        if (refused == Command.OK && !haveSameHolders(in.fromAccountId(), in.toAccountId())) {
            return RejectCode.OTHER_HOLDERS.number();
        }
        if (refused == Command.OK) {
            refused = restrictions.checkDisposal(in.fromAccountId());
        }
        if (refused == Command.OK) {
            refused = checkAsset(in.fromAccountId(), in.assetId());
        }
        if (refused != Command.OK) {
            return refused;
        }
        int from = balances.find(in.fromAccountId(), in.assetId());
        if (from == Table.NONE || balances.total(from) == 0) {
            return accounts.isMoney(in.assetId())
                    ? RejectCode.INSUFFICIENT_FUNDS.number()
                    : RejectCode.INSUFFICIENT_UNITS.number();
        }
        if (state.balances.get(from, Balance.HELD) != 0) {
            return RejectCode.STILL_HELD.number();
        }
        refused = encumbrances.checkFollow(from, balances.find(in.toAccountId(), in.assetId()));
        if (refused == Command.OK) {
            refused = checkArrival(in.toAccountId(), in.assetId(), balances.total(from), in.ground());
        }
        if (refused != Command.OK) {
            return refused;
        }
        command.resultAmount = balances.total(from);
        move(from, issues.open(in.toAccountId(), in.assetId()));
        return Command.OK;
    }

    private void move(int from, int to) {
        long available = state.balances.get(from, Balance.AVAILABLE);
        long blocked = state.balances.get(from, Balance.BLOCKED);
        balances.post(from, EntryKind.RECOVERY, -available, 0, -blocked, state.sequence());
        balances.post(to, EntryKind.RECOVERY, available, 0, blocked, state.sequence());
        encumbrances.follow(from, to);
        settlementEvents.holdingForced(from, to, available + blocked, blocked, true);
    }

    private int checkParties(Command command, long fromAccountId, long toAccountId, long assetId) {
        if (!command.hasTwoPersons()) {
            return RejectCode.SECOND_PERSON_REQUIRED.number();
        }
        if (!accounts.exists(fromAccountId) || !accounts.exists(toAccountId)) {
            return RejectCode.UNKNOWN_ACCOUNT.number();
        }
        if (fromAccountId == toAccountId) {
            return RejectCode.SAME_ACCOUNT.number();
        }
        if (!accounts.assetExists(assetId)) {
            return RejectCode.UNKNOWN_ASSET.number();
        }
        return accounts.mayPass(EntryKind.FORCED_TRANSFER, fromAccountId, toAccountId)
                ? Command.OK
                : RejectCode.CAPACITY_MISMATCH.number();
    }

    /** An act of law reaches units of a suspended issue too. */
    private int checkAsset(long fromAccountId, long assetId) {
        tasks.stepOfIssue(issues.find(assetId));
        int refused = issues.checkCirculation(assetId);
        if (refused != Command.OK && refused != RejectCode.ISSUE_SUSPENDED.number()) {
            return refused;
        }
        int from = balances.find(fromAccountId, assetId);
        boolean claimed = from != Table.NONE && state.balances.get(from, Balance.CLAIMED) > 0;
        return claimed ? RejectCode.CLAIM_OPEN.number() : Command.OK;
    }

    private int checkArrival(long toAccountId, long assetId, long quantity, GroundDecoder ground) {
        if (balances.overflows(balances.find(toAccountId, assetId), quantity)) {
            return RejectCode.AMOUNT_OVERFLOW.number();
        }
        if (!issues.hasRoom(toAccountId, assetId)) {
            return RejectCode.LIMIT_BALANCES.number();
        }
        int refused = Command.checkGround(ground, state.legalDay(), true, false);
        if (refused == Command.OK) {
            events.ground(ground, Command.effectiveDay(ground, state.legalDay()));
        }
        return refused;
    }

    /** The wallets name the same holders with the same shares, in whatever order. At most 64 each. */
    private boolean haveSameHolders(long oneAccountId, long otherAccountId) {
        int one = (int) accounts.walletOf(oneAccountId) - 1;
        int other = (int) accounts.walletOf(otherAccountId) - 1;
        int count = state.wallets.getInt(one, Wallet.HOLDERS);
        if (count != state.wallets.getInt(other, Wallet.HOLDERS)
                || state.wallets.get(one, Wallet.HOLDING_KIND) != state.wallets.get(other, Wallet.HOLDING_KIND)) {
            return false;
        }
        shares.clear();
        countHolders(one, count, 1);
        countHolders(other, count, -1);
        boolean same = true;
        for (int group = 0; group < shares.count(); group++) {
            same &= shares.sum(group) == 0;
        }
        return same;
    }

    /** Counts each holder with his share, in its lowest terms. */
    private void countHolders(int wallet, int count, int times) {
        Table holders = state.holders;
        int first = state.wallets.getInt(wallet, Wallet.FIRST_HOLDER);
        for (int at = first; at < first + count; at++) {
            long numerator = holders.get(at, Holder.NUMERATOR);
            long denominator = holders.get(at, Holder.DENOMINATOR);
            long shared = Accounts.gcd(numerator, denominator);
            long share = numerator / shared << Integer.SIZE | denominator / shared;
            shares.add(holders.get(at, Holder.HOLDER_REF), share, times);
        }
    }
}
