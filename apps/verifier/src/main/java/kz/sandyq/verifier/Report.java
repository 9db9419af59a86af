package kz.sandyq.verifier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.block.BlockHeader;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.receipt.Cosigner;
import kz.sandyq.transparency.receipt.Verdict;
import kz.sandyq.transparency.tree.TreeHasher;

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

    private String refused(Refusal refusal) {
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
        signed(lines, "nodes", proven.nodes(), Policy.NODES);
        signed(lines, "witnesses", proven.witnesses(), Policy.WITNESSES);
        if (!proven.others().isEmpty()) {
            lines.add(words.say("others", names(proven.others())));
        }
        return lines;
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
