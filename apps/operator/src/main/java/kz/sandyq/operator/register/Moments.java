package kz.sandyq.operator.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.readmodel.AsOf;
import kz.sandyq.readmodel.HolderQueries;
import kz.sandyq.readmodel.Moment;
import kz.sandyq.readmodel.MomentRefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the moment that somebody asks about. */
@Component
class Moments {
    private final HolderQueries holders;

    Moments(HolderQueries holders) {
        this.holders = holders;
    }

    /**
     * The moment in the log; the newest one when none is named.
     *
     * @throws RefusedException MOMENT_TWICE or MOMENT_NOT_VALID (400), FUTURE_MOMENT, MOMENT_OPEN (503) when a later
     *     entry did not come within a second, so that the moment can still change
     */
    @LegalBasis("LAW-1.6-3-b")
    AsOf find(Asked asked) {
        if (!asked.at().isEmpty() && !asked.sequence().isEmpty()) {
            throw new RefusedException("MOMENT_TWICE").field("sequence").status(400);
        }
        LocalDate day = asked.day();
        if (asked.present()) {
            AsOf newest = holders.newest();
            return day == null
                    ? newest
                    : refusing(Moment.after(newest.sequence()).effective(day), "effective");
        }
        Moment moment = asked.at().isEmpty() ? Moment.after(asked.number()) : Moment.at(asked.time());
        String field = asked.at().isEmpty() ? "sequence" : "at";
        return day == null ? refusing(moment, field) : refusing(moment.effective(day), field);
    }

    /** The moment at which a list was begun: every page of it speaks of the same one. */
    AsOf of(Asked asked, Optional<Keyset> cursor) {
        if (cursor.isEmpty()) {
            return find(asked);
        }
        long sequence = cursor.get().number(0);
        if (sequence > holders.newest().sequence()) {
            throw new RefusedException("CURSOR_NOT_VALID").status(400);
        }
        return new AsOf(sequence, Instant.ofEpochMilli(cursor.get().number(1)), asked.day());
    }

    private AsOf refusing(Moment moment, String field) {
        try {
            return holders.find(moment);
        } catch (MomentRefusedException refused) {
            boolean future = refused.code().equals("FUTURE_MOMENT") || isAhead(moment.at(), moment.sequence());
            throw future
                    ? new RefusedException("FUTURE_MOMENT").field(field).clause("LAW-1.6-3-b")
                    : new RefusedException("MOMENT_OPEN").field(field).status(503);
        }
    }

    /** A sequence that the log has not reached is the future; a time of which nothing later came is only open. */
    private boolean isAhead(@Nullable Instant at, long sequence) {
        return at == null && sequence > holders.newest().sequence();
    }
}
