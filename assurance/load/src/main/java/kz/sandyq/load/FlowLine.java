package kz.sandyq.load;

/**
 * One line of a flow, as any exchange can read it.
 *
 * @param kind what is asked
 * @param order the flow's own number of the order
 * @param instrument pair
 * @param account whose order it is
 * @param buys side
 * @param takes immediate or cancel, else good till cancelled
 * @param priceTicks limit, or the new one of a move
 * @param lots quantity, or by how much a reduction reduces
 */
record FlowLine(
        Kind kind, long order, long instrument, long account, boolean buys, boolean takes, long priceTicks, long lots) {
    static final FlowLine NONE = new FlowLine(Kind.CANCEL, 0, 0, 0, false, false, 0, 0);

    /** What a line asks. */
    enum Kind {
        PLACE,
        CANCEL,
        MOVE,
        REDUCE
    }

    static FlowLine place(
            long order, long instrument, long account, boolean buys, boolean takes, long priceTicks, long lots) {
        return new FlowLine(Kind.PLACE, order, instrument, account, buys, takes, priceTicks, lots);
    }

    FlowLine cancel() {
        return new FlowLine(Kind.CANCEL, order, instrument, account, buys, false, 0, 0);
    }
}
