package kz.sandyq.operator.command;

import java.util.Optional;

/** The log keeps of a ground its kind, date and hash; the module that sent the command keeps the rest of it. */
public interface GroundDocuments {
    /**
     * A document on which entries stand.
     *
     * @param kind stable code of what it is
     * @param words key of the message that names the kind
     * @param number number of the document, never empty
     */
    record GroundDocument(String kind, String words, String number) {}

    /** The document behind a ground; empty when another module keeps this kind. */
    Optional<GroundDocument> find(int documentKind, long documentRef);
}
