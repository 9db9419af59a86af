package kz.sandyq.operator.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kz.sandyq.operator.OperatorTest;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import kz.sandyq.protocol.sbe.MessageHeaderEncoder;
import kz.sandyq.protocol.sbe.OpenWalletDecoder;
import kz.sandyq.protocol.sbe.WalletKind;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Import(OutboxTest.Handlers.class)
class OutboxTest extends OperatorTest {
    @Autowired
    CommandOutbox outbox;

    @Autowired
    CommandGateway gateway;

    @Autowired
    OutboxSender sender;

    @Autowired
    RequestKeys keys;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient database;

    @Autowired
    Answers answers;

    record Answer(long objectId, CommandReply reply) {}

    static final class Answers implements CommandAnswerHandler {
        final List<Answer> taken = new ArrayList<>();
        final List<Long> ahead = new ArrayList<>();
        private final ObjectProvider<AnsweredCommands> readModel;
        boolean refuses;

        Answers(ObjectProvider<AnsweredCommands> readModel) {
            this.readModel = readModel;
        }

        @Override
        public String objectType() {
            return "test";
        }

        @Override
        public synchronized void answered(long objectId, CommandReply reply) {
            if (refuses) {
                refuses = false;
                throw new IllegalStateException("not now");
            }
            taken.add(new Answer(objectId, reply));
            if (!readModel.getObject().await(reply.sequence(), Duration.ZERO)) {
                ahead.add(reply.sequence());
            }
        }

        synchronized List<Answer> of(long objectId) {
            return taken.stream().filter(each -> each.objectId() == objectId).toList();
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Handlers {
        @Bean
        Answers testAnswers(ObjectProvider<AnsweredCommands> readModel) {
            return new Answers(readModel);
        }
    }

    @Test
    void answersComeInOrderOnceThoughAnswersAreLostAndTheirTakerFails() {
        core.loseAnswers(3);
        answers.refuses = true;
        for (int i = 0; i < 5; i++) {
            enqueue(7, wallet(100 + i), keys.next());
        }
        for (int i = 0; i < 12; i++) {
            sender.run();
        }
        List<Answer> taken = answers.of(7);
        assertThat(taken).hasSize(5);
        assertThat(taken).extracting(each -> each.reply().rejectCode()).containsOnly(0);
        assertThat(taken).extracting(each -> each.reply().resultId()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void anAnswerIsTakenWhenTheReadModelHoldsIt() {
        for (int i = 0; i < 20; i++) {
            enqueue(1_000 + i, wallet(600 + i), keys.next());
        }
        sender.run();
        assertThat(answers.of(1_019)).hasSize(1);
        assertThat(answers.ahead).isEmpty();
    }

    @Test
    void sameKeyIsEnqueuedOnce() {
        UUID key = keys.next();
        assertThat(enqueue(8, wallet(200), key)).isEqualTo(enqueue(8, wallet(200), key));
        sender.run();
        sender.run();
        assertThat(answers.of(8)).hasSize(1);
    }

    @Test
    void outsideATransactionNothingIsEnqueued() {
        assertThatThrownBy(() -> outbox.enqueue("test", 9, context(keys.next()), wallet(1)))
                .isInstanceOf(org.springframework.transaction.IllegalTransactionStateException.class);
    }

    @Test
    void rolledBackDecisionSendsNothing() {
        transactions.executeWithoutResult(status -> {
            outbox.enqueue("test", 10, context(keys.next()), wallet(1));
            status.setRollbackOnly();
        });
        sender.run();
        assertThat(answers.of(10)).isEmpty();
    }

    @Test
    void gatewayGivesTheSameAnswerToTheSameKeyAndRefusesByItsCode() {
        UUID key = keys.next();
        CommandReply first = gateway.submit(context(key), wallet(300));
        CommandReply again = gateway.submit(context(key), wallet(300));
        assertThat(again).isEqualTo(first);
        assertThat(first.resultId()).isPositive();
        assertThatThrownBy(() -> gateway.submit(context(key), wallet(301)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("KEY_CONTENT_MISMATCH"));
    }

    @Test
    void fullWindowIsBusy() {
        core.setFull(true);
        try {
            assertThatThrownBy(() -> gateway.submit(context(keys.next()), wallet(400)))
                    .isInstanceOfSatisfying(RefusedException.class, refusal -> {
                        assertThat(refusal.code()).isEqualTo("BUSY");
                        assertThat(refusal.status()).isEqualTo(503);
                    });
        } finally {
            core.setFull(false);
        }
    }

    @Test
    void logHoldsTheHashOfTheRecordThatIsKeptHere() {
        gateway.submit(context(keys.next()), wallet(500));
        byte[] command = core.log().getLast();
        var decoder =
                new OpenWalletDecoder().wrapAndApplyHeader(new UnsafeBuffer(command), 0, new MessageHeaderDecoder());
        assertThat(command.length).isGreaterThan(MessageHeaderEncoder.ENCODED_LENGTH);
        byte[] hash = new byte[32];
        decoder.header().getAuthorisationHash(hash, 0, 32);
        var row = database.sql("select salt, record from operator.command_authorisation where hash = :hash")
                .param("hash", hash)
                .query()
                .singleRow();
        String record = String.valueOf(row.get("record"));
        assertThat(Authorisations.hash((byte[]) java.util.Objects.requireNonNull(row.get("salt")), record))
                .isEqualTo(hash);
        assertThat(record)
                .startsWith("{\"actor\":\"5\",\"approvals\":[\"11\",\"12\"],\"capacity\":\"\",\"command\":\"11\"");
    }

    private long enqueue(long objectId, CommandBody body, UUID key) {
        return java.util.Objects.requireNonNull(
                transactions.execute(status -> outbox.enqueue("test", objectId, context(key), body)));
    }

    private static CommandContext context(UUID key) {
        return new CommandContext("test", key, 5, 11, 12);
    }

    private static CommandBody wallet(long holder) {
        return AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(holder)));
    }
}
