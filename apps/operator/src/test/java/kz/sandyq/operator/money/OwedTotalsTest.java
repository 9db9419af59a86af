package kz.sandyq.operator.money;

import static org.assertj.core.api.Assertions.assertThat;

import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.money.OwedTotals.Figures;
import kz.sandyq.operator.money.OwedTotals.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures that do not fit are named by the gravest that is so. */
class OwedTotalsTest {
    @ParameterizedTest
    @LegalBasis("LAW-1.4")
    @CsvSource({
        // owed, register, bank account, told, booked
        "100, 100, true, 100, 100, IN_ORDER",
        "100, 100, true, 140, 140, IN_ORDER",
        "0, 0, true, 0, 0, IN_ORDER",
        "100, 100, false, 0, 0, IN_ORDER",
        "100, 99, false, 0, 0, REGISTER_DIFFERS",
        "100, 101, true, 90, 80, REGISTER_DIFFERS",
        "100, 100, true, 139, 140, BANK_DIFFERS",
        "100, 100, true, 99, 98, BANK_DIFFERS",
        "100, 100, true, 99, 99, BANK_SHORT",
        "1, 1, true, -1, -1, BANK_SHORT"
    })
    void theGravestIsNamed(long owed, long registered, boolean banked, long told, long booked, State expected) {
        assertThat(State.of(owed, new Figures(1, "KZT", 2, banked, told, registered, booked)))
                .isEqualTo(expected);
    }
}
