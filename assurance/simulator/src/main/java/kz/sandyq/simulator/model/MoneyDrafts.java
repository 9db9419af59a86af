package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.util.Map;
import java.util.function.Supplier;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.simulator.model.Deals.Hold;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Message;

/** Commands of bank money. */
final class MoneyDrafts {
    private static final Hold NONE = new Hold(new Balance(1, 1, 0), 0, 0, Numbers.ZERO);

    private final Chance chance;
    private final World world;

    MoneyDrafts(Chance chance) {
        this.chance = chance;
        world = chance.world;
    }

    void addTo(Map<String, Supplier<Message>> all) {
        all.put(
                "BookBankCredit",
                () -> message("BookBankCredit")
                        .with("bankAccountId", chance.bank())
                        .with("accountId", chance.oneIn(4) ? own() : chance.client())
                        .with("assetId", chance.money())
                        .with("amountMinor", chance.amount())
                        .with("bankReference", Drafts.hash(chance.below(100)))
                        .with("ground", chance.ground()));
        all.put("ReservePayout", this::reserve);
        all.put("BookPayout", this::payout);
        all.put(
                "ReleasePayout",
                () -> message("ReleasePayout")
                        .with("holdId", chance.thing(world.holds, NONE).id)
                        .with("end", chance.from(1, 3)));
        all.put("BookBankDebit", () -> {
            long account = own();
            return message("BookBankDebit")
                    .with("bankAccountId", chance.bank())
                    .with("accountId", account)
                    .with("assetId", 1)
                    .with("amountMinor", partOf(account, 1))
                    .with("bankReference", Drafts.hash(1))
                    .with("ground", chance.ground());
        });
        all.put("ReverseBankCredit", this::reverse);
        all.put("SettleSuspense", () -> {
            long account = chance.account(Capacity.SUSPENSE);
            return message("SettleSuspense")
                    .with("suspenseAccountId", account)
                    .with("accountId", chance.isGrand() && chance.oneIn(2) ? chance.richest() : chance.client())
                    .with("assetId", 1)
                    .with("amountMinor", partOf(account, 1))
                    .with("ground", chance.ground());
        });
    }

    private long own() {
        return chance.account(chance.of(Capacity.OPERATOR_OWN, Capacity.FEES, Capacity.SUSPENSE, Capacity.SUSPENSE));
    }

    /** Mostly a part of what is available, now and then all of it or one more. */
    private long partOf(long account, long asset) {
        long available = Math.max(0, world.available(account, asset).longValueExact());
        return switch (chance.random.nextInt(6)) {
            case 0 -> available;
            case 1 -> available + 1;
            default -> chance.from(1, Math.max(1, available / 2));
        };
    }

    private Message reserve() {
        long account = chance.oneIn(8) ? own() : chance.client();
        long asset = chance.money();
        return message("ReservePayout")
                .with("accountId", account)
                .with("assetId", asset)
                .with("amountMinor", partOf(account, asset));
    }

    private Message payout() {
        Hold hold = chance.thing(world.holds, NONE);
        return message("BookPayout")
                .with("holdId", hold.id)
                .with("bankAccountId", chance.bank())
                .with("amountMinor", hold.remaining.longValueExact() + (chance.oneIn(8) ? 1 : 0))
                .with("bankReference", Drafts.hash(2))
                .with("ground", chance.ground());
    }

    private Message reverse() {
        Things.Credit none = new Things.Credit(5, 1, 3, 1, Numbers.ZERO);
        Things.Credit credit = chance.any(world.credits, none);
        long account = chance.oneIn(9) ? chance.client() : credit.account;
        long left = credit.amount.subtract(credit.reversed).longValueExact();
        return message("ReverseBankCredit")
                .with("creditSequence", credit.sequence)
                .with("bankAccountId", credit.bank)
                .with("accountId", account)
                .with("claimAccountId", claimOf(account))
                .with("assetId", credit.asset)
                .with("amountMinor", chance.oneIn(3) ? left + chance.below(2) : chance.from(1, Math.max(1, left)))
                .with("bankReference", Drafts.hash(3))
                .with("ground", chance.ground());
    }

    private long claimOf(long accountId) {
        Things.Account account = World.dense(world.accounts, accountId);
        long wallet = account == null ? 0 : account.wallet();
        return world.accounts.stream()
                .filter(each -> each.capacity() == Capacity.CLAIM.value())
                .filter(each -> each.wallet() == wallet || chance.oneIn(30))
                .mapToLong(Things.Account::id)
                .findFirst()
                .orElse(chance.anyAccount());
    }
}
