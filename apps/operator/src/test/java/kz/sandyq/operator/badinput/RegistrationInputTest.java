package kz.sandyq.operator.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import kz.sandyq.operator.Answer;
import kz.sandyq.operator.MarketTest;
import kz.sandyq.platform.login.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** What keeps an issue from registration: its certificate, its number, its documents, its second person. */
class RegistrationInputTest extends MarketTest {
    private static final AtomicInteger NUMBER = new AtomicInteger(50_000);
    private static final int OPERATOR_LENGTH = DFA_NUMBER.length();

    private Client issuer = Client.NONE;

    @BeforeEach
    void anIssuer() throws Exception {
        issuer = issuer();
    }

    @Test
    void certificateMissing() throws Exception {
        String application = inCustody();
        refused(application, "BASE_ASSET_NOT_VERIFIED");
        certificate(application, "100000.00", Duration.ofDays(30)).good();
        refused(application, "BASE_ASSET_NOT_VERIFIED");
        approveLast(approver.token()).good();
        registration(application, number(20)).good();
    }

    @Test
    void certificateExpired() throws Exception {
        String application = inCustody();
        assertThat(certificate(application, "100000.00", Duration.ofMillis(-1)).code())
                .isEqualTo("CERTIFICATE_EXPIRED");
        certificate(application, "100000.00", Duration.ofDays(1)).good();
        approveLast(approver.token()).good();
        runOut(application);
        refused(application, "CERTIFICATE_EXPIRED");
    }

    @Test
    void certificateTooSmall() throws Exception {
        String application = inCustody();
        certificate(application, "99999.99", Duration.ofDays(30)).good();
        approveLast(approver.token()).good();
        refused(application, "BASE_ASSET_MISMATCH");
    }

    @Test
    void certificateExactlyEnough() throws Exception {
        String application = inCustody();
        certificate(application, "100000.00", Duration.ofDays(30)).good();
        approveLast(approver.token()).good();
        long issue = register(issuer, application);
        assertThat(count("readmodel.issue where issue_id = " + issue)).isOne();
    }

    @Test
    void secondPersonEqualByIin() throws Exception {
        String application = examined(issuer, noteTerms());
        registration(application, number(20)).good();
        User sameIin = userOf(officer.personId(), Role.APPROVER);
        assertThat(approveLast(sameIin.token()).code()).isEqualTo("SECOND_PERSON_SAME");
        assertThat(get(issuer.token(), "/issue-applications/" + application).at("$.status"))
                .isEqualTo("REGISTERING");
        approveLast(approver.token()).good();
    }

    @Test
    void numberOfFiftyCharacters() throws Exception {
        String application = examined(issuer, noteTerms());
        String number = number(50);
        registration(application, number).good();
        approveLast(approver.token()).good();
        until(() -> count("readmodel.issue where registration_number = '" + number + "'") == 1);
    }

    @Test
    void numberOfFiftyOneCharacters() throws Exception {
        String application = examined(issuer, noteTerms());
        assertThat(registration(application, number(51)).code()).isEqualTo("REGISTRATION_NUMBER_INVALID");
        assertThat(get(issuer.token(), "/issue-applications/" + application).at("$.status"))
                .isEqualTo("SUBMITTED");
    }

    @Test
    void aDocumentWhoseHashDoesNotMatch() throws Exception {
        Answer draft = post(issuer.token(), "/issue-applications", noteTerms()).good();
        String path = "/issue-applications/" + draft.at("$.id");
        long documents = count("platform.document");
        Answer decided = send(
                HttpMethod.PUT, issuer.token(), path + "/decision", decision(issuer, "0".repeat(64)), draft.etag());
        assertThat(decided.code()).isEqualTo("DOCUMENT_HASH_MISMATCH");
        assertThat(count("platform.document")).isEqualTo(documents);
        assertThat(get(issuer.token(), path).etag()).isEqualTo(draft.etag());
    }

    private void refused(String application, String code) throws Exception {
        assertThat(registration(application, number(20)).code()).isEqualTo(code);
        assertThat(get(issuer.token(), "/issue-applications/" + application).at("$.status"))
                .isEqualTo("SUBMITTED");
    }

    /** An examined application whose base asset a custodian keeps; its certificate alone is missing. */
    private String inCustody() throws Exception {
        String application = examined(issuer, backedTerms());
        keep(issuer, application);
        return application;
    }

    /** Time passes for the given certificate alone: its last moment is the last second. */
    private void runOut(String application) {
        database.sql("""
                        update operator.base_asset_certificate
                        set body = jsonb_set(body, '{validUntil}', to_jsonb(cast(:until as text)))
                        where application_id = :application""")
                .param("until", clock.instant().minusSeconds(1).toString())
                .param("application", number(application))
                .update();
    }

    /** A fresh number of the operator with so many characters. */
    private static String number(int length) {
        String tail = String.valueOf(NUMBER.incrementAndGet());
        return DFA_NUMBER + "-".repeat(length - OPERATOR_LENGTH - tail.length()) + tail;
    }
}
