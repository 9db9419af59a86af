package kz.sandyq.operator.command;

import kz.sandyq.platform.error.RefusedException;

/** Nothing of a batch was applied, because of one of its items; the code is that item's. */
public final class BatchRefusedException extends RefusedException {
    private static final long serialVersionUID = 1L;

    private final int item;

    BatchRefusedException(String code, int item) {
        super(code);
        this.item = item;
    }

    /** Which one was refused, from 0. */
    public int item() {
        return item;
    }
}
