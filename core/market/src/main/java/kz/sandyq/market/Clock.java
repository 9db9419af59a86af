package kz.sandyq.market;

import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.sbe.AdvanceDemoClockDecoder;
import kz.sandyq.protocol.sbe.ConfirmClockDecoder;

/**
 * Cluster time and its suspicion (core.md 1.4). While a forward jump is not confirmed, time stands at the last good
 * moment: commands go on, nothing expires, no window moves.
 */
final class Clock {
    /** A demo's clock stands at most a hundred years off, so that no time can overflow. */
    static final long MAX_OFFSET_MS = 36_525L * 86_400_000L;

    private final Scalars scalars;
    private final Events events;
    private final ConfirmClockDecoder confirm = new ConfirmClockDecoder();
    private final AdvanceDemoClockDecoder advance = new AdvanceDemoClockDecoder();

    Clock(Scalars scalars, Events events) {
        this.scalars = scalars;
        this.events = events;
    }

    /** Takes the time of an entry; true when cluster time has moved. */
    boolean given(long timestampMs) {
        long now = scalars.get(Scalars.NOW);
        if (timestampMs - now > scalars.get(Scalars.JUMP_LIMIT)) {
            boolean known = isSuspect();
            scalars.set(Scalars.SUSPECT, 1);
            scalars.set(Scalars.SUSPECT_TIME, timestampMs);
            if (!known) {
                changed();
            }
            return false;
        }
        if (isSuspect()) {
            calm();
        }
        if (timestampMs <= now) {
            return false;
        }
        scalars.set(Scalars.NOW, timestampMs);
        return true;
    }

    boolean isSuspect() {
        return scalars.get(Scalars.SUSPECT) != 0;
    }

    /** The time by which a key may be from the future: real cluster time, confirmed or not. */
    long latestMs() {
        return Math.max(scalars.get(Scalars.NOW), scalars.get(Scalars.SUSPECT_TIME));
    }

    int confirm(Command command) {
        ConfirmClockDecoder in = confirm.wrap(command.buffer, command.offset, command.blockLength, command.version);
        if (scalars.get(Scalars.DEMO) == 0 && !command.hasTwoPersons()) {
            return RejectCode.SECOND_PERSON_REQUIRED.number();
        }
        if (in.causeRaw() < 1 || in.causeRaw() > 3) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (!isSuspect()) {
            return RejectCode.CLOCK_NOT_SUSPECT.number();
        }
        long suspect = scalars.get(Scalars.SUSPECT_TIME);
        boolean fits = in.lastMs() == scalars.get(Scalars.NOW)
                && Math.abs(suspect - in.nowMs()) <= scalars.get(Scalars.JUMP_LIMIT);
        if (!fits) {
            return RejectCode.CLOCK_CONFIRMATION_STALE.number();
        }
        scalars.set(Scalars.NOW, suspect);
        calm();
        return Command.OK;
    }

    int advanceDemo(Command command) {
        AdvanceDemoClockDecoder in = advance.wrap(command.buffer, command.offset, command.blockLength, command.version);
        if (scalars.get(Scalars.DEMO) == 0) {
            return RejectCode.DEMO_ONLY.number();
        }
        if (in.clockOffsetMs() > MAX_OFFSET_MS) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (in.clockOffsetMs() < scalars.get(Scalars.CLOCK_OFFSET)) {
            return RejectCode.CLOCK_OFFSET_BACKWARDS.number();
        }
        scalars.set(Scalars.CLOCK_OFFSET, in.clockOffsetMs());
        changed();
        return Command.OK;
    }

    private void calm() {
        scalars.set(Scalars.SUSPECT, 0);
        scalars.set(Scalars.SUSPECT_TIME, 0);
        changed();
    }

    private void changed() {
        events.clockChanged(isSuspect(), scalars.get(Scalars.CLOCK_OFFSET), scalars.get(Scalars.NOW));
    }
}
