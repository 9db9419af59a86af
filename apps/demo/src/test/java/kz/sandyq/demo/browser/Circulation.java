package kz.sandyq.demo.browser;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import kz.sandyq.demo.browser.Clients.Client;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.time.SandyqClock;

/** Units among people: placement, trade, money out, redemption. */
final class Circulation {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private final Company company;
    private final String issue;

    Circulation(Company company, String issue) {
        this.company = company;
        this.issue = issue;
    }

    /** The issuer asks, an officer opens, investors subscribe, an officer closes; the units are allocated. */
    void place(Client issuer, List<Client> investors) {
        Visitor at = issuer.visitor();
        at.menu("issuance.nav.mine");
        at.follow(IssueLife.NAME);
        at.follow(at.words("placement.apply"));
        LocalDateTime now = LocalDateTime.now(SandyqClock.LEGAL_ZONE);
        at.fill("from", now.minusMinutes(2).format(MINUTES));
        at.fill("until", now.plusDays(1).format(MINUTES));
        at.fill("minimumQuantity", "50");
        at.fill("maximumQuantity", "300");
        at.fill("price", "950,00");
        at.fill("lotQuantity", "1");
        at.fill("investorCapQuantity", "0");
        at.choose("method", "PRO_RATA");
        at.press("placement.apply");
        Visitor officer = company.staff(Role.OFFICER).speaks("en");
        officer.menu("placement.nav.desk");
        officer.follow(IssueLife.NAME);
        officer.press("placement.open");
        officer.await(officer.words("placement.status.OPEN"));
        investors.forEach(this::subscribe);
        officer.press("placement.close");
        officer.await(officer.words("placement.status.ENDED"));
    }

    private void subscribe(Client investor) {
        Visitor at = investor.visitor();
        at.menu("cabinet.holdings");
        at.await("KZT");
        at.menu("placement.nav.open");
        at.follow(IssueLife.NAME);
        at.fill("quantity", "100");
        at.press("placement.ticket.quote");
        at.press("placement.ticket.subscribe");
    }

    /** A book by two persons; one sells, another buys; both see the deal and print a statement. */
    void trade(Client seller, Client buyer) {
        Visitor supervisor = company.staff(Role.MARKET_SUPERVISOR);
        supervisor.menu("trading.books");
        supervisor.follow(supervisor.words("trading.book.propose"));
        supervisor.choose("assetId", issue);
        supervisor.fill("lot", "1");
        supervisor.fill("tick", "0,01");
        supervisor.press("trading.propose");
        company.approve(company.staff(Role.APPROVER));
        supervisor.menu("trading.books");
        supervisor.await(supervisor.words("trading.book.status.OPEN"));
        order(seller, "SELL");
        order(buyer, "BUY");
        for (Client each : List.of(seller, buyer)) {
            each.visitor().menu("trading.orders");
            each.visitor().menu("trading.deals");
            each.visitor().await(IssueLife.CODE);
            each.visitor().menu("cabinet.holdings");
            each.visitor().menu("cabinet.statement");
        }
    }

    /** Holders find themselves in what is published, the auditor finds it beside the bank. */
    void findInTheTotals(List<Client> holders) {
        for (Client each : holders) {
            Visitor at = each.visitor();
            at.menu("cabinet.holdings");
            at.follow(at.words("cabinet.liabilities.title"));
            at.await(IssueLife.CODE);
        }
        Visitor auditor = company.staff(Role.AUDITOR).speaks("en");
        auditor.menu("money.owed.title");
        auditor.await(IssueLife.CODE);
    }

    private static void order(Client client, String side) {
        Visitor at = client.visitor();
        at.menu("trading.market");
        at.follow(IssueLife.CODE);
        at.tick("side", side);
        at.fill("price", "960");
        at.fill("quantity", "10");
        at.press("trading.ticket.check");
        at.press("trading.send");
    }

    /** The registrar reads who holds the issue, and every entry of it. */
    void register(List<Client> holders) {
        Visitor registrar = company.staff(Role.REGISTRAR).speaks("ru");
        registrar.menu("register.nav");
        registrar.follow(IssueLife.NAME);
        holders.forEach(each -> registrar.await(each.name()));
        registrar.press("register.show");
        registrar.follow(registrar.words("register.entries"));
    }

    /** The issuer's proceeds leave by the bank: asked for, approved by two, paid. */
    void payOut(Client issuer, String amount) {
        Visitor at = issuer.visitor();
        at.menu("cabinet.money");
        String reference = at.page
                .locator("#reference option")
                .filter(new com.microsoft.playwright.Locator.FilterOptions()
                        .setHasText(at.words("cabinet.capacity.ISSUER")))
                .first()
                .getAttribute("value");
        at.choose("reference", reference);
        at.fill("amount", amount);
        at.fill("payeeName", issuer.name());
        at.fill("payeeIban", Clients.IBAN);
        at.fill("payeeBic", "KCJBKZKX");
        at.fill("purpose", "Орналастырудан түскен ақша");
        at.press("cabinet.out.ask");
        at.await(at.words("money.payout.RESERVED"));
        Visitor money = company.staff(Role.MONEY_OFFICER);
        money.menu("money.navigation");
        money.follow(money.words("money.payouts"));
        money.press("money.propose");
        company.approve(company.staff(Role.APPROVER));
        at.await(at.words("money.payout.PAID"));
    }

    /** Everything is redeemed at its price by two persons; the holders read of it. */
    void redeem(List<Client> holders) {
        Visitor officer = company.staff(Role.OFFICER);
        officer.menu("issuance.nav.queue");
        officer.follow(IssueLife.NAME);
        officer.choose("ground", "EARLY_BY_ISSUER");
        officer.press("issuance.redeem");
        company.approve(company.staff(Role.APPROVER));
        officer.menu("issuance.nav.queue");
        officer.follow(IssueLife.NAME);
        for (Client holder : holders) {
            Visitor at = holder.visitor();
            at.menu("cabinet.inbox");
            at.await(longestPiece(at.words("notice.REDEMPTION_PAID")));
            at.speaks("kk");
            at.menu("cabinet.holdings");
        }
    }

    /** What of a message stands in the page whatever its arguments are. */
    private static String longestPiece(String message) {
        return Arrays.stream(message.split("\\{[0-9]}"))
                .map(String::strip)
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
    }
}
