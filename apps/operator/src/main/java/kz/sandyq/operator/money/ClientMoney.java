package kz.sandyq.operator.money;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.person.NationalId;
import kz.sandyq.protocol.sbe.PayoutEnd;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a client does with his money: where to pay in, and asking for it back to his own bank account. */
@Component
public class ClientMoney {
    private final BankAccounts banks;
    private final PaymentReferences references;
    private final Payouts payouts;
    private final Audit audit;

    ClientMoney(BankAccounts banks, PaymentReferences references, Payouts payouts, Audit audit) {
        this.banks = banks;
        this.references = references;
        this.payouts = payouts;
        this.audit = audit;
    }

    /** Where the client pays in. */
    public record PayIn(BankAccount bank, String reference, long accountId, String nationalId, String capacity) {}

    /**
     * What the client asks for, as typed.
     *
     * @param currency ISO 4217 code; may be empty when the reference is given
     * @param reference payment reference of the account that pays; empty for the client's first account in the currency
     * @param amount decimal text
     */
    public record Form(
            String currency,
            @Nullable String reference,
            String amount,
            String payeeName,
            String payeeIban,
            String payeeBic,
            String purpose) {}

    /** Bank details and references of the client. */
    public List<PayIn> payIn(long clientRelationId) {
        List<PaymentReferences.Owner> owned = references.ofClient(clientRelationId);
        return banks.all().stream()
                .flatMap(bank -> owned.stream()
                        .filter(owner -> owner.assetId() == bank.assetId())
                        .map(owner -> new PayIn(
                                bank, owner.reference(), owner.accountId(), owner.nationalId(), owner.capacity())))
                .toList();
    }

    /**
     * Asks for a payout to the client's own account; the same key gives the same payout.
     *
     * @throws RefusedException CURRENCY_NOT_KEPT, AMOUNT_NOT_POSITIVE_HERE, IBAN_NOT_VALID, BIC_NOT_VALID,
     *     PAYEE_NAME_REQUIRED, PURPOSE_REQUIRED, IDEMPOTENCY_KEY_REUSED
     */
    @Transactional
    public Payout request(long clientRelationId, UUID key, Form form) {
        String reference = Objects.requireNonNullElse(form.reference(), "");
        PayIn account = payIn(clientRelationId).stream()
                .filter(each -> each.bank().currency().equals(form.currency())
                        || (form.currency().isBlank() && !reference.isBlank()))
                .filter(each -> reference.isBlank() || each.reference().equals(reference))
                .findFirst()
                .orElseThrow(() -> new RefusedException("CURRENCY_NOT_KEPT", form.currency()).field("currency"));
        long amountMinor = Amounts.minor(form.amount(), account.bank().scale());
        if (amountMinor <= 0) {
            throw new RefusedException("AMOUNT_NOT_POSITIVE_HERE").field("amount");
        }
        String number = account.nationalId();
        var request = new PayoutRequest(
                key,
                clientRelationId,
                account.accountId(),
                account.bank().id(),
                amountMinor,
                text(form.payeeName(), "PAYEE_NAME_REQUIRED", "payeeName"),
                number,
                !number.isEmpty()
                        && NationalId.parse(number).map(NationalId::bin).orElse(false),
                iban(form.payeeIban(), "payeeIban"),
                bic(form.payeeBic(), "payeeBic"),
                text(form.purpose(), "PURPOSE_REQUIRED", "purpose"));
        Payout payout = payouts.request(request);
        if (payout.amountMinor() != amountMinor || !payout.payeeIban().equals(request.payeeIban())) {
            throw new RefusedException("IDEMPOTENCY_KEY_REUSED").status(409);
        }
        audit.record("PAYOUT_REQUESTED", "payout:" + payout.id(), Map.of("amountMinor", amountMinor));
        return payout;
    }

    /**
     * Takes a payout back before it is approved.
     *
     * @throws RefusedException NOT_FOUND, PAYOUT_TOO_LATE
     */
    @Transactional
    public void withdraw(long clientRelationId, long payoutId) {
        if (!payouts.belongs(payoutId, clientRelationId)) {
            throw RefusedException.notFound();
        }
        if (!payouts.cancel(payoutId, PayoutEnd.WITHDRAWN, "")) {
            throw new RefusedException("PAYOUT_TOO_LATE").status(409);
        }
        audit.record("PAYOUT_WITHDRAWN", "payout:" + payoutId, Map.of());
    }

    /** An IBAN without spaces whose check digits are right (ISO 13616). */
    static String iban(String text, String field) {
        String iban = text.replace(" ", "").toUpperCase(Locale.ROOT);
        if (!iban.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}")) {
            throw new RefusedException("IBAN_NOT_VALID").field(field);
        }
        var digits = new StringBuilder();
        (iban.substring(4) + iban.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
        if (new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() != 1) {
            throw new RefusedException("IBAN_NOT_VALID").field(field);
        }
        return iban;
    }

    static String bic(String text, String field) {
        String bic = text.strip().toUpperCase(Locale.ROOT);
        if (!bic.matches("[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?")) {
            throw new RefusedException("BIC_NOT_VALID").field(field);
        }
        return bic;
    }

    private static String text(String text, String code, String field) {
        String plain = text.strip();
        if (plain.isEmpty() || plain.length() > 140) {
            throw new RefusedException(code).field(field);
        }
        return plain;
    }
}
