package kz.sandyq.operator.acts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import jakarta.servlet.http.Cookie;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import kz.sandyq.operator.Answer;
import kz.sandyq.operator.MarketTest;
import kz.sandyq.platform.login.Role;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** How tests ask for acts and see what became of them. */
abstract class ActsTest extends MarketTest {
    final ResultActions page(Cookie session, String path) throws Exception {
        return web.perform(MockMvcRequestBuilders.get(path).cookie(session))
                .andExpect(content().string(not(containsString("??"))));
    }

    final Answer ask(User user, String room, String kind, String values, String paper) throws Exception {
        String sha256 = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(Base64.getDecoder().decode(PDF)));
        return post(user.token(), "/acts/" + room, """
                {"kind":"%s","values":{%s},"ground":{"kind":"%s","number":"15","date":"%s","issuedBy":"Сот",
                 "fileName":"act.pdf","contentBase64":"%s","sha256":"%s"}}""".formatted(kind, values, paper, clock.today(), PDF, sha256));
    }

    final String applied(String room, Answer asked) {
        String act = asked.good().at("$.id");
        String token = user(Role.AUDITOR).token();
        until(() -> !"SENT".equals(get(token, "/acts/" + room + "/" + act).at("$.state")));
        assertThat(get(token, "/acts/" + room + "/" + act).body()).contains("\"state\":\"APPLIED\"");
        return act;
    }

    /** Asks for an act of two persons on a decision of the operator and has it approved; gives the act. */
    final String decided(User user, String room, String kind, String values) throws Exception {
        return decided(user, room, kind, values, "OPERATOR_DECISION");
    }

    /** The same on another document. */
    final String decided(User user, String room, String kind, String values, String paper) throws Exception {
        Answer asked = ask(user, room, kind, values, paper).good();
        approveLast(approver.token()).good();
        return applied(room, asked);
    }

    /** Asks for an act of the order of the day; gives the act. */
    final String daily(User user, String room, String kind, String values) throws Exception {
        return applied(room, post(user.token(), "/acts/" + room, """
                {"kind":"%s","values":{%s}}""".formatted(kind, values)));
    }

    /** What a file holds that is sent while it is written. */
    final String csv(Cookie session, String path) throws Exception {
        var started =
                web.perform(MockMvcRequestBuilders.get(path).cookie(session)).andReturn();
        return web.perform(MockMvcRequestBuilders.asyncDispatch(started))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    /** Number of what an act made. */
    final String result(String room, String act) {
        return get(user(Role.AUDITOR).token(), "/acts/" + room + "/" + act).at("$.resultId");
    }
}
