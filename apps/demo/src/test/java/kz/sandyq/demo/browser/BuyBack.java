package kz.sandyq.demo.browser;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import kz.sandyq.demo.browser.Clients.Client;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.time.SandyqClock;

/** The issuer buys units of his own back: withdrawn once, then approved by the operator and sold to by a holder. */
final class BuyBack {
    private static final String QUANTITY = "5";

    private final Company company;
    private final Visitor issuer;
    private final Path decision;

    BuyBack(Company company, Client issuer, Path decision) {
        this.company = company;
        this.issuer = issuer.visitor();
        this.decision = decision;
    }

    void offer(Client holder) {
        issuer.speaks("ru").menu("acts.ownBuyBacks");
        ask();
        issuer.press("acts.ownBuyBack.withdraw");
        issuer.speaks("kk").follow(issuer.words("acts.ownBuyBacks"));
        ask();
        company.approve(company.staff(Role.APPROVER));
        issuer.await(issuer.words("acts.ownBuyBack.OPEN.means"));
        sell(holder.visitor());
        issuer.await(issuer.words("acts.ownBuyBack.FINISHED.means"));
    }

    private void ask() {
        LocalDateTime until =
                LocalDateTime.now(SandyqClock.LEGAL_ZONE).plusDays(2).truncatedTo(ChronoUnit.MINUTES);
        issuer.follow(issuer.words("acts.ownBuyBack.new"));
        issuer.fill("unitPrice", "900,00");
        issuer.fill("quantity", QUANTITY);
        issuer.fill("until", until.toString());
        issuer.fill("groundNumber", "15");
        issuer.fill("groundDate", LocalDate.now(SandyqClock.LEGAL_ZONE).toString());
        issuer.attach("document", decision);
        issuer.press("acts.propose");
    }

    private static void sell(Visitor holder) {
        holder.menu("acts.buyBacks");
        holder.follow(IssueLife.CODE);
        holder.fill("quantity", QUANTITY);
        holder.press("acts.buyBack.sell");
    }
}
