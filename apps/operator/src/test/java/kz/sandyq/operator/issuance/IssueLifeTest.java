package kz.sandyq.operator.issuance;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.issuance.IssuanceApplication.World;
import kz.sandyq.platform.login.Role;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

class IssueLifeTest extends IssueSteps {
    @Test
    @LegalBasis(
            value = "LAW-6.1",
            shows = {REFUSED, ACCEPTED})
    @LegalBasis(
            value = "RUL-41",
            shows = {REFUSED, ACCEPTED})
    @LegalBasis(
            value = "LAW-6.2",
            shows = {REFUSED, ACCEPTED})
    void anApplicationIsSentExaminedReturnedAndSentAgain() throws Exception {
        Answer draft = post(issuer, "/issue-applications", note());
        assertThat(draft.status()).isEqualTo(201);
        String path = "/issue-applications/" + draft.at("$.id");
        assertThat(act(issuer, HttpMethod.POST, path + "/submission", "{}", draft.etag())
                        .code())
                .isEqualTo("ISSUE_DECISION_MISSING");
        Answer decided = act(issuer, HttpMethod.PUT, path + "/decision", decision("0".repeat(64)), draft.etag());
        assertThat(decided.code()).isEqualTo("DOCUMENT_HASH_MISMATCH");
        decided = act(issuer, HttpMethod.PUT, path + "/decision", decision(null), draft.etag());
        assertThat(decided.status()).isEqualTo(200);
        assertThat(act(issuer, HttpMethod.POST, path + "/submission", "{}", draft.etag())
                        .code())
                .as("an old version")
                .isEqualTo("CHANGED_MEANWHILE");
        Answer sent = act(issuer, HttpMethod.POST, path + "/submission", "{}", decided.etag());
        assertThat((String) sent.at("$.status")).isEqualTo("SUBMITTED");

        Answer noReason = act(
                officer,
                HttpMethod.PUT,
                path + "/examination",
                "{\"lines\":{\"KIND_FITS\":{\"verdict\":\"DOES_NOT_CONFORM\"}}}",
                "");
        assertThat(noReason.code()).isEqualTo("VERDICT_NEEDS_REASON");
        Answer open = post(officer, path + "/registration", "{\"registrationNumber\":\"KZ-DFA-001/x\"}");
        assertThat(open.code()).isEqualTo("EXAMINATION_NOT_COMPLETE");
        Answer returned = post(officer, path + "/return", "{\"note\":\"Атауы дәл емес\"}");
        assertThat((String) returned.at("$.status")).isEqualTo("RETURNED");
        Answer again = act(issuer, HttpMethod.POST, path + "/submission", "{}", returned.etag());
        assertThat((int) again.at("$.round")).isEqualTo(2);
        assertThat(request(HttpMethod.GET, token(Role.ISSUER, 1), path, "", "").status())
                .as("another issuer")
                .isEqualTo(404);
    }

    @Test
    @LegalBasis(
            value = "RUL-42.p1",
            shows = {REFUSED, ACCEPTED})
    @LegalBasis(
            value = "RUL-42.p2",
            shows = {REFUSED, ACCEPTED})
    @LegalBasis(value = "RUL-43.2", shows = ACCEPTED)
    @LegalBasis(value = "LAW-6.3.2", shows = ACCEPTED)
    void twoPersonsRegisterUnderANumberThatIsNeverGivenAgain() throws Exception {
        String number = "KZ-DFA-001/" + UUID.randomUUID();
        String path = examined(note());
        assertThat(register(path, "KZ-DFA-001" + "x".repeat(41)).code()).isEqualTo("REGISTRATION_NUMBER_INVALID");
        assertThat(register(path, number).status()).isEqualTo(202);
        assertThat(approve(officer).code()).isEqualTo("APPROVAL_NOT_YOURS");
        assertThat(approve(approver).status()).isEqualTo(200);
        assertThat(world.sent).extracting(World.Sent::template).containsExactly(REGISTER_ISSUE);
        assertThat(world.sent.getLast().context().firstPersonRef())
                .isNotEqualTo(world.sent.getLast().context().secondPersonRef())
                .isNotZero();
        long issue = issueIds++;
        assertThat(get("/issues/1-" + issue).status())
                .as("not before the core's answer")
                .isEqualTo(404);
        world.answer(handlers, new CommandReply(sequence++, 0, issue, 0));
        assertThat((String) get("/issues/1-" + issue).at("$.registrationNumber"))
                .isEqualTo(number);

        String other = examined(note());
        assertThat(register(other, number).code()).isEqualTo("REGISTRATION_NUMBER_TAKEN");
    }

    @Test
    @LegalBasis(value = "RUL-43.2", shows = REFUSED)
    @LegalBasis(value = "LAW-6.3.2", shows = REFUSED)
    void whatTheCoreRefusesIsNotRegistered() throws Exception {
        String path = examined(note());
        register(path, "KZ-DFA-001/" + UUID.randomUUID());
        approve(approver);
        world.answer(handlers, new CommandReply(sequence++, 305, 0, 0));
        assertThat((String) request(HttpMethod.GET, officer, path, "", "").at("$.status"))
                .isEqualTo("SUBMITTED");
    }

    @Test
    @LegalBasis(
            value = "RUL-44",
            shows = {REFUSED, ACCEPTED})
    @LegalBasis(
            value = "RUL-38.p2",
            shows = {REFUSED, ACCEPTED})
    @LegalBasis(
            value = "RUL-40",
            shows = {REFUSED, ACCEPTED})
    @LegalBasis(
            value = "LAW-1.6-9",
            shows = {REFUSED, ACCEPTED})
    void aBackedIssueNeedsCustodyListAndCertificate() throws Exception {
        String path = examined(backed());
        String number = "KZ-DFA-001/" + UUID.randomUUID();
        assertThat(register(path, number).code()).isEqualTo("CUSTODIAN_MISSING");
        assertThat(post(officer, "/custodians", custodian("AE")).code())
                .isEqualTo("CUSTODIAN_NOT_KZ_RESIDENT_LEGAL_ENTITY");
        String custodian = post(officer, "/custodians", custodian("KZ")).at("$.id");
        LocalDate today = LocalDate.now(kz.sandyq.platform.time.SandyqClock.LEGAL_ZONE);
        post(officer, path + "/custody/agreement", """
                {"custodianId":"%s","number":"7","validFrom":"%s","validUntil":"%s"}
                """.formatted(custodian, today.minusDays(1), today.plusYears(1)));
        assertThat(post(officer, path + "/custody/query", "{}").code()).isEqualTo("ISSUER_CONSENT_MISSING");
        post(issuer, "/issuer-consent", "{}");
        assertThat(post(officer, path + "/custody/query", "{}").status()).isEqualTo(201);
        post(officer, path + "/custody/answer", """
                {"condition":"whole","quantity":"10","unit":"bar","value":"100000","currency":"KZT","asOf":"%s"}
                """.formatted(Instant.now().minusSeconds(60)));
        jdbc.sql("delete from operator.permitted_base_asset").update();
        assertThat(register(path, number).code()).isEqualTo("PARAMETER_NOT_CONFIGURED");
        post(officer, "/permitted-base-assets", """
                {"validFrom":"2026-05-01","kinds":["BASE_GOODS"],"source":"list of the regulator"}
                """);
        assertThat(register(path, number).code()).isEqualTo("BASE_ASSET_NOT_VERIFIED");
        assertThat(certificate(path, "100000", Sample.OPERATOR_BIN).code()).isEqualTo("BASE_ASSET_USED_BY_OPERATOR");
        assertThat(certificate(path, "99999.99", "").status()).isEqualTo(202);
        assertThat(register(path, number).code()).as("one person gave it").isEqualTo("BASE_ASSET_NOT_VERIFIED");
        approve(approver);
        assertThat(register(path, number).code()).isEqualTo("BASE_ASSET_MISMATCH");
        certificate(path, "100000", "");
        approve(approver);
        assertThat(register(path, number).status()).isEqualTo(202);
    }

    @Test
    @LegalBasis(
            value = "RUL-39.p5",
            shows = {REFUSED, ACCEPTED})
    @LegalBasis(
            value = "RUL-48",
            shows = {REFUSED, ACCEPTED})
    @LegalBasis(
            value = "LAW-1.6-2",
            shows = {REFUSED, ACCEPTED})
    void mintPlacementAndRedemptionGoByTwoPersonsAndOnTheIssuersApplication() throws Exception {
        long issue = registered();
        market.issues.put(issue, state(issue, 0));
        assertThat(post(officer, "/issues/1-" + issue + "/mints", "{\"quantity\":101}")
                        .code())
                .isEqualTo("ABOVE_AUTHORISED_VOLUME");
        post(officer, "/issues/1-" + issue + "/mints", "{\"quantity\":100}");
        approve(approver);
        assertThat(world.sent.getLast().template()).isEqualTo(MINT);
        world.answer(handlers, new CommandReply(sequence++, 0, 0, 0));
        market.issues.put(issue, state(issue, 100));
        market.available.put(List.of(IssuanceApplication.UNSOLD_ACCOUNT, issue), 100L);

        assertThat(post(issuer, "/placements", placement(issue, 101)).code()).isEqualTo("PLACEMENT_ABOVE_ISSUED");
        assertThat(post(token(Role.ISSUER, 1), "/placements", placement(issue, 100))
                        .status())
                .as("not the issuer")
                .isEqualTo(404);
        String id = post(issuer, "/placements", placement(issue, 100)).at("$.id");
        assertThat(post(officer, "/placements/" + id + "/open", "{}").status()).isEqualTo(200);
        assertThat(world.sent.getLast().template()).isEqualTo(OPEN_PLACEMENT);
        world.answer(handlers, new CommandReply(sequence++, 0, 900, 0));
        assertThat((String) request(HttpMethod.GET, officer, "/placements/" + id, "", "")
                        .at("$.placementId"))
                .isEqualTo("1-900");

        String client = token(Role.CLIENT, 77);
        market.placements.put(900L, placementState(issue));
        world.nextReply = new CommandReply(sequence++, 0, 901, 0);
        assertThat(post(client, "/subscriptions", "{\"placementId\":\"1-900\",\"quantity\":10}")
                        .status())
                .isEqualTo(201);
        assertThat(world.submitted.getLast().template()).isEqualTo(SUBSCRIBE);
        assertThat(post(client, "/subscriptions", "{\"placementId\":\"1-999\",\"quantity\":10}")
                        .status())
                .as("a primary purchase elsewhere")
                .isEqualTo(404);

        String early = "{\"issueId\":\"1-" + issue + "\",\"ground\":\"EARLY_BY_ISSUER\"}";
        market.available.put(List.of(IssuanceApplication.UNSOLD_ACCOUNT, issue), 90L);
        market.available.put(List.of(IssuanceApplication.ISSUER_ACCOUNT, IssuanceApplication.MONEY), 999_999L);
        assertThat(post(officer, "/redemptions", early).code()).isEqualTo("ISSUER_MONEY_SHORT");
        market.available.put(List.of(IssuanceApplication.ISSUER_ACCOUNT, IssuanceApplication.MONEY), 1_000_000L);
        assertThat(post(officer, "/redemptions", early).status()).isEqualTo(202);
        approve(approver);
        assertThat(world.sent.getLast().template()).isEqualTo(START_REDEMPTION);
        world.answer(handlers, new CommandReply(sequence++, 0, 0, 0));
        market.redemptions.put(issue, new MarketView.RedemptionState(issue, 100_000, 0, 10, 1_000_000, true));
        market.payments.add(new MarketView.Payment(IssuanceApplication.CLIENT_ACCOUNT + 77, 1_000_000));
        redemptionNotices.tell();
        redemptionNotices.tell();
        assertThat(jdbc.sql("select payload ->> 'amount' from operator.notice where client_relation_id = 77"
                                + " and kind = 'REDEMPTION_PAID'")
                        .query(String.class)
                        .list())
                .containsExactly("10000.00");
    }
}
