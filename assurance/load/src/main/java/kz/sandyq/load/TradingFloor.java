package kz.sandyq.load;

import java.util.List;
import kz.sandyq.protocol.command.AccountCommands;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.command.IssueCommands;
import kz.sandyq.protocol.command.MoneyCommands;
import kz.sandyq.protocol.command.TradingCommands;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.AssetKind;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.protocol.sbe.HaltReason;
import kz.sandyq.protocol.sbe.HoldingKind;
import kz.sandyq.protocol.sbe.SecurityTradingStatus;
import kz.sandyq.protocol.sbe.WalletKind;

/**
 * A market ready to trade: tenge, instruments against it, clients with money and units. Client i trades instrument
 * i mod instruments.
 *
 * @param moneyAssetId the tenge
 * @param bankAccountId the bank's side
 * @param assetIds traded asset of each instrument
 * @param instrumentIds pairs, open for trading
 * @param accountIds clients' accounts
 * @param moneyMinor free money of each client, minor units
 * @param units free units of each client, of the asset of his instrument
 */
record TradingFloor(
        long moneyAssetId,
        long bankAccountId,
        List<Long> assetIds,
        List<Long> instrumentIds,
        List<Long> accountIds,
        long moneyMinor,
        long units) {
    static final Ground PAPER = new Ground(3, 20_000, 9, 0, new byte[32]);
    private static final long CLIENT_MONEY_MINOR = 1_000_000_000_000L;
    private static final long CLIENT_UNITS = 1_000_000_000L;
    private static final long NOMINAL_MINOR = 100;

    /** Opens it on a host whose log has begun. */
    static TradingFloor open(Host host, CommandPress press, int instruments, int clients) {
        return open(host, press, instruments, clients, CLIENT_MONEY_MINOR, CLIENT_UNITS);
    }

    /** All money that came from the bank, minor units. */
    long creditedMinor() {
        return accountIds.size() * creditMinor(moneyMinor, units);
    }

    /** What a client must get who pays for his units and has so much left. */
    private static long creditMinor(long moneyMinor, long units) {
        return moneyMinor + units * NOMINAL_MINOR;
    }

    /** Opens it with so much money and so many units for each client. */
    static TradingFloor open(Host host, CommandPress press, int instruments, int clients, long moneyMinor, long units) {
        Opening opening = new Opening(host, press);
        long money = opening.make(AccountCommands.createAsset(AssetKind.MONEY, 2, "KZT"));
        long own = opening.wallet(1);
        long bank = opening.account(own, Capacity.BANK_SIDE);
        long issuer = opening.account(own, Capacity.ISSUER);
        List<Long> assets = opening.times(instruments, i -> opening.issue(issuer, money, i));
        List<Long> pairs = opening.times(instruments, i -> opening.pair(assets.get(i), money, i));
        List<Long> accounts = opening.times(clients, i -> {
            long account = opening.account(opening.wallet(i + 2L), Capacity.CLIENT);
            long creditMinor = creditMinor(moneyMinor, units);
            opening.make(MoneyCommands.bookBankCredit(bank, account, money, creditMinor, new byte[32], PAPER));
            opening.make(IssueCommands.mintStablecoin(assets.get(i % instruments), account, units));
            return account;
        });
        return new TradingFloor(money, bank, assets, pairs, accounts, moneyMinor, units);
    }

    private record Opening(Host host, CommandPress press) {
        interface Maker {
            long make(int number);
        }

        List<Long> times(int count, Maker maker) {
            List<Long> made = new java.util.ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                made.add(maker.make(i));
            }
            return List.copyOf(made);
        }

        long make(CommandBody body) {
            Host.Answer answer = host.submit(press.encode(body));
            if (answer.rejectCode() != 0) {
                throw new IllegalStateException("the floor was refused with code " + answer.rejectCode());
            }
            return answer.resultId();
        }

        long wallet(long holderRef) {
            return make(AccountCommands.openWallet(
                    WalletKind.KEPT_HERE, HoldingKind.SOLE, 0, List.of(Holder.sole(holderRef))));
        }

        long account(long wallet, Capacity capacity) {
            return make(AccountCommands.openAccount(wallet, capacity, Activity.DFA));
        }

        long issue(long issuer, long money, int number) {
            return make(IssueCommands.registerIssue(
                    DfaKind.STABLECOIN,
                    issuer,
                    money,
                    0,
                    NOMINAL_MINOR,
                    Long.MAX_VALUE / 1_000,
                    0,
                    0,
                    0,
                    true,
                    Long.MAX_VALUE,
                    "S%04d".formatted(number),
                    "N-%04d".formatted(number),
                    false,
                    PAPER));
        }

        long pair(long asset, long money, int number) {
            long pair = make(TradingCommands.openInstrument(asset, money, 1, 1, "S%04d/KZT".formatted(number)));
            make(TradingCommands.setTradingStatus(pair, SecurityTradingStatus.READY_TO_TRADE, HaltReason.NONE, PAPER));
            return pair;
        }
    }
}
