package kz.sandyq.operator.command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import kz.sandyq.cluster.UnknownOutcomeException;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.command.BatchCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.sbe.BatchMode;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Sends at once, waits for the definite answer, then until the read model shows it. */
@Component
class DirectGateway implements CommandGateway, BatchGateway {
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(5);
    private static final Duration READ_WAIT = Duration.ofSeconds(5);

    private final Authorisations authorisations;
    private final Supplier<CommandTransport> transport;
    private final Supplier<@Nullable AnsweredCommands> answered;

    DirectGateway(
            Authorisations authorisations,
            ObjectProvider<CommandTransport> transport,
            ObjectProvider<AnsweredCommands> answered) {
        this.authorisations = authorisations;
        this.transport = SingletonSupplier.of(transport::getObject);
        this.answered = SingletonSupplier.ofNullable(answered::getIfAvailable);
    }

    @Override
    public CommandReply submit(CommandContext context, CommandBody body) {
        Key key = key(context);
        CommandReply reply = send(authorisations.seal(context, key, body));
        if (reply.rejectCode() != RejectCode.APPLIED) {
            RejectCode code = RejectCode.of(reply.rejectCode());
            throw withClause(new RefusedException(code.name()), code);
        }
        await(reply);
        return reply;
    }

    @Override
    public List<CommandReply> submit(CommandContext context, BatchMode mode, List<CommandBody> items) {
        CommandReply reply = send(authorisations.seal(context, key(context), BatchCommands.batch(mode, items)));
        if (reply.items().isEmpty()) {
            throw new RefusedException(RejectCode.of(reply.rejectCode()).name());
        }
        if (mode == BatchMode.ALL_OR_NOTHING) {
            refuseWhole(reply.items());
        }
        await(reply);
        return reply.items();
    }

    /** One of the items has a code of its own; all others were not applied because of it. */
    private static void refuseWhole(List<CommandReply> items) {
        for (int i = 0; i < items.size(); i++) {
            int code = items.get(i).rejectCode();
            if (code != RejectCode.APPLIED && code != RejectCode.BATCH_NOT_APPLIED.number()) {
                RejectCode refused = RejectCode.of(code);
                throw withClause(new BatchRefusedException(refused.name(), i), refused);
            }
        }
    }

    private static RefusedException withClause(RefusedException refusal, RejectCode code) {
        return code.clause().isEmpty() ? refusal : refusal.clause(code.clause());
    }

    private void await(CommandReply reply) {
        AnsweredCommands readModel = answered.get();
        if (readModel != null) {
            readModel.await(reply.sequence(), READ_WAIT);
        }
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
            return transport.get().submit(command).get(ANSWER_WAIT.toMillis(), TimeUnit.MILLISECONDS);
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
