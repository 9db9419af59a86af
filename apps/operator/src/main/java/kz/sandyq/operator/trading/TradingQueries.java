package kz.sandyq.operator.trading;

import kz.sandyq.readmodel.BookQueries;
import kz.sandyq.readmodel.MarketQueries;
import kz.sandyq.readmodel.OrderQueries;
import kz.sandyq.readmodel.PairQueries;
import kz.sandyq.readmodel.TradeQueries;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The questions that trading asks of the read model. */
@Configuration(proxyBeanMethods = false)
class TradingQueries {
    @Bean
    BookQueries bookQueries(JdbcClient jdbc) {
        return new BookQueries(jdbc);
    }

    @Bean
    MarketQueries marketQueries(JdbcClient jdbc) {
        return new MarketQueries(jdbc);
    }

    @Bean
    OrderQueries orderQueries(JdbcClient jdbc) {
        return new OrderQueries(jdbc);
    }

    @Bean
    PairQueries pairQueries(JdbcClient jdbc) {
        return new PairQueries(jdbc);
    }

    @Bean
    TradeQueries tradeQueries(JdbcClient jdbc) {
        return new TradeQueries(jdbc);
    }
}
