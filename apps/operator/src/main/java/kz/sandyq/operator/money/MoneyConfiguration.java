package kz.sandyq.operator.money;

import java.util.List;
import java.util.Set;
import kz.sandyq.operator.command.CommandAnswerHandler;
import kz.sandyq.operator.command.CommandOutbox;
import kz.sandyq.operator.money.CoreCommands.Kind;
import kz.sandyq.platform.login.AccessRule;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.platform.web.NavigationEntry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts money together. */
@Configuration(proxyBeanMethods = false)
class MoneyConfiguration {
    @Bean
    CoreCommands moneyCommands(ObjectProvider<CommandOutbox> outbox) {
        return new OutboxCommands(outbox);
    }

    @Bean
    BankAccounts bankAccounts(JdbcClient jdbc, SandyqClock clock) {
        return new BankAccounts(jdbc, clock);
    }

    @Bean
    Movements bankMovements(JdbcClient jdbc) {
        return new Movements(jdbc);
    }

    @Bean
    MoneyCases moneyCases(JdbcClient jdbc, SandyqClock clock) {
        return new MoneyCases(jdbc, clock);
    }

    @Bean
    PaymentReferences paymentReferences(JdbcClient jdbc, SandyqClock clock) {
        return new PaymentReferences(jdbc, clock);
    }

    @Bean
    Payouts payouts(JdbcClient jdbc, BankAccounts banks, MoneyCases cases, CoreCommands commands, SandyqClock clock) {
        return new Payouts(jdbc, banks, cases, commands, clock);
    }

    @Bean
    Suspense suspense(Movements movements, BankAccounts banks, Payouts payouts, CoreCommands commands) {
        return new Suspense(movements, banks, payouts, commands);
    }

    @Bean
    PaymentFiles paymentFiles(
            JdbcClient jdbc,
            PlatformTransactionManager manager,
            Payouts payouts,
            SandyqClock clock,
            @Value("${sandyq.operator.name:Sandyq}") String operatorName) {
        return new PaymentFiles(jdbc, new TransactionTemplate(manager), payouts, clock, operatorName);
    }

    @Bean
    BankIntake bankIntake(
            JdbcClient jdbc,
            PlatformTransactionManager manager,
            Movements movements,
            Payouts payouts,
            PaymentReferences references,
            MoneyCases cases,
            CoreCommands commands,
            SandyqClock clock) {
        var transactions = new TransactionTemplate(manager);
        return new BankIntake(jdbc, transactions, movements, payouts, references, cases, commands, clock);
    }

    @Bean
    MoneyAnswers moneyAnswers(
            Movements movements,
            Payouts payouts,
            BankAccounts banks,
            MoneyCases cases,
            ApplicationEventPublisher events) {
        return new MoneyAnswers(movements, payouts, banks, cases, events::publishEvent);
    }

    @Bean
    CommandAnswerHandler movementAnswers(MoneyAnswers answers) {
        return new OutboxAnswers(Kind.MOVEMENT_BOOK, answers);
    }

    @Bean
    CommandAnswerHandler suspenseAnswers(MoneyAnswers answers) {
        return new OutboxAnswers(Kind.SUSPENSE_SETTLE, answers);
    }

    @Bean
    CommandAnswerHandler reservationAnswers(MoneyAnswers answers) {
        return new OutboxAnswers(Kind.PAYOUT_RESERVE, answers);
    }

    @Bean
    CommandAnswerHandler releaseAnswers(MoneyAnswers answers) {
        return new OutboxAnswers(Kind.PAYOUT_RELEASE, answers);
    }

    @Bean
    List<AccessRule> moneyAccess() {
        return List.of(
                AccessRule.roles("/desk/money/**", Role.MONEY_OFFICER, Role.APPROVER, Role.AUDITOR),
                AccessRule.roles("/desk/money/act/**", Role.MONEY_OFFICER),
                AccessRule.roles("/api/v1/money/**", Role.MONEY_OFFICER, Role.APPROVER, Role.AUDITOR),
                AccessRule.roles("/api/v1/money/payouts/*/*", Role.MONEY_OFFICER),
                AccessRule.roles("/api/v1/money/suspense/*/*", Role.MONEY_OFFICER),
                AccessRule.roles("/api/v1/money/cases/*/*", Role.MONEY_OFFICER),
                AccessRule.roles("/settings/bank-accounts", Role.ADMINISTRATOR),
                AccessRule.roles("/api/v1/settings/bank-accounts", Role.ADMINISTRATOR));
    }

    @Bean
    List<NavigationEntry> moneyNavigation() {
        Set<String> roles = Set.of(Role.MONEY_OFFICER.name(), Role.APPROVER.name(), Role.AUDITOR.name());
        Set<String> administrators = Set.of(Role.ADMINISTRATOR.name());
        return List.of(
                new NavigationEntry(50, "money.navigation", "/desk/money", roles, ""),
                new NavigationEntry(92, "suspense.term.title", "/settings/suspense", administrators, ""),
                new NavigationEntry(91, "money.accounts.title", "/settings/bank-accounts", administrators, ""));
    }
}
