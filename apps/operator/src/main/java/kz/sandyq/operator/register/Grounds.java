package kz.sandyq.operator.register;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kz.sandyq.operator.command.GroundDocuments;
import kz.sandyq.operator.command.GroundDocuments.GroundDocument;
import kz.sandyq.operator.register.RegisterViews.GroundView;
import kz.sandyq.readmodel.EntryGround;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what the log and the modules know of the document behind an entry. */
@Component
class Grounds {
    private static final String OTHER = "register.ground.OTHER";

    private final List<GroundDocuments> modules;

    Grounds(List<GroundDocuments> modules) {
        this.modules = List.copyOf(modules);
    }

    /** The document; null when the entry stands on no document but on the transaction itself. */
    @Nullable
    GroundView view(EntryGround ground) {
        if (!ground.present()) {
            return null;
        }
        LocalDate day = ground.documentDate();
        GroundDocument document = modules.stream()
                .map(module -> module.find(ground.documentKind(), ground.documentRef()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> new GroundDocument(
                        "DOCUMENT_" + ground.documentKind(), OTHER, String.valueOf(ground.documentRef())));
        return new GroundView(
                document.kind(),
                document.words(),
                document.number(),
                day == null ? null : day.toString(),
                ground.sha256());
    }
}
