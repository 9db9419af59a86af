package kz.sandyq.operator.backup;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.PropertySource;
import org.springframework.stereotype.Component;

/** A word for supervisors when the last backup was not taken, or something is wrong with others or with the archive. */
@PropertySource("classpath:sandyq-backup-health.properties")
@Component("backupHealthIndicator")
class BackupHealth implements HealthIndicator {
    private static final Status DEGRADED = new Status("DEGRADED");

    private final BackupSchedule schedule;
    private final ArchiveHealth archive;

    BackupHealth(BackupSchedule schedule, ArchiveHealth archive) {
        this.schedule = schedule;
        this.archive = archive;
    }

    @Override
    public Health health() {
        return Health.status(schedule.isAlarm() || archive.isFailing() ? DEGRADED : Status.UP)
                .build();
    }
}
