package kz.sandyq.operator.acts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import kz.sandyq.operator.Answer;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.time.SandyqClock;
import org.junit.jupiter.api.Test;

/** What the register does with settlement instructions. */
class InstructionActsTest extends ActsTest {
    private static final String ROOM = "register";

    @Test
    void theRegisterProposesOnAnAgreementAndCancelsByTwo() throws Exception {
        User registrar = user(Role.REGISTRAR);
        Client giver = investor();
        Client taker = investor();
        long issue = bought(giver, 5);
        String deadline = "\"deadline\":\"%s\""
                .formatted(LocalDateTime.ofInstant(clock.instant(), SandyqClock.LEGAL_ZONE)
                        .plusHours(2)
                        .truncatedTo(ChronoUnit.MINUTES));
        String legs = ",\"legs\":\"1-%d 1-%d 1-%d 3%s\"";
        String three = deadline + legs.formatted(giver.account(), taker.account(), issue, "");
        assertThat(ask(registrar, ROOM, "SETTLEMENT_PROPOSAL", three, "ISSUER_DECISION")
                        .code())
                .isEqualTo("GROUND_KIND_NOT_FIT");
        String encumbered = deadline + legs.formatted(giver.account(), taker.account(), issue, " 1-7");
        assertThat(ask(registrar, ROOM, "SETTLEMENT_PROPOSAL", encumbered, "AGREEMENT")
                        .code())
                .isEqualTo("LEG_OF_FREE_UNITS");
        User insider = userOf(taker.user().personId(), Role.REGISTRAR);
        assertThat(ask(insider, ROOM, "SETTLEMENT_PROPOSAL", three, "AGREEMENT").code())
                .isEqualTo("PARTY_TO_ENTRY");
        String id = result(ROOM, applied(ROOM, ask(registrar, ROOM, "SETTLEMENT_PROPOSAL", three, "AGREEMENT")));
        assertThat(get(taker.token(), "/me/instructions").at("$.items[0].id")).isEqualTo(id);
        post(giver.token(), "/me/instructions/" + id + "/affirmation", "{}").good();
        assertThat(free(taker.account(), issue)).isEqualTo(3);

        String again = result(
                ROOM,
                applied(
                        ROOM,
                        ask(
                                registrar,
                                ROOM,
                                "SETTLEMENT_PROPOSAL",
                                deadline
                                        + ",\"mediator\":\"1-" + taker.relation() + "\""
                                        + legs.formatted(giver.account(), taker.account(), issue, "")
                                                .replace(" 3", " 2"),
                                "AGREEMENT")));
        post(giver.token(), "/me/instructions/" + again + "/affirmation", "{}").good();
        assertThat(free(giver.account(), issue)).isZero();
        Answer asked = ask(registrar, ROOM, "SETTLEMENT_CANCELLATION", "\"instruction\":\"" + again + "\"", "COURT_ACT")
                .good();
        assertThat(approveLast(registrar.token()).code()).isEqualTo("SECOND_PERSON_SAME");
        assertThat(free(giver.account(), issue)).isZero();
        approveLast(approver.token()).good();
        applied(ROOM, asked);
        assertThat(get(taker.token(), "/me/instructions/" + again).at("$.status"))
                .isEqualTo("CANCELLED");
        assertThat(free(giver.account(), issue)).isEqualTo(2);
        page(signIn(registrar), "/desk/acts/register/new/SETTLEMENT_PROPOSAL").andExpect(status().isOk());
    }
}
