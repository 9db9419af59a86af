package kz.sandyq.market;

import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.CommandHeaderDecoder;
import kz.sandyq.protocol.sbe.GroundDecoder;
import org.agrona.DirectBuffer;

/** The command in hand: where its bytes are, who sent it, and what it will be answered. */
final class Command {
    static final int OK = RejectCode.APPLIED;

    final CommandHeaderDecoder header = new CommandHeaderDecoder();
    DirectBuffer buffer;
    int template;
    /** First byte of the block, behind the message header. */
    int offset;

    int blockLength;
    int version;
    /** One past the last byte. */
    int limit;

    int headerVersion;
    long keyHigh;
    long keyLow;
    long keyCreatedAtMs;

    long resultId;
    long resultAmount;

    Command(DirectBuffer empty) {
        buffer = empty;
    }

    /** Reads what every command is asked for; its block has been found to be there. */
    void readHeader() {
        header.wrap(buffer, offset);
        headerVersion = header.version();
        keyHigh = header.keyHigh();
        keyLow = header.keyLow();
        keyCreatedAtMs = header.keyCreatedAtMs();
    }

    /** Two natural persons stand behind it: both named, and different. */
    boolean hasTwoPersons() {
        long first = header.firstPersonRef();
        long second = header.secondPersonRef();
        return first != 0 && second != 0 && first != second;
    }

    /** Whether a ground may stand: an earlier day needs a document, a later one is refused. */
    static int checkGround(GroundDecoder ground, int legalDay, boolean documentNeeded, boolean reversal) {
        int effective = ground.effectiveEpochDay();
        if (effective != 0 && effective > legalDay) {
            return RejectCode.EFFECTIVE_DATE_IN_FUTURE.number();
        }
        boolean earlier = effective != 0 && effective < legalDay && !reversal;
        return (documentNeeded || earlier) && ground.documentKind() == 0 ? RejectCode.GROUND_REQUIRED.number() : OK;
    }

    static int effectiveDay(GroundDecoder ground, int legalDay) {
        return ground.effectiveEpochDay() == 0 ? legalDay : ground.effectiveEpochDay();
    }
}
