package kz.sandyq.operator.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Takes a backup each day at the time that whoever runs the host has set, and keeps the newest ones. One that was
 * missed, because the process did not run or it failed, is made up for.
 */
@Component
class BackupSchedule {
    /** How long one may be due before that is an alarm, and after which one that failed is tried again. */
    static final Duration PATIENCE = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(BackupSchedule.class);
    /** Names that were given by {@link Backups}; what a person has put there stays. */
    private static final Pattern NAME = Pattern.compile("\\d{8}-\\d{6}");

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
        if (time == null
                || !isDue(time, now, newest(), tried)
                || !backups.begin(Map.of("schedule", time), this::prune)) {
            return;
        }
        tried = now;
    }

    private @Nullable Instant newest() {
        return backups.complete().stream()
                .map(Backups.Complete::taken)
                .findFirst()
                .orElse(null);
    }

    /**
     * Whether one has to be taken.
     *
     * @param newest when the newest complete one was taken
     * @param tried when the last one was begun by the schedule, in this process
     */
    static boolean isDue(LocalTime time, Instant now, @Nullable Instant newest, @Nullable Instant tried) {
        Instant due = lastTime(time, now);
        return (newest == null || newest.isBefore(due))
                && (tried == null || tried.isBefore(due) || !now.isBefore(tried.plus(PATIENCE)));
    }

    /** The newest moment, not after {@code now}, at which it was this time of day where the law is. */
    static Instant lastTime(LocalTime time, Instant now) {
        ZonedDateTime today = SandyqClock.dayOf(now).atTime(time).atZone(SandyqClock.LEGAL_ZONE);
        return (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
    }

    /** Whether the last one was not taken, or one is overdue. */
    boolean isAlarm() {
        if (!backups.fault().isEmpty()) {
            return true;
        }
        Instant now = now();
        return places.time()
                .filter(time -> !backups.isRunning()
                        && now.isAfter(lastTime(time, now).plus(PATIENCE))
                        && isDue(time, now, newest(), null))
                .isPresent();
    }

    private void prune() {
        try {
            prune(places, backups.complete());
        } catch (IOException failed) {
            LOG.error("older backups cannot be removed", failed);
        }
    }

    /** Removes what is older than the newest ones, with its sealed keys; never half of a backup under its own name. */
    static void prune(BackupPlaces places, List<Backups.Complete> newestFirst) throws IOException {
        for (Backups.Complete each : newestFirst.stream().skip(places.keep()).toList()) {
            if (NAME.matcher(each.name()).matches()) {
                Path partial = places.backups().resolve(each.name() + BackupRun.PARTIAL);
                Files.move(places.backups().resolve(each.name()), partial);
                FileSystemUtils.deleteRecursively(partial);
                Files.deleteIfExists(places.sealedKeys(each.name()));
            }
        }
    }
}
