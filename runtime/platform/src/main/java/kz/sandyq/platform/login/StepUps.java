package kz.sandyq.platform.login;

import java.util.List;
import kz.sandyq.platform.error.RefusedException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks every registered factor before a dangerous act. */
@Component
public class StepUps {
    private final List<StepUp> factors;

    StepUps(ObjectProvider<StepUp> factors) {
        this.factors = factors.orderedStream().toList();
    }

    /** Refuses with STEP_UP_REQUIRED (403) when a factor has not been shown. */
    public void require(Actor actor, String act) {
        for (StepUp factor : factors) {
            if (!factor.shown(actor, act)) {
                throw new RefusedException("STEP_UP_REQUIRED", factor.factor()).status(403);
            }
        }
    }
}
