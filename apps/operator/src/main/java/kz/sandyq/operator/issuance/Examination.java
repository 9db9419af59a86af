package kz.sandyq.operator.issuance;

import java.util.List;
import java.util.Map;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.time.SandyqClock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an officer does with an application: examine it line by line, or return it with what he found. */
@Service
class Examination {
    private final ApplicationStore store;
    private final SandyqClock clock;

    Examination(ApplicationStore store, SandyqClock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Records verdicts; the examiner is the actor. */
    @Transactional
    @LegalBasis("RUL-41")
    void answer(Actor actor, long id, Map<Checklist.Line, Checklist.Answer> answers) {
        Application application = examined(id);
        Refusals.unlessNone(Checklist.answerable(answers));
        answers.forEach((line, answer) -> {
            var mine = new Checklist.Answer(answer.verdict(), answer.reason(), actor.personId());
            store.answer(id, application.round(), line, mine, clock.instant());
        });
        store.note(id, "EXAMINED", actor.personId(), String.valueOf(answers.keySet()), null, clock.instant());
    }

    /** Gives the application back with the list of findings; the issuer may mend it and send it again. */
    @Transactional
    @LegalBasis("LAW-6.2")
    void giveBack(Actor actor, long id, String note) {
        Application application = examined(id);
        if (note.isBlank()) {
            throw new RefusedException("REASON_REQUIRED").field("note");
        }
        store.saveStatus(id, Application.Status.RETURNED, application.round(), note.strip(), clock.instant());
        store.note(id, "RETURNED", actor.personId(), note.strip(), null, clock.instant());
    }

    List<Finding> conclusion(Application application) {
        return Checklist.conclusion(application.terms(), store.answers(application.id(), application.round()));
    }

    private Application examined(long id) {
        Application application = store.lock(id).orElseThrow(RefusedException::notFound);
        if (application.status() != Application.Status.SUBMITTED) {
            throw new RefusedException("APPLICATION_STATUS", application.status());
        }
        return application;
    }
}
