package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;
import static kz.sandyq.simulator.model.Numbers.ZERO;
import static kz.sandyq.simulator.model.Numbers.big;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HoldReason;
import kz.sandyq.protocol.sbe.TransferRefusal;
import kz.sandyq.protocol.sbe.TransferStatus;
import kz.sandyq.simulator.model.Deals.Hold;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/** Transfers that wait for data of sender or recipient: carried out, refused, or over at the end of their term. */
final class SuspendedLines implements Contract.Family {
    static final long LEAST_WAIT_MS = 48 * 3_600_000L;
    static final long LONGEST_MS = 366 * 86_400_000L;

    private final World world;
    private final Postings postings;
    private final Shared shared;
    private final Tasks tasks;
    private final TransferLines transfers;

    SuspendedLines(World world, Postings postings, Shared shared, Tasks tasks, TransferLines transfers) {
        this.world = world;
        this.postings = postings;
        this.shared = shared;
        this.tasks = tasks;
        this.transfers = transfers;
    }

    /** What is held of somebody until it is known who he or the other is. */
    static final class Suspended extends Slots.Thing {
        final Message asked;
        final long refusableFrom;
        final long expires;
        long to;
        Hold hold;

        Suspended(Message asked, long now, Hold hold) {
            this.asked = asked;
            this.hold = hold;
            refusableFrom = now + asked.number("waitMs");
            expires = now + asked.number("expiresAfterMs");
            to = asked.number("toAccountId");
        }

        long from() {
            return asked.number("fromAccountId");
        }

        long asset() {
            return asked.number("assetId");
        }

        BigInteger quantity() {
            return big(asked.number("quantity"));
        }

        boolean waitsWhole() {
            return asked.flag("waitsWhole");
        }

        @Override
        Row row() {
            return new Row("SuspendedTransfer")
                    .with("ID", id)
                    .with("FROM", from())
                    .with("TO", to)
                    .with("HOLD", hold.id)
                    .with("REFUSABLE_FROM", refusableFrom)
                    .with("EXPIRES", expires)
                    .with("WAITS_WHOLE", waitsWhole());
        }
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(suspendLine(), releaseLine(), refuseLine());
    }

    private Contract.Line suspendLine() {
        return Contract.line(
                "SuspendTransfer",
                this::suspend,
                WAIT_TOO_SHORT,
                FIELD_OUT_OF_RANGE,
                UNKNOWN_ACCOUNT,
                SAME_ACCOUNT,
                UNKNOWN_ASSET,
                AMOUNT_NOT_POSITIVE,
                WRONG_ASSET_KIND,
                CAPACITY_MISMATCH,
                ACCOUNT_FROZEN,
                HOLDER_NOTICE_IN_FORCE,
                CLEARANCE_LAPSED,
                TASK_RUNNING,
                UNITS_FIXED,
                ISSUE_STATUS,
                ISSUE_SUSPENDED,
                CLAIM_OPEN,
                INSUFFICIENT_FUNDS,
                DFA_ENCUMBERED,
                INSUFFICIENT_UNITS,
                AMOUNT_OVERFLOW,
                LIMIT_HOLDS,
                LIMIT_BALANCES,
                EFFECTIVE_DATE_IN_FUTURE,
                GROUND_REQUIRED);
    }

    /** Units that are held keep their issue from ending and from being fixed for a redemption. */
    private Contract.Line releaseLine() {
        return Contract.line(
                "ReleaseTransfer",
                this::release,
                UNKNOWN_TRANSFER,
                TRANSFER_ENDED,
                RELEASE_TOO_EARLY,
                RECIPIENT_NOT_NAMED,
                RECIPIENT_MISMATCH,
                UNKNOWN_ACCOUNT,
                SAME_ACCOUNT,
                CAPACITY_MISMATCH,
                ACCOUNT_FROZEN,
                HOLDER_NOTICE_IN_FORCE,
                CLEARANCE_LAPSED,
                ISSUE_LOCKED_UP,
                ASSET_CLASS_NOT_PERMITTED,
                QUALIFIED_INVESTORS_ONLY,
                INVESTOR_LIMIT,
                CONCENTRATION_LIMIT,
                TASK_RUNNING,
                ISSUE_SUSPENDED,
                DFA_ENCUMBERED,
                AMOUNT_OVERFLOW,
                LIMIT_BALANCES,
                EFFECTIVE_DATE_IN_FUTURE,
                GROUND_REQUIRED);
    }

    private Contract.Line refuseLine() {
        return Contract.line(
                "RefuseTransfer",
                this::refuse,
                UNKNOWN_TRANSFER,
                TRANSFER_ENDED,
                FIELD_OUT_OF_RANGE,
                REFUSAL_TOO_EARLY,
                SECOND_PERSON_REQUIRED,
                CONTRADICTS_ISSUE_TERMS,
                EFFECTIVE_DATE_IN_FUTURE,
                GROUND_REQUIRED);
    }

    private void ground(Message in, boolean needed) {
        world.checkGround(in.part("ground"), needed, false);
        world.standOnGround();
    }

    private void suspend(Message in) {
        checkTerms(in);
        long from = in.number("fromAccountId");
        long to = in.number("toAccountId");
        long asset = in.number("assetId");
        BigInteger quantity = big(in.number("quantity"));
        boolean arrives = isElsewhere(from);
        if (arrives && to == 0) {
            checkUnclaimed(asset, quantity);
        } else {
            transfers.needParties(from, to, asset, quantity);
        }
        if (!arrives) {
            world.permissions.needParty(from);
            tasks.stepOfIssue(asset);
            shared.needCirculation(asset, false);
        }
        transfers.needSource(from, asset, quantity);
        Refused.when(world.holds.isFull(), LIMIT_HOLDS);
        world.needBalances(world.missing(from, asset) + (to == 0 ? 0 : world.missingWithMoney(to, asset)));
        ground(in, true);
        if (to != 0) {
            world.openWithMoney(to, asset);
        }
        add(in, world.open(from, asset), quantity);
    }

    private void add(Message in, Balance from, BigInteger quantity) {
        Hold none = new Hold(from, 0, 0, ZERO);
        Suspended transfer = world.suspended.add(world.sequence(), new Suspended(in, world.logicalNow(), none));
        transfer.hold = postings.openHold(from, HoldReason.TRANSFER, transfer.id, quantity);
        said(transfer, TransferStatus.SUSPENDED);
        world.resultId = transfer.id;
        world.resultAmount = big(transfer.refusableFrom);
    }

    private static void checkTerms(Message in) {
        long waits = in.number("waitMs");
        long lasts = in.number("expiresAfterMs");
        Refused.when(waits < LEAST_WAIT_MS, WAIT_TOO_SHORT);
        boolean releasable = in.flag("waitsWhole") ? lasts > waits : lasts >= waits;
        Refused.when(in.number("waitsWhole") > 1 || lasts > LONGEST_MS || !releasable, FIELD_OUT_OF_RANGE);
    }

    private boolean isElsewhere(long account) {
        return TransferLines.isElsewhere(world.account(account));
    }

    /** What comes for nobody known yet. */
    private void checkUnclaimed(long assetId, BigInteger quantity) {
        long kind = world.asset(assetId).kind();
        Refused.when(!Numbers.positive(quantity), AMOUNT_NOT_POSITIVE);
        Refused.when(kind != AssetKind.UNBACKED.value(), WRONG_ASSET_KIND);
    }

    private void said(Suspended transfer, TransferStatus status) {
        world.say(new Message("SuspendedTransferChanged")
                .with("transferId", transfer.id)
                .with("fromAccountId", transfer.from())
                .with("toAccountId", transfer.to)
                .with("assetId", transfer.asset())
                .with("quantity", transfer.quantity().longValueExact())
                .with("holdId", transfer.hold.id)
                .with("status", status.value())
                .with("refusableFromMs", transfer.refusableFrom)
                .with("expiresAtMs", transfer.expires)
                .with("waitsWhole", transfer.waitsWhole())
                .with("ground", world.ground));
    }

    private Suspended open(Message in) {
        long id = in.number("transferId");
        Suspended transfer = world.suspended.find(id);
        if (transfer == null) {
            throw new Refused(world.suspended.mayHaveEnded(id, world.sequence()) ? TRANSFER_ENDED : UNKNOWN_TRANSFER);
        }
        return transfer;
    }

    private void release(Message in) {
        Suspended transfer = open(in);
        long now = world.logicalNow();
        Refused.when(now >= transfer.expires, TRANSFER_ENDED);
        Refused.when(transfer.waitsWhole() && now < transfer.refusableFrom, RELEASE_TOO_EARLY);
        long named = in.number("toAccountId");
        long to = named == 0 ? transfer.to : named;
        Refused.when(to == 0, RECIPIENT_NOT_NAMED);
        Refused.when(transfer.to != 0 && transfer.to != to, RECIPIENT_MISMATCH);
        long asset = transfer.asset();
        BigInteger quantity = transfer.quantity();
        transfers.needParties(transfer.from(), to, asset, quantity);
        world.permissions.needPassage(transfer.from(), to, asset, quantity);
        tasks.stepOfIssue(asset);
        shared.needCirculation(asset, false);
        Refused.when(Numbers.positive(transfer.hold.balance.uncovered), DFA_ENCUMBERED);
        postings.needRange(world.balance(to, asset), quantity);
        world.needBalances(world.missingWithMoney(to, asset));
        ground(in, true);
        transfer.to = to;
        Balance payee = world.openWithMoney(to, asset);
        said(transfer, TransferStatus.RELEASED);
        postings.post(transfer.hold.balance, EntryKind.TRANSFER, ZERO, quantity.negate(), ZERO, transfer.id);
        postings.post(payee, EntryKind.TRANSFER, quantity, ZERO, ZERO, transfer.id);
        end(transfer);
        world.resultId = transfer.id;
        world.resultAmount = quantity;
    }

    private void refuse(Message in) {
        Suspended transfer = open(in);
        long refusal = in.number("refusal");
        Refused.when(refusal < 1 || refusal > 2, FIELD_OUT_OF_RANGE);
        boolean redeemed = refusal == TransferRefusal.UNITS_REDEEMED.value();
        if (redeemed) {
            world.needTwoPersons();
            Refused.when(!isRedeemable(world.issue(transfer.asset())), CONTRADICTS_ISSUE_TERMS);
        } else {
            Refused.when(world.logicalNow() < transfer.refusableFrom, REFUSAL_TOO_EARLY);
        }
        ground(in, redeemed);
        world.resultId = transfer.id;
        world.resultAmount = transfer.quantity();
        giveBack(transfer, TransferStatus.REFUSED);
    }

    private boolean isRedeemable(@Nullable Issue issue) {
        return issue != null && !issue.isStablecoin() && (issue.otherGrounds || world.legalDay() >= issue.maturity);
    }

    private void giveBack(Suspended transfer, TransferStatus status) {
        said(transfer, status);
        postings.free(transfer.hold.balance, transfer.quantity(), transfer.id);
        end(transfer);
    }

    private void end(Suspended transfer) {
        postings.reduceHold(transfer.hold, HoldReason.TRANSFER, transfer.quantity());
        world.suspended.remove(transfer);
    }

    long expire(long count) {
        for (long i = 0; i < count; i++) {
            Optional<Suspended> next = world.suspended.all().stream()
                    .min(Comparator.comparingLong((Suspended each) -> each.expires)
                            .thenComparingLong(each -> each.id));
            if (next.isEmpty() || next.get().expires > world.logicalNow()) {
                return i;
            }
            giveBack(next.get(), TransferStatus.EXPIRED);
        }
        return count;
    }
}
