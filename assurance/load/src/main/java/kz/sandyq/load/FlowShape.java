package kz.sandyq.load;

/**
 * How large a flow is and where it goes.
 *
 * @param instruments pairs in the state
 * @param hotInstruments pairs that the flow trades, the first ones
 * @param accounts client accounts in the state
 * @param sidesApart a client only buys or only sells, so that nobody meets himself
 * @param warmUp commands before the measured ones
 * @param measured commands that are measured
 */
record FlowShape(int instruments, int hotInstruments, int accounts, boolean sidesApart, int warmUp, int measured) {
    int entries() {
        return warmUp + measured;
    }

    @Override
    public String toString() {
        String all = instruments + " instruments, " + accounts + " accounts";
        return hotInstruments == instruments
                ? all
                : all + "; the flow trades " + hotInstruments + " of them, with their "
                        + accounts / instruments * hotInstruments + " accounts";
    }
}
