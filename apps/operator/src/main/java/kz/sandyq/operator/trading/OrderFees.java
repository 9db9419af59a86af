package kz.sandyq.operator.trading;

import java.math.BigInteger;
import java.util.List;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.readmodel.FeeQueries;
import kz.sandyq.readmodel.Instrument;
import kz.sandyq.readmodel.TariffQueries;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an order can cost in fees, before it is sent: at the dearest tier of the tariff that holds today. */
@Component
class OrderFees {
    private static final long WHOLE_PPM = 1_000_000;

    private final TariffQueries tariffs;
    private final FeeQueries fees;
    private final SandyqClock clock;

    OrderFees(JdbcClient jdbc, SandyqClock clock) {
        this.tariffs = new TariffQueries(jdbc);
        this.fees = new FeeQueries(jdbc);
        this.clock = clock;
    }

    /** Minor units of the quote asset for a trade of so much money. */
    long most(long accountId, Instrument pair, long moneyMinor) {
        int takerPpm = tariffs.inForce(clock.today()).stream()
                .filter(each -> each.instrumentId() == pair.instrumentId())
                .flatMap(each -> tariffs.schedule(each.scheduleId()).stream())
                .flatMap(each -> each.tiers().stream())
                .mapToInt(TariffQueries.Tier::takerPpm)
                .max()
                .orElse(0);
        if (takerPpm == 0 || fees.paysNone(List.of(accountId))) {
            return 0;
        }
        return BigInteger.valueOf(moneyMinor)
                .multiply(BigInteger.valueOf(takerPpm))
                .divide(BigInteger.valueOf(WHOLE_PPM))
                .longValueExact();
    }
}
