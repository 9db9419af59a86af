package kz.sandyq.operator.backup;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes a backup each day at the time that whoever runs the host has set, and keeps the newest ones. One that was
 * missed, because the process did not run or it failed, is made up for.
 */
@Component
class BackupSchedule {
    /** How long one may be due before that is an alarm, and after which one that failed is tried again. */
    static final Duration PATIENCE = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(BackupSchedule.class);

    private final BackupPlaces places;
    private final Backups backups;
    private final SandyqClock clock;
    private @Nullable Instant tried;

    BackupSchedule(BackupPlaces places, Backups backups, SandyqClock clock) {
        this.places = places;
        this.backups = backups;
        this.clock = clock;
    }

    /** Looks whether one is due now. */
    @Scheduled(fixedDelayString = "PT20S")
    public void look() {
        look(now());
    }

    /** A demo's clock is moved; backups are of this world. */
    private Instant now() {
        return clock.instant().minus(clock.offset());
    }

    /** Begins one, on a thread of its own, when it is due at a moment and none is being taken. */
    synchronized void look(Instant now) {
        LocalTime time = places.time().orElse(null);
        BackupShelf shelf = backups.shelf();
        if (time == null
                || rests(shelf)
                || !isDue(time, now, newest(shelf, now), tried)
                || !backups.begin(Map.of("schedule", time), this::prune)) {
            return;
        }
        tried = now;
    }

    /** Backups without keys are not removed: when there are as many of them as are kept, no more are added to them. */
    static boolean rests(BackupShelf shelf) {
        return shelf.withoutKeys().size() >= shelf.places().keep();
    }

    private static @Nullable Instant newest(BackupShelf shelf, Instant now) {
        return shelf.newestBefore(now).map(BackupShelf.Kept::taken).orElse(null);
    }

    /**
     * Whether one has to be taken.
     *
     * @param newest when the newest complete one was taken
     * @param tried when the last one was begun by the schedule, in this process; later than now says nothing
     */
    static boolean isDue(LocalTime time, Instant now, @Nullable Instant newest, @Nullable Instant tried) {
        Instant due = lastTime(time, now);
        return (newest == null || newest.isBefore(due))
                && (tried == null || tried.isAfter(now) || tried.isBefore(due) || !now.isBefore(tried.plus(PATIENCE)));
    }

    /** The newest moment, not after {@code now}, at which it was this time of day where the law is. */
    static Instant lastTime(LocalTime time, Instant now) {
        ZonedDateTime today = SandyqClock.dayOf(now).atTime(time).atZone(SandyqClock.LEGAL_ZONE);
        return (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
    }

    /**
     * What is wrong with backups.
     *
     * @param overdue whether one is due for longer than {@link #PATIENCE}
     * @param withoutKeys names of those whose sealed keys are missing
     * @param future names of those that say they were taken later than now
     */
    record Trouble(boolean overdue, List<String> withoutKeys, List<String> future) {
        boolean isAny() {
            return overdue || !withoutKeys.isEmpty() || !future.isEmpty();
        }
    }

    /** What is wrong with the backups as they lie there now. */
    Trouble trouble() {
        Instant now = now();
        BackupShelf shelf = backups.shelf();
        boolean overdue = places.time()
                .filter(time -> !backups.isRunning()
                        && now.isAfter(lastTime(time, now).plus(PATIENCE))
                        && isDue(time, now, newest(shelf, now), null))
                .isPresent();
        return new Trouble(overdue, names(shelf.withoutKeys()), names(shelf.datedAfter(now)));
    }

    /** Whether the last one was not taken, or something is wrong with those that were. */
    boolean isAlarm() {
        return !backups.fault().isEmpty() || trouble().isAny();
    }

    private static List<String> names(List<BackupShelf.Kept> some) {
        return some.stream().map(BackupShelf.Kept::name).toList();
    }

    private void prune() {
        try {
            backups.prune();
        } catch (IOException failed) {
            LOG.error("older backups cannot be removed", failed);
        }
    }
}
