package kz.sandyq.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The page that checks a receipt, or a place in what is owed, in a browser: static files that need no server. */
final class PageFiles {
    static final List<String> NAMES =
            List.of("index.html", "page.css", "page.js", "notes.js", "receipt.js", "liabilities.js", "words.js");

    private PageFiles() {}

    /** Writes them into a directory, which is made where it is missing; files of these names are replaced. */
    static void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String name : NAMES) {
            try (InputStream file = PageFiles.class.getResourceAsStream("/web/" + name)) {
                Files.write(
                        directory.resolve(name), Objects.requireNonNull(file).readAllBytes());
            }
        }
    }
}
