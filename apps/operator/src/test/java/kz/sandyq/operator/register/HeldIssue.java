package kz.sandyq.operator.register;

import java.util.Arrays;
import kz.sandyq.operator.Answer;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandGateway;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.HoldingCommands;
import kz.sandyq.protocol.command.PlacementCommands;
import kz.sandyq.protocol.sbe.EncumbranceKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A note of 100 units: 60 placed to Aigul and 40 to Bolat; then 10 of Aigul's are pledged to Bolat, and she gives 7 to
 * a joint wallet of both. One for all tests of the register.
 */
abstract class HeldIssue extends kz.sandyq.operator.encumbrance.EntriesTest {
    static final String SHA = "07".repeat(32);
    static @Nullable Held held;

    @Autowired
    CommandGateway gateway;

    /** The story with the sequences of its steps. */
    record Held(
            Client issuer,
            Client aigul,
            Client bolat,
            long jointAccount,
            long issue,
            long minted,
            long subscribed,
            long placed,
            long pledged,
            long given,
            long pledge) {
        String path(String rest) {
            return "/issues/1-" + issue + rest;
        }
    }

    @BeforeEach
    final void life() throws Exception {
        if (held == null) {
            held = tell();
        }
    }

    private Held tell() throws Exception {
        Client issuer = issuer();
        Client aigul = investor();
        Client bolat = investor();
        pay(aigul, "100000.00");
        pay(bolat, "100000.00");
        long joint = jointAccount(aigul, bolat);
        long issue = note(issuer);
        mint(issue, 100);
        long minted = reached();
        long placement = placement(
                issuer,
                issue,
                1,
                100,
                clock.instant().minusSeconds(5),
                clock.instant().plusSeconds(3_600));
        send(PlacementCommands.subscribe(placement, aigul.account(), 60));
        long subscribed = send(PlacementCommands.subscribe(placement, bolat.account(), 40))
                .sequence();
        send(PlacementCommands.closePlacement(placement, ground(0)));
        until(() -> free(aigul.account(), issue) == 60 && free(bolat.account(), issue) == 40);
        long placed = reached();
        CommandReply pledge = send(HoldingCommands.placeEncumbrance(
                EncumbranceKind.PLEDGE,
                aigul.account(),
                issue,
                10,
                bolat.relation(),
                1,
                true,
                false,
                false,
                0,
                ground(77)));
        CommandReply given = send(HoldingCommands.transfer(aigul.account(), joint, issue, 7, ground(78)));
        return new Held(
                issuer,
                aigul,
                bolat,
                joint,
                issue,
                minted,
                subscribed,
                placed,
                pledge.sequence(),
                given.sequence(),
                pledge.resultId());
    }

    private long jointAccount(Client one, Client other) throws Exception {
        String body = """
                {"holdingKind":"JOINT","holders":[{"clientId":"1-%d","shareNumerator":1,"shareDenominator":3},
                 {"clientId":"1-%d","shareNumerator":2,"shareDenominator":3}]}""".formatted(one.relation(), other.relation());
        long wallet = number(post(officer.token(), "/wallets", body).good().at("$.id"));
        until(() -> count("operator.client_account where core_account_id is not null and wallet_id = " + wallet) == 2);
        return number(
                "select core_account_id from operator.client_account where capacity = 'CLIENT' and wallet_id = ",
                wallet);
    }

    CommandReply send(CommandBody body) {
        return gateway.submit(new CommandContext("test", requestKeys.next(), 0, 11, 12), body);
    }

    Ground ground(long ref) {
        byte[] hash = new byte[32];
        Arrays.fill(hash, (byte) 7);
        return Ground.of(990, clock.today(), ref, hash);
    }

    /** The newest sequence in the rows. */
    long reached() {
        return number("select sequence from readmodel.bookmark where id > ", 0);
    }

    Answer ask(User user, String rest) {
        return get(user.token(), held().path(rest));
    }

    Held held() {
        Held story = held;
        if (story == null) {
            throw new IllegalStateException("not told yet");
        }
        return story;
    }

    /** "available/held/blocked" of an account in an answer; empty when it is not there. */
    static String parts(Answer answer, long account) {
        String row = "$.items[?(@.accountId=='1-" + account + "')]";
        java.util.List<java.util.Map<String, String>> rows = com.jayway.jsonpath.JsonPath.read(answer.body(), row);
        return rows.isEmpty()
                ? ""
                : rows.getFirst().get("available") + "/" + rows.getFirst().get("held") + "/"
                        + rows.getFirst().get("blocked");
    }
}
