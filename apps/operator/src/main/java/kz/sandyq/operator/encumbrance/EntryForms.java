package kz.sandyq.operator.encumbrance;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Objects;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Reads what a registrar typed. */
@Component
class EntryForms {
    private final PublicId ids;

    EntryForms(PublicId ids) {
        this.ids = ids;
    }

    /** The fields of the pages; those that a page does not have are null. */
    record Typed(
            @Nullable String account,
            @Nullable String toAccount,
            @Nullable String asset,
            @Nullable String quantity,
            @Nullable String pledgee,
            @Nullable String rank,
            @Nullable String stopsCirculation,
            @Nullable String stopsIncome,
            @Nullable String stopsRedemption,
            @Nullable String expiresAt,
            @Nullable String effectiveDate,
            @Nullable String groundKind,
            @Nullable String groundNumber,
            @Nullable String groundDate,
            @Nullable String groundIssuedBy,
            @Nullable String groundSha256) {
        String quantityText() {
            return text(quantity);
        }
    }

    EntryForm entry(EntryType type, Typed typed, GroundForm ground) {
        long account = id(typed.account(), "ACCOUNT_NOT_KNOWN", "account");
        long asset = id(typed.asset(), "ASSET_NOT_KNOWN", "asset");
        LocalDate effective = day(typed.effectiveDate(), "effectiveDate");
        if (type == EntryType.TRANSFER) {
            long to = id(typed.toAccount(), "ACCOUNT_NOT_KNOWN", "toAccount");
            return EntryForm.transfer(account, to, asset, typed.quantityText(), effective, ground);
        }
        LocalDate expires = day(typed.expiresAt(), "expiresAt");
        return new EntryForm(
                type,
                account,
                0,
                asset,
                typed.quantityText(),
                type == EntryType.PLEDGE ? id(typed.pledgee(), "PLEDGEE_NOT_KNOWN", "pledgee") : 0,
                rank(typed.rank(), type),
                typed.stopsCirculation() != null,
                typed.stopsIncome() != null,
                typed.stopsRedemption() != null,
                expires == null ? null : SandyqClock.startOf(expires),
                effective,
                0,
                ground);
    }

    GroundForm ground(Typed typed, MultipartFile document) throws IOException {
        GroundKind kind = Arrays.stream(GroundKind.values())
                .filter(each -> each.name().equals(typed.groundKind()))
                .findFirst()
                .orElse(null);
        return new GroundForm(
                kind,
                text(typed.groundNumber()),
                day(typed.groundDate(), "groundDate"),
                text(typed.groundIssuedBy()),
                document.getBytes(),
                text(document.getOriginalFilename()),
                text(typed.groundSha256()));
    }

    private long id(@Nullable String typed, String code, String field) {
        try {
            return ids.parse(text(typed).strip());
        } catch (RefusedException unreadable) {
            throw new RefusedException(code).field(field);
        }
    }

    private static int rank(@Nullable String typed, EntryType type) {
        String text = text(typed).strip();
        if (text.isEmpty()) {
            return type == EntryType.PLEDGE ? 1 : 0;
        }
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
    }

    private static @Nullable LocalDate day(@Nullable String typed, String field) {
        String text = text(typed).strip();
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException notADay) {
            throw new RefusedException("DATE_NOT_VALID").field(field);
        }
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
