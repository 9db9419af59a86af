package kz.sandyq.operator.command;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kz.sandyq.cluster.UnknownOutcomeException;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Key;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Sends at once, waits for the definite answer, then until the read model shows it. */
@Component
class DirectGateway implements CommandGateway {
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(5);
    private static final Duration READ_WAIT = Duration.ofSeconds(5);

    private final Authorisations authorisations;
    private final ObjectProvider<CommandTransport> transport;
    private final ObjectProvider<AnsweredCommands> answered;

    DirectGateway(
            Authorisations authorisations,
            ObjectProvider<CommandTransport> transport,
            ObjectProvider<AnsweredCommands> answered) {
        this.authorisations = authorisations;
        this.transport = transport;
        this.answered = answered;
    }

    @Override
    public CommandReply submit(CommandContext context, CommandBody body) {
        Key key = key(context);
        CommandReply reply = send(authorisations.seal(context, key, body));
        if (reply.rejectCode() != RejectCode.APPLIED) {
            RejectCode code = RejectCode.of(reply.rejectCode());
            RefusedException refusal = new RefusedException(code.name());
            throw code.clause().isEmpty() ? refusal : refusal.clause(code.clause());
        }
        answered.ifAvailable(readModel -> readModel.await(reply.sequence(), READ_WAIT));
        return reply;
    }

    private static Key key(CommandContext context) {
        try {
            return Key.ofRequest(context.clientId(), context.idempotencyKey());
        } catch (IllegalArgumentException notVersion7) {
            throw new RefusedException("IDEMPOTENCY_KEY_INVALID").status(400);
        }
    }

    private CommandReply send(byte[] command) {
        try {
            return transport.getObject().submit(command).get(ANSWER_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TransportBusyException full) {
            throw busy();
        } catch (TimeoutException late) {
            throw new RefusedException("ANSWER_PENDING").status(503);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RefusedException("ANSWER_PENDING").status(503);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof TransportBusyException) {
                throw busy();
            }
            if (failed.getCause() instanceof UnknownOutcomeException) {
                throw new RefusedException("ANSWER_PENDING").status(503);
            }
            throw new IllegalStateException("the log did not answer", failed.getCause());
        }
    }

    private static RefusedException busy() {
        return new RefusedException("BUSY").status(503);
    }
}
