package kz.sandyq.market;

import java.util.List;

/**
 * Tries commands and takes back whatever they wrote, so that the state is as if nothing had been tried
 * (docs/decisions/0004). The rows, and the indexes, heaps and lists beside them, note each step in a journal while it
 * lasts; values that are not rows are kept here.
 */
final class Rehearsal {
    /** Keeps something in mind that is no row. */
    interface Part {
        /** Remembers what cannot be found again. */
        default void beginRehearsal() {}

        /** Is as it was before, or knows nothing. */
        void endRehearsal();
    }

    private final State state;
    private final Events events;
    private final Journal journal = new Journal();
    private List<Part> parts = List.of();
    private long hashHigh;
    private long hashLow;
    private int waitingStops;

    Rehearsal(State state, Events events) {
        this.state = state;
        this.events = events;
    }

    /** Says who keeps something in mind. */
    void of(Part... all) {
        parts = List.of(all);
    }

    /** From here on nothing is told, and everything can be taken back. */
    void begin() {
        events.mute();
        hashHigh = state.hash.high();
        hashLow = state.hash.low();
        waitingStops = state.waitingStops;
        parts.forEach(Part::beginRehearsal);
        for (Table table : state.tables()) {
            table.beginRehearsal(journal);
        }
    }

    void end() {
        for (Table table : state.tables()) {
            table.endRehearsal();
        }
        journal.takeBack();
        state.hash.set(hashHigh, hashLow);
        state.waitingStops = waitingStops;
        state.settle();
        parts.forEach(Part::endRehearsal);
        events.unmute(state.legalDay());
    }
}
