package kz.sandyq.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Exact arithmetic beside BigInteger, at the edges of what fits and at drawn places between. */
class AmountsTest {
    private static final List<Long> EDGES = List.of(
            0L,
            1L,
            2L,
            3L,
            10L,
            1L << 31,
            (1L << 32) + 1,
            3_037_000_499L,
            3_037_000_500L,
            Amounts.MAX - 1,
            Amounts.MAX,
            Amounts.MAX + 1,
            Long.MAX_VALUE - 1,
            Long.MAX_VALUE);

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    private static long drawn(Random random) {
        return random.nextInt(4) == 0
                ? EDGES.get(random.nextInt(EDGES.size()))
                : random.nextLong() >>> 1 + random.nextInt(62);
    }

    @Test
    void aProductThatIsNoAmountIsAnOverflow() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            long left = drawn(random);
            long right = drawn(random);
            BigInteger exact = big(left).multiply(big(right));
            long expected = exact.compareTo(big(Amounts.MAX)) > 0 ? Amounts.OVERFLOW : exact.longValueExact();
            assertThat(Amounts.product(left, right)).as("%d x %d", left, right).isEqualTo(expected);
        }
        assertThat(Amounts.product(Amounts.MAX, 1)).isEqualTo(Amounts.MAX);
        assertThat(Amounts.product(Amounts.MAX + 1, 1)).isEqualTo(Amounts.OVERFLOW);
    }

    @Test
    void moneyIsWholeOrNone() {
        assertThat(Amounts.money(30, 100, 1_000)).isEqualTo(3);
        assertThat(Amounts.money(31, 100, 1_000)).isEqualTo(Amounts.NOT_WHOLE);
        assertThat(Amounts.money(Amounts.MAX, 2, 1)).isEqualTo(Amounts.OVERFLOW);
        assertThat(Amounts.factor(0)).isEqualTo(1);
        assertThat(Amounts.factor(9)).isEqualTo(1_000_000_000);
    }

    @Test
    void aQuotientIsExactWhateverTheProduct() {
        Random random = new Random(2);
        int wide = 0;
        for (int i = 0; i < 100_000; i++) {
            long left = drawn(random);
            long right = drawn(random);
            long divisor = Math.max(1, drawn(random));
            BigInteger[] exact = big(left).multiply(big(right)).divideAndRemainder(big(divisor));
            if (exact[0].bitLength() > 62) {
                continue;
            }
            wide += big(left).multiply(big(right)).bitLength() > 63 ? 1 : 0;
            long floor = exact[0].longValueExact();
            long up = floor + exact[1].signum();
            assertThat(Amounts.quotient(left, right, divisor)).isEqualTo(floor);
            assertThat(Amounts.remainder(left, right, divisor)).isEqualTo(exact[1].longValueExact());
            assertThat(Amounts.quotientUp(left, right, divisor)).isEqualTo(up);
        }
        assertThat(wide).as("products of more than 63 bits").isGreaterThan(5_000);
    }
}
