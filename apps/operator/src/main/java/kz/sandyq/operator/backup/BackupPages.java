package kz.sandyq.operator.backup;

import java.util.List;
import java.util.Set;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** For administrators: which backups there are, when the next is taken, and whether something is wrong. */
@Controller
class BackupPages {
    private final Backups backups;
    private final BackupSchedule schedule;
    private final BackupPlaces places;
    private final ArchiveHealth archive;

    BackupPages(Backups backups, BackupSchedule schedule, BackupPlaces places, ArchiveHealth archive) {
        this.backups = backups;
        this.schedule = schedule;
        this.places = places;
        this.archive = archive;
    }

    @GetMapping("/backups")
    String page(Model model) {
        model.addAttribute("running", backups.isRunning());
        model.addAttribute("fault", backups.fault());
        model.addAttribute("brokenOff", backups.fault().equals(Backups.BROKEN_OFF));
        model.addAttribute("archiveFails", archive.isFailing());
        BackupSchedule.Trouble trouble = schedule.trouble();
        model.addAttribute("overdue", trouble.overdue());
        model.addAttribute("withoutKeys", String.join(", ", trouble.withoutKeys()));
        model.addAttribute("future", String.join(", ", trouble.future()));
        model.addAttribute("directory", places.directory());
        model.addAttribute("schedule", places.schedule());
        model.addAttribute("keep", places.keep());
        model.addAttribute("complete", backups.shelf().complete());
        return "backup/backups";
    }

    @Configuration(proxyBeanMethods = false)
    static class Access {
        @Bean
        List<AccessRule> backupPageAccess() {
            return List.of(
                    AccessRule.roles("/backups", Role.ADMINISTRATOR), AccessRule.everybody("/actuator/health/backups"));
        }

        @Bean
        NavigationEntry backupNavigation() {
            return new NavigationEntry(94, "backups.title", "/backups", Set.of("ADMINISTRATOR"), "");
        }
    }
}
