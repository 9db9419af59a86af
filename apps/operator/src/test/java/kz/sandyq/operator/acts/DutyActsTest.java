package kz.sandyq.operator.acts;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.Answer;
import kz.sandyq.operator.TestBank;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandGateway;
import kz.sandyq.platform.login.Role;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.HoldingCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.EncumbranceKind;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.WalletKind;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Duties that are not met, that change or that end in part; holdings that pass to another account or to a pledgee. */
class DutyActsTest extends ActsTest {
    private static final Ground PAPER = new Ground(3, 20_000, 9, 0, new byte[32]);

    @Autowired
    CommandGateway gateway;

    @Test
    void whatIsNotPaidIsOverdueAndNoDefaultBeforeItsGraceIsOver() throws Exception {
        Client holder = investor();
        Client issuer = issuer();
        String terms = noteTerms()
                .replaceFirst("\\{", "{\"incomeDates\":[\"" + clock.today().plusDays(1) + "\"],");
        long issue = sold(issuer, holder, register(issuer, examined(issuer, terms)));
        String due = "\"issue\":\"1-%d\",\"paymentDate\":\"%s\",\"dayCount\":\"GIVEN\",\"amountPerUnit\":\"2000.00\""
                        .formatted(issue, clock.today())
                + ",\"taxPercent\":\"0\",\"taxRateDate\":\"2026-01-01\"";
        String distribution = result("payments", decided(officer, "payments", "INCOME", due, "ISSUER_DECISION"));
        String path = "/distributions/" + distribution;
        until(() -> get(officer.token(), path).body().contains("\"holders\":1"));
        assertThat(refusedBy(officer, "DUE_PAYMENT", "\"distribution\":\"" + distribution + "\""))
                .isEqualTo("ISSUER_MONEY_SHORT");
        decided(
                officer,
                "payments",
                "OVERDUE",
                "\"issue\":\"1-%d\",\"overdueDistribution\":\"%s\",\"graceDate\":\"%s\""
                        .formatted(issue, distribution, clock.today().plusDays(5)));
        until(() -> "OVERDUE".equals(get(officer.token(), path).at("$.status")));
        assertThat(get(officer.token(), path).at("$.graceDate"))
                .isEqualTo(clock.today().plusDays(5).toString());
        assertThat(get(holder.token(), "/me/income").at("$.items[0].status")).isEqualTo("OVERDUE");
        assertThat(refusedBy(officer, "DEFAULT", "\"distribution\":\"" + distribution + "\""))
                .isEqualTo("GRACE_NOT_OVER");
        decided(
                officer,
                "payments",
                "DUE_PAYMENT",
                "\"distribution\":\"" + distribution + "\",\"amount\":\"5000.00\"",
                "ISSUER_DECISION");
        until(() -> free(holder.account(), TestBank.TENGE) == 500_000);
        assertThat(get(officer.token(), path).at("$.paid")).isEqualTo("5000.00");
    }

    @Test
    void aPartOfEveryHoldingIsRedeemedAndTheRestIsConverted() throws Exception {
        Client holder = investor();
        Client issuer = issuer();
        long issue = sold(issuer, holder, note(issuer));
        decided(
                officer,
                "payments",
                "PART_REDEMPTION",
                "\"issue\":\"1-%d\",\"redemptionBasis\":\"OTHER_GROUND_IN_TERMS\",\"partPercent\":\"40\",\"lot\":\"1\""
                        .formatted(issue),
                "ISSUER_DECISION");
        until(() -> free(holder.account(), issue) == 6);
        assertThat(free(holder.account(), TestBank.TENGE)).isEqualTo(400_000);
        assertThat(number("select redeemed_quantity from readmodel.part_redemption where issue_id = ", issue))
                .isEqualTo(4);
        long next = note(issuer);
        mint(next, 20);
        decided(
                officer,
                "payments",
                "CONVERSION",
                "\"issue\":\"1-%d\",\"toIssue\":\"1-%d\",\"numerator\":\"3\",\"denominator\":\"1\""
                        .formatted(issue, next),
                "ISSUER_DECISION");
        until(() -> free(holder.account(), next) == 18);
        assertThat(free(holder.account(), issue)).isZero();
    }

    @Test
    @LegalBasis(value = "LAW-1.6-3-d", shows = ACCEPTED)
    void aHoldingIsRecoveredWithItsPledgeAndThePledgeIsEnforced() throws Exception {
        User registrar = user(Role.REGISTRAR);
        Client holder = investor();
        Client pledgee = investor();
        Client buyer = investor();
        pay(buyer, "5000.00");
        long issue = bought(holder, 10);
        long pledge = send(HoldingCommands.placeEncumbrance(
                EncumbranceKind.PLEDGE, holder.account(), issue, 4, 5, 1, true, false, false, 0, PAPER));
        long other = anotherAccountOf(holder);
        decided(
                registrar,
                "register",
                "RECOVERY",
                "\"fromAccount\":\"1-%d\",\"toAccount\":\"1-%d\",\"asset\":\"1-%d\""
                        .formatted(holder.account(), other, issue),
                "HOLDER_REQUEST");
        assertThat(free(holder.account(), issue)).isZero();
        assertThat(free(other, issue)).isEqualTo(6);
        assertThat(number(
                        "select blocked from readmodel.balance where asset_id = " + issue + " and account_id = ",
                        other))
                .isEqualTo(4);

        String act = decided(
                registrar,
                "register",
                "PLEDGE_ENFORCEMENT",
                "\"encumbrance\":\"1-%d\",\"quantity\":\"4\",\"buyerAccount\":\"1-%d\",\"pledgeeAccount\":\"1-%d\","
                                .formatted(pledge, buyer.account(), pledgee.account())
                        + "\"moneyAsset\":\"1-1\",\"value\":\"4500.00\",\"debt\":\"3000.00\"",
                "COURT_ACT");
        assertThat(free(buyer.account(), issue)).isEqualTo(4);
        assertThat(free(pledgee.account(), TestBank.TENGE)).isEqualTo(300_000);
        assertThat(free(other, TestBank.TENGE)).isEqualTo(150_000);
        assertThat(get(registrar.token(), "/acts/register/" + act + "/movements")
                        .body())
                .contains("ENFORCEMENT");
    }

    /** Ten units of a note, bought at 950.00 each. */
    private long sold(Client issuer, Client holder, long issue) throws Exception {
        mint(issue, 10);
        pay(holder, "9500.00");
        long placement =
                placement(issuer, issue, 1, 10, clock.instant(), clock.instant().plusSeconds(3_600));
        until(() -> count("readmodel.placement where placement_id = " + placement) == 1);
        post(holder.token(), "/subscriptions", "{\"placementId\":\"1-" + placement + "\",\"quantity\":10}")
                .good();
        long application = number("select id from operator.placement_application where placement_id = ", placement);
        post(officer.token(), "/placements/1-" + application + "/close", "{}").good();
        until(() -> free(holder.account(), issue) == 10);
        return issue;
    }

    /** An act on payments that both persons want and the core refuses; gives the code. */
    private String refusedBy(User user, String kind, String values) throws Exception {
        Answer asked = ask(user, "payments", kind, values, "ISSUER_DECISION").good();
        approveLast(approver.token()).good();
        String path = "/acts/payments/" + asked.at("$.id");
        until(() -> "REFUSED".equals(get(user.token(), path).at("$.state")));
        return get(user.token(), path).at("$.refusal.code");
    }

    private long anotherAccountOf(Client client) {
        long holder = number(
                "select h.holder_ref from readmodel.wallet_holder h join readmodel.account a using (wallet_id)"
                        + " where a.account_id = ",
                client.account());
        long wallet = send(
                AccountCommands.openWallet(WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(holder))));
        return send(AccountCommands.openAccount(wallet, Capacity.CLIENT, Activity.DFA));
    }

    private long send(CommandBody body) {
        return gateway.submit(new CommandContext("test", requestKeys.next(), 0, 11, 12), body)
                .resultId();
    }
}
