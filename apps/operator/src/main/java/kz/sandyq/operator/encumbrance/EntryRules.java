package kz.sandyq.operator.encumbrance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.encumbrance.Parties.Asset;
import kz.sandyq.operator.encumbrance.Parties.Party;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be refused before a second person is asked; whether the units are free, only the core knows. */
@Component
class EntryRules {
    private static final int RANK_MAX = 1_000;

    private final Parties parties;
    private final EntryStore store;
    private final SandyqClock clock;

    EntryRules(Parties parties, EntryStore store, SandyqClock clock) {
        this.parties = parties;
        this.store = store;
        this.clock = clock;
    }

    /** A form whose names are known. Quantity in minor units of the asset. */
    record Checked(EntryForm form, Party holder, @Nullable Party recipient, Asset asset, long quantity) {
        /** The clients whose affair it is. */
        List<Long> parties() {
            List<Long> clients = new ArrayList<>(List.of(holder.clientId(), form.pledgeeId()));
            if (recipient != null) {
                clients.add(recipient.clientId());
            }
            return clients;
        }
    }

    /**
     * Checks a form.
     *
     * @throws RefusedException ACCOUNT_NOT_KNOWN, ASSET_NOT_KNOWN, AMOUNT_NOT_POSITIVE, GROUND_*, PLEDGEE_NOT_KNOWN,
     *     PLEDGEE_IS_HOLDER, RANK_NOT_VALID, RESTRICTION_MISSING, EXPIRY_PASSED, EFFECTIVE_DATE_IN_FUTURE,
     *     SAME_ACCOUNT, CLIENT_NOT_IDENTIFIED, TRANSFER_OF_MONEY, TRANSFER_TO_ONESELF, ENTRY_NOT_RELEASABLE
     */
    Checked check(EntryForm form) {
        EntryForm full = form.type() == EntryType.RELEASE ? ofReleased(form) : form;
        Party holder = parties.ofAccount(full.accountId())
                .orElseThrow(() -> new RefusedException("ACCOUNT_NOT_KNOWN").field("account"));
        Asset asset =
                parties.asset(full.assetId()).orElseThrow(() -> new RefusedException("ASSET_NOT_KNOWN").field("asset"));
        long quantity = quantity(full.quantity(), asset.scale());
        LocalDate effective = full.effectiveDate();
        if (effective != null && effective.isAfter(clock.today())) {
            throw new RefusedException("EFFECTIVE_DATE_IN_FUTURE").field("effectiveDate");
        }
        Party recipient = null;
        switch (full.type()) {
            case PLEDGE -> pledge(full, holder);
            case ARREST -> restricts(full);
            case TRANSFER -> recipient = recipient(full, asset);
            case RELEASE -> {}
        }
        ground(full.type(), full.ground());
        if (recipient != null) {
            ownership(holder, recipient, full.ground());
        }
        return new Checked(full, holder, recipient, asset, quantity);
    }

    private EntryForm ofReleased(EntryForm form) {
        RegisterEntry target = store.find(form.releasesId()).orElseThrow(RefusedException::notFound);
        if (!target.releasable()) {
            throw new RefusedException("ENTRY_NOT_RELEASABLE");
        }
        Long now = target.remainingAssetId();
        return new EntryForm(
                EntryType.RELEASE,
                target.accountId(),
                0,
                now == null ? target.assetId() : now,
                form.quantity(),
                0,
                0,
                false,
                false,
                false,
                null,
                form.effectiveDate(),
                target.id(),
                form.ground());
    }

    private static long quantity(String text, int scale) {
        try {
            long quantity = Amounts.minor(text, scale);
            if (quantity <= 0) {
                throw new RefusedException("AMOUNT_NOT_POSITIVE");
            }
            return quantity;
        } catch (RefusedException notAQuantity) {
            throw notAQuantity.field("quantity");
        }
    }

    private void pledge(EntryForm form, Party holder) {
        restricts(form);
        Party pledgee = parties.client(form.pledgeeId())
                .filter(Party::active)
                .orElseThrow(() -> new RefusedException("PLEDGEE_NOT_KNOWN").field("pledgee"));
        if (pledgee.clientId() == holder.clientId()) {
            throw new RefusedException("PLEDGEE_IS_HOLDER").field("pledgee");
        }
        if (form.rank() < 1 || form.rank() > RANK_MAX) {
            throw new RefusedException("RANK_NOT_VALID", RANK_MAX).field("rank");
        }
    }

    /** Restriction of circulation and restriction of rights are different flags; one at least is meant. */
    @LegalBasis("LAW-1.6-3-d")
    private void restricts(EntryForm form) {
        if (!form.stopsCirculation() && !form.stopsIncome() && !form.stopsRedemption()) {
            throw new RefusedException("RESTRICTION_MISSING")
                    .field("stopsCirculation")
                    .clause("LAW-1.6-3-d");
        }
        if (form.expiresAt() != null && !form.expiresAt().isAfter(clock.instant())) {
            throw new RefusedException("EXPIRY_PASSED").field("expiresAt");
        }
        if (form.rank() < 0 || form.rank() > RANK_MAX) {
            throw new RefusedException("RANK_NOT_VALID", RANK_MAX).field("rank");
        }
    }

    private Party recipient(EntryForm form, Asset asset) {
        if (!asset.units()) {
            throw new RefusedException("TRANSFER_OF_MONEY").field("asset");
        }
        if (form.accountId() == form.toAccountId()) {
            throw new RefusedException("SAME_ACCOUNT").field("toAccount");
        }
        Party recipient = parties.ofAccount(form.toAccountId())
                .orElseThrow(() -> new RefusedException("ACCOUNT_NOT_KNOWN").field("toAccount"));
        if (!recipient.active() || recipient.identifiedUntil().isBefore(clock.today())) {
            throw new RefusedException("CLIENT_NOT_IDENTIFIED", recipient.name())
                    .field("toAccount")
                    .clause("RUL-36.p1");
        }
        return recipient;
    }

    /** Between wallets of one holder no ownership passes; between two holders a document must say that it does. */
    private static void ownership(Party holder, Party recipient, GroundForm ground) {
        boolean within = ground.kind() != null && ground.kind().withinOneHolder();
        boolean same = holder.clientId() == recipient.clientId();
        if (same && !within) {
            throw new RefusedException("TRANSFER_TO_ONESELF").field("toAccount");
        }
        if (!same && within) {
            throw new RefusedException("GROUND_KIND_NOT_FIT").field("groundKind");
        }
    }

    private void ground(EntryType type, GroundForm ground) {
        GroundKind kind = ground.kind();
        if (kind == null) {
            throw missing("groundKind");
        }
        if (!kind.fits(type)) {
            throw new RefusedException("GROUND_KIND_NOT_FIT").field("groundKind");
        }
        if (ground.number().isBlank() || ground.number().strip().length() > 100) {
            throw missing("groundNumber");
        }
        LocalDate date = ground.date();
        if (date == null) {
            throw missing("groundDate");
        }
        if (date.isAfter(clock.today())) {
            throw new RefusedException("GROUND_DATE_IN_FUTURE").field("groundDate");
        }
        boolean named =
                !ground.issuedBy().isBlank() && ground.issuedBy().strip().length() <= 300;
        if ((kind.authority() || type == EntryType.ARREST) && !named) {
            throw new RefusedException("GROUND_AUTHORITY_MISSING").field("groundIssuedBy");
        }
        if (ground.content().length == 0) {
            throw missing("document");
        }
        String declared = ground.sha256().strip().toLowerCase(Locale.ROOT);
        if (!declared.isEmpty() && !declared.matches("[0-9a-f]{64}")) {
            throw new RefusedException("DOCUMENT_HASH_MISMATCH", ground.fileName()).field("document");
        }
    }

    private static RefusedException missing(String field) {
        return new RefusedException("GROUND_INCOMPLETE").field(field);
    }
}
