package kz.sandyq.operator.cabinet;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.cabinet.Ledger.Part;
import kz.sandyq.operator.cabinet.Reasons.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a client owns, why a part of it is not free and what it cost, from the read model of the core. */
@Component
@LegalBasis("LAW-1.6-3-a")
@LegalBasis("RUL-30")
class Holdings {
    /** After everything there is. */
    static final long NOW = Long.MAX_VALUE;

    private final OwnAccounts accounts;
    private final Ledger ledger;
    private final Reasons reasons;

    Holdings(OwnAccounts accounts, Ledger ledger, Reasons reasons) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.reasons = reasons;
    }

    /**
     * One asset in one account of the client. Quantities in minor units of the asset.
     *
     * @param reasons why a part is held or blocked, or rights are restricted
     * @param cost what the client's units of it cost, in all his accounts together; null for money
     */
    record Holding(
            Part part, List<Reason> reasons, @Nullable Cost cost) {
        public long total() {
            return Math.addExact(Math.addExact(part.available(), part.held()), part.blocked());
        }

        /** Cost of one unit, in units of {@link #averageScale()} digits of the money; 0 for money. */
        public long average() {
            return shown().unscaledValue().longValueExact();
        }

        /** Digits of the average: those of the money, and more where they are not zero. */
        public int averageScale() {
            return shown().scale();
        }

        private BigDecimal shown() {
            if (cost == null) {
                return BigDecimal.ZERO;
            }
            BigDecimal average = cost.average(part.scale(), part.moneyScale()).stripTrailingZeros();
            return average.setScale(Math.max(part.moneyScale(), average.scale()));
        }

        /** Whether the central depository keeps the register of its holders. */
        public boolean inDepository() {
            return part.dfaKind().equals("ASSET_BACKED") || part.dfaKind().equals("FINANCIAL_INSTRUMENT");
        }
    }

    /** Everything that is the client's after the entry of a sequence, {@link #NOW} for now. */
    List<Holding> of(long clientRelationId, long sequence) {
        List<Long> own = accounts.of(clientRelationId);
        Map<Long, Cost> costs = new HashMap<>();
        return ledger.parts(own, sequence).stream()
                .map(part -> new Holding(
                        part,
                        reasons.of(part.accountId(), part.assetId(), sequence),
                        part.moneyAssetId() == 0
                                ? null
                                : costs.computeIfAbsent(part.assetId(), asset -> cost(own, part, sequence))))
                .toList();
    }

    /** One of them now; empty when the account is the client's but has nothing of the asset any more. */
    Optional<Holding> find(long clientRelationId, long accountId, long assetId) {
        accounts.own(clientRelationId, accountId);
        return of(clientRelationId, NOW).stream()
                .filter(each ->
                        each.part().accountId() == accountId && each.part().assetId() == assetId)
                .findFirst();
    }

    private Cost cost(List<Long> own, Part part, long sequence) {
        return Cost.of(ledger.changes(own, part.assetId(), part.moneyAssetId(), sequence));
    }
}
