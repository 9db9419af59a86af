package kz.sandyq.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class RecordRowsTest extends ProjectedStory {
    private record Row(
            long rowId,
            int smallNumber,
            boolean isOpen,
            String someName,
            byte[] rawBytes,
            BigDecimal exactAmount,
            Instant toldAt,
            @Nullable LocalDate bookingDate,
            @Nullable Long coreSequence) {}

    private static Row row(String rowId, String date, String sequence) {
        return jdbc.sql("select " + sequence + "::bigint core_sequence, " + date + "::date booking_date,"
                        + " timestamptz '2026-11-21 10:00:00+05' told_at, 1.50::numeric exact_amount,"
                        + " '\\x0102'::bytea raw_bytes, 'Әсел' some_name, true is_open, 7 small_number, "
                        + rowId + "::bigint row_id, 'another' nobody_asks")
                .query(RecordRows.of(Row.class))
                .single();
    }

    @Test
    void eachComponentComesFromTheColumnOfItsName() {
        Row told = row("9", "'2026-11-20'", "5");
        assertThat(told.rowId()).isEqualTo(9);
        assertThat(told.smallNumber()).isEqualTo(7);
        assertThat(told.isOpen()).isTrue();
        assertThat(told.someName()).isEqualTo("Әсел");
        assertThat(told.rawBytes()).containsExactly(1, 2);
        assertThat(told.exactAmount()).isEqualTo(new BigDecimal("1.50"));
        assertThat(told.toldAt()).isEqualTo("2026-11-21T05:00:00Z");
        assertThat(told.bookingDate()).isEqualTo("2026-11-20");
        assertThat(told.coreSequence()).isEqualTo(5);
    }

    @Test
    void nothingIsNullAndNeverNought() {
        assertThat(row("9", "null", "null")).satisfies(told -> {
            assertThat(told.bookingDate()).isNull();
            assertThat(told.coreSequence()).isNull();
        });
        assertThatThrownBy(() -> row("null", "null", "null"))
                .isInstanceOf(DataAccessException.class)
                .hasRootCauseMessage("column row_id has no value");
    }
}
