package kz.sandyq.operator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.function.BooleanSupplier;
import kz.sandyq.law.term.LegalTime;
import kz.sandyq.law.term.WorkingCalendar;
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
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AllocationMethod;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.OrdType;
import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import kz.sandyq.protocol.sbe.Side;
import kz.sandyq.protocol.sbe.TimeInForce;
import kz.sandyq.protocol.sbe.WalletKind;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.ResultActions;

/** The trading day by the clock, with moments that the test names. */
class ScheduleTest extends OperatorTest {
    private static final Ground PAPER = new Ground(3, 20_000, 9, 0, new byte[32]);
    private static final String API = "/api/v1/trading-schedules";

    @Autowired
    CommandGateway gateway;

    @Autowired
    RequestKeys keys;

    @Autowired
    Activities activities;

    @Autowired
    ScheduleRunner runner;

    @Autowired
    SandyqClock clock;

    @Autowired
    JdbcClient database;

    private final WorkingCalendar calendar = WorkingCalendar.ofEdition();

    @Test
    void aDayRunsByTheClockOnceStandsStillOnADayOffAndMakesUpForItsEnd() throws Exception {
        register();
        long pair = pair("SC1");
        User supervisor = user(Role.MARKET_SUPERVISOR);
        LocalDate first = calendar.workingDay(clock.today(), 1);
        String schedule = text(
                propose(supervisor, body("нота", first, pair, "\"10:00\"", "\"10:15\"", "\"17:45\"", "\"18:00\""))
                        .andExpect(status().isCreated())
                        .andExpect(jsonPath("$.state").value("PROPOSED")),
                "$.id");
        runner.run(at(first, 10, 0));
        assertThat(runs(pair)).isEmpty();
        approve(supervisor).andExpect(jsonPath("$.code").value("SECOND_PERSON_SAME"));
        approve(user(Role.APPROVER)).andExpect(status().isOk());
        read(API + "/" + schedule, supervisor)
                .andExpect(jsonPath("$.state").value("IN_FORCE"))
                .andExpect(jsonPath("$.continuous").value("10:15:00"))
                .andExpect(jsonPath("$.pairs[0].symbol").value("SC1"));

        runner.run(at(first, 9, 59));
        assertThat(runs(pair)).isEmpty();
        run(pair, at(first, 10, 0), "OPENING_CALL DONE");
        assertThat(phase(pair)).isEqualTo("OPENING_AUCTION");
        run(pair, at(first, 10, 1), "OPENING_CALL DONE");
        assertThat(sent(pair)).isEqualTo(1);
        run(pair, at(first, 10, 20), "OPENING_CALL DONE", "CONTINUOUS DONE");
        assertThat(phase(pair)).isEqualTo("CONTINUOUS");
        long order = dayOrder(pair);
        run(pair, at(first, 18, 5), "OPENING_CALL DONE", "CONTINUOUS DONE", "CLOSING_CALL MISSED", "POST_TRADING DONE");
        assertThat(phase(pair)).isEqualTo("POST_TRADING");
        assertThat(database.sql("select cancel_reason from readmodel.\"order\" where order_id = :id")
                        .param("id", order)
                        .query(String.class)
                        .single())
                .isEqualTo("NONE");

        LocalDate second = calendar.workingDay(first, 1);
        for (LocalDate day = first.plusDays(1); day.isBefore(second); day = day.plusDays(1)) {
            runner.run(at(day, 12, 0));
        }
        runner.run(at(second, 9, 0));
        await(() -> runs(pair).contains("DAY_END DONE"));
        await(() -> cancelled(order));
        int before = sent(pair);
        runner.run(at(second, 9, 1));
        assertThat(sent(pair)).isEqualTo(before);

        send(TradingCommands.setTradingStatus(pair, SecurityTradingStatus.READY_TO_TRADE, HaltReason.NONE, PAPER));
        send(TradingCommands.setTradingStatus(pair, SecurityTradingStatus.TRADING_HALT, HaltReason.TECHNICAL, PAPER));
        LocalDate third = calendar.workingDay(second, 2);
        runner.run(at(third, 10, 0));
        await(() -> !runs(pair).contains("DAY_END SENT"));
        runner.run(at(third, 10, 1));
        assertThat(runsOf(pair, second)).contains("OPENING_CALL MISSED", "POST_TRADING MISSED", "DAY_END MISSED");
        assertThat(runsOf(pair, calendar.workingDay(second, 1))).contains("CLOSING_CALL MISSED", "DAY_END DONE");
        assertThat(runsOf(pair, third)).containsExactly("OPENING_CALL STOPPED");
        assertThat(phase(pair)).isEqualTo("QUIESCENT");

        read(API + "/runs?instrumentId=1-" + pair + "&state=MISSED", user(Role.AUDITOR))
                .andExpect(jsonPath("$.items[0].symbol").value("SC1"));
        assertThat(csv(read(API + "/runs.csv?instrumentId=1-" + pair, supervisor)))
                .contains("OPENING_CALL", "STOPPED");
        Cookie session = signIn(supervisor);
        page(session, "/desk/schedule/runs?search=SC1").andExpect(content().string(containsString("Өткізіліп алынды")));
        page(session, "/desk/schedule/runs.csv").andExpect(status().isOk());
    }

    @Test
    void aSupervisorProposesOnAPageAndWhatIsWrongIsSaidByItsField() throws Exception {
        register();
        long pair = pair("SC2");
        User supervisor = user(Role.MARKET_SUPERVISOR);
        LocalDate day = clock.today().plusDays(1);
        refused(propose(supervisor, body("", day, pair, "null", "\"10:00\"", "null", "\"18:00\"")), "name");
        refused(propose(supervisor, body("x", day, pair, "null", "\"10:00\"", "null", "\"9:00\"")), "endOfDay");
        refused(propose(supervisor, body("x", day, pair, "null", "\"10:00\"", "null", "\"09:00\"")), "endOfDay");
        refused(
                propose(supervisor, body("x", day.minusDays(2), pair, "null", "\"10:00\"", "null", "\"18:00\"")),
                "validFrom");
        refused(propose(supervisor, body("x", day, 999_999, "null", "\"10:00\"", "null", "\"18:00\"")), "pairs");
        propose(user(Role.APPROVER), body("x", day, pair, "null", "\"10:00\"", "null", "\"18:00\""))
                .andExpect(status().isForbidden());
        read(API + "/today", user(Role.OFFICER)).andExpect(status().isForbidden());

        Cookie session = signIn(supervisor);
        page(session, "/desk/schedule/new").andExpect(content().string(containsString("SC2")));
        form(session, pair, "ten").andExpect(content().string(containsString("TIME_NOT_VALID")));
        form(session, pair, "10:00").andExpect(redirectedUrlPattern("/desk/schedule/1-*"));
        page(session, "/desk/schedule").andExpect(content().string(containsString("ноталар")));
        read(API, supervisor).andExpect(jsonPath("$.items[0].name").value("ноталар"));
        String id = text(read(API, supervisor), "$.items[0].id");
        page(session, "/desk/schedule/" + id).andExpect(content().string(containsString("Бекітуді күтуде")));
        approve(user(Role.APPROVER)).andExpect(status().isOk());
        read(API + "/today", supervisor)
                .andExpect(jsonPath("$.day").value(clock.today().toString()));
        page(signIn(user(Role.AUDITOR)), "/desk/schedule/new").andExpect(status().isForbidden());
    }

    private ResultActions form(Cookie session, long pair, String continuous) throws Exception {
        return web.perform(post("/desk/schedule/new")
                .cookie(session)
                .with(csrf())
                .param("name", "ноталар")
                .param("validFrom", clock.today().plusDays(40).toString())
                .param("pairs", "1-" + pair)
                .param("continuous", continuous)
                .param("endOfDay", "18:00"));
    }

    private ResultActions page(Cookie session, String path) throws Exception {
        return web.perform(get(path).cookie(session)).andExpect(content().string(not(containsString("??"))));
    }

    private static void refused(ResultActions answer, String field) throws Exception {
        answer.andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.field").value(field));
    }

    /** Runs once at a moment; when the log has answered, the pair has these runs. */
    private void run(long pair, Instant moment, String... expected) {
        runner.run(moment);
        await(() -> !runs(pair).toString().contains("SENT"));
        assertThat(runs(pair)).containsExactly(expected);
    }

    private List<String> runs(long pair) {
        return database.sql("select step || ' ' || state from operator.schedule_run where instrument_id = :pair"
                        + " order by day, due_at, step desc")
                .param("pair", pair)
                .query((row, number) -> String.valueOf(row.getString(1)))
                .list();
    }

    private List<String> runsOf(long pair, LocalDate day) {
        return database.sql("select step || ' ' || state from operator.schedule_run"
                        + " where instrument_id = :pair and day = :day order by due_at")
                .param("pair", pair)
                .param("day", day)
                .query((row, number) -> String.valueOf(row.getString(1)))
                .list();
    }

    private int sent(long pair) {
        return database.sql("select count(*) from operator.command_outbox o join operator.schedule_run r"
                        + " on r.id = o.object_id where o.object_type = 'schedule.run' and r.instrument_id = :pair")
                .param("pair", pair)
                .query(Integer.class)
                .single();
    }

    private String phase(long pair) {
        return database.sql("select phase from readmodel.instrument where instrument_id = :pair")
                .param("pair", pair)
                .query(String.class)
                .single();
    }

    private boolean cancelled(long order) {
        return database.sql("select cancel_reason = 'DAY_END' from readmodel.\"order\" where order_id = :id")
                .param("id", order)
                .query(Boolean.class)
                .single();
    }

    /** A bid for the day by somebody with money. */
    private long dayOrder(long pair) {
        long buyer = rich(pair);
        return send(TradingCommands.placeOrder(pair, buyer, Side.BUY, OrdType.LIMIT, TimeInForce.DAY, 100, 1, 0))
                .resultId();
    }

    /** A client with money; the number makes the bank's reference his own. */
    private long rich(long number) {
        long client = account(Capacity.CLIENT);
        byte[] reference = new byte[32];
        reference[31] = 77;
        reference[30] = (byte) number;
        send(MoneyCommands.bookBankCredit(account(Capacity.BANK_SIDE), client, 1, 10_000, reference, PAPER));
        return client;
    }

    /** A pair whose trading day is over, of an issue in circulation. */
    private long pair(String symbol) {
        long issue = send(IssueCommands.registerIssue(
                        DfaKind.FINANCIAL_INSTRUMENT,
                        account(Capacity.ISSUER),
                        1,
                        0,
                        100,
                        10,
                        (int) clock.today().toEpochDay() + 300,
                        100,
                        0,
                        false,
                        0,
                        symbol,
                        "SC-" + symbol,
                        false,
                        PAPER))
                .resultId();
        send(IssueCommands.mint(issue, 10, PAPER));
        long now = System.currentTimeMillis();
        long placement = send(PlacementCommands.openPlacement(
                        issue, now - 1_000, now + 3_600_000, 1, 10, 100, 1, 0, AllocationMethod.FIRST_COME, PAPER))
                .resultId();
        send(PlacementCommands.subscribe(placement, rich(100 + issue), 10));
        send(PlacementCommands.closePlacement(placement, PAPER));
        await(() -> "CIRCULATING"
                .equals(database.sql("select status from readmodel.issue where issue_id = :id")
                        .param("id", issue)
                        .query(String.class)
                        .single()));
        long pair = send(TradingCommands.openInstrument(issue, 1, 1, 1, symbol)).resultId();
        send(TradingCommands.setTradingStatus(pair, SecurityTradingStatus.READY_TO_TRADE, HaltReason.NONE, PAPER));
        send(TradingCommands.setTradingStatus(pair, SecurityTradingStatus.POST_CLOSE, HaltReason.NONE, PAPER));
        return pair;
    }

    private long account(Capacity capacity) {
        long wallet = send(AccountCommands.openWallet(
                        WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(70_001))))
                .resultId();
        return send(AccountCommands.openAccount(wallet, capacity, Activity.DFA)).resultId();
    }

    private CommandReply send(CommandBody body) {
        return gateway.submit(new CommandContext("test", keys.next(), 0, 11, 12), body);
    }

    private void register() throws Exception {
        if (!activities.holds("TRADING")) {
            web.perform(post("/settings/activities")
                    .with(csrf())
                    .cookie(signIn(user(Role.ADMINISTRATOR)))
                    .param("activity", "TRADING")
                    .param("number", "TP-1")
                    .param("validFrom", "2026-05-01"));
            decide(user(Role.ADMINISTRATOR), "settings.activity").andExpect(status().isOk());
        }
    }

    private static String body(
            String name, LocalDate from, long pair, String opening, String continuous, String closing, String end) {
        return """
                {"name":"%s","validFrom":"%s","pairs":["1-%d"],"openingCall":%s,"continuous":%s,"closingCall":%s,
                 "endOfDay":%s}""".formatted(name, from, pair, opening, continuous, closing, end);
    }

    private ResultActions propose(User user, String body) throws Exception {
        return web.perform(post(API)
                .header("Authorization", user.bearer())
                .header("Idempotency-Key", keys.next().toString())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private ResultActions approve(User user) throws Exception {
        return decide(user, "schedule.change");
    }

    private ResultActions decide(User user, String kind) throws Exception {
        long newest = database.sql("select max(id) from platform.approval where kind = :kind")
                .param("kind", kind)
                .query(Long.class)
                .single();
        return web.perform(post("/api/v1/approvals/" + newest + "/approve")
                .header("Authorization", user.bearer())
                .header("If-Match", "\"v0\""));
    }

    private ResultActions read(String path, User user) throws Exception {
        return web.perform(get(path).header("Authorization", user.bearer()));
    }

    private static String text(ResultActions answer, String path) throws Exception {
        return JsonPath.read(answer.andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8), path);
    }

    private String csv(ResultActions answer) throws Exception {
        return web.perform(asyncDispatch(answer.andReturn()))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private static Instant at(LocalDate day, int hour, int minute) {
        return day.atTime(LocalTime.of(hour, minute)).atZone(LegalTime.ZONE).toInstant();
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("it did not come to this within 20 s");
            }
            Thread.onSpinWait();
        }
    }
}
