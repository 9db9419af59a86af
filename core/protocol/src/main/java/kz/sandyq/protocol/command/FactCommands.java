package kz.sandyq.protocol.command;

import java.util.List;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.RecordFactsEncoder;

/** Commands on facts of the house. Field meanings are those of the schema (docs/protocol). */
public final class FactCommands {
    /** Most facts of one command. */
    public static final int MAX_FACTS = 64;

    private FactCommands() {}

    /** Records facts, event i of the command for fact i. Result amount: how many. */
    public static CommandBody recordFacts(List<Fact> facts) {
        return (buffer, offset, header) -> {
            var encoder = new RecordFactsEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
            header.write(encoder.header());
            var group = encoder.factsCount(facts.size());
            for (Fact fact : facts) {
                group.next().kind(fact.kind());
                group.commitment().putBytes(fact.commitment(), 0, fact.commitment().length);
            }
            return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        };
    }
}
