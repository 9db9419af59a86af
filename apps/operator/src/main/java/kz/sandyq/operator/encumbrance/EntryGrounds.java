package kz.sandyq.operator.encumbrance;

import java.util.Arrays;
import java.util.Optional;
import kz.sandyq.operator.command.GroundDocuments;
import org.springframework.stereotype.Component;

/** Documents behind pledges, arrests, releases and free transfers. */
@Component
class EntryGrounds implements GroundDocuments {
    private final EntryStore entries;

    EntryGrounds(EntryStore entries) {
        this.entries = entries;
    }

    @Override
    public Optional<GroundDocument> find(int documentKind, long documentRef) {
        return Arrays.stream(GroundKind.values())
                .filter(kind -> kind.number() == documentKind)
                .findFirst()
                .flatMap(kind -> entries.find(documentRef))
                .map(entry -> new GroundDocument(
                        entry.groundKind().name(), "encumbrance.ground." + entry.groundKind(), entry.groundNumber()));
    }
}
