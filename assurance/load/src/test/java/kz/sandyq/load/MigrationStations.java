package kz.sandyq.load;

import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Says which migration of the database begins. */
final class MigrationStations implements Callback {
    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        OperatorMain.say("migrating " + context.getMigrationInfo().getVersion());
    }

    @Override
    public String getCallbackName() {
        return "stations";
    }
}
