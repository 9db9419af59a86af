package kz.sandyq.readmodel;

import kz.sandyq.protocol.sbe.InstructionChangedDecoder;
import kz.sandyq.protocol.sbe.InstructionLegChangedDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/** Settlement in many legs, as rows. */
final class InstructionRows {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Rows rows;

    InstructionRows(Rows rows) {
        this.rows = rows;
    }

    /** Writes the event if it is one of these. */
    void onEvent(int template, DirectBuffer buffer, int offset) {
        switch (template) {
            case InstructionChangedDecoder.TEMPLATE_ID -> instructionChanged(buffer, offset);
            case InstructionLegChangedDecoder.TEMPLATE_ID -> legChanged(buffer, offset);
            default -> {}
        }
    }

    private void instructionChanged(DirectBuffer buffer, int offset) {
        var in = new InstructionChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.addOn(
                in.ground(),
                Table.INSTRUCTION,
                in.instructionId(),
                in.status().name(),
                in.deadlineMs(),
                in.mediatorRef(),
                in.legs(),
                in.affirmedLegs());
    }

    private void legChanged(DirectBuffer buffer, int offset) {
        var in = new InstructionLegChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
        rows.add(
                Table.INSTRUCTION_LEG,
                in.instructionId(),
                in.fromAccountId(),
                in.toAccountId(),
                in.assetId(),
                in.quantity(),
                in.holdId());
    }
}
