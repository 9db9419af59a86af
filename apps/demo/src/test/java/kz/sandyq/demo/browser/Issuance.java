package kz.sandyq.demo.browser;

import com.microsoft.playwright.Locator;
import java.time.LocalDate;
import kz.sandyq.demo.browser.Clients.Client;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.time.SandyqClock;

/** An issue from the issuer's draft to units in the world: the issuer, an officer and an approver at their browsers. */
final class Issuance {
    private final Company company;
    private final Clients clients;
    private final Client issuer;
    private final Visitor officer;
    private final LocalDate today = LocalDate.now(SandyqClock.LEGAL_ZONE);
    private String application = "";

    Issuance(Company company, Clients clients, Client issuer) {
        this.company = company;
        this.clients = clients;
        this.issuer = issuer;
        this.officer = company.staff(Role.OFFICER);
    }

    /** The issuer fills the form, binds its decision, checks the answers and sends. */
    void apply() {
        Visitor at = issuer.visitor();
        at.menu("issuance.nav.mine");
        at.press("issuance.new");
        application = at.path().substring(at.path().lastIndexOf('/') + 1);
        at.tick("kinds", "ASSET_BACKED");
        at.fill("name", IssueLife.NAME);
        at.fill("code", IssueLife.CODE);
        at.fill("volume", "1000");
        at.fill("specifiedCurrency", "KZT");
        at.fill("specifiedDenomination", "1 000,00");
        at.fill("issuePrice", "950,00");
        at.fill("redemptionPrice", "1 000,00");
        at.fill("issueDate", today.toString());
        at.fill("maturityDate", today.plusYears(1).toString());
        at.fill("redemptionTerms", "Әр бірлік үшін номиналы төленеді");
        at.tick("baseAssets", "BASE_GOODS");
        at.fill("baseAssetDescription", "Қоймадағы алтын құймалар");
        at.fill("valuationRule", "Лондон таңертеңгі бағасы бойынша");
        at.fill("holderClaim", "Қоймадағы үлеске талап");
        at.fill("requiredBackingRatio", "1");
        at.tick("redemptionGrounds", "EARLY_BY_ISSUER");
        at.press("issuance.save");
        at.speaks("ru").speaks("kk");
        at.fill("number", "12");
        at.fill("date", today.minusDays(3).toString());
        at.attach("document", clients.document("sheshim"));
        at.press("issuance.decision.bind");
        at.follow(at.words("issuance.check"));
        at.press("issuance.submit");
    }

    /** Every line of the examination conforms. */
    void review() {
        officer.menu("issuance.nav.queue");
        officer.follow(IssueLife.NAME);
        for (Locator verdict : officer.page.locator("select[name^='verdict.']").all()) {
            verdict.selectOption("CONFORMS");
        }
        officer.press("issuance.examine");
    }

    /** The custodian's part, then a certificate of the base asset by two persons. */
    void certify() {
        custody();
        officer.menu("issuance.nav.queue");
        officer.follow(IssueLife.NAME);
        officer.tick("exists", "true");
        officer.fill("legalStatus", "Эмитенттің меншігі");
        officer.fill("encumbrances", "Жоқ");
        officer.fill("marketValue", "1 200 000,00");
        officer.fill("valuationDate", today.minusDays(1).toString());
        officer.fill("evidenceDate", today.minusDays(1).toString());
        officer.fill("validUntil", today.plusMonths(6).toString());
        officer.page.locator("input[name='documents']").first().check();
        officer.press("issuance.certificate.propose");
        company.approve(company.staff(Role.APPROVER).speaks("ru"));
    }

    private void custody() {
        officer.menu("custody.title");
        officer.fill("name", "Қойма АҚ");
        officer.fill("bin", RunningSandyq.bin(77));
        officer.tick("legalEntity", "true");
        officer.press("custody.record");
        officer.fill("validFrom", today.minusYears(1).toString());
        officer.tick("kinds", "BASE_GOODS");
        officer.fill("source", "Реттеушінің тізбесі");
        officer.press("custody.permit");
        issuer.visitor().menu("custody.consent.title");
        issuer.visitor().press("custody.consent.give");
        officer.menu("issuance.nav.queue");
        officer.follow(IssueLife.NAME);
        officer.follow(officer.words("custody.open"));
        officer.fill("number", "7");
        officer.fill("validFrom", today.minusDays(1).toString());
        officer.fill("validUntil", today.plusYears(1).toString());
        officer.press("custody.agree");
        officer.press("custody.ask");
        officer.fill("condition", "бүтін");
        officer.fill("quantity", "10");
        officer.fill("unit", "құйма");
        officer.fill("value", "1 200 000,00");
        officer.fill("asOf", today.minusDays(1) + "T12:00");
        officer.press("custody.answer");
    }

    /** The registration number by two persons. */
    void register(String number) {
        officer.menu("issuance.nav.queue");
        officer.follow(IssueLife.NAME);
        officer.fill("registrationNumber", number);
        officer.press("issuance.register");
        company.approve(company.staff(Role.APPROVER));
        officer.await(officer.words("issuance.status.REGISTERED"));
        issuer.visitor().menu("issuance.nav.register");
        issuer.visitor().follow(number);
    }

    /** Units come into the world by two persons. */
    void mint(int quantity) {
        officer.fill("quantity", String.valueOf(quantity));
        officer.press("issuance.mint");
        company.approve(company.staff(Role.APPROVER).speaks("kk"));
        issuer.visitor().await(quantity + "");
    }

    /** Public id of the registered issue. */
    String issueId() {
        String path = issuer.visitor().path();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
