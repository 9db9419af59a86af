package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.FIELD_OUT_OF_RANGE;

import java.util.List;
import kz.sandyq.simulator.schema.Bytes;
import kz.sandyq.simulator.schema.Message;

/** Facts of the house, known by their commitments only. */
final class FactLines implements Contract.Family {
    private static final int MOST_FACTS = 64;
    private static final long LAST_KIND = 5;
    private static final Bytes NOTHING = new Bytes(new byte[32]);

    private final World world;

    FactLines(World world) {
        this.world = world;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(Contract.line("RecordFacts", this::record, FIELD_OUT_OF_RANGE));
    }

    private void record(Message in) {
        List<Message> facts = in.group("facts");
        boolean inRange =
                !facts.isEmpty() && facts.size() <= MOST_FACTS && facts.stream().allMatch(FactLines::stands);
        Refused.when(!inRange, FIELD_OUT_OF_RANGE);
        facts.forEach(fact -> world.say(new Message("FactRecorded")
                .with("kind", fact.number("kind"))
                .with("commitment", fact.part("commitment"))));
        world.resultAmount = Numbers.big(facts.size());
    }

    private static boolean stands(Message fact) {
        long kind = fact.number("kind");
        return kind >= 1
                && kind <= LAST_KIND
                && !fact.part("commitment").bytes("bytes").equals(NOTHING);
    }
}
