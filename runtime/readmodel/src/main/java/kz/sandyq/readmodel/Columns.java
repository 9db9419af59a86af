package kz.sandyq.readmodel;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Columns of a table, written as words of one text. */
final class Columns {
    /** Stands for the columns of the document that an entry stands on. */
    private static final String GROUND = "ground";

    private static final List<String> DOCUMENT =
            List.of("document_kind", "document_epoch_day", "document_ref", "ground_epoch_day", "document_hash");

    private Columns() {}

    /** The names in a text, blanks between them. */
    static List<String> of(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .flatMap(name -> name.equals(GROUND) ? DOCUMENT.stream() : Stream.of(name))
                .toList();
    }
}
