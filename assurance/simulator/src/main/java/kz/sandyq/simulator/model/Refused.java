package kz.sandyq.simulator.model;

import kz.sandyq.protocol.RejectCode;

/** A command that changes nothing, and why. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final RejectCode code;

    Refused(RejectCode code) {
        super(code.name(), null, false, false);
        this.code = code;
    }

    static void when(boolean wrong, RejectCode code) {
        if (wrong) {
            throw new Refused(code);
        }
    }
}
