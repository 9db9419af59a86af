package kz.sandyq.operator.acts;

import java.util.Set;
import kz.sandyq.platform.error.RefusedException;
import org.springframework.stereotype.Component;

/** What can be refused before the core is asked; whether the thing is free, only the core knows. */
@Component
class ActChecks {
    private static final Set<String> STOPPED = Set.of("TRADING_HALT", "NOT_AVAILABLE_FOR_TRADING");

    /** Refuses with PAIR_HALTED: what was stopped is started again by two persons, never by the order of the day. */
    void check(ActKind kind, Given given) {
        if (kind.name().equals(TradingActKinds.PHASE)
                && STOPPED.contains(given.pair("pair").status())) {
            throw new RefusedException("PAIR_HALTED").field("pair");
        }
        if (kind.name().equals(TradingActKinds.REOPENING)
                && !given.pair("pair").status().equals("TRADING_HALT")) {
            throw new RefusedException("NOT_HALTED").field("pair");
        }
    }
}
