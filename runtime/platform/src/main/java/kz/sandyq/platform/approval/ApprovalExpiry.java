package kz.sandyq.platform.approval;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Closes proposals that ran out, once a minute. */
@Component
class ApprovalExpiry {
    private final FourEyes fourEyes;

    ApprovalExpiry(FourEyes fourEyes) {
        this.fourEyes = fourEyes;
    }

    @Scheduled(fixedDelay = 60, initialDelay = 60, timeUnit = TimeUnit.SECONDS)
    void run() {
        fourEyes.expire();
    }
}
