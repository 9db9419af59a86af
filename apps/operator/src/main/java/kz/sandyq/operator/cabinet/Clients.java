package kz.sandyq.operator.cabinet;

import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.CurrentActor;

/** For which client the present request acts. */
final class Clients {
    private Clients() {}

    /** The client relation; refuses with NO_CLIENT_RELATION (403) when the person acts for none. */
    static long of(CurrentActor actor) {
        return actor.get().clientRelationId().orElseThrow(() -> new RefusedException("NO_CLIENT_RELATION").status(403));
    }
}
