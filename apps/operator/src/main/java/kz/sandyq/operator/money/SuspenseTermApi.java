package kz.sandyq.operator.money;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How long money may wait in suspense, for programs of the administrators. */
@RestController
@RequestMapping("/api/v1/settings/suspense-terms")
class SuspenseTermApi {
    private final SuspenseTerms terms;
    private final SandyqClock clock;

    SuspenseTermApi(SuspenseTerms terms, SandyqClock clock) {
        this.terms = terms;
        this.clock = clock;
    }

    /** A version to propose; days are calendar days. */
    record NewTerm(
            @Nullable Integer days,
            @Nullable LocalDate validFrom,
            @Nullable String source) {}

    @GetMapping
    List<SuspenseTerms.Version> versions() {
        return terms.versions();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    MoneyDeskApi.Proposed propose(@RequestBody NewTerm body) {
        Integer days = body.days();
        if (days == null) {
            throw new RefusedException("SUSPENSE_DAYS_RANGE", SuspenseTerms.DAYS_MAX).field("days");
        }
        LocalDate from = Objects.requireNonNullElse(body.validFrom(), clock.today());
        return new MoneyDeskApi.Proposed(
                String.valueOf(terms.propose(days, from, Objects.requireNonNullElse(body.source(), ""))));
    }
}
