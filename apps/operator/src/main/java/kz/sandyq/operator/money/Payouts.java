package kz.sandyq.operator.money;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.sandyq.operator.money.CoreCommands.Kind;
import kz.sandyq.operator.money.CoreCommands.Persons;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.sbe.PayoutEnd;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Payouts and their steps. Every method runs inside the caller's transaction. */
public final class Payouts {
    /** How long the bank may be silent before staff ask. */
    public static final Duration ANSWER_TERM = Duration.ofDays(2);

    private static final String COLUMNS = """
            id, client_relation_id, account_id, bank_account_id, amount_minor, payee_name, payee_number,
            payee_is_entity, payee_iban, payee_bic, purpose, state, end_to_end_id, request_key, hold_id,
            payment_file_id, reject_code, reason, requested_at, first_person, second_person, deadline_at
            """;

    private final JdbcClient jdbc;
    private final BankAccounts banks;
    private final MoneyCases cases;
    private final CoreCommands commands;
    private final InstantSource clock;

    public Payouts(JdbcClient jdbc, BankAccounts banks, MoneyCases cases, CoreCommands commands, InstantSource clock) {
        this.jdbc = jdbc;
        this.banks = banks;
        this.cases = cases;
        this.commands = commands;
        this.clock = clock;
    }

    /** Asks for a payout and for the reservation of its money; the same key gives the same payout. */
    public Payout request(PayoutRequest request) {
        Optional<Long> id = jdbc.sql("""
                        insert into operator.payout (client_relation_id, account_id, bank_account_id, amount_minor,
                            payee_name, payee_number, payee_is_entity, payee_iban, payee_bic, purpose, state,
                            end_to_end_id, request_key, requested_at)
                        values (:client, :account, :bank, :amount, :name, :number, :entity, :iban, :bic, :purpose,
                            'REQUESTED', :endToEnd, :key, :now)
                        on conflict (request_key) do nothing returning id""")
                .param("client", request.clientRelationId())
                .param("account", request.accountId())
                .param("bank", request.bankAccountId())
                .param("amount", request.amountMinor())
                .param("name", request.payeeName())
                .param("number", request.payeeNumber())
                .param("entity", request.payeeIsEntity())
                .param("iban", request.payeeIban())
                .param("bic", request.payeeBic())
                .param("purpose", request.purpose())
                .param("endToEnd", endToEndId(request.key()))
                .param("key", request.key())
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .optional();
        Payout payout = jdbc.sql("select " + COLUMNS + " from operator.payout where request_key = :key")
                .param("key", request.key())
                .query(Payout.class)
                .single();
        if (id.isPresent()) {
            long assetId = banks.get(payout.bankAccountId()).assetId();
            commands.enqueue(
                    Kind.PAYOUT_RESERVE,
                    payout.id(),
                    key(payout, "reserve"),
                    Persons.NONE,
                    MoneyCommands.reservePayout(payout.accountId(), assetId, payout.amountMinor()));
        }
        return payout;
    }

    private static String endToEndId(UUID key) {
        return "P" + key.toString().replace("-", "");
    }

    /** Two persons approve a reserved payout; false when it is not reserved any more. */
    public boolean approve(long id, Persons persons) {
        if (persons.first() == 0 || persons.second() == 0 || persons.first() == persons.second()) {
            throw new IllegalArgumentException("a payout is approved by two different persons");
        }
        return jdbc.sql("""
                                update operator.payout set state = 'APPROVED',
                                    first_person = :first, second_person = :second
                                where id = :id and state = 'RESERVED'""")
                        .param("first", persons.first())
                        .param("second", persons.second())
                        .param("id", id)
                        .update()
                == 1;
    }

    /** The client takes a payout back, or the operator refuses it, before it is approved; false when it is too late. */
    public boolean cancel(long id, PayoutEnd end, String reason) {
        return move(id, PayoutState.RESERVED, PayoutState.RELEASING, reason) && release(get(id), end);
    }

    /** The bank rejects. A rejection of a payout that the bank has debited is a case. */
    void rejectedByBank(Payout payout, String reason) {
        boolean awaited = move(payout.id(), PayoutState.SENT, PayoutState.RELEASING, reason)
                || move(payout.id(), PayoutState.UNKNOWN, PayoutState.RELEASING, reason);
        if (awaited) {
            release(payout, PayoutEnd.REJECTED_BY_BANK);
        } else if (payout.status() == PayoutState.BOOKING || payout.status() == PayoutState.PAID) {
            cases.open(payout.bankAccountId(), "REJECTED_AFTER_DEBIT", null, payout.id(), reason);
        }
    }

    private boolean release(Payout payout, PayoutEnd end) {
        jdbc.sql("update operator.payout set release_end = :end where id = :id")
                .param("end", end.name())
                .param("id", payout.id())
                .update();
        commands.enqueue(
                Kind.PAYOUT_RELEASE,
                payout.id(),
                key(payout, "release"),
                Persons.NONE,
                MoneyCommands.releasePayout(payout.hold(), end));
        return true;
    }

    /** Payouts without an answer of the bank after their deadline become cases of staff. */
    public int expire() {
        Instant now = clock.instant();
        List<Payout> silent = Rows.list(jdbc.sql("select " + COLUMNS + """
                         from operator.payout where state = 'SENT' and deadline_at <= :now
                        order by id limit 500 for update""")
                .param("now", Timestamp.from(now))
                .query(Payout.class));
        for (Payout payout : silent) {
            move(payout.id(), PayoutState.SENT, PayoutState.UNKNOWN, "");
            cases.open(payout.bankAccountId(), "PAYOUT_WITHOUT_ANSWER", null, payout.id(), payout.endToEndId());
        }
        return silent.size();
    }

    /** From one state to another; false when it is in a third. */
    boolean move(long id, PayoutState from, PayoutState to, String reason) {
        return jdbc.sql("""
                                update operator.payout set state = :to,
                                    reason = case when :reason = '' then reason else :reason end
                                where id = :id and state = :from""")
                        .param("to", to.name())
                        .param("reason", reason)
                        .param("id", id)
                        .param("from", from.name())
                        .update()
                == 1;
    }

    void reserved(long id, long holdId) {
        jdbc.sql("update operator.payout set state = 'RESERVED', hold_id = :hold"
                        + " where id = :id and state = 'REQUESTED'")
                .param("hold", holdId)
                .param("id", id)
                .update();
    }

    void end(long id, PayoutState state, int rejectCode) {
        jdbc.sql("""
                        update operator.payout set state = :state, reject_code = :code, finished_at = :now
                        where id = :id""")
                .param("state", state.name())
                .param("code", rejectCode)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id)
                .update();
    }

    /** How a payout that is being released ends. */
    PayoutState releaseEnd(long id) {
        String end = jdbc.sql("select release_end from operator.payout where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
        return switch (PayoutEnd.valueOf(end)) {
            case WITHDRAWN -> PayoutState.WITHDRAWN;
            case REFUSED_BY_OPERATOR -> PayoutState.DECLINED;
            default -> PayoutState.REJECTED;
        };
    }

    Optional<Payout> byEndToEndId(String endToEndId) {
        return jdbc.sql("select " + COLUMNS + " from operator.payout where end_to_end_id = :id")
                .param("id", endToEndId)
                .query(Payout.class)
                .optional();
    }

    List<Payout> ofFile(String messageId) {
        return Rows.list(
                jdbc.sql("select " + COLUMNS + """
                         from operator.payout
                        where payment_file_id = (select id from operator.payment_file where message_id = :message)
                        order by id""").param("message", messageId).query(Payout.class));
    }

    /** Payouts in a state, oldest first, at most {@code limit} after row {@code afterId}. */
    public List<Payout> inState(PayoutState state, long afterId, int limit) {
        return Rows.list(jdbc.sql("select " + COLUMNS + """
                         from operator.payout where state = :state and id > :after order by id limit :limit""")
                .param("state", state.name())
                .param("after", afterId)
                .param("limit", limit)
                .query(Payout.class));
    }

    /** How many payouts are in a state. */
    long countInState(PayoutState state) {
        return jdbc.sql("select count(*) from operator.payout where state = :state")
                .param("state", state.name())
                .query(Long.class)
                .single();
    }

    /** Payouts of a client, newest first. */
    public List<Payout> ofClient(long clientRelationId, int limit) {
        return Rows.list(jdbc.sql("select " + COLUMNS + """
                         from operator.payout where client_relation_id = :client order by id desc limit :limit""")
                .param("client", clientRelationId)
                .param("limit", limit)
                .query(Payout.class));
    }

    boolean belongs(long id, long clientRelationId) {
        return jdbc.sql("select count(*) from operator.payout where id = :id and client_relation_id = :client")
                        .param("id", id)
                        .param("client", clientRelationId)
                        .query(Long.class)
                        .single()
                == 1;
    }

    /** The payout of a row, if there is one. */
    Optional<Payout> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from operator.payout where id = :id")
                .param("id", id)
                .query(Payout.class)
                .optional();
    }

    /** The payout of a row that exists. */
    public Payout get(long id) {
        return jdbc.sql("select " + COLUMNS + " from operator.payout where id = :id")
                .param("id", id)
                .query(Payout.class)
                .single();
    }

    private static UUID key(Payout payout, String step) {
        return MoneyKeys.key(payout.requestedAt(), step + " " + payout.requestKey());
    }
}
