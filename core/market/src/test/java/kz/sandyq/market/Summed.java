package kz.sandyq.market;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.sandyq.protocol.sbe.BooleanFlag;
import kz.sandyq.protocol.sbe.DistributionChangedDecoder;
import kz.sandyq.protocol.sbe.EncumbranceChangedDecoder;
import kz.sandyq.protocol.sbe.EntryKind;
import kz.sandyq.protocol.sbe.HoldingForcedDecoder;
import kz.sandyq.protocol.sbe.IssueConvertedDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.PledgeEnforcedDecoder;
import kz.sandyq.protocol.sbe.PostingDecoder;
import kz.sandyq.protocol.sbe.RedemptionChangedDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Holds the sums that events say to the postings behind them. */
final class Summed {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PostingDecoder posting = new PostingDecoder();
    private final List<String> wrong = new ArrayList<>();
    /** By issue: what has left its holders by conversion or redemption, what they have received by conversion. */
    private final Map<Long, Long> taken = new HashMap<>();

    private final Map<Long, Long> given = new HashMap<>();
    private final Map<Long, Long> redeemed = new HashMap<>();
    private final Map<Long, Long> paid = new HashMap<>();
    private final Map<Long, Long> issues = new HashMap<>();
    /** By task: what had been taken and given when it began. */
    private final Map<Long, Long> takenBefore = new HashMap<>();

    private final Map<Long, Long> givenBefore = new HashMap<>();
    /** Of the entry in hand: what each balance has received, and what of it is blocked. */
    private final Map<Long, Long> received = new HashMap<>();

    private final Map<Long, Long> blocked = new HashMap<>();
    private long sequence;

    private Summed() {}

    /** What was said to be another sum than it is. */
    static List<String> wrong(Floor floor) {
        Summed summed = new Summed();
        floor.events.forEach(summed::add);
        return summed.wrong;
    }

    private void add(Floor.Event event) {
        if (event.sequence() != sequence) {
            sequence = event.sequence();
            received.clear();
            blocked.clear();
        }
        UnsafeBuffer bytes = new UnsafeBuffer(event.bytes());
        switch (event.template()) {
            case PostingDecoder.TEMPLATE_ID -> add(posting.wrapAndApplyHeader(bytes, 0, header));
            case HoldingForcedDecoder.TEMPLATE_ID ->
                check(new HoldingForcedDecoder().wrapAndApplyHeader(bytes, 0, header));
            case PledgeEnforcedDecoder.TEMPLATE_ID -> {
                PledgeEnforcedDecoder in = new PledgeEnforcedDecoder().wrapAndApplyHeader(bytes, 0, header);
                same("value of a pledge", in.paidMinor() + in.surplusMinor(), in.valueMinor());
            }
            case IssueConvertedDecoder.TEMPLATE_ID ->
                check(new IssueConvertedDecoder().wrapAndApplyHeader(bytes, 0, header));
            case RedemptionChangedDecoder.TEMPLATE_ID -> {
                RedemptionChangedDecoder in = new RedemptionChangedDecoder().wrapAndApplyHeader(bytes, 0, header);
                same("redeemed of " + in.issueId(), in.redeemedQuantity(), of(redeemed, in.issueId()));
                same("paid for " + in.issueId(), in.paidMinor(), of(paid, in.issueId()));
            }
            case DistributionChangedDecoder.TEMPLATE_ID -> {
                DistributionChangedDecoder in = new DistributionChangedDecoder().wrapAndApplyHeader(bytes, 0, header);
                issues.put(in.distributionId(), in.issueId());
                holds("residue of " + in.distributionId(), in.residueMinor() >= 0);
            }
            case EncumbranceChangedDecoder.TEMPLATE_ID -> {
                EncumbranceChangedDecoder in = new EncumbranceChangedDecoder().wrapAndApplyHeader(bytes, 0, header);
                boolean stops = in.stopsCirculation() == BooleanFlag.TRUE;
                holds("covered of " + in.encumbranceId(), in.coveredQuantity() <= in.remainingQuantity());
                holds("blocked without a stop by " + in.encumbranceId(), in.coveredQuantity() == 0 || stops);
            }
            default -> {}
        }
    }

    private static long of(Map<Long, Long> sums, long id) {
        return sums.getOrDefault(id, 0L);
    }

    private void add(PostingDecoder in) {
        long delta = in.availableDelta() + in.heldDelta() + in.blockedDelta();
        long balance = in.accountId() << 32 | in.assetId();
        received.merge(balance, delta, Long::sum);
        blocked.merge(balance, in.blockedDelta(), Long::sum);
        EntryKind kind = in.entryKind();
        if (delta < 0 && kind == EntryKind.REDEMPTION_PAYMENT) {
            paid.merge(issues.getOrDefault(in.subjectId(), in.subjectId()), -delta, Long::sum);
        } else if (delta < 0 && (kind == EntryKind.CONVERSION || kind == EntryKind.REDEMPTION)) {
            taken.merge(in.assetId(), -delta, Long::sum);
        } else if (kind == EntryKind.CONVERSION) {
            given.merge(in.assetId(), delta, Long::sum);
        }
        if (delta > 0 && kind == EntryKind.REDEMPTION) {
            redeemed.merge(in.assetId(), delta, Long::sum);
        }
    }

    private void check(HoldingForcedDecoder in) {
        long to = in.toAccountId() << 32 | in.assetId();
        same("moved by force", in.quantity(), of(received, to));
        same("moved by force and blocked", in.blockedQuantity(), of(blocked, to));
    }

    private void check(IssueConvertedDecoder in) {
        if (in.finished() == BooleanFlag.FALSE) {
            takenBefore.put(in.taskId(), of(taken, in.fromIssueId()));
            givenBefore.put(in.taskId(), of(given, in.toIssueId()));
        } else {
            long converted = of(taken, in.fromIssueId()) - of(takenBefore, in.taskId());
            same("converted", in.convertedQuantity(), converted);
            same("given", in.givenQuantity(), of(given, in.toIssueId()) - of(givenBefore, in.taskId()));
        }
    }

    private void same(String what, long said, long posted) {
        holds(what + " is " + posted + ", not " + said, said == posted);
    }

    private void holds(String what, boolean holds) {
        if (!holds) {
            wrong.add("entry " + sequence + ": " + what);
        }
    }
}
