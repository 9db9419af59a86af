package kz.sandyq.operator.acts;

import java.time.LocalDate;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.readmodel.EntryGround;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The act and the document behind an entry of the log. */
@Component
class Papers {
    private final ActStore acts;
    private final PublicId ids;

    Papers(ActStore acts, PublicId ids) {
        this.acts = acts;
        this.ids = ids;
    }

    /**
     * A document with its act.
     *
     * @param room the room of the act, as in its address
     */
    record PaperView(String actId, String room, ActPaper kind, String number, LocalDate date) {}

    /** The document of an entry that an act made; null for one that came another way. */
    @Nullable
    PaperView of(EntryGround ground) {
        return ActPaper.holds(ground.documentKind())
                ? acts.find(ground.documentRef()).map(this::view).orElse(null)
                : null;
    }

    private @Nullable PaperView view(Act act) {
        Act.Paper paper = act.paper();
        return paper == null
                ? null
                : new PaperView(ids.of(act.id()), act.kind().room().path(), paper.kind(), paper.number(), paper.date());
    }
}
