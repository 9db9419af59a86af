package kz.sandyq.protocol.command;

import kz.sandyq.protocol.sbe.BooleanFlag;

/** The schema's two-valued flag as a boolean. */
public final class Flags {
    private Flags() {}

    public static BooleanFlag of(boolean value) {
        return value ? BooleanFlag.TRUE : BooleanFlag.FALSE;
    }

    public static boolean isTrue(BooleanFlag flag) {
        return flag == BooleanFlag.TRUE;
    }
}
