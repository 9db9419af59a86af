package kz.sandyq.demo.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kz.sandyq.platform.login.Role;

/** Client relations by clicking: two persons open one, the client comes by an invitation, money comes by the bank. */
final class Clients {
    static final String IBAN = "KZ86125KZT5004100100";

    private final RunningSandyq sandyq = RunningSandyq.get();
    private final Company company;
    private int number;

    Clients(Company company) {
        this.company = company;
    }

    /** A client as the walk knows him. */
    record Client(String login, String nationalId, String name, boolean issuer, Visitor visitor) {}

    Client open(String name, String login, boolean issuer, String language) {
        number++;
        String id = issuer ? RunningSandyq.bin(number) : RunningSandyq.iin(900 + number);
        Visitor officer = company.staff(Role.OFFICER);
        officer.menu("people.clients");
        officer.follow(officer.words("people.open"));
        if (issuer) {
            officer.tick("organisation", "true");
            officer.tick("issuer", "true");
            officer.fill("representativeIin", RunningSandyq.iin(950 + number));
            officer.fill("representativeName", "Серік Тасболатов");
        }
        officer.fill("name", name);
        officer.fill("nationalId", id);
        officer.fill("residency", "KZ");
        officer.fill("address", "Алматы, Абай даңғылы, " + number);
        officer.fill("identification", "Жеке куәлік 0448812" + number);
        officer.fill("identifiedUntil", "2035-12-31");
        officer.attach("document", document("kuelik"));
        officer.press("people.propose");
        company.approve(company.staff(Role.APPROVER));
        officer.await(officer.words("people.status.ACTIVE"));
        officer.fill("loginName", login);
        officer.press("people.invite");
        String invitation = officer.page.locator(".notice code").innerText().strip();
        return new Client(login, id, name, issuer, company.invited(invitation, login, language));
    }

    /** The client pays at the bank's counter with the reference of his account; capacity is CLIENT or ISSUER. */
    void payIn(Client client, String capacity, String amount) {
        Visitor visitor = client.visitor();
        visitor.menu("cabinet.money");
        String reference = visitor.page
                .locator("main dl")
                .filter(new com.microsoft.playwright.Locator.FilterOptions()
                        .setHasText(visitor.words("cabinet.capacity." + capacity)))
                .locator("code")
                .first()
                .innerText()
                .strip();
        Visitor counter = company.staff(Role.ADMINISTRATOR);
        counter.menu("demo.bank");
        counter.fill("amount", amount);
        counter.fill("payerName", client.name());
        counter.fill("payerNumber", client.nationalId());
        if (client.issuer()) {
            counter.tick("legalEntity", "true");
        }
        counter.fill("text", "Төлем " + reference);
        counter.press("demo.bank.send");
    }

    Path document(String name) {
        try {
            Path file = sandyq.data.resolve(name + ".pdf");
            return Files.write(file, "%PDF-1.7 құжат".getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
