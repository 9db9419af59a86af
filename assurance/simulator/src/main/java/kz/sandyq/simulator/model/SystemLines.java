package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;

import java.util.List;
import kz.sandyq.protocol.RejectCode;
import kz.sandyq.simulator.schema.Message;

/** Start, clock, limits, rules. */
final class SystemLines implements Contract.Family {
    private static final long NEWEST_RULES = 3;
    private static final long LARGEST_LIMIT = 1L << 24;
    private static final long HUNDRED_YEARS_MS = 36_525L * 86_400_000L;

    private final World world;

    SystemLines(World world) {
        this.world = world;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(
                Contract.line("Genesis", in -> Refused.when(true, ALREADY_STARTED), ALREADY_STARTED),
                Contract.line("RaiseLimits", this::raise, SECOND_PERSON_REQUIRED, FIELD_OUT_OF_RANGE, LIMIT_NOT_RAISED),
                Contract.line(
                        "ConfirmClock",
                        this::confirm,
                        SECOND_PERSON_REQUIRED,
                        FIELD_OUT_OF_RANGE,
                        CLOCK_NOT_SUSPECT,
                        CLOCK_CONFIRMATION_STALE),
                Contract.line("AdvanceDemoClock", this::advance, DEMO_ONLY, FIELD_OUT_OF_RANGE, CLOCK_OFFSET_BACKWARDS),
                Contract.line("ActivateRules", this::activate, SECOND_PERSON_REQUIRED, RULES_UNKNOWN));
    }

    void begin(Message in, long sequence, long now) {
        boolean fits = in.number("clusterNumber") >= 1
                && in.number("demo") <= 1
                && Math.abs(in.number("legalDayOffsetMinutes")) <= 14 * 60
                && Math.abs(in.number("clockOffsetMs")) <= HUNDRED_YEARS_MS
                && in.number("clockOffsetMs") != Long.MIN_VALUE
                && in.number("clockJumpLimitMs") >= 1
                && in.number("keyWindowMs") >= 1
                && in.number("taskStep") >= 1
                && in.number("maxFillsPerOrder") >= 1;
        Refused.when(!fits, FIELD_OUT_OF_RANGE);
        checkLimits(in);
        Refused.when(in.number("rulesVersion") < 1 || in.number("rulesVersion") > NEWEST_RULES, RULES_UNKNOWN);
        Refused.when(!in.flag("demo") && in.number("clockOffsetMs") != 0, DEMO_ONLY);
        world.scalar("SEQUENCE", sequence);
        world.scalar("NOW", now);
        world.scalar("FORGOTTEN_UP_TO", -1);
        world.scalar("CLUSTER", in.number("clusterNumber"));
        world.scalar("DEMO", in.number("demo"));
        world.scalar("CLOCK_OFFSET", in.number("clockOffsetMs"));
        world.scalar("LEGAL_DAY_OFFSET", in.number("legalDayOffsetMinutes"));
        world.scalar("JUMP_LIMIT", in.number("clockJumpLimitMs"));
        world.scalar("KEY_WINDOW", in.number("keyWindowMs"));
        world.scalar("TASK_STEP", in.number("taskStep"));
        world.scalar("MAX_FILLS", in.number("maxFillsPerOrder"));
        world.scalar("RULES", in.number("rulesVersion"));
        takeLimits(in);
    }

    private static String field(String limit) {
        return "max" + limit.charAt(0) + limit.substring(1).toLowerCase(java.util.Locale.ROOT);
    }

    private static void checkLimits(Message in) {
        for (String limit : World.LIMITS) {
            long value = in.number(field(limit));
            Refused.when(value < 1 || value > LARGEST_LIMIT, FIELD_OUT_OF_RANGE);
        }
        boolean fits = in.number("maxWallets") <= LARGEST_LIMIT / 2 && in.number("maxInstruments") < 1 << 16;
        Refused.when(!fits, FIELD_OUT_OF_RANGE);
    }

    private void takeLimits(Message in) {
        World.LIMITS.forEach(limit -> world.scalar("MAX_" + limit, in.number(field(limit))));
    }

    private void raise(Message in) {
        world.needTwoPersons();
        checkLimits(in);
        for (String limit : World.LIMITS) {
            Refused.when(in.number(field(limit)) < world.limit(limit), LIMIT_NOT_RAISED);
        }
        takeLimits(in);
        limitsChanged();
    }

    private void limitsChanged() {
        world.say(new Message("LimitsChanged").with("rulesVersion", world.scalar("RULES")));
    }

    private void activate(Message in) {
        world.needTwoPersons();
        long version = in.number("rulesVersion");
        Refused.when(version < world.scalar("RULES") || version > NEWEST_RULES, RULES_UNKNOWN);
        world.scalar("RULES", version);
        limitsChanged();
    }

    /** An entry was written at this time. A jump too far forward is not believed. */
    void timeIs(long timestampMs) {
        boolean suspect = world.scalar("SUSPECT") != 0;
        if (timestampMs - world.scalar("NOW") > world.scalar("JUMP_LIMIT")) {
            world.scalar("SUSPECT", 1);
            world.scalar("SUSPECT_TIME", timestampMs);
            if (!suspect) {
                clockChanged();
            }
            return;
        }
        if (suspect) {
            calm();
        }
        world.scalar("NOW", Math.max(world.scalar("NOW"), timestampMs));
    }

    private void calm() {
        world.scalar("SUSPECT", 0);
        world.scalar("SUSPECT_TIME", 0);
        clockChanged();
    }

    private void clockChanged() {
        world.say(new Message("ClockChanged")
                .with("suspect", world.scalar("SUSPECT"))
                .with("clockOffsetMs", world.scalar("CLOCK_OFFSET"))
                .with("lastGoodMs", world.scalar("NOW")));
    }

    private void confirm(Message in) {
        if (world.scalar("DEMO") == 0) {
            world.needTwoPersons();
        }
        Refused.when(in.number("cause") < 1 || in.number("cause") > 3, FIELD_OUT_OF_RANGE);
        Refused.when(world.scalar("SUSPECT") == 0, CLOCK_NOT_SUSPECT);
        long suspect = world.scalar("SUSPECT_TIME");
        boolean fresh = in.number("lastMs") == world.scalar("NOW")
                && Math.abs(suspect - in.number("nowMs")) <= world.scalar("JUMP_LIMIT");
        Refused.when(!fresh, CLOCK_CONFIRMATION_STALE);
        world.scalar("NOW", suspect);
        calm();
    }

    private void advance(Message in) {
        Refused.when(world.scalar("DEMO") == 0, DEMO_ONLY);
        Refused.when(in.number("clockOffsetMs") > HUNDRED_YEARS_MS, FIELD_OUT_OF_RANGE);
        Refused.when(in.number("clockOffsetMs") < world.scalar("CLOCK_OFFSET"), CLOCK_OFFSET_BACKWARDS);
        world.scalar("CLOCK_OFFSET", in.number("clockOffsetMs"));
        clockChanged();
    }

    /** What Genesis may be refused with besides; it is no command of a market that runs. */
    static List<RejectCode> ofGenesis() {
        return List.of(FIELD_OUT_OF_RANGE, DEMO_ONLY, RULES_UNKNOWN, ALREADY_STARTED);
    }
}
