package kz.sandyq.operator.settings;

import java.util.Objects;
import kz.sandyq.platform.error.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The clock of the log for programs of the administrators. */
@RestController
@RequestMapping("/api/v1/settings/clock")
class ClockApi {
    private final ClockConfirmations confirmations;

    ClockApi(ClockConfirmations confirmations) {
        this.confirmations = confirmations;
    }

    /**
     * That the time that passed is to be believed.
     *
     * @param cause PLANNED_DOWNTIME or CLOCK_CORRECTED
     */
    record Confirmation(@Nullable String cause) {}

    @GetMapping
    ClockConfirmations.View clock() {
        return confirmations.view().orElseThrow(RefusedException::notFound);
    }

    @PostMapping("/confirmations")
    @ResponseStatus(HttpStatus.ACCEPTED)
    SettingsApi.Proposed propose(@RequestBody Confirmation body) {
        return new SettingsApi.Proposed(
                String.valueOf(confirmations.propose(Objects.requireNonNullElse(body.cause(), ""))));
    }
}
