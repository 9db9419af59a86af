package kz.sandyq.operator.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import kz.sandyq.operator.command.DurableOutbox.Waiting;
import kz.sandyq.protocol.RejectCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The single sender of the outbox. Commands of one object go one after the other, those of different objects together.
 * One that gets no definite answer goes again with the same key; its answer and what follows from it are one
 * transaction, begun when the read model holds what the answer speaks of: whoever sees the outcome may go on with it.
 * A read model that is behind keeps back what else waits no longer than {@code sandyq.outbox.read-wait-ms}.
 */
@Component
class OutboxSender {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);
    private static final int TOGETHER = 64;
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(5);
    private final DurableOutbox outbox;
    private final TransactionTemplate transactions;
    private final ObjectProvider<CommandTransport> transport;
    private final ObjectProvider<AnsweredCommands> answered;
    private final ObjectProvider<CommandAnswerHandler> handlers;
    private final Duration readWait;

    OutboxSender(
            DurableOutbox outbox,
            TransactionTemplate transactions,
            ObjectProvider<CommandTransport> transport,
            ObjectProvider<AnsweredCommands> answered,
            ObjectProvider<CommandAnswerHandler> handlers,
            @Value("${sandyq.outbox.read-wait-ms:500}") long readWaitMs) {
        this.outbox = outbox;
        this.transactions = transactions;
        this.transport = transport;
        this.answered = answered;
        this.handlers = handlers;
        this.readWait = Duration.ofMillis(readWaitMs);
    }

    private record Sent(Waiting waiting, CompletableFuture<CommandReply> reply) {}

    /** Sends until nothing waits that could be sent; one run at a time. */
    @Scheduled(fixedDelayString = "${sandyq.outbox.pause-ms:100}")
    synchronized void run() {
        CommandTransport way = transport.getIfAvailable();
        boolean progress = way != null;
        while (progress && way != null && !Thread.currentThread().isInterrupted()) {
            progress = round(way);
        }
    }

    private boolean round(CommandTransport way) {
        List<Sent> sent = new ArrayList<>();
        for (Waiting waiting : outbox.heads(TOGETHER)) {
            try {
                sent.add(new Sent(waiting, way.submit(waiting.command())));
            } catch (TransportBusyException full) {
                break;
            }
        }
        if (sent.isEmpty()) {
            return false;
        }
        Map<String, CommandAnswerHandler> byType =
                handlers.stream().collect(Collectors.toMap(CommandAnswerHandler::objectType, Function.identity()));
        boolean progress = false;
        for (Sent each : sent) {
            progress |= finish(each, byType);
        }
        return progress;
    }

    private boolean finish(Sent sent, Map<String, CommandAnswerHandler> byType) {
        try {
            CommandReply reply = sent.reply().get(ANSWER_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            if (reply.rejectCode() == RejectCode.KEY_FROM_FUTURE.number()) {
                return false;
            }
            if (reply.rejectCode() == RejectCode.TOO_OLD.number()) {
                return recall(sent.waiting(), reply, byType);
            }
            answered.ifAvailable(readModel -> readModel.await(reply.sequence(), readWait));
            return store(sent.waiting(), reply, byType);
        } catch (TimeoutException | ExecutionException unanswered) {
            LOG.warn("outbox {}: no answer yet", sent.waiting().id(), unanswered);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /**
     * The log no longer remembers so old a key: the read model says what came of it, and if nothing did it goes anew.
     */
    private boolean recall(Waiting waiting, CommandReply tooOld, Map<String, CommandAnswerHandler> byType) {
        AnsweredCommands readModel = answered.getIfAvailable();
        if (readModel == null || !readModel.await(tooOld.sequence(), ANSWER_WAIT)) {
            return false;
        }
        Optional<CommandReply> past = readModel.find(waiting.key());
        if (past.isPresent() && past.get().rejectCode() != RejectCode.TOO_OLD.number()) {
            return store(waiting, past.get(), byType);
        }
        outbox.rekey(waiting);
        return true;
    }

    private boolean store(Waiting waiting, CommandReply reply, Map<String, CommandAnswerHandler> byType) {
        CommandAnswerHandler handler = byType.get(waiting.objectType());
        if (handler == null) {
            LOG.error("outbox {}: nobody takes answers of {}", waiting.id(), waiting.objectType());
            return false;
        }
        try {
            transactions.executeWithoutResult(status -> {
                if (outbox.answer(waiting.id(), reply)) {
                    handler.answered(waiting.objectId(), reply);
                }
            });
            return true;
        } catch (RuntimeException fault) {
            LOG.error("outbox {}: the answer of {} could not be taken", waiting.id(), waiting.objectType(), fault);
            return false;
        }
    }
}
