package kz.sandyq.operator.acts;

import java.util.List;
import java.util.Set;
import kz.sandyq.operator.command.LogRules;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.readmodel.FeeQueries;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What can be refused before the core is asked; whether the thing is free, only the core knows. */
@Component
class ActChecks {
    private static final Set<String> STOPPED = Set.of("TRADING_HALT", "NOT_AVAILABLE_FOR_TRADING");

    private final FeeQueries fees;
    private final LogRules rules;

    ActChecks(JdbcClient jdbc, LogRules rules) {
        this.fees = new FeeQueries(jdbc);
        this.rules = rules;
    }

    /**
     * Refuses with PAIR_HALTED, NOT_HALTED, REFUND_EXCEEDS_FEE and RULES_NOT_EVERYWHERE; what was stopped is started
     * again by two persons, never by the order of the day.
     */
    void check(ActKind kind, Given given) {
        checkPair(kind, given);
        checkRules(kind, given);
        if (kind.name().equals(FeeActKinds.REFUND)) {
            long money = given.id("moneyAsset");
            long paid = fees.paid(given.id("account"), money, given.id("charge"));
            if (given.quantity("amount", money) > paid) {
                throw new RefusedException("REFUND_EXCEEDS_FEE").field("amount");
            }
        }
    }

    /** Refuses with RULES_NOT_EVERYWHERE: a member that does not know the rules would have to stop. */
    void checkRules(ActKind kind, Given given) {
        if (kind.name().equals(StatusActKinds.RULES)) {
            List<String> without = rules.unknownTo((int) given.whole("rules"));
            if (!without.isEmpty()) {
                throw new RefusedException("RULES_NOT_EVERYWHERE", String.join(", ", without)).field("rules");
            }
        }
    }

    private static void checkPair(ActKind kind, Given given) {
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
