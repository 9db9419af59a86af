package kz.sandyq.operator.facts;

import java.time.Duration;
import java.time.Instant;
import kz.sandyq.operator.command.CommandAnswerHandler;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandOutbox;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.command.CommandTransport;
import kz.sandyq.operator.command.LogRules;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.platform.fact.FactQueue;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.Rules;
import kz.sandyq.protocol.command.FactCommands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends the facts of the house to the log, up to 64 in one command, through the outbox: a fact is in one batch, a batch
 * has one key until it is answered. While the log does not answer, or goes by rules that do not know facts, few batches
 * wait and the facts behind them stay.
 */
@Component
class FactSender implements CommandAnswerHandler {
    static final String OBJECT = "FACTS";

    private static final Logger LOG = LoggerFactory.getLogger(FactSender.class);
    private static final int MOST_UNANSWERED = 4;
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(1);

    private final FactQueue facts;
    private final CommandOutbox outbox;
    private final RequestKeys keys;
    private final SandyqClock clock;
    private final TransactionTemplate transactions;
    private final ObjectProvider<CommandTransport> transport;
    private final LogRules rules;
    private volatile Instant notBefore = Instant.MIN;
    private boolean spoken;

    FactSender(
            FactQueue facts,
            CommandOutbox outbox,
            RequestKeys keys,
            SandyqClock clock,
            TransactionTemplate transactions,
            ObjectProvider<CommandTransport> transport,
            LogRules rules) {
        this.facts = facts;
        this.outbox = outbox;
        this.keys = keys;
        this.clock = clock;
        this.transactions = transactions;
        this.transport = transport;
        this.rules = rules;
    }

    /** Takes what waits into batches; without a log everything goes on waiting. */
    @Scheduled(initialDelayString = "${sandyq.facts.pause-ms:1000}", fixedDelayString = "${sandyq.facts.pause-ms:1000}")
    synchronized void run() {
        boolean goOn = transport.getIfAvailable() != null && !clock.instant().isBefore(notBefore) && spoken();
        while (goOn && !Thread.currentThread().isInterrupted()) {
            goOn = Boolean.TRUE.equals(transactions.execute(status -> take()));
        }
    }

    /** Whether the log goes by rules that know facts; rules do not go back. */
    private boolean spoken() {
        spoken = spoken || rules.reach(Rules.FACTS);
        return spoken;
    }

    /** True when there may be more to take. */
    private boolean take() {
        if (facts.unanswered() >= MOST_UNANSWERED) {
            return false;
        }
        FactQueue.Batch batch = facts.take(FactCommands.MAX_FACTS);
        if (batch.facts().isEmpty()) {
            return false;
        }
        outbox.enqueue(
                OBJECT,
                batch.id(),
                new CommandContext("facts", keys.next(), 0, 0, 0),
                FactCommands.recordFacts(batch.facts()));
        return batch.facts().size() == FactCommands.MAX_FACTS;
    }

    @Override
    public String objectType() {
        return OBJECT;
    }

    @Override
    public void answered(long batch, CommandReply reply) {
        if (reply.rejectCode() == RejectCode.APPLIED) {
            facts.recorded(batch, reply.sequence());
        } else {
            LOG.error("facts of batch {} were refused with {}", batch, RejectCode.of(reply.rejectCode()));
            facts.refused(batch);
            notBefore = clock.instant().plus(AFTER_REFUSAL);
        }
    }
}
