package kz.sandyq.platform.list;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values (RFC 4180) in UTF-8 with a byte order mark, so that spreadsheets read Kazakh letters. A text
 * that a spreadsheet would take for a formula gets an apostrophe in front; plain numbers stay numbers.
 */
public final class CsvWriter {
    private final Writer out;

    public CsvWriter(OutputStream target) {
        this.out = new OutputStreamWriter(target, StandardCharsets.UTF_8);
        write("\ufeff");
    }

    /** Writes one row; null is an empty cell. */
    public CsvWriter row(@Nullable Object... cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            line.append(i == 0 ? "" : ",").append(cell(cells[i]));
        }
        write(line.append("\r\n").toString());
        return this;
    }

    /** Sends on what is buffered; the target stays open. */
    public void flush() {
        try {
            out.flush();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        boolean formula =
                !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 && !text.matches("[+-]?[0-9]+(\\.[0-9]+)?");
        String safe = formula ? "'" + text : text;
        boolean quote = safe.chars().anyMatch(each -> each == ',' || each == '"' || each == '\n' || each == '\r');
        return quote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private void write(String text) {
        try {
            out.write(text);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
