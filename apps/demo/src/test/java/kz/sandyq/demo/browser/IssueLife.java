package kz.sandyq.demo.browser;

import java.util.List;
import java.util.Set;
import kz.sandyq.demo.browser.Clients.Client;
import kz.sandyq.platform.login.Role;

/** The life of an issue by clicking, from an empty deployment to its redemption; walked once in this JVM. */
final class IssueLife {
    static final String NAME = "Алтын қор 2027";
    static final String CODE = "ALTYN27";

    private final Company company = new Company();
    private final Clients clients = new Clients(company);
    private List<String> wrong = List.of();
    private Set<String> met = Set.of();

    private IssueLife() {}

    private static final class Once {
        static final IssueLife INSTANCE = new IssueLife().walk();
    }

    /** The life, walked to its end. */
    static IssueLife walked() {
        return Once.INSTANCE;
    }

    /** What was wrong on the pages on the way. */
    List<String> wrong() {
        return wrong;
    }

    /** Kinds of pages on the way, each with its language. */
    Set<String> met() {
        return met;
    }

    private IssueLife walk() {
        openTheHouse();
        Client issuer = clients.open("Алтын қор ЖШС", "altyn", true, "kk");
        Client aigul = clients.open("Айгүл Сәрсенова", "aigul", false, "ru");
        Client bolat = clients.open("Болат Ахметов", "bolat", false, "en");
        Issuance issuance = new Issuance(company, clients, issuer);
        issuance.apply();
        issuance.review();
        issuance.certify();
        issuance.register("KZ-DFA-001/1");
        issuance.mint(500);
        clients.payIn(aigul, "CLIENT", "1000000.00");
        clients.payIn(bolat, "CLIENT", "1000000.00");
        Circulation circulation = new Circulation(company, issuance.issueId());
        circulation.place(issuer, List.of(aigul, bolat));
        circulation.trade(aigul, bolat);
        circulation.register(List.of(aigul, bolat));
        circulation.findInTheTotals(List.of(aigul, bolat));
        new BuyBack(company, issuer, clients.document("kaityp-alu")).offer(aigul);
        circulation.payOut(issuer, "95000.00");
        clients.payIn(issuer, "ISSUER", "600000.00");
        circulation.redeem(List.of(aigul, bolat));
        wrong = company.wrong();
        met = company.met();
        company.leave();
        return this;
    }

    /** Two administrators enter the operator's registrations and its bank account. */
    private void openTheHouse() {
        Visitor first = company.staff(Role.ADMINISTRATOR);
        Visitor second = company.secondAdministrator();
        for (String activity : new String[] {"DFA", "TRADING"}) {
            first.menu("settings.title");
            first.choose("activity", activity);
            first.fill("number", "KZ-" + activity + "-001");
            first.fill("validFrom", "2025-01-01");
            first.press("settings.propose");
            company.approve(second);
        }
        first.speaks("ru");
        first.menu("money.accounts.title");
        first.fill("bankName", "Жетісу банкі");
        first.fill("iban", Clients.IBAN);
        first.fill("bic", "KCJBKZKX");
        first.fill("currency", "KZT");
        first.press("settings.propose");
        company.approve(second.speaks("en"));
        first.await(first.words("money.opening.OPEN"));
    }
}
