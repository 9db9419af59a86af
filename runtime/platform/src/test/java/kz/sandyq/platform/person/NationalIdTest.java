package kz.sandyq.platform.person;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NationalIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"940140000385", "990140004654", "210840900564", "230440900503"})
    void organisationNumbersHold(String bin) {
        NationalId id = NationalId.parse(bin).orElseThrow();
        assertThat(id.bin()).isTrue();
        assertThat(id.iin()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"900101300007", " 900101300811 "})
    void personalNumbersHoldByFirstAndBySecondRowOfWeights(String iin) {
        NationalId id = NationalId.parse(iin).orElseThrow();
        assertThat(id.iin()).isTrue();
        assertThat(id.bin()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90010130000", "9001013000070", "90010130000a", "٩٠٠١٠١٣٠٠٠٠٧"})
    void otherFormsAreRefused(String text) {
        assertThat(NationalId.parse(text)).isEmpty();
    }

    @Test
    void everyOtherCheckDigitIsRefused() {
        for (int digit = 0; digit <= 9; digit++) {
            assertThat(NationalId.parse("90010130000" + digit).isPresent()).isEqualTo(digit == 7);
            assertThat(NationalId.parse("90010130080" + digit))
                    .as("never issued")
                    .satisfies(found -> {
                        assertThat(found).isEmpty();
                    });
        }
    }
}
