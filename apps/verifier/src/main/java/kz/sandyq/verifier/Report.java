package kz.sandyq.verifier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import kz.sandyq.cluster.QuarantineFile;
import kz.sandyq.market.ReplicaStop;
import kz.sandyq.translog.TranslogException;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.liability.HolderFile;
import kz.sandyq.transparency.liability.LiabilityNote;
import kz.sandyq.transparency.liability.Statement;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.receipt.Cosigner;
import kz.sandyq.transparency.receipt.Signers;
import kz.sandyq.transparency.receipt.Verdict;
import kz.sandyq.transparency.tree.TreeHasher;
import org.jspecify.annotations.Nullable;

/** A verdict in words, a line each. */
final class Report {
    private final Words words;
    private final Policy policy;

    Report(Words words, Policy policy) {
        this.words = words;
        this.policy = policy;
    }

    String of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.NotProven refused -> refused(refused.refusal());
            case Verdict.Proven proven -> String.join("\n", proven(proven));
        };
    }

    String refused(Refusal refusal) {
        return words.say("refused", refusal.number(), refusal, words.say("refusal." + refusal));
    }

    private List<String> proven(Verdict.Proven proven) {
        BlockHeader block = proven.header();
        List<String> lines = new ArrayList<>();
        lines.add(words.say(proven.witnesses().isEmpty() ? "proven.inside" : "proven"));
        lines.add(
                words.say(proven.recordNumber() == 0 ? "command" : "event", proven.sequence(), proven.recordNumber()));
        byte[] record = proven.record();
        byte[] hash = new TreeHasher().digest(record).bytes();
        lines.add(words.say("record", record.length, HexFormat.of().formatHex(hash)));
        lines.add(words.say(
                "block",
                block.firstSequence(),
                block.lastSequence(),
                block.cluster(),
                Instant.ofEpochMilli(block.timestampMs())));
        lines.add(words.say(
                "log", proven.checkpoint().origin(), proven.checkpoint().size()));
        signed(lines, new Signers(proven.nodes(), proven.witnesses(), proven.others()));
        return lines;
    }

    /** A log that is in order: whether it goes on from a checkpoint that was kept, and has the block of a note. */
    String of(LogCheck.Found found, boolean goesOn, boolean hasLiabilities) {
        List<String> lines = new ArrayList<>();
        lines.add(words.say(found.signers().witnesses().isEmpty() ? "proven.inside" : "proven"));
        lines.add(
                words.say("log", found.checkpoint().origin(), found.checkpoint().size()));
        BlockHeader last = found.last();
        if (last != null) {
            lines.add(words.say(
                    "chain",
                    found.firstSequence(),
                    last.lastSequence(),
                    last.cluster(),
                    Instant.ofEpochMilli(last.timestampMs())));
        }
        if (found.executed() >= 0) {
            lines.add(words.say("executed", found.executed()));
        }
        lines.addAll(leftOut(found));
        if (goesOn) {
            lines.add(words.say("goes.on"));
        }
        if (hasLiabilities) {
            lines.add(words.say("liabilities.at"));
        }
        signed(lines, found.signers());
        return String.join("\n", lines);
    }

    /** One look of many, behind what was left out since the one before. */
    String line(LogCheck.Found found) {
        BlockHeader last = found.last();
        List<String> lines = leftOut(found);
        lines.add(words.say(
                "follow",
                found.checkpoint().size(),
                last == null ? -1 : last.lastSequence(),
                found.executed(),
                names(found.signers().witnesses())));
        return String.join("\n", lines);
    }

    private List<String> leftOut(LogCheck.Found found) {
        List<String> lines = new ArrayList<>();
        for (QuarantineFile.Act act : found.leftOut()) {
            lines.add(words.say("quarantine.left.out", act.sequence(), String.join(", ", act.persons())));
        }
        return lines;
    }

    /** A place that does not answer now. */
    String silent(String place) {
        return words.say("silent", place);
    }

    /** Segments that are not what they say, or that this build with this quarantine cannot execute as they do. */
    String damaged(TranslogException damaged) {
        ReplicaStop.@Nullable Reason stop = damaged.getCause() instanceof ReplicaStop stopped ? stopped.reason() : null;
        if (stop == ReplicaStop.Reason.WRONG_QUARANTINE) {
            return words.say("quarantine.other", String.valueOf(damaged.getMessage()));
        }
        String said = words.say("damaged", String.valueOf(damaged.getMessage()));
        boolean perhapsLeftOut = stop == ReplicaStop.Reason.FAULT || damaged.differs();
        return perhapsLeftOut ? said + "\n" + words.say("quarantine.ask") : said;
    }

    /** A log that is not in order, and the block that was in hand. */
    String refused(Refusal refusal, long block) {
        return switch (refusal) {
            case FORKED, NOT_CONSISTENT -> refused(refusal) + "\n" + words.say("evidence");
            case EXECUTION_DIFFERS ->
                refused(refusal) + "\n" + words.say("quarantine.ask") + "\n" + words.say("at", block);
            case HEADER_MALFORMED, OTHER_CLUSTER, CHAIN_BROKEN, TILE_DIFFERS ->
                refused(refusal) + "\n" + words.say("at", block);
            default -> refused(refusal);
        };
    }

    /** What is owed to a client stands in the total. */
    String of(LiabilityNote note, HolderFile holder, long owedMinor) {
        Statement statement = holder.statement();
        return String.join(
                "\n",
                words.say("held"),
                words.say(
                        "holder",
                        holder.clientRef(),
                        owedMinor,
                        holder.proof().parts().size()),
                words.say(
                        "total",
                        statement.root().sumMinor(),
                        statement.assetId(),
                        statement.sequence(),
                        statement.leaves()),
                words.say(
                        "statement",
                        note.origin(),
                        HexFormat.of().formatHex(statement.hash().bytes())),
                words.say("held.limits"));
    }

    private void signed(List<String> lines, Signers signers) {
        signed(lines, "nodes", signers.nodes(), Policy.NODES);
        signed(lines, "witnesses", signers.witnesses(), Policy.WITNESSES);
        if (!signers.others().isEmpty()) {
            lines.add(words.say("others", names(signers.others())));
        }
    }

    private void signed(List<String> lines, String who, List<Cosigner> cosigners, String group) {
        int all = policy.members(group, policy.witnesses().keySet()).size();
        lines.add(
                cosigners.isEmpty()
                        ? words.say(who + ".none")
                        : words.say(who, cosigners.size(), all, names(cosigners)));
    }

    private String names(List<Cosigner> cosigners) {
        return String.join(
                ", ",
                cosigners.stream()
                        .map(each -> words.say("cosigner", each.name(), time(each.timestampSeconds())))
                        .toList());
    }

    /** A time that no clock shows is said in seconds. */
    private static String time(long seconds) {
        return seconds <= Instant.MAX.getEpochSecond()
                ? Instant.ofEpochSecond(seconds).toString()
                : String.valueOf(seconds);
    }
}
