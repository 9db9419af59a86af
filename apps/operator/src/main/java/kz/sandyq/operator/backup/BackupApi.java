package kz.sandyq.operator.backup;

import java.time.Instant;
import java.util.List;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For administrators: backups of the running deployment. */
@RestController
@RequestMapping("/api/v1/backups")
class BackupApi {
    private final Backups backups;
    private final BackupSchedule schedule;

    BackupApi(Backups backups, BackupSchedule schedule) {
        this.backups = backups;
        this.schedule = schedule;
    }

    /** The change that waits for a second administrator. */
    record Proposed(String approvalId) {}

    /**
     * How backups stand.
     *
     * @param running whether one is being taken
     * @param fault why the last one was not taken, empty when it was
     * @param complete newest first
     * @param withoutKeys names of those that are not, because their sealed keys are missing, an alarm
     * @param future names of those that say they were taken later than now, an alarm
     */
    record Standing(
            boolean running, String fault, List<Complete> complete, List<String> withoutKeys, List<String> future) {}

    /**
     * A backup that is complete.
     *
     * @param name of its directory
     * @param taken when, as its host's clock said
     * @param sequence last entry of the log in it
     */
    record Complete(String name, Instant taken, long sequence) {}

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Proposed propose() {
        return new Proposed(String.valueOf(backups.propose()));
    }

    @GetMapping
    Standing standing() {
        // Asked first: what ends from here on is in the list.
        boolean running = backups.isRunning();
        List<Complete> complete = backups.shelf().complete().stream()
                .map(each -> new Complete(each.name(), each.taken(), each.sequence()))
                .toList();
        BackupSchedule.Trouble trouble = schedule.trouble();
        return new Standing(running, backups.fault(), complete, trouble.withoutKeys(), trouble.future());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(BackupPlaces.class)
    static class Access {
        @Bean
        AccessRule backupAccess() {
            return AccessRule.roles("/api/v1/backups/**", Role.ADMINISTRATOR);
        }
    }
}
