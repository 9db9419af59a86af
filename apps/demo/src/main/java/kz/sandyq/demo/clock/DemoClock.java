package kz.sandyq.demo.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import kz.sandyq.cluster.LogHost;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandGateway;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.command.SystemCommands;
import org.springframework.stereotype.Component;

/**
 * Moves time. The offset is state of the core, set by a logged command; applications and simulators follow it. What the
 * log says at the start is taken over before anything asks the time.
 */
@Component
public class DemoClock {
    /** Longest single move. */
    public static final Duration STEP_MAX = Duration.ofDays(3_660);

    private final SandyqClock clock;
    private final CommandGateway gateway;
    private final RequestKeys keys;
    private final Audit audit;
    private final CurrentActor current;

    DemoClock(
            LogHost log,
            SandyqClock clock,
            CommandGateway gateway,
            RequestKeys keys,
            Audit audit,
            CurrentActor current) {
        this.clock = clock;
        this.gateway = gateway;
        this.keys = keys;
        this.audit = audit;
        this.current = current;
        clock.moveTo(Duration.ofMillis(log.view().clockOffsetMs()));
    }

    /**
     * Moves the clock forward.
     *
     * @param step more than zero, at most {@link #STEP_MAX}
     * @throws RefusedException CLOCK_STEP when the step is not in its range
     */
    public synchronized void advance(Duration step) {
        if (step.compareTo(Duration.ofMillis(1)) < 0 || step.compareTo(STEP_MAX) > 0) {
            throw new RefusedException("CLOCK_STEP", STEP_MAX.toDays()).field("advance");
        }
        moveTo(clock.offset().plus(step));
        audit.record("DEMO_CLOCK_MOVED", "clock", Map.of("step", step.toString()));
    }

    /** Moves the clock so that it shows this instant; nothing happens when it already shows a later one. */
    public synchronized void advanceTo(Instant instant) {
        Duration step = Duration.between(clock.instant(), instant);
        if (step.isPositive()) {
            moveTo(clock.offset().plus(step));
        }
    }

    /** Ends a past that was played: the clock shows real time again, unless it is ahead of it. */
    public synchronized void arrive() {
        if (clock.offset().isNegative()) {
            moveTo(Duration.ZERO);
        }
    }

    private void moveTo(Duration offset) {
        long person = current.find().map(Actor::personId).orElse(0L);
        gateway.submit(
                new CommandContext("demo-clock", keys.next(), person, person, 0),
                SystemCommands.advanceDemoClock(offset.toMillis()));
        clock.moveTo(offset);
    }

    /** The present moment. */
    public Instant now() {
        return clock.instant();
    }

    /** The present legal day. */
    public LocalDate today() {
        return clock.today();
    }

    /** How far the clock is moved from real time. */
    public Duration offset() {
        return clock.offset();
    }
}
