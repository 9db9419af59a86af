package kz.sandyq.market;

import kz.sandyq.protocol.RejectCode;
import kz.sandyq.protocol.Rules;
import kz.sandyq.protocol.sbe.GenesisDecoder;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The market: one state machine, one thread, no clock of its own. Applying the same entries in the same order gives the
 * same events, the same answers and the same state hash on every host.
 *
 * <p>Before {@code Genesis} it only counts entries and refuses commands with NOT_STARTED.
 */
public final class MarketCore {
    /** How many commands may be expected at a time; more are not looked at. */
    public static final int MOST_EXPECTED = 16;

    private final EventSink sink;
    private final Command command = new Command();
    private final GenesisDecoder genesis = new GenesisDecoder();
    private final Events events;
    private @Nullable Machine machine;
    private long sequenceBeforeStart;
    private long nowBeforeStart;
    private int unknownFromTheStart;

    /** A market without a past; its first command is Genesis. */
    public MarketCore(EventSink sink) {
        this.sink = sink;
        events = new Events(sink);
    }

    MarketCore(EventSink sink, long sequence, long nowMs) {
        this(sink);
        sequenceBeforeStart = sequence;
        nowBeforeStart = nowMs;
    }

    MarketCore(EventSink sink, Scalars scalars, StateHash hash) {
        this(sink);
        machine = new Machine(scalars, hash, events);
    }

    /**
     * Applies one command of the log. Takes the next sequence whatever the outcome, and ends with a Reply event. Each
     * item of a batch takes a sequence and ends with a Reply; a batch that was applied before takes one sequence and
     * has all its Replies in it.
     *
     * @param timestampMs cluster time of the entry, Unix milliseconds
     * @param buffer holds the command, message header first
     * @throws InvariantViolation when the state contradicts itself; the core may not be used any more
     */
    public void apply(long timestampMs, DirectBuffer buffer, int offset, int length) {
        boolean readable = take(buffer, offset, length);
        Machine running = machine;
        if (running != null) {
            running.apply(timestampMs, command, readable);
        } else {
            begin(timestampMs, readable);
        }
    }

    private boolean take(DirectBuffer buffer, int offset, int length) {
        return command.take(buffer, offset, length) && Templates.isSpoken(command.template, rules());
    }

    /**
     * Takes the next sequence for a command that is not applied: it is refused with QUARANTINED, also when its key
     * comes again, and changes nothing else.
     */
    void quarantine(long timestampMs, DirectBuffer buffer, int offset, int length) {
        boolean readable = take(buffer, offset, length);
        Machine running = machine;
        if (running != null) {
            running.quarantine(timestampMs, command, readable);
        } else {
            sequenceBeforeStart++;
            nowBeforeStart = Math.max(nowBeforeStart, timestampMs);
            events.begin(sequenceBeforeStart, 0);
            answerBeforeStart(readable, RejectCode.QUARANTINED.number());
        }
    }

    /**
     * Shows a command that will be applied soon. A host that holds a batch shows all of it, calls {@link #fetch}, then
     * applies it: what the commands need is then read from memory at the same time and not one after another. Nothing
     * depends on it.
     */
    public void expect(DirectBuffer buffer, int offset, int length) {
        Machine running = machine;
        if (running != null) {
            running.lookahead().expect(buffer, offset, length);
        }
    }

    /** Reads what the commands shown since the last time need. */
    public void fetch() {
        Machine running = machine;
        if (running != null) {
            running.lookahead().fetch();
        }
    }

    /** A beat of the log: expiries, and a step of what is running. Takes the next sequence; has no Reply. */
    public void tick(long timestampMs) {
        Machine running = machine;
        if (running != null) {
            running.tick(timestampMs);
        } else {
            sequenceBeforeStart++;
            nowBeforeStart = Math.max(nowBeforeStart, timestampMs);
        }
    }

    private void begin(long timestampMs, boolean readable) {
        sequenceBeforeStart++;
        nowBeforeStart = Math.max(nowBeforeStart, timestampMs);
        events.begin(sequenceBeforeStart, 0);
        int refused = readable ? checkGenesis() : RejectCode.UNREADABLE_COMMAND.number();
        if (refused == Command.OK) {
            GenesisDecoder in = genesis.wrap(command.buffer, command.offset, command.blockLength, command.version);
            machine = Machine.born(in, rules(in), sequenceBeforeStart, nowBeforeStart, events);
            machine.remember(command);
        }
        answerBeforeStart(readable, refused);
    }

    private void answerBeforeStart(boolean readable, int refused) {
        long keyHigh = readable ? command.keyHigh : 0;
        long keyLow = readable ? command.keyLow : 0;
        events.reply(keyHigh, keyLow, nowBeforeStart, refused, command.template, 0, 0, sequenceBeforeStart, false);
    }

    private int checkGenesis() {
        if (!Templates.knows(command)) {
            return RejectCode.UNSUPPORTED_VERSION.number();
        }
        if (command.template != GenesisDecoder.TEMPLATE_ID) {
            return RejectCode.NOT_STARTED.number();
        }
        GenesisDecoder in = genesis.wrap(command.buffer, command.offset, command.blockLength, command.version);
        boolean fits = in.clusterNumber() >= 1
                && in.demoRaw() <= 1
                && Math.abs((long) in.legalDayOffsetMinutes()) <= 14 * 60
                && in.clockOffsetMs() >= -Clock.MAX_OFFSET_MS
                && in.clockOffsetMs() <= Clock.MAX_OFFSET_MS
                && in.clockJumpLimitMs() >= 1
                && in.keyWindowMs() >= 1
                && in.taskStep() >= 1
                && in.maxFillsPerOrder() >= 1
                && new LimitValues().read(in).inRange();
        if (!fits) {
            return RejectCode.FIELD_OUT_OF_RANGE.number();
        }
        if (rules(in) < Rules.FIRST || rules(in) > Rules.NEWEST) {
            unknownFromTheStart = rules(in) > Rules.NEWEST ? rules(in) : 0;
            return RejectCode.RULES_UNKNOWN.number();
        }
        return in.demoRaw() == 0 && in.clockOffsetMs() != 0 ? RejectCode.DEMO_ONLY.number() : Command.OK;
    }

    /** What a log begins with: the first rules where its Genesis was written before there were others. */
    private int rules(GenesisDecoder in) {
        return command.blockLength < GenesisDecoder.BLOCK_LENGTH ? Rules.FIRST : in.rulesVersion();
    }

    /** True when this number is a template of a command. */
    public static boolean isCommand(int template) {
        return Templates.blockLength(template) != 0;
    }

    /** Sequence of the last command or tick, 0 before the first. */
    public long sequence() {
        Machine running = machine;
        return running == null ? sequenceBeforeStart : running.state().sequence();
    }

    /** Cluster time, Unix milliseconds: never goes back, does not follow a suspect jump, without the demo's offset. */
    public long nowMs() {
        Machine running = machine;
        return running == null ? nowBeforeStart : running.state().scalars.get(Scalars.NOW);
    }

    /** What a demo adds to cluster time, milliseconds; 0 otherwise. */
    public long clockOffsetMs() {
        Machine running = machine;
        return running == null ? 0 : running.state().scalars.get(Scalars.CLOCK_OFFSET);
    }

    /** True while a forward jump of the clock waits for confirmation. */
    public boolean clockSuspect() {
        Machine running = machine;
        return running != null && running.state().expiryStands();
    }

    /** Number of this cluster, 0 before Genesis. */
    public int clusterNumber() {
        Machine running = machine;
        return running == null ? 0 : running.state().scalars.getInt(Scalars.CLUSTER);
    }

    /** True for a log whose Genesis says demo. */
    public boolean demo() {
        Machine running = machine;
        return running != null && running.state().scalars.get(Scalars.DEMO) != 0;
    }

    /** Number of the rules that the log goes by, 0 before Genesis. */
    public int rules() {
        Machine running = machine;
        return running == null ? 0 : running.state().scalars.getInt(Scalars.RULES);
    }

    /** Number of later rules than this build knows, by which the log would go on; 0 when it does not. */
    int unknownRules() {
        Machine running = machine;
        return running == null ? unknownFromTheStart : running.unknownRules();
    }

    /** Upper half of the running state hash. */
    public long stateHashHigh() {
        Machine running = machine;
        return running == null ? 0 : running.state().hash.high();
    }

    /** Lower half of the running state hash. */
    public long stateHashLow() {
        Machine running = machine;
        return running == null ? 0 : running.state().hash.low();
    }

    /** How many assets there are; they count from 1. */
    public int assets() {
        Machine running = machine;
        return running == null ? 0 : running.state().assets.high();
    }

    /**
     * Tells what holders hold of an asset, in no order to rely on: units in circulation, or what is owed to clients.
     * What belongs to nobody yet, and accounts that only balance others, are not among them.
     *
     * @param assetId 1 to {@link #assets}
     */
    public void holdings(long assetId, HoldingSink sink) {
        Machine running = machine;
        if (running == null || assetId < 1 || assetId > assets()) {
            throw new IllegalArgumentException("no asset " + assetId);
        }
        Holdings.each(running.state(), assetId, sink);
    }

    /** True once Genesis was applied. */
    public boolean started() {
        return machine != null;
    }

    /**
     * Checks the whole state, then writes it in canonical order.
     *
     * @throws InvariantViolation when the sweep finds the state wrong
     */
    public void writeSnapshot(SnapshotSink snapshotSink) {
        Machine running = machine;
        if (running != null) {
            Sweep.check(running.state());
        }
        new SnapshotWriter(snapshotSink).write(sequence(), nowMs(), running == null ? null : running.state());
    }

    /** Begins to take a snapshot back: give it every record in order, then {@link Restore#finish}. */
    public static Restore restore(EventSink sink) {
        return new Restore(sink);
    }

    void rebuild() {
        Machine running = machine;
        if (running != null) {
            running.rebuild();
        }
    }

    @Nullable
    State stateOrNull() {
        Machine running = machine;
        return running == null ? null : running.state();
    }

    /** A market on its way back from a snapshot. */
    public static final class Restore {
        private final SnapshotReader reader;

        private Restore(EventSink sink) {
            reader = new SnapshotReader(sink);
        }

        /**
         * One record, in the order in which it was written.
         *
         * @throws IllegalArgumentException when it is no record of a snapshot of this version
         */
        public void onRecord(DirectBuffer buffer, int offset, int length) {
            reader.onRecord(buffer, offset, length);
        }

        /**
         * The market as it was.
         *
         * @throws IllegalArgumentException when records are missing
         * @throws InvariantViolation when the state does not have the hash that the snapshot says
         */
        public MarketCore finish() {
            return reader.finish();
        }
    }
}
