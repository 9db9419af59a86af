package kz.sandyq.operator.people;

import static kz.sandyq.law.LegalBasis.Shows.ACCEPTED;
import static kz.sandyq.law.LegalBasis.Shows.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.OperatorTest;
import kz.sandyq.platform.login.Role;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.ResultActions;

class ClientsTest extends OperatorTest {
    @Autowired
    JdbcClient database;

    @Test
    @LegalBasis(value = "RUL-34.6", shows = ACCEPTED)
    @LegalBasis(value = "RUL-34.6", shows = REFUSED)
    @LegalBasis(value = "RUL-36.p1", shows = ACCEPTED)
    @LegalBasis(value = "RUL-31", shows = ACCEPTED)
    void identifiedClientGetsWalletAndAccountsAfterTheSecondPerson() throws Exception {
        User officer = user(Role.OFFICER);
        User approver = user(Role.APPROVER);
        String id = JsonPath.read(
                propose(officer, iin(7_001), "Көктем көшесі 1", "2099-12-31")
                        .andExpect(status().isCreated())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.id");
        wallet(officer, id).andExpect(jsonPath("$.code").value("CLIENT_NOT_IDENTIFIED"));
        long approval = database.sql("select max(id) from platform.approval where kind = 'people.client'")
                .query(Long.class)
                .single();
        approve(officer, approval).andExpect(status().is4xxClientError());
        approve(approver, approval).andExpect(status().is2xxSuccessful());
        awaitActive(id);
        web.perform(get("/api/v1/clients/" + id).header("Authorization", officer.bearer()))
                .andExpect(jsonPath("$.status").value("ACTIVE"))
                .andExpect(jsonPath("$.accounts.length()").value(2))
                .andExpect(jsonPath("$.accounts[0].id").value(Matchers.startsWith("1-")));
        wallet(officer, id).andExpect(status().isCreated());
        String name = "koktem7001";
        invite(officer, id, name).andExpect(status().is2xxSuccessful());
        invite(officer, id, name + "b")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("CLIENT_HAS_LOGIN"));
        web.perform(get("/desk/clients/" + id).cookie(signIn(officer)).param("lang", "ru"))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("Көктем көшесі 1")));
    }

    @Test
    @LegalBasis(value = "RUL-31", shows = REFUSED)
    void holderRecordWithoutAnAddressIsRefusedAtCreation() throws Exception {
        propose(user(Role.OFFICER), iin(7_002), " ", "2099-12-31")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.code").value("HOLDER_DATA_MISSING"))
                .andExpect(jsonPath("$.clause").exists());
    }

    @Test
    @LegalBasis(value = "RUL-36.p1", shows = REFUSED)
    void endedIdentificationIsRefused() throws Exception {
        propose(user(Role.OFFICER), iin(7_003), "Абай 5", "2020-01-01")
                .andExpect(jsonPath("$.code").value("IDENTIFICATION_ENDED"));
    }

    @Test
    void wrongCheckDigitAndForeignRoleAreRefused() throws Exception {
        propose(user(Role.OFFICER), "900101300008", "Абай 5", "2099-12-31")
                .andExpect(jsonPath("$.code").value("NATIONAL_ID_NOT_VALID"));
        propose(user(Role.CLIENT), iin(7_004), "Абай 5", "2099-12-31").andExpect(status().isForbidden());
        web.perform(post("/desk/clients/new").cookie(signIn(user(Role.OFFICER))))
                .andExpect(status().isForbidden());
        var cookie = signIn(user(Role.OFFICER));
        web.perform(get("/desk/clients/new").cookie(cookie)).andExpect(status().isOk());
        web.perform(multipart("/desk/clients/new")
                        .file(new MockMultipartFile(
                                "document",
                                "statement.pdf",
                                "application/pdf",
                                "%PDF-1.7".getBytes(StandardCharsets.UTF_8)))
                        .cookie(cookie)
                        .with(csrf())
                        .param("name", "Айгүл Сәрсенова")
                        .param("nationalId", "900101300008")
                        .param("identifiedUntil", "2099-12-31"))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("Айгүл Сәрсенова")));
        web.perform(get("/desk/clients").cookie(signIn(user(Role.OFFICER))).with(csrf()))
                .andExpect(status().isOk());
    }

    private ResultActions propose(User officer, String iin, String address, String until) throws Exception {
        String document = Base64.getEncoder().encodeToString("%PDF-1.7 statement".getBytes(StandardCharsets.UTF_8));
        String body = """
                {"organisation":false,"nationalId":"%s","name":"Айгүл Сәрсенова","residency":"KZ","address":"%s",
                 "issuer":false,"identification":"ID 012345678","identifiedUntil":"%s","document":"%s",
                 "documentName":"statement.pdf"}""".formatted(iin, address, until, document);
        return web.perform(post("/api/v1/clients")
                .header("Authorization", officer.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private ResultActions invite(User officer, String id, String loginName) throws Exception {
        return web.perform(post("/api/v1/clients/" + id + "/invitation")
                .header("Authorization", officer.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"loginName\":\"" + loginName + "\"}"));
    }

    private ResultActions wallet(User officer, String id) throws Exception {
        String body = """
                {"holdingKind":"SOLE","holders":[{"clientId":"%s","shareNumerator":1,"shareDenominator":1}]}""".formatted(id);
        return web.perform(post("/api/v1/wallets")
                .header("Authorization", officer.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private ResultActions approve(User user, long approval) throws Exception {
        return web.perform(post("/api/v1/approvals/" + approval + "/approve")
                .header("Authorization", user.bearer())
                .header("If-Match", "\"v0\""));
    }

    private void awaitActive(String id) {
        long number = Long.parseLong(id.substring(2));
        long until = System.nanoTime() + 10_000_000_000L;
        while (System.nanoTime() < until
                && !"ACTIVE"
                        .equals(database.sql("select status from operator.client_relation where id = :id")
                                .param("id", number)
                                .query(String.class)
                                .single())) {
            Thread.onSpinWait();
        }
        assertThat(number).isPositive();
    }
}
