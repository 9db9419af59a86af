package kz.sandyq.operator.encumbrance;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import kz.sandyq.operator.Answer;
import kz.sandyq.operator.MarketTest;
import kz.sandyq.platform.login.Role;
import kz.sandyq.protocol.command.Key;
import org.junit.jupiter.api.BeforeEach;

/** A registrar with entries to propose. */
public abstract class EntriesTest extends MarketTest {
    protected static final byte[] PAPER = "%PDF-1.7 кепіл шарты".getBytes(StandardCharsets.UTF_8);
    protected static final String SHA256 = HexFormat.of().formatHex(Key.sha256().digest(PAPER));

    protected User registrar = NOBODY;

    @BeforeEach
    final void registrar() {
        registrar = user(Role.REGISTRAR);
    }

    protected final Answer propose(String path, String body) throws Exception {
        return post(registrar.token(), path, body);
    }

    /** Approves what was proposed and waits for the core and for its rows; gives the path of the entry. */
    protected final String entered(Answer proposed, String list, String state) throws Exception {
        String path = list + proposed.good().at("$.id");
        approveLast(approver.token()).good();
        until(() -> get(registrar.token(), path).at("$.state").equals(state));
        long sequence = Long.parseLong(get(registrar.token(), path).at("$.sequence"));
        until(() -> number("select sequence from readmodel.bookmark where id = ", 1) >= sequence);
        return path;
    }

    protected static String pledge(Client holder, long asset, String quantity, Client pledgee) {
        return """
                {"kind":"PLEDGE","accountId":"1-%d","assetId":"1-%d","quantity":"%s","pledgeeClientId":"1-%d","rank":1,
                 "stopsCirculation":true,"stopsIncome":false,"stopsRedemption":true,"ground":%s}
                """.formatted(
                        holder.account(), asset, quantity, pledgee.relation(), ground("PLEDGE_AGREEMENT", "", SHA256));
    }

    protected static String transfer(Client from, Client to, long asset, String quantity) {
        return """
                {"fromAccountId":"1-%d","toAccountId":"1-%d","assetId":"1-%d","quantity":"%s","ground":%s}
                """.formatted(from.account(), to.account(), asset, quantity, ground("GIFT_AGREEMENT", "", SHA256));
    }

    protected static String release(String quantity) {
        return "{\"quantity\":\"%s\",\"ground\":%s}".formatted(quantity, ground("PLEDGEE_RELEASE", "", SHA256));
    }

    protected static String ground(String kind, String authority, String sha256) {
        return """
                {"kind":"%s","number":"12-1","date":"2026-05-02","issuedBy":"%s",
                 "document":{"name":"negiz.pdf","contentBase64":"%s","sha256":"%s"}}
                """.formatted(kind, authority, Base64.getEncoder().encodeToString(PAPER), sha256);
    }
}
