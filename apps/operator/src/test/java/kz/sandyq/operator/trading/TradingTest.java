package kz.sandyq.operator.trading;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import kz.sandyq.operator.OperatorTest;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandGateway;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.platform.login.Activities;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.time.SandyqClock;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.IssueCommands;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.PlacementCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AllocationMethod;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.WalletKind;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Clients with money and units, issues and books: all through the API or the real core. */
abstract class TradingTest extends OperatorTest {
    static final Ground PAPER = new Ground(3, 20_000, 9, 0, new byte[32]);
    private static final long MONEY = 1;
    private static final AtomicInteger NUMBER = new AtomicInteger(50_000);

    @Autowired
    CommandGateway gateway;

    @Autowired
    RequestKeys keys;

    @Autowired
    Activities activities;

    @Autowired
    SandyqClock clock;

    @Autowired
    JdbcClient database;

    /** A client with his login and his account in the core. */
    record Client(User user, long account) {
        String bearer() {
            return user.bearer();
        }
    }

    /** An issue in the core with the account of its issuer. */
    record Issue(long id, long issuerAccount) {
        String publicId() {
            return "1-" + id;
        }
    }

    CommandReply send(CommandBody body) {
        return gateway.submit(new CommandContext("test", keys.next(), 0, 11, 12), body);
    }

    /** The registration as a trading-platform operator, by two administrators. */
    void register() throws Exception {
        if (activities.holds("TRADING")) {
            return;
        }
        web.perform(post("/settings/activities")
                        .with(csrf())
                        .cookie(signIn(user(Role.ADMINISTRATOR)))
                        .param("activity", "TRADING")
                        .param("number", "TP-1")
                        .param("validFrom", "2026-05-01"))
                .andExpect(status().is3xxRedirection());
        approve(user(Role.ADMINISTRATOR), newest("settings.activity"));
    }

    Client client(long moneyMinor) throws Exception {
        int number = NUMBER.incrementAndGet();
        String iin = iin(number);
        User officer = user(Role.OFFICER);
        String document = Base64.getEncoder().encodeToString("%PDF-1.7 statement".getBytes(StandardCharsets.UTF_8));
        String body = """
                {"organisation":false,"nationalId":"%s","name":"Клиент %d","residency":"KZ","address":"Абай 5",
                 "issuer":false,"identification":"ID 012345678","identifiedUntil":"2099-12-31","document":"%s",
                 "documentName":"statement.pdf"}""".formatted(iin, number, document);
        String id = text(send(post("/api/v1/clients"), officer.bearer(), body).andExpect(status().isCreated()), "$.id");
        approve(user(Role.APPROVER), newest("people.client"));
        long relation = Long.parseLong(id.substring(2));
        await(() -> "ACTIVE"
                .equals(database.sql("select status from operator.client_relation where id = :id")
                        .param("id", relation)
                        .query(String.class)
                        .single()));
        long account = database.sql("select core_account_id from operator.client_account"
                        + " where client_relation_id = :id and capacity = 'CLIENT'")
                .param("id", relation)
                .query(Long.class)
                .single();
        long person = database.sql("select person_id from operator.client_relation where id = :id")
                .param("id", relation)
                .query(Long.class)
                .single();
        pay(account, moneyMinor);
        return new Client(userOf(person, Role.CLIENT), account);
    }

    void pay(long account, long moneyMinor) {
        if (moneyMinor > 0) {
            byte[] reference = new byte[32];
            reference[0] = (byte) NUMBER.incrementAndGet();
            reference[1] = (byte) (NUMBER.get() >> 8);
            send(MoneyCommands.bookBankCredit(bankSide(), account, MONEY, moneyMinor, reference, PAPER));
        }
    }

    private long bankSide() {
        return account(Capacity.BANK_SIDE);
    }

    private long account(Capacity capacity) {
        long wallet = send(AccountCommands.openWallet(
                        WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(NUMBER.incrementAndGet()))))
                .resultId();
        return send(AccountCommands.openAccount(wallet, capacity, Activity.DFA)).resultId();
    }

    /** An issue of this many decimals that matures today; the client has bought {@code quantity} of it at 1.00. */
    Issue issue(int scale, Client holder, long quantity) {
        return issueOf(account(Capacity.ISSUER), scale, holder, quantity);
    }

    /** The same of a known issuer. */
    Issue issueOf(long issuer, int scale, Client holder, long quantity) {
        int number = NUMBER.incrementAndGet();
        long factor = (long) Math.pow(10, scale);
        long issue = send(IssueCommands.registerIssue(
                        DfaKind.FINANCIAL_INSTRUMENT,
                        issuer,
                        MONEY,
                        scale,
                        100 * factor,
                        quantity,
                        (int) clock.today().toEpochDay(),
                        100 * factor,
                        0,
                        false,
                        0,
                        "TR" + number,
                        "TP-1-" + number,
                        false,
                        PAPER))
                .resultId();
        send(IssueCommands.mint(issue, quantity, PAPER));
        long now = System.currentTimeMillis();
        long placement = send(PlacementCommands.openPlacement(
                        issue,
                        now - 1_000,
                        now + 3_600_000,
                        1,
                        quantity,
                        100 * factor,
                        1,
                        0,
                        AllocationMethod.FIRST_COME,
                        PAPER))
                .resultId();
        pay(holder.account(), quantity * 100);
        send(PlacementCommands.subscribe(placement, holder.account(), quantity));
        send(PlacementCommands.closePlacement(placement, PAPER));
        await(() -> free(holder.account(), issue) == quantity);
        return new Issue(issue, issuer);
    }

    /** Free quantity in the read model. */
    long free(long account, long asset) {
        return database.sql("select available from readmodel.balance where account_id = :account and asset_id = :asset")
                .param("account", account)
                .param("asset", asset)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** A book against the tenge, opened by two persons; the public id of its pair. */
    String book(Issue issue, String lot, String tick) throws Exception {
        String id = text(
                propose(user(Role.MARKET_SUPERVISOR), issue.publicId(), lot, tick)
                        .andExpect(status().isCreated()),
                "$.id");
        approve(user(Role.APPROVER), newest("trading.book"));
        return opened(id);
    }

    /** The same against another asset. */
    String book(Issue issue, String quoteAssetId, String lot, String tick) throws Exception {
        String body = """
                {"assetId":"%s","quoteAssetId":"%s","lot":"%s","tick":"%s"}""".formatted(issue.publicId(), quoteAssetId, lot, tick);
        String id =
                text(send(post("/api/v1/books"), user(Role.MARKET_SUPERVISOR).bearer(), body), "$.id");
        approve(user(Role.APPROVER), newest("trading.book"));
        return opened(id);
    }

    String opened(String bookId) throws Exception {
        User auditor = user(Role.AUDITOR);
        await(() -> !"OPENING".equals(quietly(() -> text(read("/api/v1/books/" + bookId, auditor), "$.status"))));
        return text(read("/api/v1/books/" + bookId, auditor), "$.instrumentId");
    }

    ResultActions propose(User supervisor, String assetId, String lot, String tick) throws Exception {
        String body = """
                {"assetId":"%s","lot":"%s","tick":"%s"}""".formatted(assetId, lot, tick);
        return send(post("/api/v1/books"), supervisor.bearer(), body);
    }

    ResultActions order(Client client, String pair, String side, String price, String quantity) throws Exception {
        return order(client, keys.next(), pair, side, price, quantity, "GTC");
    }

    ResultActions order(Client client, UUID key, String pair, String side, String price, String quantity, String force)
            throws Exception {
        String body = """
                {"instrumentId":"%s","side":"%s","price":"%s","quantity":"%s","timeInForce":"%s"}""".formatted(pair, side, price, quantity, force);
        return send(post("/api/v1/orders").header("Idempotency-Key", key.toString()), client.bearer(), body);
    }

    ResultActions cancel(Client client, String order) throws Exception {
        return web.perform(delete("/api/v1/orders/" + order)
                .header("Authorization", client.bearer())
                .header("Idempotency-Key", keys.next().toString()));
    }

    ResultActions cancelAll(Client client, String query) throws Exception {
        return web.perform(delete("/api/v1/orders" + query)
                .header("Authorization", client.bearer())
                .header("Idempotency-Key", keys.next().toString()));
    }

    ResultActions read(String path, User user) throws Exception {
        return web.perform(get(path).header("Authorization", user.bearer()));
    }

    ResultActions send(MockHttpServletRequestBuilder request, String bearer, String body) throws Exception {
        return web.perform(request.header("Authorization", bearer)
                .header("Accept-Language", "en")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    void approve(User user, long approval) throws Exception {
        web.perform(post("/api/v1/approvals/" + approval + "/approve")
                        .header("Authorization", user.bearer())
                        .header("If-Match", "\"v0\""))
                .andExpect(status().isOk());
    }

    long newest(String kind) {
        return database.sql("select max(id) from platform.approval where kind = :kind")
                .param("kind", kind)
                .query(Long.class)
                .single();
    }

    LocalDate today() {
        return clock.today();
    }

    static String text(ResultActions answer, String path) throws Exception {
        return JsonPath.read(answer.andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8), path);
    }

    /** Something that is said in JSON. */
    interface Said {
        String say() throws Exception;
    }

    static String quietly(Said said) {
        try {
            return said.say();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("it did not come to this within 20 s");
            }
            Thread.onSpinWait();
        }
    }
}
