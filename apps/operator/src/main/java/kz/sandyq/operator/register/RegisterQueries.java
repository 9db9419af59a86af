package kz.sandyq.operator.register;

import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.readmodel.EncumbranceQueries;
import kz.sandyq.readmodel.EntryQueries;
import kz.sandyq.readmodel.HolderQueries;
import kz.sandyq.readmodel.IssueQueries;
import kz.sandyq.readmodel.PaidQueries;
import kz.sandyq.readmodel.ReadModelPosition;
import kz.sandyq.readmodel.WalletQueries;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The questions that the register asks of the read model. */
@Configuration(proxyBeanMethods = false)
class RegisterQueries {
    @Bean
    HolderQueries holderQueries(JdbcClient jdbc, ReadModelPosition position, SandyqClock clock) {
        return new HolderQueries(jdbc, position, clock);
    }

    @Bean
    EntryQueries entryQueries(JdbcClient jdbc) {
        return new EntryQueries(jdbc);
    }

    @Bean
    EncumbranceQueries encumbranceQueries(JdbcClient jdbc) {
        return new EncumbranceQueries(jdbc);
    }

    @Bean
    WalletQueries walletQueries(JdbcClient jdbc) {
        return new WalletQueries(jdbc);
    }

    @Bean
    IssueQueries issueQueries(JdbcClient jdbc) {
        return new IssueQueries(jdbc);
    }

    @Bean
    PaidQueries paidQueries(JdbcClient jdbc) {
        return new PaidQueries(jdbc);
    }
}
