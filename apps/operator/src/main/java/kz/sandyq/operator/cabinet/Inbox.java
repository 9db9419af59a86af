package kz.sandyq.operator.cabinet;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import kz.sandyq.operator.money.BankAccount;
import kz.sandyq.operator.money.BankAccounts;
import kz.sandyq.operator.money.MoneyNotice;
import kz.sandyq.platform.error.RefusalText;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.time.SandyqClock;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What a client is told; a notice joins the transaction of what it tells, its words are made when it is read. */
@Component
class Inbox {
    static final int PAGE = 50;

    private final JdbcClient jdbc;
    private final SandyqClock clock;
    private final ObjectMapper json;
    private final MessageSource messages;
    private final RefusalText refusals;
    private final BankAccounts banks;
    private final Amounts amounts;

    Inbox(
            JdbcClient jdbc,
            SandyqClock clock,
            ObjectMapper json,
            MessageSource messages,
            RefusalText refusals,
            BankAccounts banks,
            Amounts amounts) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.json = json;
        this.messages = messages;
        this.refusals = refusals;
        this.banks = banks;
        this.amounts = amounts;
    }

    /** A notice in the reader's language. */
    record Notice(long id, String kind, String text, Instant createdAt) {}

    private record Row(long id, String kind, String payload, Instant createdAt) {}

    @EventListener
    void tell(MoneyNotice notice) {
        BankAccount bank = banks.all().stream()
                .filter(each -> each.assetId() == notice.assetId())
                .findFirst()
                .orElseThrow();
        put(
                notice.clientRelationId(),
                notice.kind().name(),
                Map.of(
                        "payout", notice.payoutId(),
                        "amountMinor", notice.amountMinor(),
                        "scale", bank.scale(),
                        "code", bank.currency(),
                        "reason", notice.reason()));
    }

    private void put(long clientRelationId, String kind, Map<String, ?> payload) {
        jdbc.sql("""
                        insert into operator.notice (client_relation_id, kind, payload, created_at)
                        values (:client, :kind, cast(:payload as jsonb), :now)""")
                .param("client", clientRelationId)
                .param("kind", kind)
                .param("payload", json.writeValueAsString(payload))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Notices of a client, newest first, before row {@code cursor}. */
    List<Notice> of(long clientRelationId, long cursor, Locale locale) {
        return jdbc
                .sql("""
                        select id, kind, payload::text as payload, created_at from operator.notice
                        where client_relation_id = :client and id < :cursor order by id desc limit :limit""")
                .param("client", clientRelationId)
                .param("cursor", cursor)
                .param("limit", PAGE)
                .query(Row.class)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .map(row -> new Notice(row.id(), row.kind(), text(row, locale), row.createdAt()))
                .toList();
    }

    /**
     * The kind's words. Values: amount, reason, issue, allocated and subscribed units, paid and refunded money.
     */
    private String text(Row row, Locale locale) {
        JsonNode payload = json.readTree(row.payload());
        String amount = payload.has("amountMinor") && payload.has("scale") && payload.has("code")
                ? amounts.money(
                        payload.path("amountMinor").asLong(),
                        payload.path("scale").asInt(),
                        payload.path("code").asString(),
                        locale)
                : "";
        Object[] values = {
            amount.isEmpty() ? money(payload, "amount", locale) : amount,
            reason(payload, locale),
            payload.path("issueId").asString(""),
            payload.path("allocated").asString(""),
            payload.path("quantity").asString(""),
            money(payload, "paid", locale),
            money(payload, "refunded", locale)
        };
        return Objects.requireNonNullElse(
                messages.getMessage("notice." + row.kind(), values, row.kind(), locale), row.kind());
    }

    /** Why, in words: what somebody wrote, or what the core's code means. */
    private String reason(JsonNode payload, Locale locale) {
        return payload.has("refusal")
                ? refusals.detail(new RefusedException(payload.path("refusal").asString()), locale)
                : payload.path("reason").asString("");
    }

    /** A decimal text of the payload with its currency; empty when there is none. */
    private String money(JsonNode payload, String name, Locale locale) {
        String decimal = payload.path(name).asString("");
        if (decimal.isEmpty()) {
            return "";
        }
        int point = decimal.indexOf('.');
        int scale = point < 0 ? 0 : decimal.length() - point - 1;
        return amounts.money(
                Amounts.minor(decimal, scale), scale, payload.path("currency").asString(""), locale);
    }
}
