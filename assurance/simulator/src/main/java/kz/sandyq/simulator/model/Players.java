package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.protocol.sbe.EncumbranceKind;
import kz.sandyq.simulator.model.Things.Account;
import kz.sandyq.simulator.model.Things.Asset;
import kz.sandyq.simulator.model.Things.Balance;
import kz.sandyq.simulator.schema.Bytes;
import kz.sandyq.simulator.schema.Message;

/** Who plays in scenes, and what is done to let him. All of the first activity, and in the first money. */
final class Players {
    static final long MONEY = 1;
    static final long BANK = 1;

    private static final long EVERY_CLASS = 15;
    private static final long UNBACKED = 3;
    private static final int MAIN = 1;

    private final Chance chance;
    private final World world;

    Players(Chance chance) {
        this.chance = chance;
        world = chance.world;
    }

    /** Clients who may dispose of what is theirs, each of another wallet, in any order. */
    List<Long> clients() {
        Set<Long> wallets = new HashSet<>();
        List<Account> all = new ArrayList<>(world.accounts);
        Collections.shuffle(all, chance.random);
        return all.stream()
                .filter(each -> isOf(each, Capacity.CLIENT) && mayDispose(each))
                .filter(each -> wallets.add(each.wallet()))
                .map(Account::id)
                .toList();
    }

    private static boolean isOf(Account account, Capacity capacity) {
        return Shared.isOneOf(account.capacity(), capacity) && account.activity() == MAIN;
    }

    boolean mayDispose(Account account) {
        return !world.isFrozen(account.id()) && !world.hasNotice(account.wallet());
    }

    /** Two accounts of one wallet, or none. */
    List<Long> twins(Predicate<Account> fits) {
        List<Account> fitting = world.accounts.stream()
                .filter(each -> isOf(each, Capacity.CLIENT) && mayDispose(each) && fits.test(each))
                .toList();
        for (Account each : fitting) {
            for (Account other : fitting) {
                if (each != other && each.wallet() == other.wallet()) {
                    return List.of(each.id(), other.id());
                }
            }
        }
        return List.of();
    }

    /** Accounts of other providers. */
    List<Long> elsewhere() {
        return world.accounts.stream()
                .filter(each -> isOf(each, Capacity.OTHER_PLATFORM))
                .map(Account::id)
                .toList();
    }

    List<Long> unbacked() {
        return world.assets.stream()
                .filter(asset -> asset.kind() == UNBACKED)
                .map(Asset::id)
                .toList();
    }

    /** A document that never fails. */
    Message ground() {
        return chance.ground(Integer.MAX_VALUE);
    }

    /** He may acquire whatever has no rule against him. */
    void letIn(Scene scene, long account) {
        if (world.permissions.isPermitted(account)) {
            scene.then(() -> message("SetAccountPermissions")
                    .with("accountId", account)
                    .with("permittedClasses", EVERY_CLASS)
                    .with("ground", ground()));
        }
        if (world.scalar("CLEARANCE") != 0) {
            scene.then(() -> message("SetClearance")
                    .with("walletId", world.account(account).wallet())
                    .with("clearedUntilMs", world.logicalNow() + 900_000)
                    .with("ground", ground()));
        }
    }

    /** He has at least so much money free, if nothing else waits for it. */
    void pay(Scene scene, long account, long amount) {
        long there = world.available(account, MONEY).longValueExact();
        if (there < amount) {
            scene.then(() -> credit(account, amount - there));
        }
    }

    Message credit(long account, long amount) {
        return message("BookBankCredit")
                .with("bankAccountId", BANK)
                .with("accountId", account)
                .with("assetId", MONEY)
                .with("amountMinor", amount)
                .with("bankReference", Drafts.hash(4))
                .with("ground", ground());
    }

    /** Most of what he has goes back to the bank. */
    void payOut(Scene scene, long account) {
        scene.naming(
                "payout",
                () -> message("ReservePayout")
                        .with("accountId", account)
                        .with("assetId", MONEY)
                        .with("amountMinor", world.available(account, MONEY).longValueExact() / 10 * 9));
        scene.then(() -> message("BookPayout")
                .with("holdId", scene.the("payout"))
                .with("bankAccountId", BANK)
                .with("amountMinor", world.resultAmount.longValueExact())
                .with("bankReference", Drafts.hash(5))
                .with("ground", ground()));
    }

    /** The redemption of an issue, on its holders from now on. */
    Message overdue(long issue) {
        return message("DeclareOverdue")
                .with("issueId", issue)
                .with("graceEpochDay", world.legalDay())
                .with("ground", ground());
    }

    Message suspend(long issue, boolean suspended) {
        return message("SetIssueSuspended")
                .with("issueId", issue)
                .with("suspended", suspended)
                .with("ground", ground());
    }

    Message transfer(long from, long to, long asset, long quantity) {
        return message("Transfer")
                .with("fromAccountId", from)
                .with("toAccountId", to)
                .with("assetId", asset)
                .with("quantity", quantity)
                .with("ground", ground());
    }

    /** Behind all others of the balance. */
    Message pledge(long account, long asset, long quantity, boolean subsequent) {
        return message("PlaceEncumbrance")
                .with("kind", EncumbranceKind.PLEDGE.value())
                .with("accountId", account)
                .with("assetId", asset)
                .with("quantity", quantity)
                .with("rank", lastRank(account, asset) + 1)
                .with("stopsCirculation", 1)
                .with("pledgeeRef", 5)
                .with("subsequent", subsequent)
                .with("ground", ground());
    }

    long lastRank(long account, long asset) {
        Balance balance = world.balance(account, asset);
        return world.encumbrancesOf(balance).stream()
                .mapToLong(each -> each.rank)
                .max()
                .orElse(0);
    }

    /** Of the whole account, for a short while. */
    Message freeze(long account) {
        return message("PlaceEncumbrance")
                .with("kind", EncumbranceKind.FREEZE.value())
                .with("accountId", account)
                .with("quantity", 1)
                .with("stopsCirculation", 1)
                .with("expiresAtMs", soon())
                .with("ground", ground());
    }

    /** Of the death of who has the wallet. */
    Message notice(long wallet) {
        return message("SetHolderNotice")
                .with("walletId", wallet)
                .with("notice", 1)
                .with("ground", ground());
    }

    /** Of so much, for a short while. */
    Message arrest(long account, long asset, long quantity) {
        return message("PlaceEncumbrance")
                .with("kind", EncumbranceKind.ARREST.value())
                .with("accountId", account)
                .with("assetId", asset)
                .with("quantity", quantity)
                .with("stopsCirculation", 1)
                .with("expiresAtMs", soon())
                .with("ground", ground());
    }

    long soon() {
        return world.logicalNow() + chance.from(1, 2_000);
    }

    /** To a buyer who is the pledgee himself, at the value of the debt. */
    Message enforce(long pledge, long buyer, long quantity) {
        return message("EnforcePledge")
                .with("encumbranceId", pledge)
                .with("quantity", quantity)
                .with("buyerAccountId", buyer)
                .with("pledgeeAccountId", buyer)
                .with("moneyAssetId", MONEY)
                .with("valueMinor", quantity)
                .with("debtMinor", quantity)
                .with("ground", ground());
    }

    Message recover(long from, long to, long asset) {
        return message("RecoverHolding")
                .with("fromAccountId", from)
                .with("toAccountId", to)
                .with("assetId", asset)
                .with("ground", ground());
    }

    /** A smallest unit of money for each unit, due today. */
    Message income(Issue issue) {
        return message("RecordIncome")
                .with("issueId", issue.id)
                .with("paymentEpochDay", world.legalDay())
                .with("amountNumerator", issue.factor.longValueExact())
                .with("amountDenominator", 1)
                .with("taxRateEpochDay", world.legalDay() - 1)
                .with("ground", ground());
    }

    static Message leg(long from, long to, long asset, long quantity) {
        return new Message("legs")
                .with("fromAccountId", from)
                .with("toAccountId", to)
                .with("assetId", asset)
                .with("quantity", quantity);
    }

    /** Basis 2: a division, 3: a gift. */
    Message rights(int basis, Message leg) {
        return message("TransferRights")
                .with("walletId", world.account(leg.number("fromAccountId")).wallet())
                .with("basis", basis)
                .with("ground", ground())
                .with("legs", List.of(leg));
    }

    Message propose(long mediator, List<Message> legs) {
        return message("ProposeSettlement")
                .with("deadlineMs", world.logicalNow() + 60_000)
                .with("mediatorRef", mediator)
                .with("ground", ground())
                .with("legs", legs);
    }

    static Message affirm(long instruction, long account) {
        return message("AffirmSettlement").with("instructionId", instruction).with("accountId", account);
    }

    Message settle(long instruction, long mediator) {
        return message("EndSettlement")
                .with("instructionId", instruction)
                .with("end", 1)
                .with("mediatorRef", mediator)
                .with("ground", ground());
    }

    Message agree(long platform) {
        return message("SetInteractionAgreement")
                .with("platform", platform)
                .with("inForce", 1)
                .with("ground", ground());
    }

    /** The next notice of a platform. */
    Message ready(long platform, long origin, long quantity) {
        Platforms.Peer peer = Platforms.peer(world, platform);
        return message("ReceiveMoveNotice")
                .with("platform", platform)
                .with("number", peer == null ? 1 : peer.received + 1)
                .with("originPlatform", origin)
                .with("quantity", quantity)
                .with("deadlineMs", world.logicalNow() + 60_000)
                .with("ground", ground());
    }

    /** An issue of which nothing exists yet. */
    Message bond() {
        return message("RegisterIssue")
                .with("dfaKind", DfaKind.FINANCIAL_INSTRUMENT.value())
                .with("issuerAccountId", 2)
                .with("moneyAssetId", MONEY)
                .with("nominalMinor", 1)
                .with("authorisedVolume", 1_000)
                .with("maturityEpochDay", world.legalDay())
                .with("redemptionPriceMinor", 1)
                .with("code", chance.code("F"))
                .with("registrationNumber", Bytes.of("F-" + world.sequence()).padded(200))
                .with("ground", ground());
    }
}
