package kz.sandyq.operator.settings;

import java.time.LocalDate;
import java.util.Set;
import kz.sandyq.operator.settings.Deployment.Entry;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.error.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.ObjectMapper;

/** Enters the operator's registration for an activity; two administrators. */
@Component
class ActivityEntries implements ApprovalHandler {
    static final String KIND = "settings.activity";
    private static final int NUMBER_MAX_CHARACTERS = 49;

    private final Deployment deployment;
    private final ObjectProvider<FourEyes> fourEyes;
    private final ObjectMapper json;

    ActivityEntries(Deployment deployment, ObjectProvider<FourEyes> fourEyes, ObjectMapper json) {
        this.deployment = deployment;
        this.fourEyes = fourEyes;
        this.json = json;
    }

    /**
     * Proposes an entry.
     *
     * @throws RefusedException ACTIVITY_UNKNOWN, REGISTRATION_NUMBER_LENGTH, REGISTRATION_DATES
     */
    @Transactional
    public long propose(String activity, String number, LocalDate validFrom, @Nullable LocalDate validTo) {
        if (!activity.equals("DFA") && !activity.equals("TRADING")) {
            throw new RefusedException("ACTIVITY_UNKNOWN").field("activity");
        }
        String plain = number.strip();
        // The number of an issue begins with it and has at most 50 characters, so one is left at least.
        if (plain.isEmpty() || plain.codePointCount(0, plain.length()) > NUMBER_MAX_CHARACTERS) {
            throw new RefusedException("REGISTRATION_NUMBER_LENGTH", NUMBER_MAX_CHARACTERS).field("number");
        }
        if (validTo != null && validTo.isBefore(validFrom)) {
            throw new RefusedException("REGISTRATION_DATES").field("validTo");
        }
        Entry entry = new Entry(activity, plain, validFrom, validTo);
        return fourEyes.getObject().propose(KIND, "activity:" + activity, json.writeValueAsString(entry));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<String> deciders() {
        return Set.of("ADMINISTRATOR");
    }

    @Override
    public void approved(Approval approval) {
        deployment.enter(json.readValue(approval.beforeAfterJson(), Entry.class), approval.id());
    }

    @Override
    public void declined(Approval approval) {
        // The proposal itself is the record; nothing was entered.
    }
}
