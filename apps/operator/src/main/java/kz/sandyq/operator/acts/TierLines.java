package kz.sandyq.operator.acts;

import java.math.BigDecimal;
import java.util.List;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.protocol.command.FeeTier;

/** Tiers of a tariff, a line each: turnover from, then maker, taker and auction rate in percent. */
final class TierLines {
    static final int TIERS_MAX = 16;

    private static final String FIELD = "tiers";
    private static final int WORDS = 4;
    private static final int PPM_DECIMALS = 4;
    private static final String PERCENT = "[0-9]{1,3}([.,][0-9]{1,4})?";

    private TierLines() {}

    /** Refuses with TOO_MANY_TIERS and TIER_MALFORMED; whether they ascend, the core says. */
    static List<FeeTier> read(String text, int scale) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.size() > TIERS_MAX) {
            throw new RefusedException("TOO_MANY_TIERS", TIERS_MAX).field(FIELD);
        }
        return lines.stream().map(line -> tier(line, scale)).toList();
    }

    private static FeeTier tier(String line, int scale) {
        String[] words = line.split("\\s+");
        if (words.length != WORDS) {
            throw malformed(line);
        }
        try {
            long from = Amounts.minor(words[0], scale);
            if (from < 0) {
                throw malformed(line);
            }
            return new FeeTier(from, ppm(words[1], line), ppm(words[2], line), ppm(words[3], line));
        } catch (RefusedException unreadable) {
            throw malformed(line);
        }
    }

    private static int ppm(String percent, String line) {
        if (!percent.matches(PERCENT)) {
            throw malformed(line);
        }
        return new BigDecimal(percent.replace(',', '.'))
                .movePointRight(PPM_DECIMALS)
                .intValueExact();
    }

    private static RefusedException malformed(String line) {
        return new RefusedException("TIER_MALFORMED", line).field(FIELD);
    }
}
