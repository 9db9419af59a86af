package kz.sandyq.operator.acts;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.Answer;
import org.junit.jupiter.api.Test;

/** Who may acquire what and how much of it: set by two persons, kept by the core, shown to whom it concerns. */
class PermissionActsTest extends ActsTest {
    private static final String ROOM = "permissions";

    @Test
    void anAccountBuysOnlyWhatItMayAndWithinItsLimit() throws Exception {
        Client holder = investor();
        pay(holder, "20000.00");
        Client issuer = issuer();
        String offer = offer(issuer, note(issuer));
        String account = "\"account\":\"1-" + holder.account() + "\"";
        String none = account + ",\"stablecoins\":\"YES\",\"assetBacked\":\"NO\",\"financialInstruments\":\"NO\","
                + "\"unbacked\":\"NO\"";
        assertThat(ask(holder.user(), ROOM, "ACCOUNT_PERMISSIONS", none, "OPERATOR_DECISION")
                        .status())
                .isEqualTo(403);
        assertThat(ask(officer, ROOM, "ACCOUNT_PERMISSIONS", none + ",\"purchaseLimit\":\"5\"", "OPERATOR_DECISION")
                        .code())
                .isEqualTo("FIELD_REQUIRED");
        assertThat(ask(officer, ROOM, "ACCOUNT_PERMISSIONS", none, "ISSUER_DECISION")
                        .code())
                .isEqualTo("GROUND_KIND_NOT_FIT");
        decided(officer, ROOM, "ACCOUNT_PERMISSIONS", none);
        assertThat(subscribe(holder, offer).code()).isEqualTo("ASSET_CLASS_NOT_PERMITTED");

        String limited = none.replace("\"financialInstruments\":\"NO\"", "\"financialInstruments\":\"YES\"")
                + ",\"limitMoney\":\"1-1\",\"purchaseLimit\":\"1 000,00\"";
        decided(officer, ROOM, "ACCOUNT_PERMISSIONS", limited);
        left(holder, "0.00", "1000.00");
        subscribe(holder, offer).good();
        left(holder, "950.00", "50.00");
        assertThat(subscribe(holder, offer).code()).isEqualTo("PURCHASE_LIMIT");
        daily(officer, ROOM, "PURCHASE_PERIOD", "");
        left(holder, "0.00", "1000.00");
        subscribe(holder, offer).good();
        left(holder, "950.00", "50.00");
        page(signIn(holder.user()), "/cabinet/permissions").andExpect(content().string(containsString("50,00")));
        page(signIn(officer), "/desk/permissions/accounts").andExpect(content().string(containsString("950,00")));
        decided(officer, ROOM, "ACCOUNT_PERMISSIONS", limited.replace("1 000,00", "500"));
        left(holder, "950.00", "0.00");
        decided(officer, ROOM, "ACCOUNT_PERMISSIONS", limited);
        left(holder, "950.00", "50.00");

        Answer listed = get(officer.token(), "/permissions/accounts?search=1-" + holder.account());
        assertThat(listed.at("$.items[0].classes")).contains("STABLECOINS", "FINANCIAL_INSTRUMENTS");
        assertThat(listed.at("$.items[0].limit")).isEqualTo("1000.00");
        assertThat(listed.at("$.items[0].setBy.groundNumber")).isEqualTo("15");
        assertThat(get(officer.token(), "/permissions/accounts?search=nothing").at("$.count"))
                .isEqualTo("0");
        assertThat(get(officer.token(), "/permissions/regime").at("$.periodSince"))
                .isNotEmpty();
        assertThat(get(holder.token(), "/me/permissions").at("$.accounts[0].limit"))
                .isEqualTo("1000.00");
        assertThat(get(holder.token(), "/permissions/accounts").status()).isEqualTo(403);
        page(signIn(holder.user()), "/cabinet/permissions")
                .andExpect(content().string(containsString("1\u2009000,00")));
        page(signIn(officer), "/desk/permissions/accounts")
                .andExpect(content().string(containsString("1\u2009000,00")));
    }

    @Test
    @LegalBasis(
            value = "LAW-4.1-p2.4-e",
            shows = {REFUSED, ACCEPTED})
    void anIssueForQualifiedInvestorsIsBoughtByThemAlone() throws Exception {
        Client holder = investor();
        pay(holder, "20000.00");
        Client issuer = issuer();
        long issue = note(issuer);
        String rules = "\"issue\":\"1-" + issue + "\",\"qualifiedOnly\":\"YES\",\"maxSharePercent\":\"12,5\"";
        assertThat(ask(officer, ROOM, "ISSUE_RULES", rules.replace("YES", "MAYBE"), "ISSUER_DECISION")
                        .code())
                .isEqualTo("CHOICE_NOT_KNOWN");
        decided(officer, ROOM, "ISSUE_RULES", rules, "ISSUER_DECISION");
        String offer = offer(issuer, issue);
        assertThat(subscribe(holder, offer).code()).isEqualTo("QUALIFIED_INVESTORS_ONLY");
        decided(officer, ROOM, "ACCOUNT_PERMISSIONS", """
                "account":"1-%d","stablecoins":"YES","assetBacked":"YES","financialInstruments":"YES",
                "unbacked":"YES","qualifiedUntil":"%s"
                """.formatted(
                        holder.account(), clock.today().plusYears(1)));
        subscribe(holder, offer).good();
        Answer over = post(holder.token(), "/subscriptions", "{\"placementId\":\"" + offer + "\",\"quantity\":2}");
        assertThat(over.code()).isEqualTo("CONCENTRATION_LIMIT");
        assertThat(get(officer.token(), "/permissions/issues?search=1-" + issue).at("$.items[0].maxSharePercent"))
                .isEqualTo("12.5");
        page(signIn(officer), "/desk/permissions/issues").andExpect(content().string(containsString("12,5")));
        assertThat(get(holder.token(), "/me/permissions").at("$.accounts[0].qualifiedUntil"))
                .isEqualTo(clock.today().plusYears(1).toString());
    }

    @Test
    @LegalBasis(
            value = "RUL-60.p2.1",
            shows = {REFUSED, ACCEPTED})
    void whereClearanceIsRequiredDealsNeedIt() throws Exception {
        Client holder = investor();
        pay(holder, "20000.00");
        Client issuer = issuer();
        String offer = offer(issuer, note(issuer));
        String wallet = "\"wallet\":\"1-"
                + number("select wallet_id from readmodel.account where account_id = ", holder.account()) + "\"";
        decided(officer, ROOM, "CLEARANCE_REGIME", "\"clearanceRequired\":\"YES\"");
        try {
            assertThat(get(holder.token(), "/me/permissions").at("$.clearanceRequired"))
                    .isEqualTo("true");
            assertThat(subscribe(holder, offer).code()).isEqualTo("CLEARANCE_LAPSED");
            String until = ",\"clearedUntil\":\"" + clock.today() + "\"";
            decided(officer, ROOM, "CLEARANCE", wallet + until);
            subscribe(holder, offer).good();
            assertThat(get(holder.token(), "/me/permissions").at("$.accounts[0].clearance"))
                    .isEqualTo("CLEARED");
            applied(ROOM, ask(officer, ROOM, "CLEARANCE_END", wallet, "AUTHORITY_ORDER"));
            assertThat(subscribe(holder, offer).code()).isEqualTo("CLEARANCE_LAPSED");
        } finally {
            decided(officer, ROOM, "CLEARANCE_REGIME", "\"clearanceRequired\":\"NO\"");
        }
        subscribe(holder, offer).good();
        assertThat(get(officer.token(), "/permissions/clearances?limit=200").body())
                .contains("NOT_CLEARED");
        page(signIn(officer), "/desk/permissions/clearances").andExpect(status().isOk());
        page(signIn(holder.user()), "/cabinet/permissions").andExpect(status().isOk());
    }

    @Test
    void everyFormAndListOfTheRoomIsShown() throws Exception {
        Cookie session = signIn(officer);
        for (ActKind kind : ActKinds.of(ActRoom.PERMISSIONS)) {
            page(session, "/desk/acts/permissions/new/" + kind.name()).andExpect(status().isOk());
        }
        page(session, "/desk/acts/permissions").andExpect(status().isOk());
        page(session, "/desk/permissions/accounts?search=1-999999").andExpect(status().isOk());
        page(session, "/desk/permissions/others").andExpect(status().isNotFound());
        for (RuleList list : RuleList.values()) {
            assertThat(csv(session, "/desk/permissions/" + list.path() + "/rows.csv"))
                    .contains("since");
        }
    }

    /** Both the client and the desk see what is spent of the limit and what is left. */
    private void left(Client holder, String spent, String left) {
        until(() -> spent.equals(get(holder.token(), "/me/permissions").at("$.accounts[0].spent")));
        assertThat(get(holder.token(), "/me/permissions").at("$.accounts[0].left"))
                .isEqualTo(left);
        Answer desk = get(officer.token(), "/permissions/accounts?search=1-" + holder.account());
        assertThat(desk.at("$.items[0].spent")).isEqualTo(spent);
        assertThat(desk.at("$.items[0].left")).isEqualTo(left);
    }

    /** A placement of ten units at 950.00; gives its public id. */
    private String offer(Client issuer, long issue) throws Exception {
        mint(issue, 10);
        long placement =
                placement(issuer, issue, 1, 10, clock.instant(), clock.instant().plusSeconds(3_600));
        until(() -> count("readmodel.placement where placement_id = " + placement) == 1);
        return "1-" + placement;
    }

    private Answer subscribe(Client holder, String offer) throws Exception {
        return post(holder.token(), "/subscriptions", "{\"placementId\":\"" + offer + "\",\"quantity\":1}");
    }
}
