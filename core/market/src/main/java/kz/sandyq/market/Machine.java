package kz.sandyq.market;

import kz.sandyq.market.Rows.RememberedKey;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.Rules;
import kz.sandyq.protocol.sbe.ActivateRulesDecoder;
import kz.sandyq.protocol.sbe.BatchDecoder;
import kz.sandyq.protocol.sbe.CommandHeaderDecoder;
import kz.sandyq.protocol.sbe.GenesisDecoder;

/** What every entry goes through: its sequence, its time, its key, its command, the checks, the hash, the answer. */
final class Machine {
    private static final int FUTURE_TOLERANCE_MS = 1_000;

    private final State state;
    private final Scalars scalars;
    private final Events events;
    private final Clock clock;
    private final Market market;
    private final Lookahead lookahead;
    private final Batches batches;
    private int unknownRules;

    Machine(Scalars scalars, StateHash hash, Events events) {
        this.scalars = scalars;
        this.events = events;
        state = new State(scalars, hash);
        clock = new Clock(scalars, events);
        Rehearsal rehearsal = new Rehearsal(state, events);
        market = new Market(state, events, clock, rehearsal);
        lookahead = new Lookahead(state);
        batches = new Batches(state, events, market, lookahead, rehearsal);
    }

    static Machine born(GenesisDecoder in, int rules, long sequence, long nowMs, Events events) {
        StateHash hash = new StateHash();
        Scalars scalars = new Scalars(hash);
        scalars.set(Scalars.SEQUENCE, sequence);
        scalars.set(Scalars.NOW, nowMs);
        scalars.set(Scalars.FORGOTTEN_UP_TO, -1);
        scalars.set(Scalars.CLUSTER, in.clusterNumber());
        scalars.set(Scalars.DEMO, in.demoRaw());
        scalars.set(Scalars.CLOCK_OFFSET, in.clockOffsetMs());
        scalars.set(Scalars.LEGAL_DAY_OFFSET, in.legalDayOffsetMinutes());
        scalars.set(Scalars.JUMP_LIMIT, in.clockJumpLimitMs());
        scalars.set(Scalars.KEY_WINDOW, in.keyWindowMs());
        scalars.set(Scalars.TASK_STEP, in.taskStep());
        scalars.set(Scalars.MAX_FILLS, in.maxFillsPerOrder());
        scalars.set(Scalars.RULES, rules);
        new LimitValues().read(in).write(scalars);
        return new Machine(scalars, hash, events);
    }

    /** Makes what is derived, once the rows are back. */
    void rebuild() {
        state.rebuild();
        market.rebuild();
    }

    Lookahead lookahead() {
        return lookahead;
    }

    State state() {
        return state;
    }

    void apply(long timestampMs, Command command, boolean readable) {
        long sequence = enter(timestampMs);
        state.keyWindow.forgetExpired();
        if (!readable) {
            answer(command, 0, 0, RejectCode.UNREADABLE_COMMAND.number(), sequence, false);
            return;
        }
        int refused = Templates.knows(command) ? Command.OK : RejectCode.UNSUPPORTED_VERSION.number();
        if (refused == Command.OK && command.keyCreatedAtMs > clock.latestMs() + FUTURE_TOLERANCE_MS) {
            refused = RejectCode.KEY_FROM_FUTURE.number();
        }
        if (refused != Command.OK) {
            answer(command, command.keyHigh, command.keyLow, refused, sequence, false);
            return;
        }
        int known = state.keyWindow.find(command.keyHigh, command.keyLow);
        if (known != Table.NONE) {
            repeat(command, known);
            return;
        }
        if (state.keyWindow.isTooOld(command.keyCreatedAtMs)) {
            answer(command, command.keyHigh, command.keyLow, RejectCode.TOO_OLD.number(), sequence, false);
            return;
        }
        if (command.template == BatchDecoder.TEMPLATE_ID) {
            batches.apply(command, content(command));
            return;
        }
        refused = market.execute(command);
        if (refused != Command.OK) {
            command.resultId = 0;
            command.resultAmount = 0;
        }
        if (refused == RejectCode.RULES_UNKNOWN.number()) {
            noteUnknownRules(command);
        }
        remember(command, refused);
        market.afterCommand();
        answer(command, command.keyHigh, command.keyLow, refused, sequence, false);
    }

    /** Takes the entry's sequence, refuses it and remembers that under its key, where the key could have come in. */
    void quarantine(long timestampMs, Command command, boolean readable) {
        long sequence = enter(timestampMs);
        state.keyWindow.forgetExpired();
        int refused = RejectCode.QUARANTINED.number();
        if (readable
                && command.keyCreatedAtMs <= clock.latestMs() + FUTURE_TOLERANCE_MS
                && state.keyWindow.find(command.keyHigh, command.keyLow) == Table.NONE
                && !state.keyWindow.isTooOld(command.keyCreatedAtMs)) {
            remember(command, refused);
        }
        answer(command, readable ? command.keyHigh : 0, readable ? command.keyLow : 0, refused, sequence, false);
    }

    /** Number of later rules than this build knows that two persons have activated; 0 when they have not. */
    int unknownRules() {
        return unknownRules;
    }

    private void noteUnknownRules(Command command) {
        int version = new ActivateRulesDecoder()
                .wrap(command.buffer, command.offset, command.blockLength, command.version)
                .rulesVersion();
        if (version > Rules.NEWEST) {
            unknownRules = version;
        }
    }

    void tick(long timestampMs) {
        enter(timestampMs);
        state.keyWindow.forgetExpired();
        market.tick();
        market.afterCommand();
        settle();
    }

    private long enter(long timestampMs) {
        long sequence = scalars.increment(Scalars.SEQUENCE);
        events.begin(sequence, state.legalDay());
        if (clock.given(timestampMs)) {
            events.legalDay(state.legalDay());
        }
        return sequence;
    }

    /** Genesis is remembered like any command. */
    void remember(Command command) {
        remember(command, Command.OK);
        settle();
    }

    private void remember(Command command, int refused) {
        state.keyWindow.remember(
                command.keyHigh,
                command.keyLow,
                command.keyCreatedAtMs,
                content(command),
                refused,
                command.resultId,
                command.resultAmount);
    }

    private void repeat(Command command, int known) {
        Table keys = state.keys;
        if (keys.get(known, RememberedKey.CONTENT) != content(command)) {
            int mismatch = RejectCode.KEY_CONTENT_MISMATCH.number();
            answer(command, command.keyHigh, command.keyLow, mismatch, state.sequence(), false);
            return;
        }
        if (keys.get(known, RememberedKey.REJECT_CODE) < 0) {
            batches.repeat(command, known);
            return;
        }
        command.resultId = keys.get(known, RememberedKey.RESULT_ID);
        command.resultAmount = keys.get(known, RememberedKey.RESULT_AMOUNT);
        answer(
                command,
                command.keyHigh,
                command.keyLow,
                keys.getInt(known, RememberedKey.REJECT_CODE),
                keys.get(known, RememberedKey.SEQUENCE),
                true);
    }

    private long content(Command command) {
        int body = command.offset + CommandHeaderDecoder.ENCODED_LENGTH;
        return Content.of(command.bytes, body, command.limit, command.template);
    }

    private void answer(
            Command command, long keyHigh, long keyLow, int refused, long answeredSequence, boolean repeated) {
        settle();
        events.reply(
                keyHigh,
                keyLow,
                scalars.get(Scalars.NOW),
                refused,
                command.template,
                command.resultId,
                command.resultAmount,
                answeredSequence,
                repeated);
    }

    private void settle() {
        market.balances().checkConserved();
        state.settle();
    }
}
