package kz.sandyq.simulator.model;

import static kz.sandyq.protocol.RejectCode.*;

import java.math.BigInteger;
import java.util.List;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.simulator.schema.Message;

/** Assets that are no issue, wallets with their holders, accounts. */
final class AccountLines implements Contract.Family {
    private static final int MOST_HOLDERS = 64;

    private final World world;
    private final Shared shared;

    AccountLines(World world, Shared shared) {
        this.world = world;
        this.shared = shared;
    }

    @Override
    public List<Contract.Line> lines() {
        return List.of(
                Contract.line(
                        "CreateAsset",
                        this::createAsset,
                        WRONG_ASSET_KIND,
                        SCALE_OUT_OF_RANGE,
                        FIELD_OUT_OF_RANGE,
                        CODE_TAKEN,
                        LIMIT_ASSETS),
                Contract.line(
                        "OpenWallet",
                        this::openWallet,
                        FIELD_OUT_OF_RANGE,
                        HOLDERS_NOT_FIT,
                        LIMIT_WALLETS,
                        LIMIT_HOLDERS,
                        SHARES_NOT_WHOLE),
                Contract.line(
                        "OpenAccount",
                        this::openAccount,
                        FIELD_OUT_OF_RANGE,
                        UNKNOWN_WALLET,
                        CAPACITY_MISMATCH,
                        WALLET_OF_OTHER_SET,
                        LIMIT_ACCOUNTS));
    }

    private void createAsset(Message in) {
        long kind = in.number("assetKind");
        Refused.when(kind != AssetKind.MONEY.value() && kind != AssetKind.UNBACKED.value(), WRONG_ASSET_KIND);
        shared.needNewAsset(in);
        world.resultId = shared.addAsset(in, kind, false);
    }

    private void openWallet(Message in) {
        long kind = in.number("walletKind");
        long holding = in.number("holdingKind");
        List<Message> holders = in.group("holders");
        Refused.when(kind < 1 || kind > 3 || holding < 1 || holding > 4, FIELD_OUT_OF_RANGE);
        int count = holders.size();
        boolean fits = holding == HoldingKind.SOLE.value()
                ? count == 1
                : count >= (holding == HoldingKind.JOINT.value() ? 2 : 1);
        Refused.when(!fits, HOLDERS_NOT_FIT);
        Refused.when(world.wallets.size() >= world.limit("WALLETS"), LIMIT_WALLETS);
        long room = 2 * world.limit("WALLETS") - world.holders.size();
        Refused.when(count > MOST_HOLDERS || count > room, LIMIT_HOLDERS);
        needWholeShares(holders);
        long id = world.wallets.size() + 1L;
        world.wallets.add(new Things.Wallet(id, kind, holding, in.number("keyRef"), world.holders.size(), count));
        for (Message holder : holders) {
            world.holders.add(new Things.Holder(
                    world.holders.size() + 1L,
                    id,
                    holder.number("holderRef"),
                    holder.number("shareNumerator"),
                    holder.number("shareDenominator")));
        }
        world.say(new Message("WalletOpened")
                .with("walletId", id)
                .with("walletKind", kind)
                .with("holdingKind", holding)
                .with("keyRef", in.number("keyRef"))
                .with("holders", holders));
        world.resultId = id;
    }

    /** Shares sum to one; a sum whose common denominator passes 31 bits is not tried. */
    private static void needWholeShares(List<Message> holders) {
        BigInteger most = Numbers.big(Integer.MAX_VALUE);
        BigInteger numerator = BigInteger.ZERO;
        BigInteger denominator = BigInteger.ONE;
        for (Message holder : holders) {
            BigInteger part = Numbers.big(holder.number("shareNumerator"));
            BigInteger of = Numbers.big(holder.number("shareDenominator"));
            boolean inRange = holder.number("holderRef") > 0 && Numbers.positive(part) && Numbers.positive(of);
            Refused.when(!inRange, FIELD_OUT_OF_RANGE);
            BigInteger common = denominator.gcd(of);
            boolean tooFine = denominator.divide(common).compareTo(most) > 0 || numerator.compareTo(most) > 0;
            Refused.when(tooFine, SHARES_NOT_WHOLE);
            numerator = numerator.multiply(of.divide(common)).add(part.multiply(denominator.divide(common)));
            denominator = denominator.divide(common).multiply(of);
        }
        Refused.when(!numerator.equals(denominator), SHARES_NOT_WHOLE);
    }

    private void openAccount(Message in) {
        long activity = in.number("activity");
        long capacity = in.number("capacity");
        long group = in.number("selfTradeGroup");
        Refused.when(activity < 1 || activity > 2 || capacity < 1 || capacity > 11 || group < 0, FIELD_OUT_OF_RANGE);
        World.found(World.dense(world.wallets, in.number("walletId")), UNKNOWN_WALLET);
        boolean ofAnIssue = Shared.isOneOf(capacity, Capacity.ISSUER_SIDE, Capacity.UNSOLD, Capacity.RESERVE);
        Refused.when(ofAnIssue, CAPACITY_MISMATCH);
        int set = Shared.setOfWallet(capacity, activity);
        boolean other = world.accounts.stream()
                .filter(each -> each.wallet() == in.number("walletId"))
                .mapToInt(each -> Shared.setOfWallet(each.capacity(), each.activity()))
                .anyMatch(each -> set != 0 && each != 0 && each != set);
        Refused.when(other, WALLET_OF_OTHER_SET);
        Refused.when(world.accounts.size() >= world.limit("ACCOUNTS"), LIMIT_ACCOUNTS);
        world.resultId = shared.addAccount(in.number("walletId"), capacity, activity, 0, group);
    }
}
