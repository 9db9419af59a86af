package kz.sandyq.operator.acts;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import kz.sandyq.platform.list.CsvWriter;
import org.jspecify.annotations.Nullable;

/** What every list of offers to buy back has; amounts and quantities are decimal texts. */
interface OfferRow {
    String id();

    String issueId();

    String asset();

    /** Of a whole unit. */
    String price();

    String money();

    String offered();

    /** Null before the offer is in the log, as is what is left. */
    @Nullable
    String bought();

    @Nullable
    String left();

    Instant until();

    /** Head of a file of offers, with the columns that only this list has. */
    static void head(CsvWriter csv, String... more) {
        write(csv, Stream.of("id", "issueId", "asset", "price", "money", "offered", "bought", "left", "until"), more);
    }

    /** Its line in the file, with the values of those columns. */
    default void line(CsvWriter csv, @Nullable Object... more) {
        write(csv, Stream.of(id(), issueId(), asset(), price(), money(), offered(), bought(), left(), until()), more);
    }

    private static void write(CsvWriter csv, Stream<? extends @Nullable Object> common, @Nullable Object[] more) {
        csv.row(Stream.concat(common, Arrays.stream(more)).toArray());
    }
}
