package kz.sandyq.operator.settings;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The deployment for programs of its administrators. */
@RestController
@RequestMapping("/api/v1/settings")
class SettingsApi {
    private final Deployment deployment;
    private final ActivityEntries activities;
    private final Unset unset;

    SettingsApi(Deployment deployment, ActivityEntries activities, Unset unset) {
        this.deployment = deployment;
        this.activities = activities;
        this.unset = unset;
    }

    /** An entry in a register of the National Bank, to be proposed. */
    record NewActivity(
            @Nullable String activity,
            @Nullable String number,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo) {}

    /** The change that waits for a second administrator. */
    record Proposed(String approvalId) {}

    @PostMapping("/activities")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Proposed propose(@RequestBody NewActivity body) {
        LocalDate from = body.validFrom();
        if (from == null) {
            throw new RefusedException("REGISTRATION_DATES").field("validFrom");
        }
        return new Proposed(String.valueOf(activities.propose(
                Objects.requireNonNullElse(body.activity(), ""),
                Objects.requireNonNullElse(body.number(), ""),
                from,
                body.validTo())));
    }

    @GetMapping("/activities")
    List<Deployment.Entry> entries() {
        return Stream.of("DFA", "TRADING")
                .flatMap(each -> deployment.entries(each).stream())
                .toList();
    }

    /** Names of what is not set yet. */
    @GetMapping("/unset")
    List<String> unset() {
        return unset.names();
    }

    @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
    static class Access {
        @Bean
        AccessRule settingsApiAccess() {
            return AccessRule.roles("/api/v1/settings/**", Role.ADMINISTRATOR);
        }
    }
}
