package kz.sandyq.operator.money;

import java.util.UUID;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandOutbox;
import kz.sandyq.protocol.command.CommandBody;
import org.springframework.beans.factory.ObjectProvider;

/** Money's commands through the outbox of the operator. */
final class OutboxCommands implements CoreCommands {
    private static final String CLIENT_ID = "money";

    private final ObjectProvider<CommandOutbox> outbox;

    OutboxCommands(ObjectProvider<CommandOutbox> outbox) {
        this.outbox = outbox;
    }

    @Override
    public void enqueue(Kind kind, long objectId, UUID key, Persons persons, CommandBody body) {
        var context = new CommandContext(CLIENT_ID, key, 0, persons.first(), persons.second());
        outbox.getObject().enqueue(kind.objectType(), objectId, context, body);
    }
}
