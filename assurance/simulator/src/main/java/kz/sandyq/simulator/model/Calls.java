package kz.sandyq.simulator.model;

import java.util.Comparator;
import java.util.Optional;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.simulator.model.Things.Instrument;
import kz.sandyq.simulator.schema.Message;

/** Pairs that come into a session, and calls that a volatile price opens and the clock may end. */
final class Calls {
    private final World world;

    Calls(World world) {
        this.world = world;
    }

    void enter(Instrument instrument, Session next, long reason) {
        instrument.status = next.status;
        instrument.phase = next.phase;
        instrument.haltReason = reason;
        changed(world, instrument);
    }

    static void changed(World world, Instrument instrument) {
        world.say(new Message("InstrumentChanged")
                .with("instrumentId", instrument.id)
                .with("baseAssetId", instrument.base)
                .with("quoteAssetId", instrument.quote)
                .with("lotQuantity", instrument.lot.longValueExact())
                .with("tickMinor", instrument.tick.longValueExact())
                .with("symbol", instrument.symbol)
                .with("status", instrument.status)
                .with("haltReason", instrument.haltReason)
                .with("phase", instrument.phase)
                .with("callEndsAtMs", instrument.callEnds)
                .with("ground", world.ground));
    }

    /** A trade would have left its band: a call takes its place, for as long as the rules say. */
    void interrupt(Instrument instrument) {
        long lasts = world.rule(instrument).interruptionMs;
        instrument.callEnds = lasts == 0 ? 0 : world.logicalNow() + lasts;
        enter(instrument, Session.UNSCHEDULED, HaltReason.VOLATILITY.value());
    }

    /** The call that ends next by itself. */
    Optional<Instrument> firstToEnd() {
        return world.instruments.stream()
                .filter(each -> each.callEnds != 0)
                .min(Comparator.comparingLong((Instrument each) -> each.callEnds)
                        .thenComparingLong(each -> each.id));
    }
}
