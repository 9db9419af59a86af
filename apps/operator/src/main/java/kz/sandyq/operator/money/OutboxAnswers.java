package kz.sandyq.operator.money;

import kz.sandyq.operator.command.CommandAnswerHandler;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.money.CoreCommands.Answer;
import kz.sandyq.operator.money.CoreCommands.Kind;

/** Answers of the outbox for one kind of money's commands. */
final class OutboxAnswers implements CommandAnswerHandler {
    private final Kind kind;
    private final MoneyAnswers answers;

    OutboxAnswers(Kind kind, MoneyAnswers answers) {
        this.kind = kind;
        this.answers = answers;
    }

    @Override
    public String objectType() {
        return kind.objectType();
    }

    @Override
    public void answered(long objectId, CommandReply reply) {
        answers.answered(kind, objectId, new Answer(reply.sequence(), reply.rejectCode(), reply.resultId()));
    }
}
