package kz.sandyq.operator.encumbrance;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import kz.sandyq.operator.issuance.Notices;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells clients what was entered about what they own. */
@Component
class EntryNotices {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT);

    private final Notices notices;

    EntryNotices(Notices notices) {
        this.notices = notices;
    }

    /** Tells everybody concerned, in the transaction in which the entry is known to be in the log. */
    void tell(RegisterEntry entry, Instant now) {
        Map<String, ?> payload = Map.of(
                "amountMinor", entry.quantity(),
                "scale", entry.scale(),
                "code", entry.assetCode(),
                "reason", "№ " + entry.groundNumber() + ", " + DATE.format(entry.groundDate()));
        switch (entry.entryType()) {
            case PLEDGE -> {
                notices.put(entry.clientId(), "PLEDGE_ENTERED", payload, now);
                put(entry.pledgeeId(), "PLEDGE_IN_FAVOUR", payload, now);
            }
            case ARREST -> notices.put(entry.clientId(), "ARREST_ENTERED", payload, now);
            case RELEASE -> notices.put(entry.clientId(), "ENCUMBRANCE_RELEASED", payload, now);
            case TRANSFER -> {
                notices.put(entry.clientId(), "TRANSFER_SENT", payload, now);
                put(entry.toClientId(), "TRANSFER_RECEIVED", payload, now);
            }
        }
    }

    private void put(@Nullable Long client, String kind, Map<String, ?> payload, Instant now) {
        if (client != null) {
            notices.put(client, kind, payload, now);
        }
    }
}
