package kz.sandyq.operator.cabinet;

import java.util.List;
import kz.sandyq.platform.login.Capacities;

/** Everybody acts for client 7. */
final class OneClient implements Capacities {
    static final long CLIENT = 7;

    @Override
    public List<Capacity> of(long personId) {
        return List.of(new Capacity(CLIENT, "Client"));
    }
}
