package kz.sandyq.operator.cabinet;

import java.util.ArrayList;
import java.util.List;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandOutbox;
import kz.sandyq.protocol.command.CommandBody;

/** An outbox whose commands the test answers. */
final class QueuedCommands implements CommandOutbox {
    final List<Queued> queued = new ArrayList<>();

    /** A command as it was queued. */
    record Queued(String objectType, long objectId, CommandContext context) {}

    @Override
    public long enqueue(String objectType, long objectId, CommandContext context, CommandBody body) {
        queued.add(new Queued(objectType, objectId, context));
        return queued.size();
    }
}
