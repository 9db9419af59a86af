package kz.sandyq.operator.acts;

import java.util.Optional;
import kz.sandyq.operator.command.GroundDocuments;
import org.springframework.stereotype.Component;

/** Documents behind acts, for the register and its extracts. */
@Component
class ActGrounds implements GroundDocuments {
    private final ActStore store;

    ActGrounds(ActStore store) {
        this.store = store;
    }

    @Override
    public Optional<GroundDocument> find(int documentKind, long documentRef) {
        return ActPaper.holds(documentKind)
                ? store.find(documentRef)
                        .flatMap(act -> Optional.ofNullable(act.paper()))
                        .map(paper -> new GroundDocument(
                                paper.kind().name(), "encumbrance.ground." + paper.kind(), paper.number()))
                : Optional.empty();
    }
}
